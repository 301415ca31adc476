"""What the commands `mentions` and `weekly` print, made from the same frames as the pages' charts."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pandas as pd

from analytics.mentions.lookup import alias_names, find
from analytics.trends.periods import bounds, calendar
from analytics.trends.shares import series
from analytics.trends.weekly import weekly
from data.article.entity import name_key
from data.errors import NothingToAnswer, UsageError
from data.filter import Filter, Level, Step, Unit
from data.lake import counts
from data.lake.archive import Reader
from data.lake.coverage import Coverage

MOST_CANDIDATES = 50
MOST_LISTED = 12
ENTITY_COLUMNS = ["entity_id", "name", "kind"]


def mentions_answer(reader: Reader, name: str, flt: Filter, by: Step, unit: Unit) -> dict[str, Any]:
    """A name's series, its written forms, and the other entities the name could mean.

    Args:
        reader: an open edition.
        name: exact name, alias or written form.
        flt: the context; every period of its range is listed, else of what axes show.
        by: length of a period.
        unit: what is counted.
    Returns:
        entity, alternatives (entities), forms (form and count), series (period key, count, share in 0..1, partial;
        count and share null in a gap), undated (articles that mention it and stand in no period), outside (articles
        that mention it, and lie too far from the others for the periods listed: articles, from, to).
    Raises:
        NothingToAnswer: no entity has this name; the nearest three are named.
    """
    known = _candidates(reader, name)
    found = find(known, name)
    subject = replace(flt, entities=(found.entity_id,))
    coverage = counts.coverage(reader)
    spread = series(
        counts.entity_series(reader, subject, by, unit, [found.entity_id]),
        counts.base_series(reader, subject, by, unit, without="entities"),
        calendar(coverage, by, flt.start, flt.end),
        "entity_id",
    )
    rows = plain(known[ENTITY_COLUMNS])
    entities = {row["entity_id"]: row for row in rows}
    return {
        "entity": entities[found.entity_id],
        "alternatives": [entities[i] for i in found.alternatives],
        "forms": plain(counts.forms(reader, subject, found.entity_id)),
        "series": plain(
            spread.rename(columns={"key": "period", "period": "start"})[["period", "count", "share", "partial"]]
        ),
        "undated": counts.passing(reader, subject.without_period()).undated,
        "outside": _outside(reader, subject, coverage),
    }


def _outside(reader: Reader, flt: Filter, coverage: Coverage) -> list[dict[str, Any]]:
    found = []
    for first, last in (far.span for far in coverage.outside(flt.start, flt.end)):
        articles = counts.passing(reader, flt.within(first, last)).articles
        found += [{"articles": articles, "from": first, "to": last}] if articles else []
    return found


def _candidates(reader: Reader, name: str) -> pd.DataFrame:
    """The entities that the name, or what the alias table makes of it, could mean; columns as `find` takes them."""
    asked = dict.fromkeys([name, *alias_names(name)])
    frames = [counts.find_entities(reader, one, MOST_CANDIDATES) for one in asked]
    found = pd.concat(frames, ignore_index=True).drop_duplicates("entity_id").rename(columns={"count": "articles"})
    if found.empty:
        near = counts.near_entities(reader, name, 3)["name"]
        hint = f"Did you mean {', '.join(near)}?" if len(near) else ""
        raise NothingToAnswer(f"No person, organisation or place is named {name!r}.", hint)
    return found


def entity_named(reader: Reader, name: str, within: str | None = None) -> str:
    """The id of the one entity that is called so, or whose id this is.

    Args:
        reader: an open edition.
        name: a name in any of its forms, or an id.
        within: an entity: what was joined to it is sought first, under the names and ids that it had.
    Raises:
        NothingToAnswer: no name is like it.
        UsageError: several are called so.
    """
    if within is not None:
        parts = counts.joined(reader, within)
        called = parts.loc[(parts["entity_id"] == name) | (parts["name"].map(name_key) == name_key(name)), "entity_id"]
        if len(called):
            return str(called.iloc[0])
    if len(counts.entities(reader, [name])):
        return name
    found = _candidates(reader, name)
    best = found[found["fit"] == found["fit"].min()]
    if len(best) > 1:
        several = ", ".join(f"{row.name} ({row.kind}, {row.entity_id})" for row in best.itertuples(index=False))
        raise UsageError(f"{name!r} may be {several}.", "Name its id.")
    return str(best["entity_id"].iloc[0])


def topic_named(reader: Reader, name: str) -> str:
    """The id of the one theme, topic or story that is called so, or whose id this is; an id that nothing has is itself,
    for an edit may make it, or a user hid what bears it.

    Args:
        reader: an open edition.
        name: a label in any case of letters, or an id.
    Raises:
        UsageError: several are called so.
    """
    if len(counts.topics_of(reader, [name])):
        return name
    found = counts.topics_called(reader, name)
    if len(found) > 1:
        several = ", ".join(f"{row.label} ({row.level}, {row.topic_id})" for row in found.itertuples(index=False))
        raise UsageError(f"{name!r} may be {several}.", "Name its id.")
    return str(found["topic_id"].iloc[0]) if len(found) else name


def name_answer(reader: Reader, name: str) -> dict[str, Any]:
    """What a name's page shows of it, over the whole archive.

    Args:
        reader: an open edition.
        name: a name in any of its forms, or an id.
    Returns:
        entity (entity_id, name, kind), edited (number of the last edit of it; null: none), articles, texts, outlets and
        occurrences (counts), first and last (article_id, published_at, outlet, title; null where none is dated),
        namesakes (entities, articles), beside (entities, articles with both), forms (form, count), joined (what is read
        as it: entity_id, name, reason, edit, articles, as `counts.joined`), by_outlet (outlet, articles), topics
        (topic_id, label, articles), sentences (article_id, published_at, outlet, title, before, form, after; the newest
        first). Times are ISO texts in UTC.
    Raises:
        NothingToAnswer: no entity has this name; the nearest three are named.
        UsageError: several are called so.
    """
    flt, entity_id = Filter(), entity_named(reader, name)
    return {
        "entity": plain(counts.entities(reader, [entity_id])[ENTITY_COLUMNS])[0],
        "edited": counts.edited_names(reader).get(entity_id),
        **asdict(counts.name_figures(reader, flt, entity_id)),
        "first": end(reader, flt, newest=False, carrying=entity_id),
        "last": end(reader, flt, newest=True, carrying=entity_id),
        "namesakes": counted(counts.namesakes(reader, entity_id, MOST_LISTED), *ENTITY_COLUMNS),
        "beside": counted(counts.named_beside(reader, flt, entity_id, MOST_LISTED), *ENTITY_COLUMNS),
        "forms": plain(counts.forms(reader, flt, entity_id)),
        "joined": counted(counts.joined(reader, entity_id), "entity_id", "name", "reason", "edit"),
        "by_outlet": counted(counts.by_outlet(reader, flt, "articles", entity_id=entity_id), "outlet"),
        "topics": counted(counts.entity_topics(reader, flt, entity_id, MOST_LISTED), "topic_id", "label"),
        "sentences": _timed(counts.sentences(reader, flt, entity_id, MOST_LISTED).drop(columns="date_only")),
    }


def end(reader: Reader, flt: Filter, *, newest: bool, carrying: str | None = None) -> dict[str, Any] | None:
    """The first or last article that passes: article_id, published_at, outlet, title; None: none is dated."""
    found = counts.articles_page(reader, flt, "published_at", newest, 1, carrying=carrying)
    rows = _timed(found[["article_id", "published_at", "outlet", "title"]].dropna(subset="published_at"))
    return rows[0] if rows else None


def _timed(found: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows whose times are text: ISO, UTC, to the second."""
    return plain(found.assign(published_at=found["published_at"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")))


def counted(found: pd.DataFrame, *columns: str) -> list[dict[str, Any]]:
    """Some columns, and how many articles, as `plain`."""
    return plain(found.rename(columns={"count": "articles"})[[*columns, "articles"]])


def weekly_answer(reader: Reader, week: str | None, language: str, level: Level = "topic") -> dict[str, Any]:
    """What rose, fell, is new or came back in an ISO week: themes, topics or stories, and names.

    What is about one thing in several languages counts as one, under its label in the language of the answer; `linked`
    has the ids of the others.

    Raises:
        UsageError: `week` is no ISO week.
        NothingToAnswer: no week was named and none is full.
    """
    if week is not None and "W" not in week:
        raise UsageError(f"{week!r} is no ISO week.", "Write it as 2017-W08.")
    found = weekly(reader, Filter(), bounds(week)[0] if week else None, level, tongues=(language,))
    topics = found.topics.assign(linked=linked_ids(reader, found.topics["id"]))
    columns = ["id", "name", "count", "share", "change_pp", "change_count", "reprints_share", "state"]
    return {
        "week": found.key,
        "compared_with": found.compared_with,
        "days": 7 - len(found.missing),
        "topics": plain(topics.rename(columns={"reprints": "reprints_share"})[[*columns, "linked"]]),
        "names": plain(found.names.rename(columns={"reprints": "reprints_share"})[columns]),
    }


def linked_ids(reader: Reader, topic_ids: pd.Series) -> pd.Series:
    """Of each theme or topic the ids of those that are about the same in other languages."""
    others = counts.linked_topics(reader, topic_ids.tolist()).groupby("topic_id")["other_id"].agg(list).to_dict()
    return topic_ids.map(lambda i: others.get(i, []))


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dicts that JSON can carry: null for every missing value, full precision."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict(orient="records")
    return [{str(column): value for column, value in row.items()} for row in rows]
