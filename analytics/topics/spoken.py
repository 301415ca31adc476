"""How texts of a language speak of what a user names: НАТО is the North Atlantic Alliance too, Россия also Москва."""

from __future__ import annotations

from functools import cache

from analytics.labels.aliases import alias_forms, one_word_names
from analytics.labels.forms import Form
from analytics.text.content import empty_words
from analytics.text.lemmas import lemmatizer
from analytics.text.tokens import WORD
from data.article.folding import fold
from data.words.aliases import ALIASES
from data.words.bodies import COUNTRIES
from data.words.label_words import OF_STATES, SEATS

Way = tuple[frozenset[str], ...]
"""Of each word of a phrase the lemmas that it may have."""
LONGEST = 3
"""Words of a state's name, at most."""


def ways(phrase: str, language: str) -> frozenset[Way]:
    """How a phrase may be written, by lemma: as it is, and if it is a name of the alias table, as that is called there.

    A state is also spoken of by its adjective (российский) and by the seat that news says for it (Москва). Names are
    known in any of the table's languages: "НАТО" is looked for as NATO in English.
    """
    words = WORD.findall(phrase)
    own = tuple(frozenset(lemmas_of_word(word, language)) for word in words)
    return frozenset({own, *_of_name(phrase, language)}) if words else frozenset()


def _of_name(phrase: str, language: str) -> set[Way]:
    name = named(phrase, language)
    return {tuple(frozenset({lemma}) for lemma in form) for form in _called(language).get(name or "", ())}


def named(phrase: str, language: str) -> str | None:
    """The name under which the alias table has a phrase, which may be in another language; None: it has none."""
    lemma = lemmatizer(language).lemma
    words = WORD.findall(phrase)
    written = " ".join(map(fold, words))
    own = alias_forms(language).get(tuple(map(lemma, words)))
    return _written().get(written, own.name if own and not own.needs else None)


def states_of(name: str, language: str) -> dict[str, tuple[str, ...]]:
    """The states that a topic's name names, in any form, and what each is called in a language: lemmas, with blanks."""
    words, known = WORD.findall(name), {country.name for country in COUNTRIES}
    runs = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + LONGEST, len(words)) + 1))
    found = {named(run, each) for run in runs for each in (language, "ru")}  # a name in Russian serves every language
    states = sorted(state for state in found if state in known)
    return {state: tuple(sorted(map(" ".join, _called(language).get(state, ())))) for state in states}


def lemmas_of_word(word: str, language: str) -> set[str]:
    """Names are often typed without their capital letter, as in a search."""
    lemma, names = lemmatizer(language).lemma, one_word_names(language)
    return {names.get(form, form) for form in (lemma(word), lemma(word.capitalize()), fold(word))}


@cache
def _written() -> dict[str, str]:
    """For each form of the table, folded, its name; those that need another name beside them are none by themselves."""
    forms = ((form, each.name) for each in ALIASES if not each.needs for form in (each.name, *each.forms))
    return {" ".join(map(fold, WORD.findall(form))): name for form, name in forms}


@cache
def _called(language: str) -> dict[str, frozenset[Form]]:
    """By name the lemmas of what it is called in a language; none of them is a word that says nothing (US, we)."""
    found: dict[str, set[Form]] = {}
    empty, names = empty_words(language), one_word_names(language)
    for form, alias in alias_forms(language).items():
        if not alias.needs and not empty.issuperset(form):
            found.setdefault(alias.name, set()).add(tuple(names.get(word, word) for word in form))
    for adjective, state in (*_adjectives(language), *OF_STATES.items(), *SEATS.items()):
        if state in found:
            found[state].add((adjective,))
    return {name: frozenset(forms) for name, forms in found.items()}


def _adjectives(language: str) -> list[tuple[str, str]]:
    """Adjectives of states by lemma: Slavic stems end in к, Latin ones are whole."""
    if language not in ("ru", "uk", "en"):
        return []
    ending = "" if language == "en" else "ий"
    stems = ((stem, country.name) for country in COUNTRIES for stem in country.adjectives[language])
    return [(fold(stem) + ending, name) for stem, name in stems]
