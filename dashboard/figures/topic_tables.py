"""The stories of a theme or topic, and its words by month, as tables."""

from __future__ import annotations

from functools import partial

from dashboard.context import Context
from dashboard.figures.figure import Figure, figure
from dashboard.figures.tables import stories_table, words_table
from dashboard.figures.topics import opened
from data.lake import counts

MOST_STORIES = 40


def stories(context: Context) -> Figure:
    """Stories of one topic, in order of time."""
    own = opened(context)
    found = context.ask(counts.stories_of, context.flt, own, MOST_STORIES)
    context.learn(found, "story")
    title, numbers = context.texts.t("topic_page.stories"), partial(stories_table, context, found)
    return figure(context, "stories", title, subject=context.topics[own], table=numbers)


def words_by_month(context: Context) -> Figure:
    """Words of one topic by month. Those that tell it from its other months; filters do not matter."""
    own, texts = opened(context), context.texts
    numbers = partial(words_table, context, context.ask(counts.topic_words, own))
    title, caption = texts.t("topic_page.months"), texts.t("caption.months")
    return figure(context, "words-by-month", title, subject=context.topics[own], table=numbers, caption=caption)
