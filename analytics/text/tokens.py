"""Words of a text with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

WORD = re.compile(
    r"""
    (?:[^\W\d_]\.){2,}                                  # U.S.  В.В.
    | \d++(?:[.,]\d++)*+(?![^\W_])                      # 8,483  3.5
    | [^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*  # a word, stress marks within it
      (?:[-\u2010\u2011'’ʼ][^\W_]+)*                    # вице-премьер  об'єкт  Rod's
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A word as written, and where: offsets in Unicode code points, the end excluded."""

    start: int
    end: int
    text: str


def tokenize(text: str) -> list[Token]:
    """Words, numbers and runs of initials in order, without punctuation; `text[t.start:t.end] == t.text` for each."""
    return [Token(*m.span(), m.group()) for m in WORD.finditer(text)]
