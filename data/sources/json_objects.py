"""Which objects of a JSON value are articles, and the rows that they make.

An article is the outermost object with a title or a text, unless it holds a list of objects that each have one: then it
is a feed or an export, and what it says about them all they inherit. Known shapes (`shapes.py`) say so by name, others
are judged by what they hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from data.article.folding import fold
from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources import columns as names
from data.sources.json_facts import About, Facts
from data.sources.json_layout import Layout, at_path
from data.sources.json_tables import by_rows, header_of, is_by_columns
from data.sources.json_value import as_text
from data.sources.shapes import DESCRIPTIONS, LISTS, PARTS, Shape

Row = RawRow | Rejected | LeftOut
NOTHING = Facts()
_SHAPES = 1_000
_SAMPLED = 20
_DEEPEST = 12
_PROSE = 100
"""Characters; an object that holds so long a string without a known name may be an article, its lists parts of it."""
_SAMPLES = 50
_MOST_NAMED = 200
_ALL = frozenset({"title", "text", "date", "url"})


class Group(NamedTuple):
    """Articles that an object holds.

    Attributes:
        path: the keys that lead to them; () means the object's own values.
        holds: which of title, text, date and url most of them have.
        facts: what the object says about them all.
        names: the names of their values, where these stand in rows without names.
        alone: whether the path leads to one article, not to many.
    """

    path: tuple[str, ...]
    holds: frozenset[str]
    facts: Facts = NOTHING
    names: tuple[str, ...] = ()
    alone: bool = False


class Verdict(NamedTuple):
    """What an object is: an article, or what holds these, or (neither) nothing of the kind.

    `by_columns`: its keys are columns, each an object of values by row.
    """

    article: bool
    groups: tuple[Group, ...] = ()
    by_columns: bool = False


@dataclass
class Objects:
    """Turns objects of changing shape into rows; how each shape is read is found once.

    Attributes:
        told: whether any object had a title or a text by its keys.
        number: the last row's, where rows are counted; 0 where their lines are told.
    """

    mapping: Mapping[str, str]
    file: str
    told: bool = False
    number: int = 0
    _layouts: dict[tuple[str, ...], Layout] = field(default_factory=dict)
    _understood: dict[str, dict[str, None]] = field(default_factory=dict)
    _seen: dict[str, None] = field(default_factory=dict)
    _samples: dict[str, list[str]] = field(default_factory=dict)

    def rows(self, value: Any, above: Facts = NOTHING, line: int | None = None) -> Iterator[Row]:
        """The rows of one value: of an article one, of what holds articles theirs.

        Args:
            above: what the objects around it say about all its articles.
            line: where it stands; None: its rows are counted.
        """
        try:
            yield from self._rows(value, above, line)
        except RecursionError:
            yield Rejected(self.file, self.place(line), "is nested too deeply")

    def _rows(self, value: Any, above: Facts, line: int | None) -> Iterator[Row]:
        if value.__class__ is dict:
            layout = self._layout(value)
            if layout.tells and not layout.may_hold(value):
                yield self._row(value, layout, above, line)
                return
            yield from self._unfold(value, layout, above, line)
        elif value.__class__ is list and any(isinstance(part, (dict, list)) for part in value):
            for part in value:
                yield from self._rows(part, above, line)
        else:
            yield Rejected(self.file, self.place(line), "is not a JSON object", value)

    def judge(self, value: Mapping[str, Any], depth: int = 0) -> Verdict:
        """What an object is; a likeness of it (`JsonText.sample`) is judged as itself."""
        layout = self._layout(value)
        shape = layout.shape
        if shape and shape.lists:
            about = About(value, layout)
            known = [_known(value, path, shape, about) for path in shape.lists]
            if any(known):
                self.told = True
                return Verdict(False, tuple(group for group in known if group))
        if layout.known or depth > _DEEPEST:
            return Verdict(layout.tells)
        if table := header_of(value):
            return Verdict(False, (Group((table[0],), _ALL, names=table[1]),))
        if layout.tells and is_by_columns(value):
            return Verdict(False, by_columns=True)
        return self._judged(value, layout, depth)

    def _judged(self, value: Mapping[str, Any], layout: Layout, depth: int) -> Verdict:
        """What an object of no known form is, by what it holds."""
        tells = layout.tells and not (layout.shape and layout.shape.refuses(value))
        if tells and (inner := self._under_text(value, layout, depth)):
            return Verdict(False, inner)
        groups = self._groups(value, layout, tells, depth)
        if not tells:
            return Verdict(False, self._chosen(value, groups))
        own, body = self._holds(value, layout), _has_body(value, layout)
        kept = tuple(group for group in groups if self._outweighs(group, own, body))
        return Verdict(not kept, kept)

    def named(self, path_names: Sequence[str], row: Any) -> Any:
        """A row without names as an object."""
        return dict(zip(path_names, row, strict=False)) if path_names and isinstance(row, list) else row

    def demand(self, reason: str = "") -> None:
        """Raise UsageError, naming the keys that are there, if no object had a title or a text."""
        if self.told:
            return
        if reason:
            raise UsageError(f"{self.file} {reason}.", "Export it again.")
        listed = ", ".join(repr(key[:60]) for key in list(self._seen)[:30]) or "none"
        hint = "Name one: --map title=KEY or --map text=KEY."
        raise UsageError(f"{self.file} has no objects with a title or text; its keys are {listed}.", hint)

    def understood(self) -> dict[str, list[str]]:
        """Field to the keys that hold it, of all objects read."""
        return {field: list(keys) for field, keys in self._understood.items()}

    def unused(self) -> dict[str, str | None]:
        """Keys of articles that hold something and are not used, each with the field its values look like."""
        used = {key.partition(".")[0] for keys in self._understood.values() for key in keys}
        return {key: names.looks_like(found) for key, found in self._samples.items() if found and key not in used}

    def _unfold(self, value: dict[str, Any], layout: Layout, above: Facts, line: int | None) -> Iterator[Row]:
        verdict = self.judge(value)
        if verdict.by_columns:
            for row in by_rows(value):
                yield from self._rows(row, above, line)
        elif verdict.groups:
            for group in verdict.groups:
                yield from self._members(value, group, above, line)
        elif layout.shape and (reason := layout.shape.refuses(value)):
            yield LeftOut(self.file, self.place(line), reason)
        else:
            yield self._row(value, layout, above, line)

    def _members(self, value: dict[str, Any], group: Group, above: Facts, line: int | None) -> Iterator[Row]:
        self.note(group.facts)
        held = at_path(value, group.path)
        facts = above.with_inner(group.facts)
        if isinstance(held, dict) and not group.alone:
            held = list(held.values())
        for member in held if isinstance(held, list) else [held]:
            yield from self._rows(self.named(group.names, member), facts, line)

    def note(self, facts: Facts) -> None:
        """Remember under which names facts stood, for `understood`."""
        for name, key in facts.keys_of.items():
            self._understood.setdefault(name, {})[key] = None

    def _row(self, value: dict[str, Any], layout: Layout, above: Facts, line: int | None) -> Row:
        if not layout.noted:
            layout.noted = True
            self.told = self.told or layout.tells
            if len(self._seen) < _MOST_NAMED:
                self._seen |= dict.fromkeys(list(value)[:_MOST_NAMED])
            for name, found in layout.columns.understood().items() if layout.tells else ():
                self._understood.setdefault(name, {}).update(dict.fromkeys(found))
        fields = layout.fields(value)
        if above:
            fields = {**above, **fields}
        shape = layout.shape
        if shape:
            reason = shape.refuses(value)
            if not reason and shape.empty and not fields.get("title") and not fields.get("text", "").strip():
                reason = shape.empty
            if reason:
                return LeftOut(self.file, self.place(line), reason)
        if layout.pending:
            layout.collect(value, self._samples, _SAMPLES)
        return RawRow(self.file, self.place(line), fields, value)

    def place(self, line: int | None) -> int:
        """Where the next row stands."""
        if line is not None:
            return line
        self.number += 1
        return self.number

    def _layout(self, value: Mapping[str, Any]) -> Layout:
        keys = tuple(value)
        layout = self._layouts.get(keys)
        if layout is None:
            layout = Layout.of(keys, self.mapping)
            if len(self._layouts) < _SHAPES:
                self._layouts[keys] = layout
        return layout

    def _groups(self, value: Mapping[str, Any], layout: Layout, tells: bool, depth: int) -> list[Group]:
        groups: list[Group] = []
        about = About(value, layout)
        for key, held in value.items():
            if tells and (key in layout.told or fold(key) in PARTS):
                continue
            if isinstance(held, list):
                holds = self._profile(held, depth)
                groups += [Group((key,), holds, about.of(key))] if holds is not None else []
            elif isinstance(held, dict) and held:
                groups += self._within(key, held, about, depth, is_wrapper=not tells)
        if not tells and self._is_map(value, groups):
            return [Group((), frozenset().union(*(group.holds for group in groups)))]
        return groups

    def _under_text(self, value: Mapping[str, Any], layout: Layout, depth: int) -> tuple[Group, ...]:
        """Articles, titled or dated, under a key that elsewhere holds a text, of an object without title."""
        if "title" in layout.columns.positions:
            return ()
        held = {key: value[key] for key in layout.told if isinstance(value.get(key), (dict, list))}
        groups = self._groups(held, self._layout(held), False, depth) if held else []
        about = About(value, layout)
        return tuple(
            group._replace(facts=about.of(group.path[0], wrapper=group.alone).with_inner(group.facts))
            for group in groups
            if group.path and group.holds & {"title", "date"} and len(group.holds) > 1
        )

    def _within(self, key: str, held: dict[str, Any], about: About, depth: int, *, is_wrapper: bool) -> list[Group]:
        """The articles within one of an object's values; that value itself only if the object is but its wrapper."""
        verdict = self.judge(held, depth + 1)
        if verdict.article and is_wrapper:
            return [Group((key,), self._holds(held, self._layout(held)), about.of(key, wrapper=True), alone=True)]
        return [
            group._replace(path=(key, *group.path), facts=about.of(key).with_inner(group.facts))
            for group in verdict.groups
        ]

    def _is_map(self, value: Mapping[str, Any], groups: Sequence[Group]) -> bool:
        """Whether an object's keys are the numbers or names of articles, all of one form."""
        if not groups or len(groups) != len(value) or not all(group.alone for group in groups):
            return False
        first = next(iter(value.values()))
        return all(key.isdecimal() for key in value) or (
            len(value) > 1 and sum(held.keys() == first.keys() for held in value.values()) * 2 >= len(value)
        )

    def _profile(self, held: Sequence[Any], depth: int) -> frozenset[str] | None:
        """Which of title, text, date and url most objects of a list have; None: it is no list of articles."""
        sampled = [part for page in held[:_SAMPLED] for part in (page[:5] if isinstance(page, list) else [page])]
        found: Counter[str] = Counter()
        telling = 0
        for part in sampled:
            if not isinstance(part, dict) or depth >= _DEEPEST:
                continue
            verdict = self.judge(part, depth + 1)
            if verdict.article:
                telling += 1
                found.update(self._holds(part, self._layout(part)))
            elif verdict.groups:
                telling += 1
                found.update(frozenset().union(*(group.holds for group in verdict.groups)))
        if not telling or telling * 2 < len(sampled):
            return None
        return frozenset(name for name, times in found.items() if times * 2 >= telling)

    def _chosen(self, value: Mapping[str, Any], groups: Sequence[Group]) -> tuple[Group, ...]:
        """Of what an object without title and text holds, what is articles: not the tags or pictures beside them."""
        many = [group for group in groups if not group.alone]
        prose = any(isinstance(held, str) and len(held) >= _PROSE for held in value.values())
        if not many:
            alone = [group for group in groups if _is_list(group) or (_is_full(group) and not prose)]
            return tuple(sorted(alone, key=lambda group: -len(group.holds))[:1])
        full = [group for group in many if group.holds & {"text", "date"} and not _is_part(group)]
        if full:
            many = full
        elif not all(map(_is_part, many)):
            many = [group for group in many if not _is_part(group)]
        else:
            many = [group for group in many if "date" in group.holds or group.holds >= {"title", "text"}]
        if prose:
            many = [group for group in many if len(group.holds) > 1 or _is_list(group)]
        return tuple(many)

    def _outweighs(self, group: Group, own: frozenset[str], body: bool) -> bool:
        """Whether articles in a list make what holds them no article itself, but a feed or an export."""
        if group.alone or _is_part(group):
            return False
        if _is_list(group):
            return group.holds >= own or not body
        return group.holds > own and not body

    def _holds(self, value: Mapping[str, Any], layout: Layout) -> frozenset[str]:
        return _ALL & layout.fields(value).keys()


def _known(value: Mapping[str, Any], path: str, shape: Shape, about: About) -> Group | None:
    """The articles of a known shape at one of its places."""
    keys = tuple(path.split("."))
    held = at_path(value, keys)
    if not isinstance(held, (dict, list)):
        return None
    alone = isinstance(held, dict) and not all(isinstance(part, dict) for part in held.values())
    return Group(keys, _ALL, about.told(keys[0], shape.fields), alone=alone)


def _is_part(group: Group) -> bool:
    return bool(group.path) and fold(group.path[-1]) in PARTS


def _is_full(group: Group) -> bool:
    """Whether one object alone is an article, and no picture or person with a title."""
    return not _is_part(group) and len(group.holds) > 1 and bool(group.holds & {"text", "date"})


def _is_list(group: Group) -> bool:
    return bool(group.path) and fold(group.path[-1]) in LISTS


def _has_body(value: Mapping[str, Any], layout: Layout) -> bool:
    """Whether it has a text that is no mere description, which feeds have too."""
    places = layout.columns.positions.get("text", ())
    keys = [layout.columns.names[place] for place in places]
    return any(as_text(value.get(key)).strip() for key in keys if fold(key) not in DESCRIPTIONS)
