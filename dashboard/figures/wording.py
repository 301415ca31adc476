"""Filters, bases and freshness in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from dashboard.context import Context
from dashboard.state import Drill
from data.filter import NOT_STATED, Filter, Lack, Unit
from data.lake import counts
from data.lake.archive import Without

MOST_NAMED = 4  # of one filter's values; the rest are counted


def filter_line(context: Context, flt: Filter) -> str:
    """What a filter lets pass, in words; plain text, under charts and in files."""
    return "; ".join(filter_parts(context, flt).values()) or context.texts.t("filters.none")


def filter_parts(context: Context, flt: Filter) -> dict[str, str]:
    """The filters that are set, in words, by the name of their control."""
    texts = context.texts
    parts = {
        "period": span(context, flt, far=True) if flt.start or flt.end else "",
        "language": _listed(context, "language", map(texts.language, flt.languages)),
        "outlet": _listed(context, "outlet", map(context.outlet, flt.outlets)),
        "topic": _listed(context, "topic", (context.topics.get(i, i) for i in flt.topics)),
        "name": _listed(context, "name", (context.names.get(i, i) for i in flt.entities)),
        "lacks": lacking(context, flt.lacks) if flt.lacks else "",
        "words": f"{texts.t('filters.words')}: {flt.words}" if flt.words else "",
    }
    if flt.together and len(flt.entities) > 1:
        parts["name"] += f" ({texts.t('filters.together')})"
    return {name: part for name, part in parts.items() if part}


def span(context: Context, flt: Filter, *, far: bool = False) -> str:
    """The days of a filter; where an end is open, those that axes show, or with the `far` ones."""
    texts, (first, last) = context.texts, context.coverage.ends if far else context.coverage.axis(flt.start, flt.end)
    if flt.start and not flt.end and last and flt.start > last:
        return texts.t("span.from", day=texts.day(flt.start))
    if flt.end and not flt.start and first and flt.end < first:
        return texts.t("span.until", day=texts.day(flt.end))
    return texts.span(flt.start or first, flt.end or last)


def outside(context: Context) -> dict[str, Filter]:
    """What passes and axes leave out, in words, and the filter that lists it: "1 article (1 Aug 1914)"."""
    texts, found = context.texts, {}
    for first, last in (far.span for far in context.coverage.outside(context.flt.start, context.flt.end)):
        flt = context.flt.within(first, last)
        articles = context.ask(counts.passing, flt).articles
        if articles:
            found[f"{texts.plural('count.articles', articles)} ({texts.span(first, last)})"] = flt
    return found


def outside_line(context: Context) -> str:
    """What axes leave out, in a sentence; empty where that is nothing."""
    left_out = outside(context)
    return context.texts.t("outside", articles=", ".join(left_out)) if left_out else ""


def _listed(context: Context, control: str, labels: Iterable[str]) -> str:
    all_labels = list(labels)
    if not all_labels:
        return ""
    more = len(all_labels) - MOST_NAMED
    shown = ", ".join(all_labels[:MOST_NAMED])
    rest = " " + context.texts.t("filters.more", n=context.texts.number(more)) if more > 0 else ""
    return f"{context.texts.t(f'filters.{control}')}: {shown}{rest}"


def base_line(context: Context, base: str, flt: Filter, *, far: bool = False) -> str:
    """What a share divides by: "% of 412 articles: 1 Jan – 28 Feb 2017, Russian".

    Args:
        base: how many of what.
        flt: the filter of the base, see `counts.base_filter`: it leaves out what the share is of.
        far: also what axes leave out.
    """
    others = filter_parts(context, flt)
    others.pop("period", None)
    return ", ".join([f"{base}: {span(context, flt, far=far)}", *others.values()])


def series_base(context: Context, frame: pd.DataFrame, unit: Unit, without: Without, by_column: str) -> str:
    """What the shares of a series divide by. Articles and occurrences of periods add up; a text or an outlet may be in
    several, so there each period has its own.

    Args:
        frame: of `shares.series`.
        without: what the shares are of, see `counts.base_filter`.
        by_column: of the things; that with the largest base speaks for all.
    """
    texts = context.texts
    if unit in ("articles", "occurrences"):
        said = texts.plural(f"of.{unit}", int(frame.groupby(by_column)["base"].sum().max()) if len(frame) else 0)
    else:
        said = texts.t(f"of_each.{unit}")
    return base_line(context, said, counts.base_filter(context.flt, unit, without))


def drill_parts(context: Context, drill: Drill) -> dict[str, str]:
    """What a click picked, in words, by dimension."""
    texts = context.texts
    parts = {
        "period": texts.period(drill.period) if drill.period else "",
        "topic": _of_topic(context, drill.topic) if drill.topic else "",
        "name": f"{texts.t('name')}: {context.names.get(drill.name, '')}" if drill.name else "",
        "outlet": f"{texts.t('outlet')}: {context.outlet(drill.outlet)}" if drill.outlet is not None else "",
        "lacks": lacking(context, drill.lacks) if drill.lacks else "",
    }
    return {dimension: part for dimension, part in parts.items() if part}


def lacking(context: Context, lacks: Lack) -> str:
    """That articles are of no theme, topic or story, why, and which topic is nearest."""
    texts = context.texts
    said = f"{texts.t(f'without.{lacks.level}')}: {texts.t(f'reason.{lacks.reason}')}"
    return f"{said}; {texts.t('without.near', topic=context.topics.get(lacks.near, ''))}" if lacks.near else said


def _of_topic(context: Context, topic_ids: Sequence[str]) -> str:
    """What it is and its label; of one that is told in several languages also these."""
    level = context.levels.get(topic_ids[0], "topic")
    is_one = set(topic_ids) <= set(context.parts(topic_ids[0]))
    said = ", ".join(context.topics.get(i, "") for i in (topic_ids[:1] if is_one else topic_ids))
    codes = f" ({', '.join(map(context.tongue, topic_ids))})" if is_one and len(topic_ids) > 1 else ""
    return f"{context.texts.t(f'level.{level}')}: {said}{codes}"


def thing(context: Context, what: str, id_: str | None) -> str:
    """The label of a theme, topic or story, or the name of an entity; what has none is said to be without."""
    labels = context.topics if what == "topics" else context.names
    return labels.get(id_ if isinstance(id_, str) else NOT_STATED, context.texts.t(f"without.{context.level}"))


def freshness(context: Context, waiting: int) -> str:
    """What the archive holds, from when to when, and how far it is analysed."""
    texts, coverage = context.texts, context.coverage
    created = context.edition.created_at
    local = created.astimezone(context.workspace.zone) if created else None
    parts = [
        texts.t("fresh.span", span=texts.span(coverage.shown.first, coverage.shown.last)),
        texts.plural("count.articles", coverage.articles),
        texts.plural("count.outlets", context.choices.stated_outlets),
        texts.t("fresh.analysed", moment=texts.moment(local)),
    ]
    if waiting:
        parts.append(texts.plural("fresh.waiting", waiting))
    return " · ".join(parts)
