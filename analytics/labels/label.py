"""A label of terms: the widest first, nothing said twice; and the keywords of a topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analytics.labels.represent import Term, parts
from data.words.label_words import SAME
from data.words.roles import ROLES

SEPARATOR = " · "
LABEL_TERMS = 3
KEYWORDS = 10
NAMES_IT = 0.25
"""A topic whose widest term stands in less than this share of it holds stories loosely tied, and its label says so."""
BESIDE = 0.05
SELDOM = 0.025
"""A term in less than this share of a topic is not put beside the first one; in less than half of it, where there is no
other."""
SPECIFIC = 0.9
"""A term is specific for a topic where it stands there e^.9, two and a half times, as often as in all documents."""
COMMON_ROOT = 4
"""Words that begin alike with as many letters, and with two thirds of the shorter one, are of one root."""


def labels_of(
    candidates: Sequence[Sequence[Term]], most: int = LABEL_TERMS, loose: str = "", before: Sequence[str] = ()
) -> list[str]:
    """A label for each topic: nothing said twice, the widest term first, no two labels equal; none without a term.

    Args:
        candidates: terms of each topic in the order in which they are taken: see `by_width`, `lead_first`.
        most: so many terms where they tell the topics apart.
        loose: what stands last where the terms name but a small part of the topic.
        before: what each was called in the fit before, empty for a new one: that stays while the term that would lead
            is a part of it and each other part still speaks for the topic.
    """
    called = before or [""] * len(candidates)
    labels = [
        label if _still_says(terms, label, loose) else "" for terms, label in zip(candidates, called, strict=True)
    ]
    taken = Counter(filter(None, labels))
    for number, terms in enumerate(candidates):
        if not labels[number]:
            labels[number] = _label(terms, taken, most, loose) if terms else ""
            taken[labels[number]] += bool(terms)
    return labels


def _still_says(terms: Sequence[Term], label: str, loose: str) -> bool:
    shown = [term.shown for term in terms]
    said = [part for part in label.split(SEPARATOR) if part != loose]
    return bool(label) and shown[:1] != [] and shown[0] in said and set(said) <= set(shown)


def _label(terms: Sequence[Term], taken: Counter[str], most: int, loose: str) -> str:
    apart = without_overlap(terms)
    for size in range(most, max(len(apart), most) + 1):
        # Where two topics would get one label, the later one takes its next term instead of its last.
        chosen = [*apart[: most - 1], *apart[size - 1 : size]] if size > most + 1 else apart[:size]
        chosen.sort(key=lambda term: -term.share)
        told = chosen[:1] and chosen[0].share >= NAMES_IT and any(term.wide for term in chosen[1:])
        more = [loose] if loose and chosen and not told else []
        label = SEPARATOR.join([*(term.shown for term in chosen), *more])
        if label and label not in taken:
            return label
    return label + SEPARATOR + str(taken[label] + 1)


def by_width(terms: Sequence[Term]) -> list[Term]:
    """Terms as they name a theme: those first that much of it has in common and little of the rest."""
    return sorted(terms, key=lambda term: -term.share * term.lift)


def lead_first(terms: Sequence[Term]) -> list[Term]:
    """Terms as they name a topic: the one that speaks for most of it, then those of several stories, best first."""
    wide = [term for term in terms if term.wide] or list(terms)
    if any(_is_whole_name(term) and term.share >= BESIDE for term in wide):  # who holds it says more than the office
        wide = [term for term in wide if not _is_office(term)]
    specific = [term for term in wide if term.lift > SPECIFIC] or wide
    lead = max(specific, key=lambda term: term.score * term.share**0.5, default=None)
    if lead is None:
        return []
    others = [term for term in specific if not say_the_same(term, lead)]
    beside = [term for term in others if term.share >= BESIDE] or [term for term in others if term.share >= SELDOM]
    longer = [term for term in wide if lead.lemmas in parts(term.lemmas)]
    if longer and not beside and lead.shown.islower():  # война alone says little: it is the war spoken of most
        lead = longer[0]
    return [lead, *(beside or [term for term in terms if term.lift > SPECIFIC and not say_the_same(term, lead)][:1])]


def without_overlap(terms: Sequence[Term]) -> list[Term]:
    """The terms in order, without those that share a word, its root or a name with a better one."""
    apart: list[Term] = []
    for term in terms:
        if not any(say_the_same(term, other) for other in apart):
            apart.append(term)
    return apart


def say_the_same(a: Term, b: Term) -> bool:
    """Whether two terms share a word, its root or a synonym, or a name, or are a person and an office.

    Исламское государство and боевики ИГ, Сенат and сенаторы, фильм and кино, Майк Пенс and вице-президент США.
    """
    if (_is_office(a) and _is_whole_name(b)) or (_is_office(b) and _is_whole_name(a)):
        return True
    if "".join(a.lemmas) == "".join(b.lemmas) or _stands_for(a, b) or _stands_for(b, a):  # car maker and carmaker
        return True
    return not a.entities.isdisjoint(b.entities) or any(_one_root(x, y) for x in _words(a) for y in _words(b))


def _stands_for(short: Term, whole: Term) -> bool:
    """Whether a term is the first letters of another: МКС of Международная космическая станция."""
    return len(short.shown) > 1 and short.shown == "".join(word[0] for word in whole.shown.split()).upper()


def _is_office(term: Term) -> bool:
    """Whether a term is one person's office; министры обороны are several.

    With a capital letter it is so only of a state or organisation: Президент России, not Prince Harry, General Motors.
    """
    words = term.shown.lower() if term.entities else term.shown
    return any(word in ROLES and word in term.lemmas for word in words.split())


def _is_whole_name(term: Term) -> bool:
    return " " in term.shown and term.shown.istitle()


def _words(term: Term) -> set[str]:
    return {SAME.get(word, word) for word in (*term.lemmas, *term.shown.lower().replace("ё", "е").split())}


def _one_root(a: str, b: str) -> bool:
    shorter = min(len(a), len(b))
    alike = next((i for i in range(shorter) if a[i] != b[i]), shorter)
    return a == b or (alike >= COMMON_ROOT and 3 * alike >= 2 * shorter)


def keywords_of(terms: Sequence[Term], n: int = KEYWORDS) -> list[str]:
    """Up to n terms as shown, best first, none inside another."""
    chosen: list[Term] = []
    for term in terms:
        nested = any(term.lemmas in parts(other.lemmas) or other.lemmas in parts(term.lemmas) for other in chosen)
        if not nested and all(term.shown.lower() != other.shown.lower() for other in chosen):
            chosen.append(term)
        if len(chosen) == n:
            break
    return [term.shown for term in chosen]
