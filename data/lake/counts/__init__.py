"""What pages and commands ask of an edition. Every function takes a reader; frames have at most 50,000 rows.

Counts and their bases come from SQL; shares, gaps and partial periods are made of them in `analytics.trends`.

Units: `articles`; `texts` (a reprint group counts once, under the theme, topic or story of its first article);
`outlets` (publishers that are stated); for names `occurrences`. A base counts the articles that pass the filter without
its topics (a topic's series), without its names (a name's), or without every subject filter (volume, outlets); in
outlets it is the outlets that published under the context filters alone, in occurrences all occurrences of the same
kind that pass.
"""

from data.lake.counts.choices import Choices, choices, entities, find_entities, near_entities
from data.lake.counts.copies import (
    article_sources,
    bulletins_of,
    clutter_of,
    copies_of,
    credited,
    first_publisher,
    largest_groups,
    largest_series,
    own_share,
    repeated,
    reprint_flows,
    sources,
)
from data.lake.counts.lineage import Fate, doubtful_topics, topic_fates, topic_heirs, topic_history
from data.lake.counts.names import (
    by_outlet,
    entity_series,
    entity_topics,
    forms,
    top_entities,
    topic_entities,
)
from data.lake.counts.one_name import NameFigures, joined, name_figures, named_beside, namesakes, sentences
from data.lake.counts.one_topic import (
    TopicFigures,
    asked,
    stories_of,
    topic_edge,
    topic_figures,
    topic_neighbours,
    topic_words,
    without_nearest,
)
from data.lake.counts.placing import article_lemmas, articles_by_id, placing, vectors_beside
from data.lake.counts.reading import (
    SORTS,
    article,
    article_mentions,
    articles_page,
    find_article,
    headlines,
    headlines_of,
    stream_articles,
)
from data.lake.counts.suggestions import SUGGESTED, edited_names, suggestions
from data.lake.counts.topics import (
    edited_topics,
    heads,
    inside,
    linked_topics,
    reasons,
    top_topics,
    topic_series,
    topics_called,
    topics_of,
)
from data.lake.counts.units import base_filter
from data.lake.counts.volume import Passing, base_series, coverage, outlet_series, passing, volume
from data.lake.counts.weeks import week_articles, week_counts, week_name_topics

__all__ = [
    "SORTS",
    "SUGGESTED",
    "Choices",
    "Fate",
    "NameFigures",
    "Passing",
    "TopicFigures",
    "article",
    "article_lemmas",
    "article_mentions",
    "article_sources",
    "articles_by_id",
    "articles_page",
    "asked",
    "base_filter",
    "base_series",
    "bulletins_of",
    "by_outlet",
    "choices",
    "clutter_of",
    "copies_of",
    "coverage",
    "credited",
    "doubtful_topics",
    "edited_names",
    "edited_topics",
    "entities",
    "entity_series",
    "entity_topics",
    "find_article",
    "find_entities",
    "first_publisher",
    "forms",
    "headlines",
    "headlines_of",
    "heads",
    "inside",
    "joined",
    "largest_groups",
    "largest_series",
    "linked_topics",
    "name_figures",
    "named_beside",
    "namesakes",
    "near_entities",
    "outlet_series",
    "own_share",
    "passing",
    "placing",
    "reasons",
    "repeated",
    "reprint_flows",
    "sentences",
    "sources",
    "stories_of",
    "stream_articles",
    "suggestions",
    "top_entities",
    "top_topics",
    "topic_edge",
    "topic_entities",
    "topic_fates",
    "topic_figures",
    "topic_heirs",
    "topic_history",
    "topic_neighbours",
    "topic_series",
    "topic_words",
    "topics_called",
    "topics_of",
    "vectors_beside",
    "volume",
    "week_articles",
    "week_counts",
    "week_name_topics",
    "without_nearest",
]
