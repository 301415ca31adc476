"""Formulas of attribution in a text, and in a frame of articles."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from typing import NamedTuple

import pandas as pd

from analytics.attribution.names import Name, base_form, may_end, name_at, names_before
from analytics.attribution.rules import RULES, Rule

CODE = 1
"""Rises when the same text would give others."""
COLUMNS = ["article_id", "start", "end", "source", "source_start", "source_end"]
_WORD = re.compile(r"\w[\w'’]*")
_LEADS = re.compile(
    r"(?:\b(?:(?:об этом|про це|слова котор(?:ого|ой|ых)|слова якого)(?: \w+)?"
    r"|как(?: ранее)?|як|as|со|з|із|по|за|в|у|in|a|an)\s{1,9})+\Z",
    re.IGNORECASE,
)
"""Small words with which a formula begins."""
_REACH = 100
"""Characters before a rule's word that are searched for a name that stands first, and for a formula's small words."""

_NEAR = 45
"""Characters between the last word of such a name and the rule's word, at most."""


class Attribution(NamedTuple):
    """A formula that credits a medium; offsets in code points, the ends excluded.

    Attributes:
        start, end: the formula.
        source: the medium's base form, of an unknown one the name as written.
        source_start, source_end: the name, without quotes.
    """

    start: int
    end: int
    source: str
    source_start: int
    source_end: int


def attributions(text: str, language: str) -> list[Attribution]:
    """Find the media that a text credits as its sources.

    Args:
        text: an article's body; clutter may be blanked out.
        language: `ru`, `uk` or `en`; any other has no rules and gives none.
    Returns:
        In order of place, without overlap. Offices, companies and people are none.
    """
    rules = _by_word(language)
    found: list[Attribution] = []
    done = 0
    for start, end in _places(_lowered(text), rules.keys()):
        if start >= done:
            said = text[start:end].lower()
            one = next(filter(None, (_by_rule(text, done, start, end, rule) for rule in rules[said])), None)
            if one:
                found.append(one)
                done = one.end
    return found


@cache
def _by_word(language: str) -> dict[str, list[Rule]]:
    """The rules by each of their words; first those of a name that stands before it."""
    ordered = sorted((rule for rule in RULES if rule.language == language), key=lambda rule: not rule.name_first)
    by_word: dict[str, list[Rule]] = {}
    for rule in ordered:
        for word in rule.words.split():
            by_word.setdefault(word, []).append(rule)
    return by_word


def _lowered(text: str) -> str:
    """The text in lower case, character for character."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _places(lowered: str, words: AbstractSet[str]) -> list[tuple[int, int]]:
    """Where any of the words stands, in order of place; far quicker than to look at each word of the text."""
    present = words & set(_WORD.findall(lowered))
    return sorted(found.span() for word in present for found in _whole(word).finditer(lowered))


@lru_cache(maxsize=4_096)
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(word)}(?<!\w{re.escape(word)})(?![\w'’])")


def _by_rule(text: str, done: int, start: int, end: int, rule: Rule) -> Attribution | None:
    """The formula with the rule's word from `start` to `end`, if there is one behind what is `done`."""
    return _name_first(text, done, start, end, rule) if rule.name_first else _name_last(text, done, start, end, rule)


def _name_last(text: str, done: int, start: int, end: int, rule: Rule) -> Attribution | None:
    gap = rule.gap.match(text, end)
    name = name_at(text, gap.end(), rule.language, rule.name) if gap else None
    behind = rule.ending.match(text, name.end) if name else None
    return _attribution(text, done, start, behind.end(), name) if name and behind else None


def _name_first(text: str, done: int, start: int, end: int, rule: Rule) -> Attribution | None:
    since = max(done, start - _REACH)
    last = rule.before.search(text, max(done, start - _NEAR), start)
    if not last or not may_end(last[1], rule.language):
        return None
    names = names_before(text, since, start, rule.language, rule.name)
    name = next((name for name in names if rule.gap.fullmatch(text, name.end, start)), None)
    return _attribution(text, done, name.start, end, name) if name else None


def _attribution(text: str, done: int, start: int, end: int, name: Name) -> Attribution:
    """The formula with the small words before it."""
    since = max(done, start - _REACH)
    lead = _LEADS.search(text[since:start])
    written = text[name.name_start : name.name_end]
    return Attribution(start - len(lead[0]) if lead else start, end, base_form(written), name.name_start, name.name_end)


def attributed(articles: pd.DataFrame) -> pd.DataFrame:
    """Find the media that articles credit.

    Args:
        articles: article_id, language, text; a null text or language gives none.
    Returns:
        article_id, start, end (of the formula, in code points of the text), source, source_start, source_end (of the
        medium's name): a row for each formula, in the order of the articles and within one in order of place.
    """
    stated = articles[articles["text"].notna() & articles["language"].notna()]
    rows = [
        (article_id, *one)
        for article_id, language, text in zip(stated["article_id"], stated["language"], stated["text"], strict=True)
        for one in attributions(text, language)
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({column: "str" if column in ("article_id", "source") else "int64" for column in COLUMNS})
