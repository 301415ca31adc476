"""Reading JSON text value by value in bounded memory, going on behind what is broken."""

from __future__ import annotations

import json
import re
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from io import StringIO
from itertools import islice
from typing import Any, NamedTuple, TextIO

from data.sources.json_decode import Broken, decode

LONGEST_VALUE = 8_000_000
"""Characters of one object or list that are held at once; a longer one is taken apart."""

LONGEST_BROKEN = 250_000
"""Characters within which the end of a broken object is looked for by its brackets."""

_CHUNK = 1 << 19
_NEAR = 16
_SHOWN = 60
_MOST_FAULTS = 5
_TRIED = 200
_PATIENCE, _IMPATIENT = 20, 20_000
"""So many objects without an end are looked through for it as far as `LONGEST_BROKEN`, the others less far."""
_COSTLY = 100
_MOST_TRIES = 100_000
"""Places of one file at which a sibling of a broken object is tried; behind them a broken object costs the rest."""
_LOST = 2_000
_SAMPLED = 20
_MOST_KEYS = 200
_DEEPEST_SAMPLE = 30
_BETWEEN = re.compile(r"(?:[\s,;\ufeff\x00\x1e]++|//[^\n]*+|/\*.*?\*/)*+", re.DOTALL)
_BLANK = re.compile(r"[\s,;\ufeff\x00\x1e]*+")
_COLON = re.compile(r"\s*:")
_OBJECT = re.compile(r'\{\s*"')
_STRAY = re.compile(r"\}\s*,\s*\{")
_OPENING = re.compile(r"[\[{]")
_BRACKETS = re.compile(r'"(?:[^"\\\n]++|\\.)*+(?:"|\n|(?P<open>\\?\Z))|[\[\]{}]', re.DOTALL)
_STRING_REST = re.compile(r'(?:[^"\\\n]++|\\.)*+(?P<end>["\n])?', re.DOTALL)


class TooLong(Exception):
    """The value here is longer than may be held."""


class Mark(NamedTuple):
    """A place to come back to: the position of a chunk in the file, and how far behind it."""

    cookie: int
    behind: int
    line: int


class JsonText:
    """A text file as JSON values one after another; what is read and done with is let go.

    Every method acts on the value at the present place, which `peek` finds.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self._ended = False
        self._base = 0
        self._chunks: deque[tuple[int, int]] = deque()  # where each chunk held begins: in the text, in the file
        self._line = 1
        self._faults = 0
        self._tries = 0
        self._unbalanced = 0

    @property
    def line(self) -> int:
        """The file's line at the present place."""
        return self._line + self._text.count("\n", 0, self._at)

    def peek(self) -> str:
        """The next sign that means something, past spaces, commas and comments; "" at the end."""
        while True:
            end = _BETWEEN.match(self._text, self._at).end()  # type: ignore[union-attr]  # it matches nothing too
            ahead = self._text[end : end + 2]
            unclosed = ahead == "/*" and len(self._text) - end < LONGEST_BROKEN
            if self._ended or (len(ahead) == 2 and not unclosed):
                self._at = end
                return ahead[:1]
            self._at = _BLANK.match(self._text, self._at).end()  # type: ignore[union-attr]
            self._grow()

    def skip(self) -> None:
        """Pass over one sign."""
        self._at = min(self._at + 1, len(self._text))

    def is_stray(self) -> bool:
        """Whether the bracket here, which closes no list, stands before another object of that list."""
        while not self._ended and len(self._text) - self._at < LONGEST_BROKEN and self._text[self._at + 1 :].isspace():
            self._grow()
        return _STRAY.match(self._text, self._at) is not None

    def value(self) -> Any:
        """The value here, whole.

        Raises:
            Broken: it is no valid JSON; the place stays.
            TooLong: it is longer than `LONGEST_VALUE`; the place stays.
        """
        while True:
            try:
                value, end = decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._ended or not self._may_go_on(error):
                    reason = f"is not valid JSON: {error.msg} in line {self._line + error.lineno - 1}"
                    raise Broken(reason) from None
                if len(self._text) - self._at > LONGEST_VALUE:
                    raise self._too_long() from None
                self._grow()
            else:
                if end < len(self._text) or self._ended or self._text[end - 1] in '"]}':
                    self._at = end
                    return value
                if end - self._at > LONGEST_VALUE:
                    raise self._too_long()
                self._grow()

    def key(self) -> str | None:
        """The key here, past its colon; None where none stands."""
        if self._text[self._at : self._at + 1] != '"':
            return None
        try:
            key = self.value()
        except (Broken, TooLong):
            return None
        if len(self._text) - self._at < _NEAR:
            self._grow()
        colon = _COLON.match(self._text, self._at)
        if colon is None:
            return None
        self._at = colon.end()
        return str(key)

    def balanced(self) -> str | None:
        """The text of the object here up to the bracket that closes it, however broken inside; None: not found.

        A string ends with its line at the latest, so that a lost quote costs no more than that.
        """
        longest = LONGEST_BROKEN if self._unbalanced < _PATIENCE else _IMPATIENT
        while True:
            end = _Brackets().feed(self._text, self._at, self._at + longest)
            if end is not None and self._text[end - 1] in "}]" and end - self._at > 1:
                return self._text[self._at : end]
            if end is not None or self._ended or len(self._text) - self._at > longest:
                self._unbalanced += 1
                return None
            self._grow()

    def take(self, length: int) -> None:
        """Pass over so many characters, which are held."""
        self._at += length

    def pass_over(self, inside: str = "") -> None:
        """Pass over the value here, or out of the object or list that `inside` opened, by brackets alone."""
        if not inside:
            try:
                self.value()
            except (Broken, TooLong):
                if self._text[self._at : self._at + 1] not in ("{", "[", '"'):
                    self._at += 1
                    return
            else:
                return
        brackets = _Brackets(inside)
        while True:
            end = brackets.feed(self._text, self._at)
            if end is not None:
                self._at = end
                return
            self._at = brackets.until
            if self._ended:
                self._at = len(self._text)
                return
            self._grow()

    def resume(self, accept: Callable[[Any], bool], within: int | None) -> str:
        """Give up the broken object here: go to the next object that `accept` takes, else `within` characters on.

        Returns:
            What was given up, its first 2,000 characters.
        """
        lost = self._text[self._at : self._at + _LOST]
        limit = len(self._text) if within is None else self._at + within
        ahead = 1
        while True:
            found = _OBJECT.search(self._text, self._at + ahead, limit if within is not None else len(self._text))
            if found and self._acceptable(found.start(), accept):
                self._at = found.start()
                return lost
            if within is not None and not found:
                self._at = limit
                return lost
            if found and (self._ended or within is not None or len(self._text) - found.start() > LONGEST_BROKEN):
                ahead = found.start() - self._at + 1
                continue
            if self._ended:
                self._at = len(self._text)
                return lost
            self._at = found.start() if found else max(self._at + ahead, len(self._text) - _NEAR)
            self._at, ahead = min(self._at, len(self._text)), 0
            self._grow()

    def ahead(self) -> Iterator[Any]:
        """Some of the objects that can be read behind the broken one here, parts of others among them."""
        for found in islice(_OBJECT.finditer(self._text, self._at + 1), _TRIED):
            with suppress(json.JSONDecodeError, Broken):
                yield self._near(found.start())

    def junk(self) -> str:
        """Pass over what is no value up to the next object or list; returns its beginning."""
        start, ahead = self._text[self._at : self._at + _SHOWN], 1
        while not (found := _OPENING.search(self._text, self._at + ahead)):
            self._at, ahead = len(self._text), 0
            if self._ended:
                return start
            self._grow()
        if ahead:
            start = start[: found.start() - self._at]
        self._at = found.start()
        return start

    def mark(self) -> Mark:
        """This place, to come back to."""
        position = self._base + self._at
        start, cookie = next(chunk for chunk in reversed(self._chunks) if chunk[0] <= position)
        return Mark(cookie, position - start, self.line)

    def reset(self, mark: Mark) -> None:
        """Come back to a place."""
        self._file.seek(mark.cookie)
        self._text, self._at, self._ended, self._base = "", 0, False, 0
        self._chunks.clear()
        while len(self._text) <= mark.behind and not self._ended:
            self._grow()
        self._at = mark.behind
        self._line = mark.line - self._text.count("\n", 0, self._at)

    def sample(self) -> Any:
        """A likeness of the value here that is small however long it is: its keys, the first elements of its lists.

        Reads past it, or up to where it is broken beyond reading on.
        """
        found: list[Any] = []
        self._faults = 0
        with suppress(Broken):
            self._sample(found.append, 0)
        return found[0] if found else None

    def _sample(self, put: Callable[[Any], None], depth: int) -> None:
        char = self.peek()
        if char in ("{", "[") and depth < _DEEPEST_SAMPLE:
            self.skip()
            if char == "{":
                self._sample_object(put, depth)
            else:
                self._sample_list(put, depth)
            return
        try:
            value = self.value()
            put(value[:1_000] if isinstance(value, str) else value)
        except TooLong:
            self.pass_over()
            put("")

    def _sample_object(self, put: Callable[[Any], None], depth: int) -> None:
        held: dict[str, Any] = {}
        put(held)
        while (char := self.peek()) and char != "}":
            key = self.key()
            if key is None:
                self._faults += 1
                if self._faults > _MOST_FAULTS or char in "{[":
                    raise Broken
                self.skip() if char == "]" else self.pass_over()
                continue
            if len(held) < _MOST_KEYS:
                self._sample(partial(held.__setitem__, key), depth + 1)
            else:
                self.pass_over()
        self.skip()

    def _sample_list(self, put: Callable[[Any], None], depth: int) -> None:
        held: list[Any] = []
        put(held)
        while (char := self.peek()) and char not in "]}":
            if len(held) >= _SAMPLED:
                self.pass_over()
                continue
            try:
                value = self.value()
            except TooLong:
                self._sample(held.append, depth + 1)
            except Broken:
                region = self.balanced()
                if region is None:
                    self._sample(held.append, depth + 1)
                else:
                    self.take(len(region))
            else:
                held.append(value)
        if char == "]":
            self.skip()

    def _acceptable(self, start: int, accept: Callable[[Any], bool]) -> bool:
        self._tries += 1
        if self._tries > _MOST_TRIES:
            return False
        try:
            return accept(self._near(start))
        except json.JSONDecodeError:
            return False
        except Broken:
            self._tries += _COSTLY
            return False

    def _near(self, start: int) -> Any:
        """The object that begins there; only so much of the text is looked at that an error costs little."""
        return decode(self._text[start : start + LONGEST_BROKEN])[0]

    def _too_long(self) -> TooLong:
        return TooLong(f"is longer than {LONGEST_VALUE:,} characters")

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        return error.pos >= len(self._text) - _NEAR or error.msg.startswith("Unterminated string")

    def _grow(self) -> None:
        """Let go what lies before the present place, and read at least as much again as is held behind it."""
        if self._at:
            self._line += self._text.count("\n", 0, self._at)
            self._base += self._at
            self._text, self._at = self._text[self._at :], 0
        while len(self._chunks) > 1 and self._chunks[1][0] <= self._base:
            self._chunks.popleft()
        self._chunks.append((self._base + len(self._text), self._file.tell()))
        more = self._file.read(max(_CHUNK, len(self._text)))
        self._text += more
        self._ended = not more


def sample_of(text: str) -> Any:
    """`JsonText.sample` of one value."""
    return JsonText(StringIO(text)).sample()


class _Brackets:
    """Which brackets are open, over text that comes in pieces."""

    def __init__(self, inside: str = "") -> None:
        self._open = [inside] if inside else []
        self._in_string = False
        self.until = 0

    def feed(self, text: str, at: int, limit: int = sys.maxsize) -> int | None:
        """Where what began is closed; None: not in this text up to the limit, read up to `until`."""
        if self._in_string:
            rest = _STRING_REST.match(text, at)
            if rest is None or not rest["end"]:
                self.until = rest.end() if rest else at
                return None
            self._in_string, at = False, rest.end()
            if not self._open:
                return at
        for token in _BRACKETS.finditer(text, at, limit):
            if token["open"] is not None:
                self._in_string = len(text) - token.start() > LONGEST_VALUE
                self.until = len(text) - len(token["open"]) if self._in_string else token.start()
                return None
            if self._close(token[0][0]):
                return token.start()
            if not self._open:
                return token.end()
        self.until = len(text)
        return None

    def _close(self, sign: str) -> bool:
        """Take in one bracket; whether it closes something around what began."""
        if sign in "{[":
            self._open.append(sign)
        elif sign in "}]":
            opened = "{" if sign == "}" else "["
            if opened not in self._open:
                return True
            while self._open.pop() != opened:
                pass
        return False
