"""Every figure by its name, as `svodka chart NAME` makes it; a page calls the maker of what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.context import Context
from dashboard.figures import largest, names, outlets, reprints, topic_tables, topics, volume, week
from dashboard.figures.figure import Figure

Maker = Callable[[Context], Figure]


def _topic_outlets(context: Context) -> Figure:
    """Who writes about one topic."""
    return outlets.of_topic(context, topics.opened(context))


def _name_outlets(context: Context) -> Figure:
    """Who mentions one name."""
    return outlets.of_name(context, names.opened(context))


PICTURES: Mapping[str, Maker] = {
    "volume": volume.volume,
    "topics": topics.topics,
    "topic": topics.topic,
    "topic-map": topics.map_of_topics,
    "topic-outlets": _topic_outlets,
    "mentions": names.mentions,
    "names": names.most_mentioned,
    "name": names.name,
    "name-outlets": _name_outlets,
    "reprints": reprints.who_reprints_whom,
    "own-texts": reprints.own_texts,
}
"""Those with a picture."""
TABLES: Mapping[str, Maker] = {
    "largest-topics": largest.largest_topics,
    "largest-names": largest.largest_names,
    "changes": week.changes,
    "stories": topic_tables.stories,
    "words-by-month": topic_tables.words_by_month,
    "flows": reprints.flows,
    "groups": reprints.groups,
    "series": reprints.series,
    "sources": reprints.sources,
}
"""Those without."""
FIGURES: Mapping[str, Maker] = {**PICTURES, **TABLES}
