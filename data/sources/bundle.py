"""Many articles in one document: split at the marks that news databases and digests set between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.bundle_record import Layout, groups_above, labelled, parse_record, states

Row = RawRow | Rejected | LeftOut

_THING = (
    r"(?:documents?|dokumente?|articles?|artikel|items?|stories|story|records?|results?|документ\w*|стат(?:ья|ьи|ей|тя|ті)|"
    r"публикаци\w|публікаці\w|сообщени\w|повідомлен\w+|материал\w*|матеріал\w*|новост\w+|запис\w+)"
)
_COUNTER = re.compile(
    rf"(?:{_THING}\s*(?:№|#|no\.?)?\s*(\d+)\s*(?:of|von|из|із|з|/)\s*(\d+)|"
    rf"(\d+)\s*(?:of|von|из|із|з)\s*(\d+)\s*{_THING})\s*[:.]?",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?i:end of document|ende des dokuments|конец документа|кінець документа)|"
    r"(?:Document|Dokument|Документ) [A-Z]{2}\w*\d{8}\w{4,}"
)
_PLACES = frozenset("([№#0123456789")
_RULERS = frozenset("-–—=_*~#•")
_RULE = re.compile(r"(?:[-–—=_*~#•]\s?){3,}")
_NUMBER = re.compile(
    rf"(?:{_THING}\s*)?(?:№|#)?\s*[(\[]?(\d{{1,5}})(?:\s*(?:/|of|из)\s*\d{{1,5}})?[)\]]?[.:]?", re.IGNORECASE
)
_ITEM = re.compile(r"(\d{1,3})[.)]\s+(\S.*)")
_HEAD_LINES = 4
_COVER = 6
_STATED = re.compile(
    r"(?:number of documents|total documents|documents|найдено документов|количество документов|всего документов|"
    r"документов|документы|статей)\s*[:(—–-]\s*(\d{1,6})\)?\s*\.?",
    re.IGNORECASE,
)
_LOADED = re.compile(r"^[ \t]*(?:load-date|дата загрузки)\s*:", re.IGNORECASE | re.MULTILINE)
_MAY_COUNT = [re.compile(word + r"\s*[0-9]") for word in ("of", "OF", "von", "з", "З", "/")]  # literals first: fast
_MAY_END = ("ocument", "OCUMENT", "okument", "окумент", "ОКУМЕНТ")
_MAY_BE_LOADED = ("oad-", "OAD-", "агрузки", "АГРУЗКИ")
_WORDS = ("DOCUMENT", "Document ", "End of Document", "Документ ", "ДОКУМЕНТ", "Конец документа", "Кінець документа")
_MARKED = re.compile(rf"[>\n][ \t\r\xa0]*(?:{_COUNTER.pattern}|{_END.pattern})\s*[<\n]", re.IGNORECASE)
_MOST_DATED = 0.8
"""Of the parts between two rules this many begin with title and date in a digest; below half it is one article."""
_LISTED = 20


@dataclass
class _Block:
    """The stripped lines of one article, and the number of the first, from 1."""

    start: int
    lines: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(self.lines)


def is_marked(markup: str) -> bool:
    """Whether HTML may be a database's download; cheap, for it seldom is."""
    return any(word in markup for word in _WORDS) and bool(_MARKED.search(markup))


def parse_bundle(text: str, file: str, headings: Sequence[frozenset[int]] = ()) -> list[Row]:
    """The articles of a document that holds many; empty for a document that is one article.

    What stands before the first and behind the last article is left out by name; where the file states another number
    of documents than are found, one rejected row says so.

    Args:
        text: the whole document, a paragraph a line.
        file: what rows call it.
        headings: sets of line numbers (from 0) at which parts begin, best first: the headings of each level.
    Raises:
        UsageError: it holds many articles but no marks to part them at.
    """
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    if rows := _download(text, lines, file):
        return rows
    if blocks := _labelled(lines):
        return list(_rows(blocks, file, Layout.of(block.lines for block in blocks[1:])))
    if rows := _digest(lines, file, headings):
        return rows
    if any(word in text for word in _MAY_BE_LOADED) and (loads := len(_LOADED.findall(text))) > 1:
        raise UsageError(
            f"{file} seems to hold {loads} articles of a news database, without marks that part them.",
            "Download it again with the marks between documents, or as one file an article.",
        )
    return []


# ------------------------------------------------------------------------------------------------------- databases


def parse_download(text: str, file: str) -> list[Row]:
    """The articles of a news database's download, by the marks that databases set; empty for any other text."""
    return _download(text, [line.strip() for line in text.splitlines()], file)


def _download(text: str, lines: Sequence[str], file: str) -> list[Row]:
    rows = _counted(lines, file) if any(mark.search(text) for mark in _MAY_COUNT) else []
    return rows or (_ended(lines, file) if any(word in text for word in _MAY_END) else [])


def _counted(lines: Sequence[str], file: str) -> list[Row]:
    """Articles under "2 of 15 DOCUMENTS", or above it where the file ends so."""
    marks = {number: found for number, line in enumerate(lines) if (found := _count(line))}
    if not marks:
        return []
    places: list[int] = []
    for number, (n, _) in marks.items():
        if not places or marks[places[-1]][0] != n:
            places.append(number)
    under = any(line and number not in marks for number, line in enumerate(lines) if number > places[-1])
    blocks = _split(lines, set(marks), places, under=under)
    layout = Layout.of(block.lines for block in blocks)
    total = max(total for _, total in marks.values())
    if len(places) == 1 < total and any(blocks[0].lines) and not layout.database:
        return []  # a page of a series may say so too
    rows = list(_rows(blocks, file, layout))
    missing = sorted(set(range(1, min(total, 1_000_000) + 1)) - {n for n, _ in marks.values()})
    if missing:
        listed = ", ".join(map(str, missing[:_LISTED])) + (" …" if len(missing) > _LISTED else "")
        reason = f"the file counts {total} documents and {len(places)} are in it; missing: {listed}"
        rows.append(Rejected(file, len(lines), reason))
    return rows


def _count(line: str) -> tuple[int, int] | None:
    found = _COUNTER.fullmatch(line) if len(line) < 80 else None
    if not found:
        return None
    n, total = (int(digits[:9]) for digits in found.groups() if digits)
    return (n, total) if 0 < n <= total else None


def _ended(lines: Sequence[str], file: str) -> list[Row]:
    """Articles above "End of Document", or above a database's own number."""
    places = [number for number, line in enumerate(lines) if _END.fullmatch(line)]
    if not places:
        return []
    blocks = _split(lines, set(places), places, under=False)
    layout = Layout.of(block.lines for block in blocks)
    cover, stated = _cover(blocks[1].lines)
    blocks[:2] = _parted(blocks[1], cover or _extra(blocks[1], blocks[2:-1]))
    tail = blocks[-1]
    if tail and not _is_article(tail, layout):
        blocks.pop()
    rows = list(_rows([block for n, block in enumerate(blocks) if block or not n], file, layout))
    if tail and tail is not blocks[-1]:
        rows.append(LeftOut(file, tail.start, "is the end of a download, behind its last article"))
    if stated and stated != len(places):
        rows.append(Rejected(file, 1, f"the file counts {stated} documents and {len(places)} are in it"))
    return rows


def _cover(lines: Sequence[str]) -> tuple[int, int]:
    """How many lines of the first article are the download's cover, and how many documents that states (0: none)."""
    stated = next(
        ((number, int(found[1])) for number, line in enumerate(lines) if (found := _STATED.fullmatch(line))), None
    )
    if stated is None:
        return 0, 0
    number, total = stated
    titles = {line.partition(".")[2].strip() for line in lines[number:] if re.match(r"\d+\.", line)}
    for place in range(len(lines) - 1, number, -1):  # the cover lists the titles; the article begins with its own
        if lines[place] in titles:
            return place, total
    return number + 1, total


def _extra(first: _Block, others: Sequence[_Block]) -> int:
    """How many lines more stand above the first article's date than above the others': a download's head."""
    above = groups_above(first.lines)
    usual = max((len(groups_above(block.lines)) for block in others), default=len(above))
    return above[len(above) - usual] if len(above) > usual > 0 else 0


def _parted(block: _Block, cut: int) -> tuple[_Block, _Block]:
    return _Block(block.start, block.lines[:cut]), _Block(block.start + cut, block.lines[cut:])


def _split(lines: Sequence[str], marks: set[int], places: Sequence[int], *, under: bool) -> list[_Block]:
    """What stands before the first article, then a block each; an article stands under its mark or above it.

    Where articles stand above their marks, the last block is what follows the last mark.
    """
    blocks = [_Block(1)]
    starts = set(places)
    if not under:
        blocks.append(_Block(1))
    for number, line in enumerate(lines):
        if number in starts:
            blocks.append(_Block(number + 2))
        elif number not in marks:
            blocks[-1].lines.append(line)
    return blocks


def _rows(blocks: Sequence[_Block], file: str, layout: Layout) -> Iterator[Row]:
    """The first block as what it is, no article; every other as an article."""
    for number, block in enumerate(blocks):
        if number:
            yield RawRow(file, block.start, parse_record(block.lines, layout), None, as_read="\n".join(block.lines))
        elif block:
            yield LeftOut(file, block.start, "is the head of a download, before its first article")


# --------------------------------------------------------------------------------------------------------- digests


def _labelled(lines: Sequence[str]) -> list[_Block]:
    """Records of labelled lines ("Заголовок: …", "Дата: …"), which begin with the same label each."""
    named = {number: found for number, line in enumerate(lines) if ":" in line and (found := labelled(line))}
    for first in dict.fromkeys(named.values()):
        blocks = _begun(lines, [number for number, found in named.items() if found == first])
        labels = [{found for line in block.lines if (found := labelled(line))} for block in blocks[1:]]
        fit = sum("title" in found and bool(found & {"date", "outlet"}) for found in labels)
        if fit > 1 and fit >= _MOST_DATED * len(labels):
            return blocks
    return []


def _begun(lines: Sequence[str], places: Sequence[int]) -> list[_Block]:
    """What stands before the first place, then a block from each place on."""
    ends = [*places, len(lines)]
    blocks = [_Block(place + 1, list(lines[place:end])) for place, end in pairwise(ends)]
    return [_Block(1, list(lines[: ends[0]])), *blocks]


def _digest(lines: Sequence[str], file: str, headings: Sequence[frozenset[int]]) -> list[Row]:
    """Articles parted by rules or numbers, under headings, or each with outlet and date at its head.

    Nearly every part must begin with title and date.

    Raises:
        UsageError: half of the parts between rules or numbers do and half do not.
    """
    rules = [number for number, line in enumerate(lines) if line[:1] in _RULERS and _RULE.fullmatch(line)]
    for places in (rules, _numbered(lines, _NUMBER)):
        blocks = _split(lines, set(places), places, under=True)
        if rows := _dated(blocks, file, refuse=True):
            return rows
    for level in headings:
        if rows := _dated(_begun(lines, sorted(level)), file):
            return rows
    items = _numbered(lines, _ITEM)
    plain = [_ITEM.sub(r"\2", line) if number in items else line for number, line in enumerate(lines)]
    return _dated(_begun(plain, items), file) or _dated(_begun(lines, _heads(lines)), file)


def _numbered(lines: Sequence[str], form: re.Pattern[str]) -> list[int]:
    """The lines that count 1, 2, 3 …, the last time they do: a digest's list of contents counts before."""
    places: list[int] = []
    for number, line in enumerate(lines):
        if line[-1:].isdigit() or line[:1] in _PLACES:
            found = form.fullmatch(line)
            if found and int(found[1]) == 1:
                places = [number]
            elif found and places and int(found[1]) == len(places) + 1:
                places.append(number)
    return places if len(places) > 1 else []


def _heads(lines: Sequence[str]) -> list[int]:
    """Where the groups of lines begin that state outlet and date on one line, or each behind a label."""
    places: list[int] = []
    start, said = 0, set[str]()
    for number, line in enumerate(lines):
        if not line:
            start, said = number + 1, set()
        elif number - start < _HEAD_LINES and "done" not in said:
            said |= states(line)
            if {"date", "outlet"} <= said:
                places.append(start)
                said = {"done"}
    # below a whole article such lines are comments or links to others
    return places if len(places) > 1 and sum(map(bool, lines[: places[0]])) <= _COVER else []


def _dated(blocks: list[_Block], file: str, *, refuse: bool = False) -> list[Row]:
    """The rows of these blocks, the first of which is or holds the digest's head; none if they are no articles."""
    filled = [block for block in blocks if block]
    layout = Layout.of(block.lines for block in filled)
    told = [_is_article(block, layout) for block in filled] if len(filled) > 1 else []
    parts = len(filled) - (told[:1] == [False])
    if sum(told) < 2:
        return []
    if sum(told) >= _MOST_DATED * parts:
        if told[0]:
            filled[:1] = _parted(filled[0], _extra(filled[0], filled[1:]))
        return list(_rows(filled, file, layout))
    if refuse and sum(told) * 2 >= parts:
        raise UsageError(
            f"{file} has {parts} parts between its rules, of which {sum(told)} begin with title and date: it may "
            "be several articles or one.",
            "Put a title and a date at the head of each article, or save each as a file.",
        )
    return []


def _is_article(block: _Block, layout: Layout) -> bool:
    fields = parse_record(block.lines, layout)
    return all(fields.get(name) for name in ("title", "date", "text"))
