"""One article of a news database's download: title, outlet, date and body, told by labels and by where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.article import dates
from data.article.folding import fold
from data.sources.columns import recognise_some
from data.sources.page_head import date_of, head_field

_LABELLED = re.compile(r"([^\W\d_][^\W_]*(?:[ -][^\W_]+){0,3})\s*:(?:\s+(.*))?")
_ABOUT_LABELS = (
    "byline|by|author|section|length|dateline|load date|publication type|journal code|graphic|classification|subject|"
    "company|organization|organisation|person|people|geographic|industry|ticker|country|city|state|edition|page|pages|"
    "highlight|document type|issn|copyright|series|type|"
    "автор|авторы|рубрика|раздел|объем|объём|дата загрузки|тип издания|вид сми|тип сми|уровень сми|номер|выпуск|полоса|"
    "страница|страницы|тираж|регион|город|страна|ключевые слова|персоны|организации|рейтинг|размер|категория|"
    "автори|розділ|країна|місто"
)
_ABOUT = frozenset(_ABOUT_LABELS.split("|"))
"""Labels of what is said about an article and is none of its fields; a load date is no date of publication."""
_BODY = frozenset({"body", "text", "full text", "текст", "полный текст", "повний текст"})
_RIGHTS = re.compile(
    r"(?:copyright\b|©|\([cс]\)\s|all rights reserved|все права защищены|усі права захищен).*", re.IGNORECASE
)
_WORDS = re.compile(r"[\d,\xa0 ]+(?:words?|слов\w*|слів|знак\w*|characters)\.?", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[A-Z]{2,4})?")
_CODE = re.compile(
    r"[A-Z0-9]{2,10}|[A-Z]?\d{1,4}(?:[-,;]\s?[A-Z]?\d{1,4})*|\w+(?:ish|ian|ский|ська)", re.ASCII | re.IGNORECASE
)
_DATE_BEGINS = re.compile(
    r"(?:[^\W\d_]+\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[^\W\d_]+\s+\d{4}|\d{1,2}[./]\d{1,2}[./]\d{4})\b"
)
_EDITION = re.compile(r"\b(?:\w+day|editions?|выпуск|вып\.)\b", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|•;]\s*|,\s+|\s+[—–-]\s+|\s*[()]\s*")
_DATABASE = re.compile(r"(?:load-date|length|byline|section)\s*:", re.IGNORECASE)
_TITLE = 300
_OUTLET = 80
_OUTLET_WORDS = 5
_HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class Layout:
    """What all articles of one download have in common.

    Attributes:
        outlets: short lines at the head of several of them.
        database: articles carry a database's labels; the outlet is the line right above the date.
        outlet_first: a line alone above the date is the outlet, not the title.
    """

    outlets: frozenset[str] = frozenset()
    database: bool = False
    outlet_first: bool = False

    @classmethod
    def of(cls, blocks: Iterable[Sequence[str]]) -> Layout:
        """The layout of these articles' stripped lines."""
        heads = [[line for line in block if line][:_HEAD_LINES] for block in blocks]
        seen = Counter(line for head in heads for line in set(head[:6]) if _may_be_outlet(line))
        outlets = frozenset(line for line, times in seen.items() if times > 1)
        database = any(_DATABASE.match(line) for head in heads for line in head)
        above = [_begins_with_outlet(head) for head in heads if len(head) > 1 and _is_date(head[1])]
        return cls(outlets, database, database or sum(above) * 2 > len(above))


def _begins_with_outlet(head: Sequence[str]) -> bool:
    """Whether above the date, an article's second line, stands a short line, and below it one like a title and more."""
    if len(head) < 4 or len(head[0].split()) > _OUTLET_WORDS:
        return False
    return _may_be_outlet(head[0]) and _like_title(head[2])


def _like_title(line: str) -> bool:
    return len(line) <= _TITLE and line[-1] not in ".:;," and not _LABELLED.fullmatch(line)


def groups_above(lines: Sequence[str]) -> list[int]:
    """Where each group of lines above an article's date begins; lines of a group have no empty one between them."""
    starts: list[int] = []
    for number, line in enumerate(lines):
        if line and (_is_date(line) or _outlet_and_date(line)):
            return starts
        if line and not (number and lines[number - 1]):
            starts.append(number)
    return []


def _is_date(line: str) -> bool:
    return bool(date_of(line) or _date_before_edition(line))


def _may_be_outlet(line: str) -> bool:
    if len(line) > _OUTLET or line[-1] in ".!?:" or _LABELLED.fullmatch(line):
        return False
    return not (date_of(line) or any(found.fullmatch(line) for found in (_RIGHTS, _WORDS, _CLOCK, _CODE)))


def labelled(line: str) -> str | None:
    """The field that a line "Label: value" names; None for any other line."""
    found = _LABELLED.fullmatch(line)
    return _field(found[1]) if found else None


def states(line: str) -> set[str]:
    """Which of outlet and date a line says, behind a label or both beside each other."""
    label = labelled(line) if ":" in line else None
    return set(_outlet_and_date(line)) or ({label} if label else set())


@lru_cache(maxsize=1_024)
def _field(label: str) -> str | None:
    if _plain(label) in _ABOUT:
        return None
    return next(iter(recognise_some([label], {}).positions), None)


def _plain(label: str) -> str:
    return fold(label.replace("-", " ")).strip()


def parse_record(lines: Sequence[str], layout: Layout) -> dict[str, str]:
    """The fields of one article's stripped lines."""
    head = _Head(layout)
    for number, line in enumerate(lines):
        if not head.takes(line):
            return head.fields_with(lines[number:])
    return head.fields_with([])


class _Head:
    """Reads an article line by line until its body begins."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._fields: dict[str, str] = {}
        self._above: list[str] = []  # lines above the date that nothing tells
        self._about = self._counts_words = self._gap = False
        self._pending = ""

    def takes(self, line: str) -> bool:
        """Whether this line is the head's; False: the body begins here."""
        if not line:
            self._gap = True
            return True
        taken = self._told(line) or self._untold(line)
        self._gap = False
        return taken

    def fields_with(self, body: Sequence[str]) -> dict[str, str]:
        """All fields, with this body."""
        fields = self._fields
        self._place_above()
        text, language = _without_end(body)
        first = text[0] if text else ""
        if _plain(first.rstrip(":")) in _BODY:
            text = text[1:]
        elif (found := _LABELLED.fullmatch(first)) and _field(found[1]) == "text":
            text = [found[2] or "", *text[1:]]
        if language and "language" not in fields:
            fields["language"] = language
        fields["text"] = "\n".join(text).strip()
        return fields

    def _told(self, line: str) -> bool:
        """Take a line that a label or its form tells."""
        return self._waited_for(line) or self._said_about(line) or self._dated(line) or self._named(line)

    def _waited_for(self, line: str) -> bool:
        """The value of a label that stands alone on the line above."""
        if not self._pending:
            return False
        self._fields.setdefault(self._pending, line)
        self._pending = ""
        return True

    def _said_about(self, line: str) -> bool:
        """What is said about the article and is none of its fields."""
        label = _LABELLED.fullmatch(line)
        about, words = bool(label and _plain(label[1]) in _ABOUT), bool(_WORDS.fullmatch(line))
        self._about |= about
        self._counts_words |= words
        return about or words or bool(_RIGHTS.fullmatch(line))

    def _dated(self, line: str) -> bool:
        fields = self._fields
        if "date" in fields:
            if _CLOCK.fullmatch(line) and ":" not in fields["date"]:
                fields["date"] += f" {line}"
                return True
            return False
        found = date_of(line) or _date_before_edition(line)
        told = {"date": found} if found else _outlet_and_date(line)
        fields |= told
        return bool(told)

    def _named(self, line: str) -> bool:
        """A field behind its label, or a line that is nothing but an address."""
        fields, label = self._fields, _LABELLED.fullmatch(line)
        field = _field(label[1]) if label else None
        if label and field and field != "text":
            self._pending = "" if label[2] else field
            if label[2]:
                fields.setdefault(field, label[2])
            return True
        found = head_field(line, fields)
        fields |= found
        return bool(found)

    def _untold(self, line: str) -> bool:
        """Take a line by its place; False if it is the body's first."""
        fields, above = self._fields, self._above
        label = _LABELLED.fullmatch(line)
        if _plain(line.rstrip(":")) in _BODY or (label and _field(label[1]) == "text"):
            return False
        if line in self._layout.outlets and "outlet" not in fields:
            fields["outlet"] = line
            return True
        if "date" not in fields and "title" not in fields and not (self._about and above):
            taken = len(line) <= _TITLE and len(above) < _HEAD_LINES
            above += [line] if taken else []
            return taken
        self._place_above()
        return self._below(line)

    def _below(self, line: str) -> bool:
        """Take a line below the date."""
        if self._counts_words and "outlet" not in self._fields and len(line) <= _OUTLET:
            self._fields["outlet"] = line
        elif self._counts_words and not self._gap and _CODE.fullmatch(line):
            pass  # the outlet's code, a page, the language
        elif "title" not in self._fields and len(line) <= _TITLE:
            self._fields["title"] = line
        else:
            return False
        return True

    def _place_above(self) -> None:
        """Tell title and outlet among the lines above the date."""
        above, fields = self._above, self._fields
        if self._counts_words and len(above) > 1 and re.match(r"(?i)by |автор", above[-1]):
            above.pop()
        alone = len(above) == 1 and not self._counts_words and self._layout.outlet_first and "date" in fields
        several = len(above) > 1 and not self._counts_words and len(above[-1]) <= _OUTLET
        if above and "outlet" not in fields and (alone or several):
            shortest = min(range(len(above)), key=lambda n: (len(above[n].split()), -n))
            fields["outlet"] = above.pop(-1 if self._layout.database else shortest)
        if above and "title" not in fields:
            fields["title"] = " ".join(above)
        self._above = []


def _date_before_edition(line: str) -> str | None:
    """The date of "January 15, 2003, Wednesday, Late Edition - Final"."""
    found = _DATE_BEGINS.match(line) if len(line) <= dates.LONGEST else None
    return found[0] if found and _EDITION.search(line, found.end()) and dates.read(found[0]) else None


def _outlet_and_date(line: str) -> dict[str, str]:
    """Outlet and date of a line that holds both and nothing else: "Вестник, 15.01.2024", "15.01.2024 | Вестник"."""
    if len(line) > _OUTLET or line[-1] in "!?:" or not any(sign.isdigit() for sign in line):
        return {}
    for cut in _PARTS.finditer(line):
        left, right = line[: cut.start()].strip(), line[cut.end() :].strip(" ().")
        for day, outlet in ((right, left), (left, right)):
            if outlet and not any(sign.isdigit() for sign in outlet) and not day.isdecimal() and dates.read(day):
                return {"date": day, "outlet": outlet}
    return {}


def _without_end(lines: Sequence[str]) -> tuple[list[str], str]:
    """The body without the labels and rights that close it, and the language that they state."""
    kept, language = list(lines), ""
    while kept:
        label = _LABELLED.fullmatch(kept[-1])
        plain = _plain(label[1]) if label else ""
        if label and _field(label[1]) == "language" and label[2]:
            language = label[2]
        elif kept[-1] and not (plain in _ABOUT or _RIGHTS.fullmatch(kept[-1]) or kept[-1] == "Classification"):
            break
        kept.pop()
    return kept, language
