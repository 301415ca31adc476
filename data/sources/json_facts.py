"""What an object says about the articles that it holds, which they inherit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.sources.json_layout import Layout, at_path
from data.sources.json_value import as_text
from data.sources.shapes import ABOUT


class Facts(dict[str, str]):
    """Fields to values, which remember the keys they stood under."""

    def __init__(self) -> None:
        super().__init__()
        self.keys_of: dict[str, str] = {}

    def put(self, name: str, key: str, text: str) -> None:
        self[name] = text
        self.keys_of[name] = key

    def first(self, name: str, value: Mapping[str, Any], paths: Sequence[str]) -> None:
        """Put the first of the paths that holds something."""
        for path in paths:
            held = value[path] if path in value else at_path(value, path.split("."))
            if text := as_text(held).strip():
                self.put(name, path, text)
                return

    def with_inner(self, inner: Facts) -> Facts:
        """These and those of an object within, which come before them."""
        facts = Facts()
        for part in (self, inner):
            facts.update(part)
            facts.keys_of |= part.keys_of
        return facts


class About:
    """The facts of one object, found once for all that it holds."""

    def __init__(self, value: Mapping[str, Any], layout: Layout) -> None:
        self._value = value
        self._layout = layout
        self._found: dict[tuple[str, bool], Facts] = {}

    def of(self, key: str, *, wrapper: bool = False) -> Facts:
        """What it says about articles under a key; as the wrapper of but one article also its date, address and id."""
        place = (key if key in self._layout.used else "", wrapper)
        if place not in self._found:
            self._found[place] = self._facts(*place)
        return self._found[place]

    def told(self, key: str, said: Mapping[str, str]) -> Facts:
        """The same of a known shape, which names the paths."""
        facts = self._outlet_and_language(key)
        for name, paths in said.items():
            facts.first(name, self._value, paths.split("|"))
        return facts

    def _facts(self, key: str, wrapper: bool) -> Facts:
        if wrapper:
            return self._fields(key, frozenset(self._layout.columns.positions) - {"title", "text"})
        facts = self._outlet_and_language(key)
        if "outlet" not in facts:
            named = [path for path in ABOUT if isinstance(at_path(self._value, path.split(".")), str)]
            facts.first("outlet", self._value, named)
        return facts

    def _outlet_and_language(self, key: str) -> Facts:
        return self._fields(key, frozenset({"outlet", "language"}))

    def _fields(self, key: str, kept: frozenset[str]) -> Facts:
        facts = Facts()
        fields = self._layout.fields({**self._value, key: None} if key in self._layout.used else self._value)
        for name in kept & fields.keys():
            facts.put(name, self._layout.columns.understood()[name][0], fields[name])
        return facts
