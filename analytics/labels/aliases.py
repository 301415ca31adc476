"""The alias table and the list of media by lemmas, as the terms of topics are looked up in them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from analytics.labels.forms import Form
from analytics.text.lemmas import lemmatizer
from analytics.text.tokens import WORD
from data.words.alias import Alias
from data.words.aliases import ALIASES
from data.words.media import MEDIA

UKRAINIAN = frozenset("іїєґІЇЄҐ")


@cache
def alias_forms(language: str) -> dict[Form, Alias]:
    """For the lemmas of each form in the alias table its entry: ИГИЛ and Исламское государство are one."""
    forms: dict[Form, Alias] = {}
    for alias in sorted(ALIASES, key=lambda each: each.needs is not None):
        for form in filter(_written_in(language), (alias.name, *alias.forms)):
            forms.setdefault(_lemmas(form, language), alias)
    return forms


@cache
def one_word_names(language: str) -> dict[str, str]:
    """For a lemma that is a name of one word the lemma of the name its entity is shown under: РФ and Россия.

    Names are shown in Russian, so another language has none.
    """
    if language != "ru":
        return {}
    names = {form: _lemmas(alias.name, language) for form, alias in alias_forms(language).items() if not alias.needs}
    pairs = {form[0]: name[0] for form, name in names.items() if len(form) == len(name) == 1 and form != name}
    return {form: name for form, name in pairs.items() if not form.isascii()}


@cache
def media_names(language: str) -> frozenset[Form]:
    """The lemmas of media: The Guardian reports, it is no subject."""
    names = {_lemmas(medium.name, language) for medium in MEDIA if _written_in(language)(medium.name)}
    ends = {name[i:] for name in names for i in range(len(name) - 1)}  # York Times is written as The New York Times
    return frozenset(names | ends | {("the", *name) for name in names})


def _written_in(language: str) -> Callable[[str], bool]:
    """Whether a text of the language may hold a form; that there are no others saves the look-up of their lemmas."""
    return {"ru": UKRAINIAN.isdisjoint, "en": str.isascii}.get(language, bool)


def _lemmas(form: str, language: str) -> Form:
    lemma = lemmatizer(language).lemma
    return tuple(lemma(word) for word in WORD.findall(form))
