"""A text as a reader sees it, character for character: markup, addresses and pictures become blanks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TARGET = re.compile(r"\]\([^()\s]*\)")
_ADDRESS = re.compile(r"(?:https?://|www\.|\bt\.me/)[^\s)\]]+|(?<![\w.-])[\w.-]{1,60}\.(?:ly|in)/\w+")
_SIGNS = re.compile(r"\*\*|(?<![^\W_])_+|_+(?![^\W_])|[`\[\]~•·►▶️\u200b\u200d\ufe0f]")
_NOT_PLAIN = re.compile(r"[^\x20-\x7e\u00a0-\u024f\u0400-\u052f\u2010-\u2027\u2030-\u205e\n№]")


def masked(text: str) -> str:
    """The same number of characters, with blanks for markdown's signs, addresses and pictographs; breaks stay.

    An underscore within a word is no sign: it parts the words of a hashtag or of a name.
    """
    text = _ADDRESS.sub(_blanks, _TARGET.sub(_blanks, text))
    return _SIGNS.sub(_blanks, _NOT_PLAIN.sub(_unless_letter, text))


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _unless_letter(found: re.Match[str]) -> str:
    return found[0] if _is_letter(found[0]) else " "


@lru_cache(maxsize=4_096)
def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNMP"
