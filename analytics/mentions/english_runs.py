"""Runs of English words with a capital letter, cut into what may be names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from analytics.mentions.territories import territories
from data.words.english_names import (
    AND_HEADS,
    BODIES,
    DEMONYMS,
    EVENT_WORDS,
    FIRST_NAMES,
    NO_NAMES,
    OF_HEADS,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    PLACES_EN,
    TITLES,
)
from data.words.stop_words import STOP_WORDS

NAME = (
    r"[A-ZÀ-ÖØ-Þ](?:\.(?=[A-Z ]))?(?:[’'](?=[A-Z]))?[^\W_]{0,40}"
    r"(?:[’'](?!s\b)[^\W_]{1,40}|-[^\W_]{1,40}|&[A-Z]\w{0,9}|\.com\b){0,4}"
)
JOINT = r"(?:of the|of|for the|for|and|de|de la|da|di|del|van|van der|von|der|la|le|el|al|bin|&)"
RUN = re.compile(rf"(?<![\w@./]){NAME}(?: (?:{JOINT} )?{NAME}){{0,9}}")
WORD = re.compile(rf"{NAME}|&|[a-z]+")
SMALL = re.compile(r"(?<![\w'’-])[a-z]+(?:[-'’][a-z]+)*")
BEGINNING = re.compile(r"(?:[.!?:;\n]|[\"“‘(\[•-]|(?<!\w)['’])[\s\"“‘']*$")
ACRONYM = re.compile(r"[A-Z]{2,6}s?|[A-Z]&[A-Z]|[A-Z](?:\.[A-Z])+\.?")
SIDES = {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"}
TITLE_WORDS = TITLES | {"mp", "mep"}
STOPS = STOP_WORDS["en"]


class Run(NamedTuple):
    """What may be a name: its offsets, its words in small letters, and whether a title stands before it."""

    start: int
    end: int
    words: tuple[str, ...]
    titled: bool


class Votes(NamedTuple):
    """What texts say of words.

    Attributes:
        small: how often each stands in small letters.
        capital: how often with a capital letter where no sentence begins.
        runs: how often a whole run stands there.
    """

    small: Counter[str]
    capital: Counter[str]
    runs: Counter[str]

    def is_common(self, word: str) -> bool:
        """Whether a word is none of a name, whatever letter it begins with."""
        return word in STOPS or self.small[word] > self.capital[word]


def votes_of(texts: Sequence[str]) -> Votes:
    """Count the words of texts."""
    votes = Votes(Counter(), Counter(), Counter())
    for text in texts:
        votes.small.update(SMALL.findall(text))
        for run in RUN.finditer(text):
            words = [word.lower() for word in WORD.findall(run.group())]
            begins = _begins(text, run.start())
            votes.capital.update(words[1:] if begins else words)
            votes.runs[" ".join(words)] += not begins
    return votes


def runs_of(text: str, votes: Votes) -> Iterator[Run]:
    """What may be a name in a text, in order and without overlap."""
    for run in RUN.finditer(text):
        first = _begins(text, run.start())
        for part in _parts([*WORD.finditer(text, run.start(), run.end())]):
            yield from _runs(part, votes, first=first and part[0].start() == run.start())


def is_place(name: str) -> bool:
    """Whether a name in small letters is that of a country, a town or a region, or of a side of it."""
    side, _, rest = name.partition(" ")
    return name in _places() or (side in SIDES and rest in _places())


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return PLACES_EN | territories("en")


def _begins(text: str, place: int) -> bool:
    """Whether a sentence begins there, or what is quoted."""
    return place == 0 or BEGINNING.search(text, max(0, place - 4), place) is not None


def _parts(words: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """A run cut where "and", "of" or "for" joins two names instead of being part of one."""
    low = _low(words)
    start = 0
    for i, word in enumerate(low):
        if word in {"and", "of", "for"} and i >= start and not _joins(word, low[start:i], low[i + 1 :]):
            if i > start:
                yield words[start:i]
            start = i + 2 if low[i + 1 : i + 2] == ["the"] else i + 1
    if words[start:]:
        yield words[start:]


def _joins(joint: str, left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether it is part of a name: "Bank of England", "Department of Trade and Industry", "Law and Order Centre"."""
    named = any(word in ORGANISATION_WORDS or word in OF_HEADS for word in left)
    if joint == "and":
        return named if "of" in left or "for" in left else not named and bool(right) and right[-1] in AND_HEADS
    return named and (joint == "of" or "of" not in left)


def _runs(part: list[re.Match[str]], votes: Votes, *, first: bool) -> Iterator[Run]:
    """The name in a part of a run; what stands before a title is another one."""
    low = _low(part)
    if first and low[0] in NO_NAMES | STOPS and not ACRONYM.fullmatch(part[0].group()):
        part, low = part[1:], low[1:]
    titled = _titled(low)
    if titled:
        before = _before_title(low[:titled])
        if before:
            yield from _runs(part[:before], votes, first=first)
        part, low, first = part[titled:], low[titled:], False
    start, end = _inner(low, votes, first=first)
    while start < end and not part[start].group()[0].isupper():
        start += 1  # the joint behind what was cut off
    while start < end and not part[end - 1].group()[0].isupper():
        end -= 1
    part, low = part[start:end], low[start:end]
    alone = len(part) == 1 and not titled
    if part and not (alone and _is_nothing(part[0].group(), low[0], votes)):
        yield Run(part[0].start(), part[-1].end(), tuple(low), titled > 0)


def _low(words: Sequence[re.Match[str]]) -> list[str]:
    return [word.group().lower().rstrip(".") for word in words]


def _titled(low: Sequence[str]) -> int:
    """How many words stand before a person's name as its titles; 0 without a title, and in "King Street"."""
    if not low or low[-1] in ORGANISATION_WORDS or low[-1] in PLACE_WORDS or low[-1] in EVENT_WORDS:
        return 0
    return max((i + 1 for i, word in enumerate(low) if word in TITLE_WORDS), default=0)


def _before_title(low: Sequence[str]) -> int:
    """How many words before a title name something: "Labour" in "Labour MP", nothing in "Foreign Secretary"."""
    heads = (i for i in range(len(low) - 1, 0, -1) if " ".join(low[:i]) in BODIES or is_place(" ".join(low[:i])))
    return next(heads, 0)


def _inner(low: Sequence[str], votes: Votes, *, first: bool) -> tuple[int, int]:
    """The run without the common word that begins a sentence, and without days, things and peoples at its ends."""
    start, end = 0, len(low)
    begins = first and end > 1 and votes.is_common(low[0]) and not votes.runs[" ".join(low)]
    if begins and low[0] not in FIRST_NAMES and not _is_whole(low):
        start = 1
    while start < end and not _is_initial(low[start:end]) and _is_aside(low[start:end]):
        start += 1
    while start < end and (low[end - 1] in NO_NAMES or _is_adjective(low[end - 1])):
        end -= 1
    return start, end


def _is_aside(low: Sequence[str]) -> bool:
    """Whether the first word is none of the name behind it."""
    return low[0] in NO_NAMES or (_is_adjective(low[0]) and not _is_whole(low))


def _is_initial(low: Sequence[str]) -> bool:
    return len(low) > 1 and len(low[0]) == 1 and low[0] != "i"


def _is_adjective(word: str) -> bool:
    return word.rpartition("-")[2] in DEMONYMS


def _is_whole(low: Sequence[str]) -> bool:
    """Whether the first word belongs to what follows: "British Museum"."""
    return " ".join(low) in BODIES or any(word in ORGANISATION_WORDS or word in PLACE_WORDS for word in low[1:])


def _is_nothing(word: str, low: str, votes: Votes) -> bool:
    """Whether a word alone names nothing: an office, a general word, a compound of one."""
    if low in BODIES or is_place(low):
        return False
    if low in TITLES or low in EVENT_WORDS or low in ORGANISATION_WORDS or len(word) < 2 or re.search("-[a-z]", word):
        return True
    return not ACRONYM.fullmatch(word) and votes.is_common(low)
