"""Headlines in the letters of plain text: set in capitals, or with a capital on every word, they hide what is a name.

Only letters change, so every offset stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from analytics.mentions.grammar import LONGEST_ABBREVIATION, is_known, parses

WORD = re.compile(r"[^\W\d_]+")
PLAIN = re.compile("[а-яё]{2} +[а-яё]{3}")
"""Between two words of plain text."""
NAMES = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn"))
MOST, FEWEST_WORDS, FEWEST_IN_TITLES = 0.9, 2, 4
"""Share of a line's letters or words that are large, and the least number of words, that make it a headline."""


def in_plain_letters(text: str, body: str) -> str:
    """A Russian text with its headlines in plain letters.

    Args:
        text: whose lines are looked at.
        body: the article's text, whose own spelling of a word decides; then the dictionary does.
    Returns:
        A text of the same length; the very same where no line is a headline of that sort.
    """
    lines = text.split("\n")
    chosen = [i for i, line in enumerate(lines) if _is_headline(line)]
    if not chosen:
        return text
    spelled = Counter(word for line in body.split("\n") for word in _plain_words(line))
    for i in chosen:
        lines[i] = _plain(lines[i], spelled)
    return "\n".join(lines)


def _plain_words(line: str) -> Iterator[str]:
    """The words of a line that is no headline itself, without its first, which has a capital anyhow."""
    if not _is_headline(line):
        yield from WORD.findall(line)[1:]


def _is_headline(line: str) -> bool:
    return not PLAIN.search(line) and (_is_in_capitals(line) or _is_in_titles(line))


def _is_in_capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    large = sum(c.isupper() for c in letters)
    return large >= MOST * len(letters) > 0 and len(WORD.findall(line)) >= FEWEST_WORDS


def _is_in_titles(line: str) -> bool:
    """Whether nearly every word has a capital, a verb among them."""
    words = [word for word in WORD.findall(line)[1:] if len(word) > 1]
    large = [word for word in words if word[0].isupper()]
    return len(large) >= max(FEWEST_IN_TITLES - 1, MOST * len(words)) and any(map(_is_verb, large))


@lru_cache(maxsize=1 << 12)
def _is_verb(word: str) -> bool:
    return is_known(word) and all(parse.tag.POS in ("VERB", "INFN") for parse in parses(word))


def _plain(line: str, spelled: Counter[str]) -> str:
    words = list(WORD.finditer(line))
    parts, end = [], 0
    for word in words:
        plain = _of_word(word.group(), spelled)
        if word is words[0] and plain.islower():
            plain = plain.capitalize()
        parts += [line[end : word.start()], plain if len(plain) == len(word.group()) else word.group()]
        end = word.end()
    return "".join([*parts, line[end:]])


def _of_word(word: str, spelled: Counter[str]) -> str:
    """As the text mostly spells it, else as the dictionary does; what neither has is a name, or an abbreviation."""
    spellings = (word.lower(), word.capitalize(), word.upper())
    if any(spelled[each] for each in spellings):
        return max(spellings, key=lambda each: spelled[each])
    if not is_known(word):
        return word if len(word) <= LONGEST_ABBREVIATION and word.isupper() else word.capitalize()
    tag = parses(word)[0].tag
    if "Abbr" in tag and word.isupper():
        return word
    return word.capitalize() if tag.grammemes & NAMES else word.lower()
