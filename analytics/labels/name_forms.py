"""The nominative of names that no dictionary has, by their other written forms and by how persons are called.

Рааб is it beside Рааба and Раабом, Асия beside Асию and Асии; Джохара Царнаева is Джохар Царнаев.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from analytics.labels.dictionary import SHORT_ABBREVIATION, has_dictionary, is_given_name, is_known, readings
from analytics.labels.forms import USUAL, Form, first
from analytics.mentions.phrase_form import readings as name_readings

LIKELY, SURE = 0.2, 0.8
"""A form of a name is its base form where readings say so with the first of these shares; with the second, if it is not
written anywhere."""
VOWELS = frozenset("аеёиоуыэюяіїє")
FEMININE = frozenset("ая")
INSTRUMENTAL = ("ом", "ем", "ым", "им")
OBLIQUE = ("ом", "а", "у", "е")
"""Endings that a masculine name takes in other cases."""


def is_foreign_name(form: Form, language: str) -> bool:
    """Whether the words are a name that grammar does not explain: Никки Хейли, Ким Чен Ын, New York Times."""
    if len(form) < 2 or not all(word[:1].isupper() for word in form):
        return False
    known = [word for word in form if is_known(word, language)]
    things = (readings(word, language)[0].tag for word in known)
    return len(known) < len(form) and all(tag.POS == "NOUN" and "anim" in tag for tag in things)


def is_persons_name(form: Form, language: str) -> bool:
    """Whether words are a given name and what its bearer is called besides: Камала Харрис, Николай II."""
    capitals = all(word[:1].isupper() for word in form)
    return language == "ru" and len(form) > 1 and capitals and is_given_name(form[0], language)


def base_name(forms: Counter[Form], language: str) -> str | None:
    """A name as it stands in the nominative, None where none of its readings is sure.

    A form that its other written forms show to be the nominative, else what most of them are read as, seen or not:
    Джохар Царнаев of Джохара Царнаева and Джохару Царнаеву.
    """
    length = min(map(len, forms))
    variants = [{form[i] for form in forms} for i in range(length)]
    upright = {
        form: count
        for form, count in forms.items()
        if all(len(v) == 1 or is_base_form(word, v) for word, v in zip(form, variants, strict=False))
    }
    if language != "ru":
        return " ".join(first(upright or forms)[0])
    shown = {form: n for form, n in upright.items() if any(map(_is_feminine, form, variants))}
    return " ".join(first(shown)[0]) if shown else _likeliest_person(forms, upright)


def _likeliest_person(forms: Counter[Form], upright: Iterable[Form]) -> str | None:
    """A person's name by the readings of all its written forms; one of those that may be upright, if they allow it."""
    votes: defaultdict[str, float] = defaultdict(float)
    together: defaultdict[str, float] = defaultdict(float)
    for form, count in forms.most_common(USUAL):
        for base, weight, _ in name_readings(" ".join(form), "person"):
            votes[base] += count * weight
            together[base.replace("ё", "е")] += count * weight
    enough = LIKELY * sum(votes.values())
    seen = {name: votes[name] for name in map(" ".join, upright) if together[name.replace("ё", "е")] > enough}
    best = max(seen or votes, key=lambda name: (votes[name], name))
    return best if seen or together[best.replace("ё", "е")] > SURE * sum(votes.values()) else None


def is_always_oblique(lemmas: Form, forms: Iterable[Form], language: str) -> bool:
    """Whether a word that is in no dictionary stands in other cases alone: Ростехнадзора, Ростехнадзоре.

    One form shows nothing: Таврида may be another Таврид's.
    """
    written = {form[0].lower() for form in forms}
    return len(lemmas) == 1 < len(written) and all(
        word.startswith(lemmas[0]) and word.removeprefix(lemmas[0]) in OBLIQUE and not is_known(word, language)
        for word in written
    )


def _is_feminine(word: str, variants: set[str]) -> bool:
    """Whether a name's other forms show that it is a woman's: Асия beside Асии, Камала beside Камалы."""
    return word[-1].lower() in FEMININE and not {word[:-1] + "и", word[:-1] + "ы"}.isdisjoint(variants)


def is_base_form(word: str, variants: set[str]) -> bool:
    """Whether a word that is in no dictionary may stand in the nominative, judged by its other written forms."""
    ending, stem = word[-1].lower(), word[:-1]
    if ending in FEMININE:
        bases = {stem, stem + "ь", stem + "й"} & variants
        return not bases or _declines_as_feminine(stem, variants)
    if word.endswith(INSTRUMENTAL) and word[:-2] in variants:
        return False
    return ending not in VOWELS and not _declines_as_feminine(word, variants)


def _declines_as_feminine(stem: str, variants: set[str]) -> bool:
    """Криптовалют beside криптовалютой is a genitive plural; Рааб beside Раабом is none."""
    return stem + "ой" in variants and not {stem + "ом", stem + "ов"} & variants


def joined_lemmas(lemmas: Iterable[str], language: str) -> dict[str, str]:
    """Lemmas that are only cases of another: a name in no dictionary is often left in its oblique case.

    Args:
        lemmas: every lemma of a corpus.
    Returns:
        For Африна and Африном, where Африн occurs too, that one; nothing for words of the dictionary.
    """
    if not has_dictionary(language):
        return {}
    every = set(lemmas)
    joined = {}
    for lemma in every:
        ending = next((e for e in OBLIQUE if lemma.endswith(e) and lemma.removesuffix(e) in every), None)
        base = lemma.removesuffix(ending) if ending else ""
        if len(base) > SHORT_ABBREVIATION and base[-1] not in VOWELS and not is_known(lemma, language):
            joined[lemma] = base
    return joined
