"""How the name of a medium is written, where a formula expects one, and its base form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from data.words.media import KIND_BEHIND, KINDS, MEDIA, NO_KIND, NOT_MEDIA

GAP = r"\s{1,40}[*_\[]{0,4}"
"""Blanks between two words of a formula, and the markdown that may begin behind them."""
OPENING = '«"“„'
OPEN, CLOSE = "[«\"“„'‘]", "[»\"”“'’]"
_TOP = "ru|рф|com|net|org|info|ua|by|kz|ng|tv|fm|me|news|online|media|uk|de|fr|eu|io|su|gov|edu|co"
_DOMAIN = rf"(?:[\w-]{{1,40}}\.){{1,3}}(?:{_TOP}|{_TOP.upper()}|Ru)(?![\w-])"
_WORD = r"[A-ZÀ-Þ0-9][\w'’&+-]{0,30}(?:\.[A-Za-z]\w{0,20})?!?"
_LINK = "(?:of|the|de|la|du|di|der|am)"
_NO_NAME = (
    r"(?!(?:As|In|On|At|By|For|But|And|When|While|Meanwhile|Earlier|Local|State|Last|This|That|Photo)(?!\w)"
    r"|\w{1,20}['’]s\s)"
)
"""Capitalised at a sentence's beginning, or whose the medium is."""
_LATIN = (
    rf"(?:(?:The|the)\s{{1,9}})?{_NO_NAME}(?=[A-ZÀ-Þ]|\d{{1,3}}[A-Z]){_WORD}"
    rf"(?:(?:\s{{1,9}}{_LINK}){{0,2}}\s{{1,9}}{_WORD}){{0,6}}"
)
_TELLING = (
    "Times|Post|News|Journal|Daily|Tribune|Herald|Gazette|Insider|Review|Observer|Chronicle|Telegraph|Mirror|Magazine|"
    "Radio|TV|Press|Weekly|Reporter|Inquirer|Independent|Guardian|Mail|Monitor|Bulletin|Broadcasting|Zeitung|Presse|"
    "Allgemeine|Inquisitr|Courier|Media|Dispatch|Sentinel|Examiner"
)
_TOLD = rf"(?=(?:(?:{_WORD}|{_LINK})\s{{1,9}}){{1,5}}?(?:{_TELLING})\b|[A-Z]\w{{1,20}}(?:Media|News|Times|Post)\b)"
"""Ahead is a run of words one of which says that the name is a paper's or a channel's."""
_CYRILLIC = r"[А-ЯЁІЇЄҐ][\w-]{1,30}(?:\s{1,9}(?:[А-ЯЁІЇЄҐ][\w-]{1,30}|\d{1,3}\b)){0,3}(?<!ой)(?<!ого)(?<!их)(?<!ых)"
_NOT = rf"(?!{OPEN}?(?:{'|'.join(map(re.escape, sorted(NOT_MEDIA)))})(?!\w|\.\w))"
_QUOTED = r"[^\W_a-zа-яё][^«»\"“”„\n]{1,60}"


def spaced(pattern: str) -> str:
    """The pattern with any run of blanks for a blank, or for none where it has a question mark."""
    return pattern.replace(" ?", f"(?:{GAP})?").replace(" ", GAP)


class Name(NamedTuple):
    """A medium's name in a text, in code points.

    Attributes:
        start, end: of what stands for it, with the word of its kind and its quotes.
        name_start, name_end: of the name alone.
    """

    start: int
    end: int
    name_start: int
    name_end: int


def _known(*, marked: bool) -> str:
    """Every form in the list, those of one first letter together: a search that fails has then few ways to try."""
    by_letter: dict[str, list[str]] = {}
    forms = {medium.pattern for medium in MEDIA if marked or not medium.marked}
    for form in sorted(forms, key=lambda form: (-len(form), form)):  # of two, the longer name is meant
        by_letter.setdefault(form[0], []).append(form[1:])
    grouped = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return rf"(?:[Tt]he\s{{1,9}})?(?:{grouped})(?!\w|-\w)"


def _ways(*ways: str) -> re.Pattern[str]:
    """A pattern of the ways in which a name is written; in each the braces stand about the name."""
    return re.compile("|".join(ways))


_KNOWN_QUOTED = rf"{OPEN}({_known(marked=True)}){CLOSE}"
_SURE = (_KNOWN_QUOTED, f"({_known(marked=False)})", f"{OPEN}?({_DOMAIN}){CLOSE}?")
_TOLD_SURE = (*_SURE, f"{_NOT}{OPEN}?{_TOLD}({_LATIN}){CLOSE}?")
_UNKNOWN = (f"{_NOT}{OPEN}({_QUOTED}){CLOSE}", "@([A-Za-z]\\w{3,40})")
_KNOWN = _ways(_KNOWN_QUOTED, _SURE[1])
_SHAPES: dict[str, re.Pattern[str]] = {
    "sure": _ways(*_TOLD_SURE),
    "free": _ways(*_SURE, *_UNKNOWN, rf"{_NOT}({_LATIN})(?!-)"),
    "quoted": _ways(*_TOLD_SURE, *_UNKNOWN),
    "kind": _ways(
        _KNOWN_QUOTED, f"({_known(marked=True)})", *_SURE[2:], *_UNKNOWN, rf"{_NOT}({_LATIN})", f"{_NOT}({_CYRILLIC})"
    ),
}
"""Ways by the shape of a name, see `name_at`; `kind` is that behind a word of kind."""
_LAST_LETTER = {"ru": "(?<=[йяеоуюмхи])", "uk": "(?<=[йіяаеоуюмхи])", "en": ""}
"""How an adjective ends."""


@cache
def _kind(language: str) -> re.Pattern[str]:
    """A word of kind with what may stand before it; the group says the shape of the names behind it."""
    adjective = rf"(?:(?!{NO_KIND})[^\W\d_][\w'’-]{{2,28}}{_LAST_LETTER[language]}{GAP}){{0,4}}?"
    article = r"(?:(?:the|a|an|its|another)\s{1,9})?" if language == "en" else ""
    kinds = "|".join(f"(?P<{shape}>(?:{spaced(pattern)}){GAP})" for pattern, shape in KINDS[language])
    return re.compile(f"{article}{adjective}(?:{kinds}){{1,2}}", re.NOFLAG if language == "en" else re.IGNORECASE)


_KIND_BEHIND = re.compile(rf"\s{{1,9}}(?:{spaced(KIND_BEHIND)})\b")
_SAID_BEHIND = re.compile(rf"{_NOT}({_LATIN})(?=\s{{1,9}}(?:{spaced(KIND_BEHIND)})\b)")
_LAST_WORDS = "|".join(sorted({medium.pattern.rsplit(r"\s{1,9}", 1)[-1] for medium in MEDIA}))
_LAST = {
    "ru": re.compile(rf"(?:{_LAST_WORDS}|[»\"”“]|[A-Z]\w*[.\w]*|\w+\.\w+)\Z"),
    "en": re.compile(
        rf"(?:{_LAST_WORDS}|{_TELLING}|newspaper|magazine|journal|agency|website|site|channel|\w+\.\w+)\Z"
    ),
}
_LAST["uk"] = _LAST["ru"]
_START = re.compile(r"(?<![\w.-])(?:[«\"“„]|(?<![«\"“„])\w)")


def may_end(word: str, language: str) -> bool:
    """Whether a name may end with this word: false for most."""
    return _LAST[language].match(word) is not None


def names_before(text: str, since: int, until: int, language: str, shape: str) -> Iterator[Name]:
    """The names that begin between two places, from the first on."""
    starts = (found.start() for found in _START.finditer(text, since, until))
    return (name for at in starts if (name := name_at(text, at, language, shape)))


@lru_cache(maxsize=256)
def name_at(text: str, at: int, language: str, shape: str) -> Name | None:
    """The name of a medium that begins here, with or without a word of its kind.

    Args:
        shape: what counts as a name without a word of kind: `sure`, what tells by itself that it is a medium's;
            `quoted`, anything in quotes too; `free`, anything in Latin as well.
    """
    if known := _KNOWN.match(text, at):
        return _name(text, at, known, language)
    kind = _kind(language).match(text, at)
    if kind and (found := _SHAPES[kind.lastgroup or shape].match(text, kind.end())):
        return _name(text, at, found, language)
    found = _SHAPES[shape].match(text, at)
    if not found and language == "en":
        found = _SAID_BEHIND.match(text, at)
    return _name(text, at, found, language) if found else None


def _name(text: str, at: int, found: re.Match[str], language: str) -> Name:
    start, end = found.span(found.lastindex or 0)
    start += len("the ") if text.startswith("the ", start) else 0
    behind = _KIND_BEHIND.match(text, found.end()) if language == "en" else None
    return Name(at, behind.end() if behind else found.end(), start, end)


_RESOLVED = [(re.compile(rf"(?:[Tt]he\s+)?(?:{medium.pattern})"), medium.name) for medium in MEDIA]


@lru_cache(maxsize=4_096)
def base_form(written: str) -> str:
    """The list's name of a medium; of an unknown one what is written, with one blank for many."""
    name = next((name for form, name in _RESOLVED if form.fullmatch(written)), None)
    return name or " ".join(written.split())
