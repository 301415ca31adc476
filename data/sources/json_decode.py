"""One JSON value out of a text: as the format allows, and as it is often written although it does not."""

from __future__ import annotations

import json
import re
from typing import Any

_SPOILT = re.compile(
    r'(?P<string>"(?:[^"\\]++|\\.)*+")|//[^\n]*+|/\*.*?\*/|(?P<word>\b(?:True|False|None|undefined|nan|inf)\b)',
    re.DOTALL,
)
_NEEDLESS_COMMA = re.compile(r'("(?:[^"\\]++|\\.)*+")|,(?=[\s,]*[}\]])|,(?=\s*,)', re.DOTALL)
_WORDS = {"True": "true", "False": "false"}


class Broken(Exception):
    """The value here is no valid JSON; says what is wrong."""


def _nothing(_constant: str) -> None:
    return None


def _digits(text: str) -> int | str:
    return int(text) if len(text) < 4_000 else text


_DECODER = json.JSONDecoder(strict=False, parse_constant=_nothing)
_LONG_NUMBERS = json.JSONDecoder(strict=False, parse_constant=_nothing, parse_int=_digits)


def decode(text: str, at: int = 0) -> tuple[Any, int]:
    """The value that begins exactly there, and where it ends; numbers of thousands of digits stay text.

    Raises:
        json.JSONDecodeError: it is no valid JSON.
        Broken: it is nested too deeply.
    """
    try:
        try:
            return _DECODER.raw_decode(text, at)
        except json.JSONDecodeError:
            raise
        except ValueError:
            return _LONG_NUMBERS.raw_decode(text, at)
    except RecursionError:
        raise Broken("is nested too deeply") from None


def mended(text: str) -> Any:
    """A value whose only faults are commas too many, comments, or another language's words for true and nothing.

    Raises:
        Broken: it has others.
    """
    plain = _NEEDLESS_COMMA.sub(lambda found: found[1] or "", _SPOILT.sub(_mended_token, text))
    try:
        value, end = decode(plain)
    except json.JSONDecodeError as error:
        raise Broken(f"is not valid JSON: {error.msg}") from None
    if plain[end:].strip():
        raise Broken("is not valid JSON: Extra data")
    return value


def _mended_token(found: re.Match[str]) -> str:
    if word := found["word"]:
        return _WORDS.get(word, "null")
    return found["string"] or ""
