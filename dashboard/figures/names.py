"""How often people, organisations and places are mentioned: over time, and the most mentioned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from dashboard.charts.bars import bars
from dashboard.charts.chart import Chart, Look
from dashboard.charts.lines import lines
from dashboard.context import Context
from dashboard.figures import largest, plots
from dashboard.figures.figure import Figure, figure
from dashboard.figures.tables import ranked_table, series_table, spread
from dashboard.figures.wording import base_line, series_base
from dashboard.state import MOST_SHOWN
from dashboard.texts import msgid
from dashboard.theme import LIGHT
from data.errors import NothingToAnswer
from data.lake import counts

FIRST = 5  # drawn where nobody chose
MOST_RANKED = 20


def ranked(context: Context) -> pd.DataFrame:
    """The most mentioned names of the kind asked for, see `counts.top_entities`."""
    found = context.ask(counts.top_entities, context.flt, context.state.unit, MOST_RANKED, kind=context.state.kind)
    context.names.update(zip(found["entity_id"], found["name"], strict=True))
    return found


def drawn(context: Context, found: pd.DataFrame | None = None) -> list[str]:
    """The names over time: as asked for, else the names filtered by, else the largest (of `ranked`, `found`)."""
    asked = context.state.open
    if context.state.show is not None:
        return [i for i in context.state.show if i in context.names]
    chosen = [asked.id] if asked and asked.what == "name" else list(context.flt.entities[:MOST_SHOWN])
    return chosen or list((ranked(context) if found is None else found)["entity_id"].head(FIRST))


def mentions(context: Context) -> Figure:
    """Names over time.

    Raises:
        NothingToAnswer: all of them were taken out of the chart.
    """
    ids = drawn(context)
    if not ids and context.state.show is not None:
        raise NothingToAnswer("No name is chosen for the chart.", "Choose one, or leave `show` out of the link.")
    return over_time(context, "mentions", ids)


def name(context: Context) -> Figure:
    """One name over time: the one that is opened, else the most mentioned."""
    return over_time(context, "name", [opened(context)])


def opened(context: Context) -> str:
    """The name that is opened, else the most mentioned one.

    Raises:
        NothingToAnswer: there is none.
    """
    asked, offered = context.state.open, context.choices.entities["entity_id"]
    if asked and asked.what == "name":
        return asked.id
    if offered.empty:
        raise NothingToAnswer("No name was found in the archive.", "Run `svodka analyse`.")
    return str(offered.iloc[0])


def over_time(context: Context, name: str, ids: Sequence[str]) -> Figure:
    """These names over time, in the unit, measure and step asked for.

    Args:
        name: of the figure.
        ids: of entities whose names the context knows.
    """
    texts, unit, value = context.texts, context.state.unit, context.state.measure
    frame = spread(context, context.ask(counts.entity_series, context.flt, context.step, unit, tuple(ids)), "entity_id")
    title = texts.t("mentions.over_time")

    def draw(look: Look) -> Chart:
        return lines(
            frame,
            texts,
            title=title,
            look=look,
            by_column="entity_id",
            names=context.names,
            colours=context.colours("entities", ids, look.theme),
            unit=unit,
            value=value,
            thing=texts.t("name"),
        )

    occur = unit == "occurrences"
    base = _of_kinds(context, _bases(frame)) if occur else series_base(context, frame, unit, "entities", "entity_id")
    colours = context.colours("entities", ids, LIGHT)
    named: dict[str, Any] = {"names": context.names, "colours": colours, "by_column": "entity_id"}
    return figure(
        context,
        name,
        title,
        subject=texts.listing([context.names.get(i, i) for i in ids]),
        draw=draw,
        caption=texts.t(msgid("caption.occurrences") if occur else msgid("caption.mentions"), base=base),
        table=partial(series_table, context, frame, unit, "entity_id", context.names),
        plot=partial(plots.over_time, context, frame, "line", value, **named),
        over_time=True,
    )


def most_mentioned(context: Context, found: pd.DataFrame | None = None) -> Figure:
    """The most mentioned names. Those that are drawn over time have their colours.

    Args:
        found: of `ranked`, where the page has it.
    """
    texts, unit, value = context.texts, context.state.unit, context.state.measure
    found = ranked(context) if found is None else found
    title, over = texts.t("mentions.ranked"), drawn(context, found)

    def draw(look: Look) -> Chart:
        return bars(
            found,
            texts,
            title=title,
            look=look,
            by_column="entity_id",
            names=context.names,
            colours=context.colours("entities", over, look.theme),
            unit=unit,
            value=value,
            thing=texts.t("name"),
        )

    kind = context.state.kind
    if unit == "occurrences":
        base = _of_kinds(context, dict(zip(found["entity_id"], found["base"], strict=True)), far=True)
        caption = texts.t("caption.occurrences", base=base)
    else:
        caption = largest.caption(context, found, "entities", unit)
    return figure(
        context,
        "names",
        title,
        subject=texts.t(f"kinds.{kind}") if kind else "",
        draw=draw,
        caption=caption,
        table=partial(ranked_table, context, found, unit, "entity_id", context.names),
        plot=partial(plots.ranking, context, found, value, "entity_id", context.names),
    )


def _bases(frame: pd.DataFrame) -> dict[str, int]:
    """Of each name in a series the occurrences that its shares divide by, over all periods."""
    return {str(i): int(base) for i, base in frame.groupby("entity_id")["base"].sum().items()}


def _of_kinds(context: Context, bases: Mapping[str, int], *, far: bool = False) -> str:
    """What shares of occurrences divide by: those of names of the same kind, so each kind has a base of its own.

    Args:
        bases: by entity.
        far: also what axes leave out.
    """
    texts, known = context.texts, context.ask(counts.entities, tuple(bases))
    of_kind = {kind: bases[i] for i, kind in zip(known["entity_id"], known["kind"], strict=True)}
    said = {kind: texts.plural("of.occurrences", base) for kind, base in sorted(of_kind.items())}
    named = [f"{words} ({texts.t(f'kinds.{kind}')})" for kind, words in said.items()]
    told = ", ".join(named if len(said) > 1 else said.values()) or texts.plural("of.occurrences", 0)
    based_on = counts.base_filter(context.flt, "occurrences", "entities")
    return base_line(context, told, based_on, far=far)
