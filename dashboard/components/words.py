"""Filters, bases and freshness in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.components.desk import Desk
from dashboard.filters import Drill
from data.filter import NOT_STATED, Filter, Lack
from data.lake import counts

MOST_NAMED = 4  # of one filter's values; the rest are counted


def filter_line(desk: Desk, flt: Filter) -> str:
    """What a filter lets pass, in words; plain text, under charts and in files."""
    return "; ".join(filter_parts(desk, flt).values()) or desk.texts.t("filters.none")


def filter_parts(desk: Desk, flt: Filter) -> dict[str, str]:
    """The filters that are set, in words, by the name of their control."""
    texts = desk.texts
    parts = {
        "period": span(desk, flt, far=True) if flt.start or flt.end else "",
        "language": _listed(desk, "language", map(texts.language, flt.languages)),
        "outlet": _listed(desk, "outlet", map(desk.outlet, flt.outlets)),
        "topic": _listed(desk, "topic", (desk.topics.get(i, i) for i in flt.topics)),
        "name": _listed(desk, "name", (desk.names.get(i, i) for i in flt.entities)),
        "lacks": lacking(desk, flt.lacks) if flt.lacks else "",
        "words": f"{texts.t('filters.words')}: {flt.words}" if flt.words else "",
    }
    if flt.together and len(flt.entities) > 1:
        parts["name"] += f" ({texts.t('filters.together')})"
    return {name: part for name, part in parts.items() if part}


def span(desk: Desk, flt: Filter, *, far: bool = False) -> str:
    """The days of a filter; where an end is open, those that axes show, or with the `far` ones."""
    first, last = desk.coverage.ends if far else desk.coverage.axis(flt.start, flt.end)
    return desk.texts.span(flt.start or first, flt.end or last)


def outside(desk: Desk) -> dict[str, Filter]:
    """What passes and axes leave out, in words, and the filter that lists it: "1 article (1 Aug 1914)"."""
    texts, found = desk.texts, {}
    for first, last in (far.span for far in desk.coverage.outside(desk.flt.start, desk.flt.end)):
        flt = desk.flt.within(first, last)
        articles = desk.ask(counts.passing, flt).articles
        if articles:
            found[f"{texts.plural('count.articles', articles)} ({texts.span(first, last)})"] = flt
    return found


def outside_line(desk: Desk) -> str:
    """What axes leave out, in a sentence; empty where that is nothing."""
    left_out = outside(desk)
    return desk.texts.t("outside", articles=", ".join(left_out)) if left_out else ""


def _listed(desk: Desk, control: str, labels: Iterable[str]) -> str:
    all_labels = list(labels)
    if not all_labels:
        return ""
    more = len(all_labels) - MOST_NAMED
    shown = ", ".join(all_labels[:MOST_NAMED])
    rest = " " + desk.texts.t("filters.more", n=desk.texts.number(more)) if more > 0 else ""
    return f"{desk.texts.t(f'filters.{control}')}: {shown}{rest}"


def base_line(desk: Desk, base: str, *, far: bool = False) -> str:
    """What a share divides by: "% of 412 articles: 1 Jan – 28 Feb 2017, Russian"; `far`: also what axes leave out."""
    context = filter_parts(desk, desk.flt)
    context.pop("period", None)
    return ", ".join([f"{base}: {span(desk, desk.flt, far=far)}", *context.values()])


def drill_parts(desk: Desk, drill: Drill) -> dict[str, str]:
    """What a click picked, in words, by dimension."""
    texts = desk.texts
    parts = {
        "period": texts.period(drill.period) if drill.period else "",
        "topic": _of_topic(desk, drill.topic) if drill.topic else "",
        "name": f"{texts.t('name')}: {desk.names.get(drill.name, '')}" if drill.name else "",
        "outlet": f"{texts.t('outlet')}: {desk.outlet(drill.outlet)}" if drill.outlet is not None else "",
        "lacks": lacking(desk, drill.lacks) if drill.lacks else "",
    }
    return {dimension: part for dimension, part in parts.items() if part}


def lacking(desk: Desk, lacks: Lack) -> str:
    """That articles are of no theme, topic or story, why, and which topic is nearest."""
    texts = desk.texts
    said = f"{texts.t(f'without.{lacks.level}')}: {texts.t(f'reason.{lacks.reason}')}"
    return f"{said}; {texts.t('without.near', topic=desk.topics.get(lacks.near, ''))}" if lacks.near else said


def _of_topic(desk: Desk, topic_ids: Sequence[str]) -> str:
    """What it is and its label; of one that is told in several languages also these."""
    level = desk.levels.get(topic_ids[0], "topic")
    is_one = set(topic_ids) <= set(desk.parts(topic_ids[0]))
    said = ", ".join(desk.topics.get(i, "") for i in (topic_ids[:1] if is_one else topic_ids))
    codes = f" ({', '.join(map(desk.tongue, topic_ids))})" if is_one and len(topic_ids) > 1 else ""
    return f"{desk.texts.t(f'level.{level}')}: {said}{codes}"


def thing(desk: Desk, what: str, id_: str | None) -> str:
    """The label of a theme, topic or story, or the name of an entity; what has none is said to be without."""
    labels = desk.topics if what == "topics" else desk.names
    return labels.get(id_ if isinstance(id_, str) else NOT_STATED, desk.texts.t(f"without.{desk.level}"))


def freshness(desk: Desk, waiting: int) -> str:
    """What the archive holds, from when to when, and how far it is analysed."""
    texts, coverage = desk.texts, desk.coverage
    created = desk.edition.created_at
    local = created.astimezone(desk.workspace.zone) if created else None
    parts = [
        texts.t("fresh.span", span=texts.span(coverage.shown.first, coverage.shown.last)),
        texts.plural("count.articles", coverage.articles),
        texts.plural("count.outlets", desk.choices.stated_outlets),
        texts.t("fresh.analysed", moment=texts.moment(local)),
    ]
    if waiting:
        parts.append(texts.plural("fresh.waiting", waiting))
    return " · ".join(parts)
