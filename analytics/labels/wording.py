"""How a word or phrase is written for a reader: its commonest written form, a name or noun phrase in the nominative.

Where a morphological dictionary is installed (`analytics.text.lemmas.analyzer`: Russian, Ukrainian with its extra),
a term must be a noun phrase: adjectives, their noun, and what depends on it. Of its written forms the commonest
nominative one is taken; where none occurs, the commonest form is inflected, adjectives in agreement. Elsewhere the
commonest written form is taken as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from analytics.labels.dictionary import (
    ADJECTIVES,
    PERSONAL,
    PROPER,
    Reading,
    has_dictionary,
    is_given_name,
    is_known,
    parses,
    readings,
)
from analytics.labels.endings import ByEndings
from analytics.labels.forms import (
    LONGEST_ABBREVIATION,
    NOTHING,
    USUAL,
    Around,
    Form,
    Wording,
    calmer,
    cased,
    first,
    is_no_noun,
    says_nothing,
)
from analytics.labels.name_forms import base_name, is_always_oblique, is_base_form, is_foreign_name, is_persons_name
from analytics.text.lemmas import analyzer
from data.words.label_words import LEADING_HEADS, PARTICLES, SHARED_HEADS
from data.words.roles import ROLES
from data.words.stop_words import connecting_words, name_openers

UNUSUAL = 0.2
"""A nominative less likely than this share of its number is not believed: Григория is hardly ever a woman's name."""
HALF = 0.5
ADVERBS = ("edly", "ically", "ously", "ively", "ingly", "fully", "ently", "antly")
LONGEST_SHOUT = 8
"""Longer words in capitals are no abbreviations, though no dictionary has them: ПХАНМУНДЖОМ."""


class Commonest:
    """The commonest written form, without a possessive ending. What is no noun phrase is known by its context."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.openers = name_openers(language)
        self.connecting = connecting_words(language)

    def write(self, lemmas: Form, forms: Counter[Form], context: Around) -> str | None:
        """See `Wording`."""
        head = next((i for i, lemma in enumerate(lemmas) if lemma in self.connecting), len(lemmas)) - 1
        if says_nothing(lemmas, head, self.language) or is_no_noun(context()):
            return None
        bare: Counter[Form] = Counter()
        for form, count in forms.items():
            bare[(*form[:-1], form[-1].removesuffix("'s").removesuffix("’s"))] += count
        best = first(bare)[0]
        owned = any(word.endswith(("'s", "’s")) for word in best[:-1])
        if (
            owned
            or best[0] in self.openers | PARTICLES
            or _is_role_and_name(best, lemmas)
            or _is_verb_or_adverb(best, lemmas, head)
        ):
            return None
        return " ".join(map(calmer, best))


def _is_verb_or_adverb(form: Form, lemmas: Form, head: int) -> bool:
    """Whether an English head is a verb or adverb: appeared, charges stemming, allegedly; mass testing is none."""
    word, bare = form[head], lemmas[head]
    if word.islower() and word.endswith(ADVERBS):
        return True
    if word.islower() and word.endswith("ed") and not bare.endswith("ed"):
        return True
    several = head > 0 and form[head - 1] != lemmas[head - 1] and form[head - 1].endswith("s")
    return several and word.endswith("ing") and not bare.endswith("ing")


def _is_role_and_name(form: Form, lemmas: Form) -> bool:
    """Whether a name of two words stands behind what its bearer is: coach Andy Robinson, Prime Minister Tony Blair."""
    if len(form) < 3 or not (form[-2][:1].isupper() and form[-1][:1].isupper()):
        return False
    return lemmas[-3] in ROLES or form[-3].islower()


@dataclass(frozen=True)
class Phrase:
    """A noun phrase.

    Attributes:
        head: where its noun stands.
        agreeing: which words after it agree with the noun: a person's other names.
        number: how likely the noun is singular or plural, given that its adjectives agree.
        nominative: how likely it is this number and the nominative.
    """

    head: int
    agreeing: tuple[int, ...]
    number: dict[str | None, float]
    nominative: dict[str | None, float]


class NounPhrases:
    """Nominative noun phrases by pymorphy3's dictionary of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.openers = {(opener,) for opener in name_openers(language)}

    def write(self, lemmas: Form, forms: Counter[Form], context: Around) -> str | None:
        """See `Wording`; dictionary and grammar decide, the context only of a common noun that begins names."""
        if lemmas[:1] in self.openers and not any(form[0][:1].isupper() for form in forms):
            return None
        if all(is_foreign_name(form, self.language) or is_persons_name(form, self.language) for form in forms):
            return base_name(forms, self.language)
        forms = Counter(dict(forms.most_common(USUAL)))
        usual = first(forms)[0]
        if is_always_oblique(lemmas, forms, self.language):
            return cased(lemmas[0], usual[0])
        phrase = noun_phrase(usual, self.language)
        nothing = self._names_nothing(lemmas, usual, phrase.head) if phrase else 2 * forms[usual] > forms.total()
        if nothing or (_begins_names(usual, self.language) and context().modifies > HALF):
            return None  # which saves reading all other forms
        phrases = {form: phrase for form in forms if (phrase := noun_phrase(form, self.language))}
        if sum(forms[form] for form in phrases) * 2 < forms.total():
            return None
        return self._nominative(forms, phrases)

    def _names_nothing(self, lemmas: Form, form: Form, head: int) -> bool:
        """Whether a phrase is no subject of its own, or is a person with what that person is: христианка Асия Биби."""
        named = len(form) > head + 2 and all(_is_somebody(word, self.language) for word in form[head + 1 :])
        if named and form[head].islower() and _anyone(form[head : head + 1], self.language):
            return True
        return says_nothing(lemmas, head, self.language) or leads_astray(form, lemmas, self.language)

    def _nominative(self, forms: Counter[Form], phrases: Mapping[Form, Phrase]) -> str | None:
        number = _commoner_number(phrases, forms)
        chances: dict[Form, float] = {}
        for form, phrase in phrases.items():
            if _names_nominative(form, phrase, phrases, self.language):
                known = is_known(form[phrase.head], self.language)
                likely = phrase.nominative.get(number, 0.0) if known else sum(phrase.nominative.values())
                chances[form] = forms[form] * likely
        best, chance = first(chances) if chances else ((), 0.0)
        if chance > 0:
            return " ".join(_without_shouting(word, self.language) for word in _opened(best, forms))
        best = first({form: forms[form] * phrases[form].number.get(number, 0.0) for form in phrases})[0]
        noun = best[phrases[best].head]
        if noun[:1].isupper() and not is_known(noun, self.language):
            return " ".join(best) if phrases[best].head == 0 else None  # nobody knows how its adjectives agree
        return _inflected(best, phrases[best], number, self.language)


def _opened(form: Form, forms: Counter[Form]) -> Form:
    """The form with a small first letter where its other forms have one: Американские сенаторы opens sentences."""
    small = sum(count for other, count in forms.items() if other[0].islower())
    return (form[0].lower(), *form[1:]) if 2 * small > forms.total() else form


def _begins_names(form: Form, language: str) -> bool:
    """Whether a word is a common noun written as a name, so that it is cut where more follows: Совет Федерации."""
    word = form[0]
    if len(form) > 1 or not word[:1].isupper() or word.isupper() or not is_known(word, language):
        return False
    return all(PROPER.isdisjoint(reading.tag.grammemes) for reading in readings(word.lower(), language))


def leads_astray(form: Form, lemmas: Form, language: str) -> bool:
    """Whether a preposition depends on a word that is not there: ёлка в Кремль (who is invited?), санкции с РФ."""
    leading, shared = LEADING_HEADS.get(language, NOTHING), SHARED_HEADS.get(language, NOTHING)
    for i in range(1, len(lemmas) - 1):
        before = set(lemmas[:i])
        if lemmas[i] in {"с", "со"} and before.isdisjoint(shared):
            return True
        if lemmas[i] in {"к", "из"} and before.isdisjoint(leading) and not _anyone(form[:i], language):
            return True
        if lemmas[i] in {"в", "во", "на"} and before.isdisjoint(leading) and _somewhere(form[i + 1], language):
            return True
    return False


def _anyone(words: Form, language: str) -> bool:
    """Whether a person is among nouns: хакер из России."""
    return any("anim" in reading.tag for word in words for reading in readings(word, language)[:1])


def _is_somebody(word: str, language: str) -> bool:
    """Whether a word may be part of a person's name."""
    tag = readings(word, language)[0].tag
    return word[:1].isupper() and (tag.POS is None or not PERSONAL.isdisjoint(tag.grammemes))


def _somewhere(word: str, language: str) -> bool:
    """Whether a word is no locative, so that в before it says where to."""
    found = readings(word, language)
    return not found[0].is_fixed and not any(reading.tag.case in {"loct", "loc2"} for reading in found)


def _commoner_number(phrases: Mapping[Form, Phrase], forms: Counter[Form]) -> str | None:
    """Singular or plural, whichever the forms of the noun are likelier to be all together."""
    mass: dict[str | None, float] = {}
    for form, phrase in phrases.items():
        for number, share in phrase.number.items():
            mass[number] = mass.get(number, 0.0) + share * forms[form]
    return max(mass, key=lambda number: (mass[number], str(number or ""))) if mass else None


def wording(language: str) -> Wording:
    """The wording of a language: by dictionary where one is installed."""
    if has_dictionary(language):
        return NounPhrases(language)
    return ByEndings() if language == "uk" else Commonest(language)


def noun_phrase(words: Form, language: str) -> Phrase | None:
    """Read words as adjectives, noun, dependents; None where they are something else."""
    known = [readings(word, language) for word in words]
    if len(words) == 1 and (_is_adjective(words[0], language) or is_given_name(words[0], language)):
        return None
    head = 0
    while head < len(known) and not known[head][0].is_noun and known[head][0].is_adjective:
        head += 1
    if head == len(known) or not known[head][0].is_noun:
        return None
    agreeing = _dependents(known, head)
    if agreeing is None:
        return None
    number, nominative = _cases(known[: head + 1])
    return Phrase(head, agreeing, number, nominative) if number else None


@lru_cache(maxsize=1 << 16)
def _is_adjective(word: str, language: str) -> bool:
    """Whether a word alone is likelier an adjective, though there is a place or person so named: Московский."""
    return not word.isupper() and parses(word, language)[0].tag.POS in ADJECTIVES


def _dependents(known: list[tuple[Reading, ...]], head: int) -> tuple[int, ...] | None:
    """Which words after the noun agree with it; None where one of them cannot depend on it."""
    agreeing: list[int] = []
    if head + 1 < len(known) and known[-1][0].tag.POS not in {"NOUN", None}:
        return None
    for i in range(head + 1, len(known)):
        word, after_preposition = known[i], known[i - 1][0].tag.POS == "PREP"
        if not after_preposition and _same_person(known[head], word):
            agreeing.append(i)
        elif _is_name(known[head]):
            return None
        elif word[0].is_noun and not word[0].is_fixed and not after_preposition:
            governed = {"gent", "gen2"} if "anim" in known[head][0].tag else {"gent", "gen2", "ablt", "datv"}
            if not any(reading.tag.case in governed for reading in word):
                return None
        elif not (word[0].is_noun or word[0].is_adjective or word[0].tag.POS == "PREP"):
            return None
    return tuple(agreeing)


def _is_name(word: tuple[Reading, ...]) -> bool:
    """Whether a noun names somebody or something by itself, so that nothing depends on it: США, Трамп, Украина."""
    return word[0].is_fixed or _is_proper(word[0].tag)


def _same_person(head: tuple[Reading, ...], after: tuple[Reading, ...]) -> bool:
    """Whether a name stands in apposition to a person: Дональд Трамп, президент Трамп."""
    if "anim" not in head[0].tag or not after[0].is_noun:
        return False
    if PERSONAL.isdisjoint(after[0].tag.grammemes):
        return "Name" in head[0].tag and (after[0].tag.POS is None or "anim" in after[0].tag)
    return any(a.tag.case == b.tag.case and a.tag.number == b.tag.number for a in head for b in after)


def _cases(words: list[tuple[Reading, ...]]) -> tuple[dict[str | None, float], dict[str | None, float]]:
    """How likely the noun is in each number, and in the nominative of it, given that its adjectives agree."""
    *adjectives, noun = words
    fitting = [
        reading
        for reading in noun
        if reading.is_noun
        and all(any(_agree(each.tag, reading.tag) for each in adjective) for adjective in adjectives)
        and (len(noun) == 1 or not _is_plural_name(reading.tag))
    ]
    as_nominative = {_kind(reading.tag) for reading in fitting if reading.tag.case in {"nomn", None}}
    number: dict[str | None, float] = {}
    nominative: dict[str | None, float] = {}
    for reading in fitting:
        which, case = reading.tag.number, reading.tag.case
        number[which] = number.get(which, 0.0) + reading.probability
        if case is None and not all(any(each.tag.case == "nomn" for each in adjective) for adjective in adjectives):
            continue
        # An accusative that is written as the nominative: вижу санкции.
        if case in {"nomn", None} or (case == "accs" and _kind(reading.tag) in as_nominative):
            nominative[which] = nominative.get(which, 0.0) + reading.probability
    return number, {which: p for which, p in nominative.items() if p >= UNUSUAL * number[which]}


def _kind(tag: Any) -> tuple[str | None, str | None]:
    return tag.number, tag.gender


def _is_plural_name(tag: Any) -> bool:
    """Whether a name is read as a plural, which Сирии is by the dictionary; США, which has no singular, is not."""
    return _is_proper(tag) and "plur" in tag and "Pltm" not in tag


def _is_proper(tag: Any) -> bool:
    return not PROPER.isdisjoint(tag.grammemes)


def _agree(adjective: Any, noun: Any) -> bool:
    if adjective.POS not in ADJECTIVES:
        return False
    if noun.case is None:
        return True
    if adjective.case != noun.case or adjective.number != noun.number:
        return False
    if adjective.case == "accs" and adjective.animacy and noun.animacy and adjective.animacy != noun.animacy:
        return False
    return noun.number == "plur" or noun.gender is None or adjective.gender == noun.gender


def _names_nominative(form: Form, phrase: Phrase, forms: Iterable[Form], language: str) -> bool:
    """Whether each word that is in no dictionary may stand in the nominative, judged by its other written forms.

    Рааб is the nominative beside Рааба and Раабу, Асия beside Асию and Асии.
    """
    for i in (phrase.head, *phrase.agreeing):
        if not is_known(form[i], language):
            variants = {other[i] for other in forms if len(other) == len(form)}
            if len(variants) > 1 and not is_base_form(form[i], variants):
                return False
    return True


def _without_shouting(word: str, language: str) -> str:
    """ЖЕНЕВА, as datelines have it, is Женева; an abbreviation stays."""
    if not word.isupper() or len(word) <= LONGEST_ABBREVIATION:
        return word
    if not is_known(word, language):
        return word.capitalize() if len(word) > LONGEST_SHOUT and word.isalpha() else word
    return word if any("Abbr" in tag for tag in analyzer(language).tag(word)) else word.capitalize()


def _inflected(words: Form, phrase: Phrase, number: str | None, language: str) -> str | None:
    """The words with the noun, its adjectives and names in the nominative of a number."""
    adjectives = [readings(word, language) for word in words[: phrase.head]]
    nouns = [reading.tag for reading in readings(words[phrase.head], language) if reading.tag.number == number]
    agreeing = [
        noun for noun in nouns if all(any(_agree(each.tag, noun) for each in adjective) for adjective in adjectives)
    ]
    if not agreeing:
        return None
    noun = agreeing[0]
    written = list(words)
    for i in (*range(phrase.head + 1), *phrase.agreeing):
        form = _nominative_form(words[i], noun, adjective=i < phrase.head, language=language)
        if form is None:
            return None
        written[i] = _without_shouting(form, language)
    return " ".join(written)


def _nominative_form(word: str, noun: Any, *, adjective: bool, language: str) -> str | None:
    """The nominative of a word that agrees with a noun read as the tag says."""
    if noun.case is None or "Fixd" in noun:
        return None if adjective else word
    for parse in parses(word, language):
        if adjective and not _agree(parse.tag, noun):
            continue
        if not adjective and (
            parse.tag.POS != "NOUN" or (parse.tag.case, parse.tag.number) != (noun.case, noun.number)
        ):
            continue
        gender = {noun.gender} if adjective and noun.number == "sing" and noun.gender else set()
        inflected = parse.inflect({"nomn", noun.number} | gender)
        if inflected:
            return cased(inflected.word, word)
    return None
