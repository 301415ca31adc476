"""The numbers behind a chart, with columns named in the language of the interface, for CSV and XLSX."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.trends import shares
from dashboard.context import Context
from dashboard.texts import msgid
from data.filter import Unit


def series_table(
    context: Context, frame: pd.DataFrame, unit: Unit, by_column: str = "", names: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """A series frame as a table: thing, period, its first day, count, base, share in 0..1, whether it is incomplete.

    Args:
        frame: of `shares.series`.
        by_column, names: the thing column and its labels by id; empty for a single series.
    """
    texts = context.texts
    columns: dict[str, pd.Series] = {}
    if by_column:
        columns[_head(context, by_column)] = _named(frame[by_column], names)
    columns |= {
        texts.t("period"): frame["key"],
        texts.t("period.first_day"): pd.Series([day.date() for day in frame["period"]], frame.index, dtype=object),
        texts.t(f"unit.{unit}").capitalize(): frame["count"],
        texts.t("base"): frame["base"],
        texts.t("share"): frame["share"],
        texts.t("period.partial").capitalize(): frame["partial"],
    }
    return pd.DataFrame(columns)


def ranked_table(  # noqa: PLR0913 - each is named where it is called
    context: Context, frame: pd.DataFrame, unit: Unit, by_column: str, names: Mapping[str, str], *, thing: str = ""
) -> pd.DataFrame:
    """A ranking as a table: thing, count and, where the frame has a base, that and the share in 0..1.

    Args:
        thing: what the things are, where that is not what the page speaks of.
    """
    texts = context.texts
    columns = {
        thing or _head(context, by_column): _named(frame[by_column], names),
        texts.t(f"unit.{unit}").capitalize(): frame["count"],
    }
    if "base" in frame.columns:
        columns[texts.t("base")] = frame["base"]
        columns[texts.t("share")] = shares.share(frame["count"], frame["base"])
    return pd.DataFrame(columns)


def _head(context: Context, by_column: str) -> str:
    keys = {"topic_id": msgid(f"level.{context.level}"), "entity_id": msgid("name"), "outlet": msgid("outlet")}
    return context.texts.t(keys[by_column])


def _named(ids: pd.Series, names: Mapping[str, str] | None) -> pd.Series:
    return ids.map(lambda i: (names or {}).get(i, i))


def spread(context: Context, found: pd.DataFrame, by_column: str) -> pd.DataFrame:
    """A series of counts with their bases over the context's calendar, see `shares.series`."""
    return shares.series(found, found[[by_column, "period", "base"]], context.calendar, by_column)


def flows_table(context: Context, flows: pd.DataFrame) -> pd.DataFrame:
    """Who reprints whom as a table: first publisher, reprinted by, articles, median lag in hours."""
    texts = context.texts
    columns = {
        texts.t("reprints.source"): flows["source"].map(context.outlet),
        texts.t("reprints.taker"): flows["outlet"].map(context.outlet),
        texts.t("unit.articles").capitalize(): flows["articles"],
        texts.t("reprints.lag_hours"): flows["lag_hours"],
    }
    return pd.DataFrame(columns)


def own_table(context: Context, origins: pd.DataFrame) -> pd.DataFrame:
    """Where outlets' texts come from as a table: outlet, articles, own, reprints, order not known, taken by others."""
    texts = context.texts
    columns = {
        texts.t("outlet"): origins["outlet"].map(context.outlet),
        texts.t("unit.articles").capitalize(): origins["articles"],
        **{texts.t(f"own.{name}").capitalize(): origins[name] for name in ("own", "reprints", "unknown")},
        texts.t("reprints.taken"): origins["reprinted"],
    }
    return pd.DataFrame(columns)


def sources_table(context: Context, found: pd.DataFrame) -> pd.DataFrame:
    """Whom texts credit as a table: source, articles, outlets."""
    texts = context.texts
    columns = {
        texts.t("reprints.credited"): found["source"],
        texts.t("unit.articles").capitalize(): found["articles"],
        texts.t("unit.outlets").capitalize(): found["outlets"],
    }
    return pd.DataFrame(columns)


def groups_table(context: Context, found: pd.DataFrame) -> pd.DataFrame:
    """Reprint groups as a table: title, first publisher (empty: not known), published, articles, outlets, last lag in
    hours.
    """
    texts = context.texts
    columns = {
        texts.t("column.title"): found["title"],
        texts.t("reprints.source"): found["outlet"].where(found["known"]),
        texts.t("column.when"): when(found),
        texts.t("unit.articles").capitalize(): found["articles"],
        texts.t("unit.outlets").capitalize(): found["outlets"],
        texts.t("reprints.last_hours"): found["last_lag_hours"],
    }
    return pd.DataFrame(columns)


def bulletins_table(context: Context, found: pd.DataFrame) -> pd.DataFrame:
    """Series as a table: title of the first bulletin, its outlet, first and last day, articles, outlets."""
    texts = context.texts
    columns = {
        texts.t("column.title"): found["title"],
        texts.t("outlet"): found["outlet"].map(context.outlet),
        texts.t("filters.from"): found["first_day"],
        texts.t("filters.to"): found["last_day"],
        texts.t("unit.articles").capitalize(): found["articles"],
        texts.t("unit.outlets").capitalize(): found["outlets"],
    }
    return pd.DataFrame(columns)


def stories_table(context: Context, found: pd.DataFrame) -> pd.DataFrame:
    """Stories (`counts.stories_of`) as a table: headline, first and last day, articles, outlets."""
    texts = context.texts
    columns = {
        texts.t("level.story"): _named(found["topic_id"], context.topics),
        texts.t("filters.from"): found["first_day"].dt.date,
        texts.t("filters.to"): found["last_day"].dt.date,
        texts.t("unit.articles").capitalize(): found["count"],
        texts.t("unit.outlets").capitalize(): found["outlets"],
    }
    return pd.DataFrame(columns)


def words_table(context: Context, found: pd.DataFrame) -> pd.DataFrame:
    """Words by month (`counts.topic_words`) as a table: month, rank, word."""
    texts = context.texts
    columns = {
        texts.t("period.month"): found["month"],
        texts.t("topic_page.rank"): found["rank"],
        texts.t("topic_page.words"): found["word"],
    }
    return pd.DataFrame(columns)


def when(page: pd.DataFrame) -> pd.Series:
    """Local day, and time where the article gave one, in a form that sorts as it reads: 2018-01-08 19:27."""
    local = page["local_time"]
    days, times = local.dt.strftime("%Y-%m-%d"), local.dt.strftime("%Y-%m-%d %H:%M")
    return times.mask(page["date_only"].astype(bool), days).fillna("")
