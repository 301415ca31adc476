"""One theme, topic or story: course, stories, words by month, names, outlets, and why it is as loose as it is."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.trends.course import topic_courses
from analytics.trends.shares import part
from analytics.why import ON_THE_EDGE
from dashboard.components import (
    address,
    chart,
    edit_log,
    empty,
    headlines,
    own_topics,
    rows,
    table,
    topic_doubts,
    topic_edits,
    topic_history,
    topic_parts,
    topic_table,
)
from dashboard.components.controls import row, series_switches
from dashboard.components.save import headed
from dashboard.components.sidebar import distinct
from dashboard.context import Context
from dashboard.escape import escape, markdown
from dashboard.figures import outlets, topics
from dashboard.figures.topic_tables import MOST_STORIES, stories, words_by_month
from dashboard.state import Drill, Opened, State, elsewhere
from data.errors import NothingToAnswer
from data.filter import Filter, Level
from data.lake import counts
from data.lake.counts.topics import of_topic

MOST_EDGE, MOST_BESIDE = 5, 6


def show(context: Context) -> None:
    """Draw the page."""
    asked, _ = address.read()
    topic_id = _looked_at(context)
    if topic_id is None or (asked.open and not context.state.open):
        _gone(context, asked)
        return
    edit_log.outcome(context)
    topic_doubts.show(context, topic_id)
    st.title(markdown(context.topics[topic_id]), anchor=False)
    _told(context, topic_id)
    topic_edits.note(context, topic_id)
    figures = context.ask(counts.topic_figures, context.flt, topic_id)
    if figures.articles:
        _figures(context, topic_id, figures)
    else:
        empty.nothing_here(context, "empty.topic_here")
    _ways_on(context, topic_id)
    topic_edits.show(context, topic_id)
    topic_table.articles(context, _of(context, topic_id), topic_id)
    own_topics.split(context, topic_id)
    own_topics.show(context, topic_id)
    if figures.articles:
        _counted(context, topic_id)
    else:
        topic_history.show(context, topic_id)


def _looked_at(context: Context) -> str | None:
    """The theme, topic or story that the address opens, else the largest topic."""
    try:
        return topics.opened(context)
    except NothingToAnswer:
        return None


def _gone(context: Context, asked: State) -> None:
    st.title(context.texts.t("page.topic"), anchor=False)
    if asked.open is None:
        empty.nothing_here(context, "empty.topic")
        return
    edit_log.outcome(context)
    if not topic_edits.hidden(context, asked.open.id):
        topic_history.fate(context, asked.open.id)
    topic_edits.every(context)
    with st.container(horizontal=True):
        _find(context)


def _told(context: Context, topic_id: str) -> None:
    """What it is inside of and where it stands; what is counted under it since a refit; how far it can be trusted."""
    texts, level = context.texts, context.levels[topic_id]
    state = context.ask(topic_courses, context.flt, (topic_id,), level).get(topic_id)
    above = context.path(topic_id)[:-1]
    said = [f"{rows.path_links(context, above)} › {escape(texts.t(f'level.{level}').lower())}"] if above else []
    said = said or [escape(texts.t(f"level.{level}"))]
    code = context.tongue(topic_id)
    said += [escape(texts.language(code))] if code and len(context.choices.languages) > 1 else []
    said += [f"<b>{escape(texts.t(f'course.{state}'))}</b>"] if state else []
    st.html(f'<p class="sv-quiet sv-links sv-path">{" · ".join(said)}</p>')
    topic_history.announce(context)
    topic_parts.trust(context, topic_id)
    topic_parts.in_other_languages(context, topic_id)
    topic_parts.keywords(context, topic_id)


def _figures(context: Context, topic_id: str, figures: counts.TopicFigures) -> None:
    """How much it holds, how much of it is copied, and its first and last article."""
    texts = context.texts
    said = {unit: getattr(figures, unit) for unit in topics.UNITS}
    shown = [(texts.number(n), texts.plural(f"figure.name.{unit}", n)) for unit, n in said.items()]
    copied = part(figures.articles - figures.texts, figures.articles)  # as on the other pages: among what passes
    table.figures([*shown, (texts.percent(copied), texts.t("figure.topic.reprints"))])
    flt = _of(context, topic_id)
    ends = {
        which: context.ask(counts.articles_page, flt, "published_at", newest, 1)
        for which, newest in (("first", False), ("last", True))
    }
    told = "".join(
        f"<li>{escape(texts.t(f'topic_page.{which}'))} {headlines.lines(context, found)[0]}</li>"
        for which, found in ends.items()
        if len(found) and found["published_at"].notna().all()
    )
    if told:
        st.html(f'<div class="sv"><ul class="sv-links">{told}</ul></div>')


def _of(context: Context, topic_id: str) -> Filter:
    return context.ask(of_topic, context.flt, topic_id)


def _ways_on(context: Context, topic_id: str) -> None:
    """To its articles, to all pages about it alone, to the list of all topics, and to another topic."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        topic_parts.ways_on(context, topic_id)
        st.button(
            context.texts.t("topic_page.list"),
            key="topic-list",
            icon=":material/topic:",
            on_click=_listed,
            args=(topic_id, context.levels[topic_id]),
        )
        _find(context)


def _listed(topic_id: str, level: Level) -> None:
    state, _ = address.read()
    address.go("topics", replace(elsewhere(state), level=level, open=Opened("topic", topic_id)))


def _find(context: Context) -> None:
    """The way to another theme or topic."""
    known = context.choices.topics
    languages = {i: context.texts.language(code) for i, code in zip(known["topic_id"], known["language"], strict=True)}
    labels = distinct({i: context.topics[i] for i in known["topic_id"]}, languages)
    st.session_state["topic-find"] = None
    st.selectbox(
        context.texts.t("topic_page.find"),
        list(labels),
        None,
        format_func=lambda i: labels.get(i, i),
        key="topic-find",
        placeholder=context.texts.t("topic_page.find"),
        on_change=_found,
        label_visibility="collapsed",
        width=320,
    )


def _found() -> None:
    chosen = st.session_state["topic-find"]
    if chosen:
        address.change(lambda state: replace(state, open=Opened("topic", chosen)))


def _counted(context: Context, topic_id: str) -> None:
    with row(context):
        series_switches(context, topics.UNITS, unit=topics.unit_of_one(context))
    _course(context, topic_id)
    left, right = st.columns([6, 5], gap="large")
    with left:
        _stories(context, topic_id)
        _months(context, topic_id)
        _loose(context, topic_id)
        topic_history.show(context, topic_id)
    with right:
        st.header(context.texts.t("topic_page.read"), anchor=False)
        headlines.headlines(context, context.flt, topic_id)
        topic_parts.names(context, topic_id)
        to_outlet = chart.to_outlet(Drill(topic=(topic_id,)))
        chart.show(
            context,
            outlets.of_topic(context, topic_id),
            click=context.texts.t("click.by_outlet"),
            on_pick=to_outlet,
        )


def _course(context: Context, topic_id: str) -> None:
    click = context.texts.t(f"click.topics.{context.levels[topic_id]}")
    chart.show(context, topics.topic(context), click=click, on_pick=chart.to_articles("topic", lambda i: (i,)))


def _stories(context: Context, topic_id: str) -> None:
    """Its stories in order of time: when, what, how much."""
    if context.levels[topic_id] == "story":
        return
    texts = context.texts
    found = context.ask(counts.stories_of, context.flt, topic_id, MOST_STORIES)
    title = texts.t("topic_page.stories")
    if found.empty:
        st.header(title, anchor=False)
        empty.nothing_here(context, "empty.story")
        return
    context.learn(found, "story")
    headed(context, stories(context))
    heads = [
        (texts.t("topic_page.when"), ""),
        (texts.t("level.story"), ""),
        (texts.t("unit.articles").capitalize(), "n"),
        (texts.t("unit.outlets").capitalize(), "n"),
    ]
    cells = [
        [
            table.text(texts.span(each["first_day"], each["last_day"]), "s"),
            table.Cell(rows.thing_link(context, "topics", each["topic_id"])),
            table.number(texts.number(each["count"])),
            table.number(texts.number(each["outlets"])),
        ]
        for each in found.to_dict("records")
    ]
    with st.container(height=430 if len(cells) > MOST_EDGE * 2 else "content", border=False):
        table.table(heads, cells, title)
    total = int(found["total"].iloc[0])
    if total > len(found):
        st.caption(texts.t("topic_page.stories.largest", shown=texts.number(len(found)), all=texts.number(total)))


def _months(context: Context, topic_id: str) -> None:
    """How its words changed: of each month those that tell it from its other months."""
    texts = context.texts
    found = context.ask(counts.topic_words, topic_id)
    if found.empty:
        return
    title = texts.t("topic_page.months")
    headed(context, words_by_month(context))
    cells = [
        [table.text(texts.month(str(month)), "s"), table.text(", ".join(words))]
        for month, words in found.groupby("month")["word"]
    ]
    table.table([(texts.t("period.month"), ""), (texts.t("topic_page.words"), "")], cells, title)
    st.caption(texts.t("caption.months"))


def _loose(context: Context, topic_id: str) -> None:
    """Which topics its articles are next to, and those that might as well be of another."""
    if context.levels[topic_id] == "story":
        return
    texts = context.texts
    beside = context.ask(counts.topic_neighbours, context.flt, topic_id, ON_THE_EDGE, MOST_BESIDE)
    if beside.empty:
        return
    context.learn(beside, "topic")
    title = texts.t("topic_page.beside")
    st.header(title, anchor=False)
    heads = [
        (texts.t("level.topic"), ""),
        (texts.t("topic_page.edge"), "n"),
        (texts.t("topic_page.next"), "n"),
    ]
    cells = [
        [
            table.Cell(rows.thing_link(context, "topics", each["topic_id"])),
            table.number(texts.number(each["near"])),
            table.number(texts.number(each["count"])),
        ]
        for each in beside.to_dict("records")
    ]
    table.table(heads, cells, title)
    st.caption(texts.t("caption.beside"))
    _edge(context, topic_id)


def _edge(context: Context, topic_id: str) -> None:
    """The articles that might as well be of another topic."""
    edge = context.ask(counts.topic_edge, context.flt, topic_id, ON_THE_EDGE, MOST_EDGE)
    context.learn(context.ask(counts.topics_of, tuple(edge["next_topic_id"].dropna().unique())))
    said = [
        f"{line} {table.quiet('→')} {rows.thing_link(context, 'topics', near)}"
        for line, near in zip(headlines.lines(context, edge.assign(copies=0)), edge["next_topic_id"], strict=True)
        if near in context.topics
    ]
    if said:
        listed = "".join(f"<li>{line}</li>" for line in said)
        head = escape(context.texts.t("topic_page.edge.articles"))
        st.html(f'<div class="sv sv-links">{head}<ul class="sv-links">{listed}</ul></div>')
