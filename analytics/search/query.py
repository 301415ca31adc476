"""What a reader typed into the search field, read leniently: words, quoted phrases, and nothing that can go wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from analytics.text.tokens import tokenize
from data.article.folding import fold
from data.errors import UsageError

LONGEST = 2_000  # characters
MOST_WORDS = 32

Hint = Literal["no_words", "unclosed", "operators"]

QUOTED = re.compile(r'["“”„«»]')
OPERATORS = frozenset(("AND", "OR", "NOT", "И", "ИЛИ", "НЕ", "І", "АБО"))


@dataclass(frozen=True)
class Query:
    """A search, parsed.

    Attributes:
        words: as typed, without punctuation; each must occur, in any of its forms.
        phrases: folded words that must stand beside each other in exactly these forms; one word is a phrase as well.
        hint: what to tell the reader: nothing to search for (`no_words`), a quotation mark without its pair, taken as
            closed at the end (`unclosed`), or operators searched for as words (`operators`).
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    hint: Hint | None = None


def parse(typed: str) -> Query:
    """Read a search; every text is one.

    Words are those of `analytics.text.tokens`, the same that were indexed; every other character separates. Quotation
    marks of any kind pair up in the order in which they come.

    Raises:
        UsageError: longer than LONGEST characters, or more than MOST_WORDS words.
    """
    if len(typed) > LONGEST:
        raise UsageError(
            f"The search has {len(typed):,} characters, {LONGEST:,} are the most.", "Search for fewer words."
        )
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    parts = QUOTED.split(typed)
    for n, part in enumerate(parts):
        found = [token.text for token in tokenize(part)]
        if n % 2:
            phrases += [tuple(fold(word) for word in found)] if found else []
        else:
            words += found
    count = len(words) + sum(map(len, phrases))
    if count > MOST_WORDS:
        raise UsageError(f"The search has {count} words, {MOST_WORDS} are the most.", "Search for fewer words.")
    return Query(tuple(words), tuple(phrases), _hint(words, count, unclosed=len(parts) % 2 == 0))


def _hint(words: list[str], count: int, *, unclosed: bool) -> Hint | None:
    if not count:
        return "no_words"
    if unclosed:
        return "unclosed"
    return "operators" if OPERATORS.intersection(words) else None
