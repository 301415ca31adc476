"""Where clutter stands in a text: spans by the rules, line by line."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from analytics.clutter.learnt import block_key
from analytics.clutter.masking import masked
from analytics.clutter.rules import RULES, Place, Rule

_LINE = re.compile(r"[^\n]+")
_LINK = re.compile(r"https?://|\bt\.me/|\]\(")
_LINK_ALONE = re.compile(r"[^\w\[]*+(?:\d+[.)][^\w\[]*+)?\[[^\]\n]*\]\([^()\s]*\)\W*")
_SENTENCE = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][»\"”)]))\s+(?=[^\W\d_a-zа-яёіїєґ]|[«\"“(])|(?<=[a-zа-яёіїєґ)»\"”][.!?…])(?=[A-ZА-ЯЁІЇЄҐ])"
)
"""Where a sentence begins behind another, with a blank or, as pages run together, without one."""
LAST_HEAD = 3
"""Lines at whose beginning a dateline may stand: headline, lead, text."""
MOST_TOGETHER = 2
"""Sentences at a line's end that may be one invitation together, as a question and what to do then."""
_LIST_BELOW = re.compile(
    r"(?:читайте|смотрите|read|related|по теме|это интересно"
    r"|.*\b(?:статьи|части|материалы|посты|новости|курсы?|курсом)\b).*:"
    r"|(?:ранее|раньше|также) (?:мы )?(?:писали|сообщали|рассказывали):"
    r"|(?:читайте|смотрите|слушайте|read|see) (?:также|ещ[её]|also|more)"
    r"|you (?:may|might) also .{4,30}|games featured in this article",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:source|journal reference|reference|via|источник|первоисточник|джерело)s? ?:", re.IGNORECASE)
"""Whose line is followed by the one that it names."""
_ENDS = (".", "!", "…", ":", ";", ",")
LEAST_PARAGRAPHS, LEAST_PARAGRAPH, LEAST_CLOSED, LEAST_TOLD_SHARE = 3, 100, 0.9, 0.6
"""Of a text in which a line without a full stop stands out: its paragraphs, the characters of one, what share of those
that can be no headline ends in a full stop, and what share of all does."""
MOST_HEADLINES = 2
"""Together between two paragraphs; more are a list."""
_CLOSED = re.compile(r"[.!?…][»”\"'’)]*$|:$|^[«“\"].*[»”\"]$")
_HEADLINE = re.compile(
    r"(?=.{50,170}$)(?!.*[,.!?][\"”'’])(?!.*[,.!?…]»$)(?!(?:An?|He|I|It|She|They|This|We|Он[аои]?|Об этом|Это)\b)"
    r"(?:[A-ZА-ЯЁІЇЄҐ\d\"«“].*[\w)»]|(?!.*[:,] [\"“])[A-ZА-ЯЁІЇЄҐ].*[\"”]|[^a-zа-яёіїєґ]*[A-Z\d)'’])"
)
"""Shorter lines head a section; who speaks with a quotation ends in its mark."""
LEAST_CAPITALS, _TITLE, _CYRILLIC = 0.6, re.compile(r"[|:]| [—–-] "), re.compile("[а-яіїєґ]")
"""What an English headline has, capitals or a mark within; else it reads like a caption or a sentence that was cut."""
SHORT = 40
"""Characters of a line that is clutter if what stands above and below it is, at the end of a text."""
LEAST_TOLD = 60
"""Characters of a line above a list of links that shows that the list isn't the article."""
MOST_LISTED, LONGEST_LISTED = 25, 180
"""Lines below "Read also:", and the characters of one, that are taken for headlines of other texts."""


class Span(NamedTuple):
    """A piece of clutter: offsets in Unicode code points, the end excluded, and its kind of `schema.CLUTTER_KINDS`."""

    start: int
    end: int
    kind: str


class _Line(NamedTuple):
    """A line without blanks at its ends, from `start` to `end`.

    `words` is what a reader sees of it from `seen` on, place for place; `said` the same with one blank for many.
    """

    start: int
    end: int
    seen: int
    words: str
    said: str
    is_linked: bool
    is_link: bool


def clutter_of(text: str, blocks: Container[str] = ()) -> list[Span]:
    """Find the clutter of one body.

    Args:
        blocks: what its outlet repeats, see `learnt.blocks_of`.
    Returns:
        Spans in order of place, without overlap; what stands between them is the article.
    """
    lines = list(_lines(text))
    whole = _whole_lines(
        lines, ["repeated" if block_key(text[line.start : line.end]) in blocks else None for line in lines]
    )
    found = [Span(line.start, line.end, kind) for line, kind in zip(lines, whole, strict=True) if kind]
    left = [line for line, kind in zip(lines, whole, strict=True) if not kind]
    for line in left:
        found += _parts(line, "inside") + _last_sentences(line, is_last=line is left[-1])
    if left:
        found += _at_head(left[:LAST_HEAD]) + _parts(left[-1], "end")
    return _without_overlap(sorted(found))


def without_clutter(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks in place of its clutter, so that every other place in it stays what it is."""
    parts, done = [], 0
    for start, end, _ in spans:
        parts += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


def _lines(text: str) -> Iterator[_Line]:
    seen = masked(text)
    for found in _LINE.finditer(text):
        raw, words = found[0], seen[found.start() : found.end()]
        if raw.strip():
            start = found.start() + len(raw) - len(raw.lstrip())
            blank = len(words) - len(words.lstrip())
            linked = _LINK.search(raw) is not None or text.startswith("](", found.end() + 1)
            yield _Line(
                start,
                found.start() + len(raw.rstrip()),
                found.start() + blank,
                words.strip(),
                " ".join(words.split()),
                linked,
                _LINK_ALONE.fullmatch(raw) is not None,
            )


def _whole_lines(lines: Sequence[_Line], known: Sequence[str | None]) -> list[str | None]:
    """The kind of each line that is clutter as a whole, those that are known to be among them."""
    kinds = [_kind(line, "line") or repeated for line, repeated in zip(lines, known, strict=True)]
    _below_a_label(lines, kinds)
    for i in range(len(lines) - 1, 0, -1):
        kinds[i] = kinds[i] or _at_tail(lines, i, kinds)
        if lines[i].words and not kinds[i]:
            break
    for i in range(len(lines) - 1):
        kinds[i] = kinds[i] or _kind(lines[i], "top")
        if lines[i].words and not kinds[i]:
            break
    for i in _headlines(lines, kinds):
        kinds[i] = "read_also"
    return kinds


def _below_a_label(lines: Sequence[_Line], kinds: list[str | None]) -> None:
    """Add what is clutter for the line above it: a list of other texts, the name of a source, an address, a picture."""
    listed = 0
    for i, line in enumerate(lines):
        above = kinds[i - 1] if i else None
        if not kinds[i] and listed and _is_listed(line):
            kinds[i], listed = "read_also", listed - 1
        elif not line.words and above:
            kinds[i] = above
        elif above and _LABEL.fullmatch(lines[i - 1].said):
            kinds[i] = "source"
        else:
            listed = 0
        if _LIST_BELOW.fullmatch(line.said) and (kinds[i] in ("read_also", "advert") or _is_list(lines, i, kinds)):
            kinds[i], listed = kinds[i] or "read_also", MOST_LISTED


def _at_tail(lines: Sequence[_Line], i: int, kinds: Sequence[str | None]) -> str | None:
    """What line `i` is, where nothing but clutter stands below it."""
    line = lines[i]
    is_between = kinds[i - 1] and len(line.said) <= SHORT and not line.said.endswith(_ENDS)
    return _kind(line, "tail") or ("footer" if is_between and i + 1 < len(lines) else None)


def _headlines(lines: Sequence[_Line], kinds: Sequence[str | None]) -> Iterator[int]:
    """The lines that name other texts: headlines between paragraphs that all end in a full stop, or at the end."""
    has_some = sum(map(_is_headline, lines)) > 1
    if not _are_paragraphs_closed([line for line, kind in zip(lines, kinds, strict=True) if not kind], has_some):
        return
    first = next((i for i, kind in enumerate(kinds) if not kind), len(lines)) + 1
    while first < len(lines):
        end = first
        while end < len(lines) and not kinds[end] and _is_title(lines[end]):
            end += 1
        is_below = kinds[first - 1] or _CLOSED.search(lines[first - 1].said)
        is_betrayed = has_some or end - first > 1 or _is_headline(lines[first])
        is_last = all(kinds[end:])
        are_few = is_last or (end - first <= MOST_HEADLINES and not lines[end].said[:1].islower())
        if is_below and is_betrayed and are_few:
            yield from range(first, end)
        first = end + 1


def _are_paragraphs_closed(lines: Sequence[_Line], has_headlines: bool) -> bool:
    """Whether the text ends its paragraphs in a full stop, but for long headlines where it has some."""
    paragraphs = [line for line in lines if len(line.said) >= LEAST_PARAGRAPH and line.said[0] not in "-—–•"]
    is_open = [_CLOSED.search(line.said) is None for line in paragraphs]
    closed = len(paragraphs) - sum(is_open)
    others = [line for line, open_ in zip(paragraphs, is_open, strict=True) if open_]
    told = closed + sum(not (has_headlines and _is_title(line)) for line in others)
    return closed >= max(LEAST_PARAGRAPHS, LEAST_CLOSED * told, LEAST_TOLD_SHARE * len(paragraphs))


def _is_title(line: _Line) -> bool:
    """Whether the line may be a headline: no link, picture or emphasis in it, and no full stop."""
    is_plain = not line.is_linked and line.end - line.start <= len(line.said) + 1
    return is_plain and _HEADLINE.fullmatch(line.said) is not None


def _is_headline(line: _Line) -> bool:
    """Whether the line is written as a headline, even where no other stands beside it."""
    if not _is_title(line):
        return False
    words = line.said.split()
    capitals = sum(not word[0].islower() for word in words)
    return (
        _CYRILLIC.search(line.said) is not None
        or capitals >= LEAST_CAPITALS * len(words)
        or _TITLE.search(line.said) is not None
    )


def _is_list(lines: Sequence[_Line], i: int, kinds: Sequence[str | None]) -> bool:
    """Whether nothing but links follows line `i`, and an article stands above: else the list is what is told."""
    below = lines[i + 1 :]
    told = any(not kind and len(line.said) >= LEAST_TOLD for line, kind in zip(lines[:i], kinds, strict=False))
    return told and bool(below) and all(line.is_linked or not line.said for line in below)


def _is_listed(line: _Line) -> bool:
    return line.is_link or (len(line.said) <= LONGEST_LISTED and not line.said.endswith(_ENDS))


def _kind(line: _Line, place: Place) -> str | None:
    return _kind_of(line.said, line.is_linked, (place,)) if line.said else None


@cache
def _rules(place: Place) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.place == place)


def _at_head(lines: Sequence[_Line]) -> list[Span]:
    """A dateline at the beginning of the first line, or of one below the headline and the lead."""
    for line in lines:
        if found := _parts(line, "head"):
            return [max(found, key=lambda span: span.end)]
    return []


def _last_sentences(line: _Line, *, is_last: bool) -> list[Span]:
    """The sentences at a line's end, one or two together, that would be clutter as lines."""
    starts = [0, *(found.end() for found in _SENTENCE.finditer(line.words))]
    spans: list[Span] = []
    end, tried = line.end, 0
    for start in reversed(starts[1:] and starts):
        said = " ".join(line.words[start : end - line.seen].split())
        kind = _kind_of(said, line.is_linked, ("line", "tail") if is_last else ("line",))
        if kind:
            spans.append(Span(line.seen + start, end, kind))
            end = line.seen + len(line.words[:start].rstrip())
        tried = 0 if kind else tried + 1
        if tried == MOST_TOGETHER:
            break
    return spans


def _kind_of(said: str, is_linked: bool, places: Sequence[Place]) -> str | None:
    every = (rule for place in places for rule in _rules(place))
    return next((rule.kind for rule in every if rule.of_whole(said, is_linked=is_linked)), None)


def _parts(line: _Line, place: Place) -> list[Span]:
    return [_trimmed(line, found, rule.kind) for rule in _rules(place) for found in rule.of_parts(line.words)]


def _trimmed(line: _Line, found: re.Match[str], kind: str) -> Span:
    """The part without blanks at its ends, and with the pictures and addresses between it and the line's end."""
    words = found[0]
    start = line.seen + found.start() + len(words) - len(words.lstrip())
    return Span(start, line.end if found.end() == len(line.words) else start + len(words.strip()), kind)


def _without_overlap(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
