"""What every wording of terms shares: the forms and the context that it decides by, and what is no subject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from data.words.label_words import EMPTY_HEADS, INTRODUCING, LONELY_HEADS, NEEDY_HEADS, SHARED_HEADS
from data.words.roles import ROLES
from data.words.stop_words import connecting_words

Form = tuple[str, ...]

USUAL = 10
"""So many written forms of a term are read; all cases of a noun in both numbers."""
LONGEST_ABBREVIATION = 5
DECLINED_ABBREVIATION = re.compile(r"(?=\w{2})[А-ЯЁІЇЄҐA-Z\W\d_]{2,}[а-яёії]{0,2}")
"""МИД, and МИДа, МИДом."""
NOTHING: frozenset[str] = frozenset()
VERBAL = 0.3
MODIFIES = 0.7
"""Above these shares of its occurrences a term without a dictionary is taken for a verb or an adjective. In BBC news
kill has .48, arrest .40, vote .28 after a word that leads to a verb; european .89, digital .74, oil .69, film .32 stand
straight before another content word."""


class Context(NamedTuple):
    """What stands around a term, as shares of its occurrences.

    Attributes:
        verbal: after a word that leads to a verb: to, will, has, they.
        modifies: straight before another content word, as an adjective does.
    """

    verbal: float
    modifies: float


Around = Callable[[], Context]


class Wording(Protocol):
    """Finds the form in which a term is shown."""

    def write(self, lemmas: Form, forms: Counter[Form], context: Around) -> str | None:
        """The term as shown, None where it is no noun phrase.

        Args:
            lemmas: of its words.
            forms: how often each written form of the term occurs.
            context: what stands around it, looked up only where no dictionary decides.
        """


def is_no_noun(context: Context) -> bool:
    """Whether what stands around a term shows a verb or an adjective."""
    return context.verbal > VERBAL or context.modifies > MODIFIES


def calmer(word: str) -> str:
    """WASHINGTON, as datelines have it, is Washington; no abbreviation is so long."""
    return word.capitalize() if word.isupper() and len(word) > LONGEST_ABBREVIATION else word


def cased(word: str, like: str) -> str:
    """A word with the capital letters of another."""
    if DECLINED_ABBREVIATION.fullmatch(like):
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def first(counts: Mapping[Form, float]) -> tuple[Form, float]:
    """The commonest, of equals the first in the alphabet."""
    return min(counts.items(), key=lambda item: (-item[1], item[0]))


def says_nothing(lemmas: Form, head: int, language: str) -> bool:
    """Whether a phrase names no subject: польза Сирии, взаимная поддержка, встреча; or is cut: боевики группировки."""
    empty, needy = EMPTY_HEADS.get(language, NOTHING), NEEDY_HEADS.get(language, NOTHING)
    lonely, connecting = LONELY_HEADS.get(language, NOTHING) | ROLES, connecting_words(language)
    # Отношения с Россией are something, отношение России is nothing.
    shared = lemmas[head] in SHARED_HEADS.get(language, NOTHING) and not connecting.isdisjoint(
        lemmas[head + 1 : head + 2]
    )
    if (lemmas[head] in empty and not shared) or (head == len(lemmas) - 1 and lemmas[head] in needy):
        return True
    if all(lemma in empty | needy | lonely for lemma in lemmas if lemma not in connecting):
        return True
    if len(lemmas) == head + 2 and lemmas[-1] in INTRODUCING.get(language, NOTHING):
        return True
    return len(lemmas) > 1 and lemmas[-2] in connecting and lemmas[-1] in empty | needy
