"""Names that one letter tells apart, and whether that makes them two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from analytics.mentions.grammar import PERSONAL, case_of, is_known, parses
from analytics.mentions.spelling import CAPITALS, stem, words_of

FEW = 20
"""Names that are compared with each other; of more that are as near as these none is told apart from all."""
SHORTEST, SHORTEST_ALONE = 3, 5
"""Letters of the stem that differs, beside other words and alone."""
MOST_WORDS = 12
WOMAN = re.compile("(?:[оеєё]ва|[иі]на|ая)$")


class Word(NamedTuple):
    """The stem of one word of a name, its place in it, and the name's number."""

    stem: str
    place: int
    number: int


def near(names: Sequence[str]) -> Iterator[tuple[int, int, str, str]]:
    """The numbers of names whose stems differ in one letter of one word, not its first; and both words, folded."""
    seen = set()
    for block in _blocks(names):
        for one, other in combinations(block, 2):
            if one.stem[0] == other.stem[0] and differ_in_one_letter(one.stem, other.stem):
                pair = (one.number, other.number)
                if pair not in seen:
                    seen.add(pair)
                    yield *pair, words_of(names[one.number])[one.place], words_of(names[other.number])[other.place]


def differ_in_one_letter(one: str, other: str) -> bool:
    """Whether a letter behind the first is another, missing or too many; no digit."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    shorter = min(len(one), len(other))
    same = next((i for i in range(shorter) if one[i] != other[i]), shorter)
    left, right = one[same : same + 1], other[same : same + 1]
    rest = (one[same + (len(one) >= len(other)) :], other[same + (len(other) >= len(one)) :])
    return same > 0 and rest[0] == rest[1] and not (left + right).isdigit()


@lru_cache(maxsize=1 << 16)
def are_names(one: str, other: str, kind: str) -> bool:
    """Whether the dictionary has both words: as names of people in the nominative, or as what they are elsewhere."""
    return all(_stands(word) if kind == "person" else is_known(word) for word in (one, other))


def are_forms_of_one(one: str, other: str) -> bool:
    """Whether full names of people that differ in endings alone are one person's, not a man's and a woman's."""
    pairs = list(zip(one.lower().split(), other.lower().split(), strict=False))
    if any(ours != theirs and are_names(ours, theirs, "person") for ours, theirs in pairs):
        return False
    first, last = (sorted(pair, key=len) for pair in (pairs[0], pairs[-1]))
    may_be_woman = first[1] in (first[0] + "а", first[0] + "я")
    return not may_be_woman or (last[0] != last[1] and not WOMAN.search(last[1]))


def are_spellings(one: str, other: str) -> bool:
    """Whether words that the dictionary has not, no abbreviations, tell names apart that sound alike; no lone words."""
    apart = set(words_of(one)) ^ set(words_of(other))
    if set(CAPITALS.findall(one)) != set(CAPITALS.findall(other)):
        return False
    return " " in one + other and not any(len(word) > SHORTEST and is_known(word) for word in apart)


def _blocks(names: Sequence[str]) -> Iterator[list[Word]]:
    """Words in like surroundings, FEW at most: of more those alike but for a letter in the middle."""
    surrounded: dict[str, list[Word]] = defaultdict(list)
    for number, name in enumerate(names):
        for around, word in _words(name, number):
            surrounded[around].append(word)
    for block in surrounded.values():
        if len(block) > 1:
            yield from [block] if len(block) <= FEW else _parts(block)


def _parts(block: list[Word]) -> Iterator[list[Word]]:
    parts: dict[str, list[Word]] = defaultdict(list)
    for word in block:
        for key in {word.stem, *(word.stem[:i] + word.stem[i + 1 :] for i in range(1, len(word.stem)))}:
            parts[key].append(word)
    return (part for part in parts.values() if 1 < len(part) <= FEW)


def _words(name: str, number: int) -> Iterator[tuple[str, Word]]:
    """The words of a name that are long enough to be told apart by a letter, each with what is around it."""
    stems = stem(name).split(" ")
    if len(stems) == 1 and len(stems[0]) >= SHORTEST_ALONE:
        yield "", Word(stems[0], 0, number)
    elif 1 < len(stems) <= MOST_WORDS:
        for i, each in enumerate(stems):
            if len(each) >= SHORTEST:
                yield " ".join([*stems[:i], "*", *stems[i + 1 :]]), Word(each, i, number)


def _stands(word: str) -> bool:
    found = (parse for parse in parses(word) if parse.is_known and case_of(parse) == "nomn")
    return any(parse.tag.grammemes & PERSONAL for parse in found)
