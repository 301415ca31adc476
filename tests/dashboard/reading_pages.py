"""What a page prints, and under which keys of the catalogue its words stand: sentences, figures, tables and lists.

The words are recorded where pages ask for them and looked for in what is shown, the longest first: of what stands inside
of another only that other is left. Numbers that belong to no recorded sentence are left over, and a test fails of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from html.parser import HTMLParser
from typing import Any

import pytest

from dashboard.texts import Texts

NUMBER = re.compile(r"−?\d+(?:[.,]\d+)?")
DATES = ("day", "moment", "span", "week", "month", "period")
"""What `Texts` makes of days: their digits count nothing."""


@dataclass(frozen=True)
class Said:
    """Words that a page asked for: as they read, their key (empty: a date) and what was filled in."""

    words: str
    key: str = ""
    values: tuple[str, ...] = ()


@dataclass
class Recorder:
    """Every text that pages ask for while it listens."""

    found: dict[Said, None] = field(default_factory=dict)

    def listen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("t", "plural"):
            monkeypatch.setattr(Texts, name, self._kept(getattr(Texts, name), keyed=True))
        for name in DATES:
            monkeypatch.setattr(Texts, name, self._kept(getattr(Texts, name), keyed=False))

    def _kept(self, asked: Callable[..., str], *, keyed: bool) -> Callable[..., str]:
        @wraps(asked)
        def ask(own: Texts, *args: Any, **values: Any) -> str:
            words = asked(own, *args, **values)
            filled = (*map(str, args[1:]), *map(str, values.values()))
            self.found[Said(plain(words), str(args[0]), filled) if keyed else Said(plain(words))] = None
            return words

        return ask


def plain(words: str) -> str:
    """In one line, without the signs of Markdown."""
    return " ".join(words.replace("\u00a0", " ").replace("\u2060", "").replace("**", "").replace("\\", "").split())


def numbers(words: str) -> tuple[float, ...]:
    return tuple(float(found.replace(",", ".").replace("−", "-")) for found in NUMBER.findall(words))


class Html(HTMLParser):
    """The words of HTML, element by element, and its tables and rows of figures."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.tables: list[Table] = []
        self.figures: list[list[str]] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        css = dict(attrs).get("class") or ""
        if tag == "table":
            self.tables.append(Table())
        if tag in ("li", "p", "div", "ul", "br", "summary"):
            self.lines.append("")
        if tag == "tr" and self.tables:
            self.tables[-1].rows.append([])
        if tag in ("td", "th") and self.tables:
            self.tables[-1].rows[-1].append("")
        if "sv-figures" in css or (self.figures and self._within[-1:] == ["figures"] and tag == "div"):
            self.figures.append([]) if "sv-figures" in css else self.figures[-1].append("")
        if tag not in ("img", "br", "input"):
            self._within.append("figures" if "sv-figures" in css else tag)

    def handle_endtag(self, tag: str) -> None:
        if self._within:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if "style" in self._within:
            return
        if "table" in self._within and "li" not in self._within:  # a cell's headlines are lines of their own
            table = self.tables[-1]
            if "caption" in self._within:
                table.title += data
            elif table.rows and table.rows[-1]:
                table.rows[-1][-1] += data
        elif "figures" in self._within:
            self.figures[-1][-1] += f"{data}\0"
        else:
            self.lines[-1] += data


@dataclass
class Table:
    """A table's title and its rows of words, the heads first."""

    title: str = ""
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Printed:
    """What a page shows: its lines, tables, and rows of figures with what they count."""

    lines: list[str]
    tables: list[Table]
    figures: list[list[tuple[str, str]]]


def read(app: Any) -> Printed:
    """Everything that a page shows in words, but for what its charts draw."""
    kinds = ("title", "header", "markdown", "caption", "text", "error", "info", "success")
    lines = [str(each.value) for kind in kinds for each in getattr(app, kind)]
    lines += [str(each.label) for kind in ("button", "expander") for each in app.get(kind)]
    parser = Html()
    for element in app.get("html"):
        if "<style>" not in element.proto.body and "<script" not in element.proto.body:
            parser.feed(element.proto.body)
            parser.lines.append("")
    figures = [[tuple(pair.split("\0")[:2]) for pair in row] for row in parser.figures]
    for table in parser.tables:
        table.title = plain(table.title)
        table.rows = [[plain(cell) for cell in row] for row in table.rows]
    return Printed([line for each in [*lines, *parser.lines] if (line := plain(each))], parser.tables, figures)


@dataclass
class Told:
    """The sentences of a page with the numbers in them, and lines whose digits stand in none."""

    sentences: dict[str, list[tuple[float, ...]]] = field(default_factory=dict)
    left_over: list[str] = field(default_factory=list)


def told(lines: list[str], found: dict[Said, None], constant: tuple[str, ...] = ()) -> Told:
    """Look for recorded words in lines.

    Args:
        constant: names of things that have digits.
    """
    out = Told()
    known = sorted((each for each in found if re.search(r"\d", each.words)), key=lambda each: -len(each.words))
    dates = [each.words for each in known if not each.key]
    for line in lines:
        rest = line
        for each in constant:
            rest = rest.replace(each, "")
        for said in known:
            while said.words in rest:
                rest = rest.replace(said.words, " … ", 1)
                if said.key:
                    within = counted(said, dates)
                    if within:
                        out.sentences.setdefault(said.key, []).append(within)
        if re.search(r"\d", rest):
            out.left_over.append(line)
    return out


def counted(said: Said, dates: list[str]) -> tuple[float, ...]:
    """The numbers that were filled into a sentence, without those of dates."""
    filled = " ".join(map(plain, said.values))
    words = said.words
    for each in dates:
        filled, words = filled.replace(each, " "), words.replace(each, " ")
    inside = list(numbers(filled))
    return tuple(n for n in numbers(words) if n in inside)


def keys_of(words: str, found: dict[Said, None]) -> set[str]:
    """The keys under which words stand."""
    return {said.key for said in found if said.key and said.words == words}


def rows_of(table: Table, found: dict[Said, None]) -> list[tuple[str, tuple[float, ...]]]:
    """The words of each row and its numbers, without dates."""
    dates = sorted((said.words for said in found if not said.key), key=len, reverse=True)
    rows = []
    for cells in table.rows[1:]:
        words = " ".join(cells)
        for each in dates:
            words = words.replace(each, " ")
        rows.append((words, numbers(words)))
    return rows
