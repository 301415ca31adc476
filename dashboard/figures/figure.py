"""A figure: one object that a page shows, "Save" and `svodka chart` make files of, and a script can import.

It knows what it asks of the archive, its numbers, its chart and its words; who makes it gives a `Context` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dashboard.charts.chart import Chart, Look
from dashboard.context import Context
from dashboard.figures.wording import filter_line, outside_line, span
from data.errors import UsageError
from data.filter import Filter
from data.lake import counts
from data.spreadsheet import Plot


@dataclass(frozen=True)
class Figure:
    """A figure or table with all that it says, in the language of the interface.

    Attributes:
        name: of the figure among all, as `svodka chart` takes it: it never depends on the data.
        title: what is shown.
        subject: whom or what it is about, where the title does not say; else empty.
        period: the days that it covers, in words.
        caption: what its numbers mean and what a share divides by.
        filters: which articles pass, in words.
        articles: how many pass.
        data_date: the last day of the archive's articles, in words.
        left_out: what passes and lies outside of its axis, in words; empty where nothing does.
        table: makes the numbers behind it, columns named in the interface's language.
        draw: makes the chart in a look; None: it is a table alone.
        plot: how a spreadsheet draws it from the table's numbers; None: it cannot.
    """

    name: str
    title: str
    subject: str
    period: str
    caption: str
    filters: str
    articles: int
    data_date: str
    left_out: str
    table: Callable[[], pd.DataFrame]
    draw: Callable[[Look], Chart] | None = None
    plot: Callable[[], Plot] | None = None

    def drawn(self, look: Look) -> Chart:
        """Its chart.

        Raises:
            UsageError: it is a table alone.
        """
        if self.draw is None:
            raise UsageError(f"{self.title!r} is a table, it has no picture.", "Choose csv or xlsx.")
        return self.draw(look)

    @property
    def file_title(self) -> str:
        """What tells its files from those of others: title, subject and period."""
        return " ".join(part for part in (self.title, self.subject, self.period) if part)


def figure(  # noqa: PLR0913 - a figure and all that it says
    context: Context,
    name: str,
    title: str,
    *,
    table: Callable[[], pd.DataFrame],
    caption: str = "",
    draw: Callable[[Look], Chart] | None = None,
    plot: Callable[[], Plot] | None = None,
    subject: str = "",
    over_time: bool = False,
    flt: Filter | None = None,
) -> Figure:
    """A figure over the articles that pass the filters.

    Args:
        over_time: it has an axis of time, so what lies outside of it is said.
        flt: the filter that it obeys, where that is not the page's.
        others: see `Figure`.
    """
    own = context.flt if flt is None else flt
    return Figure(
        name=name,
        title=title,
        subject=subject,
        period=span(context, own, far=not over_time),
        caption=caption,
        filters=filter_line(context, own),
        articles=context.ask(counts.passing, own).articles,
        data_date=context.texts.day(context.coverage.shown.last),
        left_out=outside_line(context) if over_time else "",
        table=table,
        draw=draw,
        plot=plot,
    )
