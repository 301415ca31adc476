"""Rows of topics and names as tables: largest ones with their share and line, and what changed in a week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analytics.trends.shares import share, sparkline
from dashboard.components import table
from dashboard.components.browser import link
from dashboard.components.table import Cell
from dashboard.context import KINDS, Context
from dashboard.escape import escape
from dashboard.figures.wording import thing
from dashboard.state import Opened, State, elsewhere
from dashboard.texts import NBSP, msgid
from dashboard.theme import Theme
from data.filter import NOT_STATED
from data.lake import counts

PAGES = {"topics": "topic", "entities": "name"}
OPENS = {"topics": "topic", "entities": "name"}
ID = {"topics": "topic_id", "entities": "entity_id"}
MOST_SHARED = 5  # names that topics of several languages have in common
EDITED, PINNED = "✎", "⚑"
ARROWS = {"rose": "▲", "fell": "▼", "new": "★", "came back": "↻", "steady": "="}


def opened(context: Context, what: str, id_: str) -> State:
    """The state in which the page of a theme, topic or story, or of a name, shows it."""
    return replace(elsewhere(context.state), open=Opened(OPENS[what], id_))


def thing_link(context: Context, what: str, id_: str) -> str:
    """HTML of the label of a theme, topic or story, or of a name, that leads to its page; an edited one is marked."""
    if id_ == NOT_STATED:
        return table.text(thing(context, what, id_)).html
    return link(thing(context, what, id_), PAGES[what], opened(context, what, id_)) + edit_mark(context, id_)


def edit_mark(context: Context, id_: str) -> str:
    """HTML of the signs behind a name or topic that users edited or pinned; empty for any other."""
    texts, number = context.texts, context.edited.get(id_)
    signs = {EDITED: texts.t("name_edit.edited", number=number)} if number is not None else {}
    signs |= {PINNED: texts.t("topic_edit.pinned")} if id_ in context.archive.topics.pinned else {}
    return "".join(f' <span class="quiet" title="{escape(said)}">{sign}</span>' for sign, said in signs.items())


def group_link(context: Context, what: str, id_: str) -> str:
    """As `thing_link`, and the languages of a theme or topic that is told in several."""
    parts = context.parts(id_) if what == "topics" else ()
    codes = f" {table.quiet(NBSP.join(map(context.tongue, parts)))}" if len(parts) > 1 else ""
    return thing_link(context, what, id_) + codes


def in_other_languages(context: Context, topic_id: str) -> str:
    """HTML of what is about the same as a theme or topic in other languages, each a link; empty where nothing is."""
    found = context.ask(counts.linked_topics, (topic_id,)) if context.has_links else pd.DataFrame()
    if found.empty:
        return ""
    linked = ", ".join(
        f"{thing_link(context, 'topics', i)} {table.quiet(f'({context.texts.language(code)})')}"
        for i, code in zip(found["other_id"], found["language"], strict=True)
    )
    names = list(dict.fromkeys(name for names in found["names"] for name in names))[:MOST_SHARED]
    shared = f" {escape(context.texts.t('topics.shared', names=', '.join(names)))}" if names else ""
    return f"{escape(context.texts.t('topics.other_languages'))} {linked}.{shared}"


def path_links(context: Context, topic_ids: Sequence[str]) -> str:
    """HTML of a theme, topic and story one inside the other, each a link after the word for what it is."""
    words = [f"{context.texts.t(f'level.{context.levels[i]}')}: " for i in topic_ids]
    said = [word if n == 0 else word.lower() for n, word in enumerate(words)]
    linked = [escape(word) + thing_link(context, "topics", i) for word, i in zip(said, topic_ids, strict=True)]
    return " › ".join(linked)


def learn(context: Context, moved: pd.DataFrame) -> None:
    """Take in the labels of movers (`movers.movers`) of the page's level, which may be stories that nothing offers."""
    fresh = moved[~moved["id"].isin(list(context.topics))]
    context.learn(fresh.rename(columns={"id": "topic_id", "name": "label"}).assign(parent_id=None), context.level)


def head(context: Context, what: str) -> str:
    """The title of a column of things."""
    return context.texts.t(msgid(f"level.{context.level}") if what == "topics" else msgid("name"))


def colours_of(context: Context, what: str, ids: Iterable[str], theme: Theme | None = None) -> dict[str, str]:
    """The colours of things: of themes, topics or stories as the page speaks of them, or of names."""
    return context.colours(KINDS[context.level] if what == "topics" else what, ids, theme)


def largest(context: Context, what: str, ranked: pd.DataFrame, series: pd.DataFrame, unit: str) -> None:
    """The largest topics or names, with count, share and a small line over the range."""
    texts, id_ = context.texts, ID[what]
    colours = colours_of(context, what, ranked[id_])
    value = context.state.measure
    trends = dict(zip(*sparkline(series, id_, value)[[id_, "trend"]].to_dict("list").values(), strict=True))
    heads = [
        (head(context, what), ""),
        (texts.t(f"unit.{unit}").capitalize(), "n"),
        (texts.t("share"), "n"),
        (texts.t("column.trend"), ""),
    ]
    shares = share(ranked["count"], ranked["base"])
    rows = [
        [
            Cell(table.swatch(colours.get(row[id_], context.theme.other)) + group_link(context, what, row[id_])),
            table.number(texts.number(row["count"])),
            table.number(texts.percent(part)),
            table.sparkline(trends.get(row[id_], []), colours.get(row[id_], context.theme.other), ""),
        ]
        for row, part in zip(ranked.to_dict("records"), shares, strict=True)
    ]
    table.table(heads, rows, texts.t(f"largest.{context.level if what == 'topics' else what}"))


def change(context: Context, mover: Mapping[str, object]) -> list[Cell]:
    """Cells of a mover: its sign, its change in points, its change in articles and where it stands now."""
    texts = context.texts
    state = str(mover["state"])
    css = "rose" if float(str(mover["change_pp"])) > 0 else "fell" if float(str(mover["change_pp"])) < 0 else ""
    return [
        table.text(f"{ARROWS[state]} {texts.t(f'state.{state}')}", f"s {css}"),
        table.number(texts.points(mover["change_pp"]), css),
        table.number(texts.signed(mover["change_count"])),
        table.number(texts.number(mover["count"])),
    ]


def change_heads(context: Context, what: str) -> list[tuple[str, str]]:
    """Titles of the columns: the thing's, then those of `change`."""
    texts = context.texts
    return [
        (head(context, what), ""),
        (texts.t("column.state"), ""),
        (texts.t("column.change_pp"), "n"),
        (texts.t("column.change_count"), "n"),
        (texts.t("unit.articles").capitalize(), "n"),
    ]
