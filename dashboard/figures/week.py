"""What changed in a week against the one before, as a table."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analytics.trends import movers, periods
from analytics.trends.weekly import Weekly, weekly
from dashboard.context import Context
from dashboard.figures.figure import Figure, figure
from dashboard.figures.wording import filter_line


def week_of(context: Context) -> Weekly:
    """The week asked for, else the last full one; period, topic, name and words of the filter are left aside.

    Raises:
        NothingToAnswer: there is no such week, or no full one.
    """
    asked = periods.bounds(context.state.week)[0] if context.state.week else None
    flt = context.flt.base().without_period()
    return context.ask(weekly, flt, asked, context.level, tongues=context.tongues)


def left_aside(context: Context) -> str:
    """Which filters the week obeys, and that it leaves the others aside where there are any."""
    flt, texts = context.flt.base().without_period(), context.texts
    ignored = [texts.t("weekly.ignores")] if flt != context.flt else []
    return " ".join([*ignored, texts.t("weekly.filters", filters=filter_line(context, flt))])


def changes(context: Context) -> Figure:
    """Topics and names that rose, fell, are new or came back."""
    week, texts = week_of(context), context.texts
    monday = week.weeks.week
    flt = context.flt.base().within(monday, monday + pd.Timedelta(days=6).to_pytimedelta())
    caption = f"{texts.t('caption.movers', least=movers.LEAST_ARTICLES)} {texts.t('weekly.reprints')}"
    numbers = partial(_changes, context, week)
    return figure(context, "changes", texts.t("page.weekly"), table=numbers, caption=caption, flt=flt)


def _changes(context: Context, week: Weekly) -> pd.DataFrame:
    texts = context.texts
    both = pd.concat(
        [week.topics.assign(kind=texts.t(f"level.{context.level}")), week.names.assign(kind=texts.t("name"))],
        ignore_index=True,
    )
    return pd.DataFrame(
        {
            texts.t("period"): week.key,
            texts.t("column.kind"): both["kind"],
            texts.t("name"): both["name"],
            texts.t("change"): both["state"].map(lambda state: texts.t(f"state.{state}")),
            texts.t("column.change_pp"): both["change_pp"],
            texts.t("column.change_count"): both["change_count"],
            texts.t("unit.articles").capitalize(): both["count"],
            texts.t("share"): both["share"],
            texts.t("column.reprints"): both["reprints"],
        }
    )
