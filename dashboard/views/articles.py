"""Articles: the thousand first of all that pass, sorted over all of them, to read, to follow and to take along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.components import address, empty, reader
from dashboard.components.controls import level_switch
from dashboard.components.save import save_articles
from dashboard.context import Context
from dashboard.escape import markdown
from dashboard.figures.articles import listed, listed_once
from dashboard.figures.wording import drill_parts, filter_line
from dashboard.filters import Drill, Opened, State, drilled
from data.filter import Filter
from data.lake import counts

MOST = 1000
SORTS = ("newest", "oldest", "outlet", "title")
HOW = {
    "newest": ("published_at", True),
    "oldest": ("published_at", False),
    "outlet": ("outlet", False),
    "title": ("title", False),
}


def show(context: Context) -> None:
    """Draw the page."""
    texts, flt = context.texts, drilled(context.state)
    st.title(texts.t("page.articles"), anchor=False)
    _chips(context)
    passing = context.ask(counts.passing, flt)
    opened = context.state.open
    article_id = opened.id if opened and opened.what == "article" else None
    if not passing.articles:
        empty.all_excluded(replace(context, state=replace(context.state, filter=flt)))
        if article_id:
            reader.show(context, article_id)
        return
    if article_id is None:
        _list(context, flt, passing)
        return
    left, right = st.columns([6, 5], gap="large")
    with left:
        _list(context, flt, passing)
    with right:
        reader.show(context, article_id)


def _chips(context: Context) -> None:
    """What a click picked, each with a way to take it off."""
    parts = drill_parts(context, context.state.drill)
    if not parts:
        return
    with st.container(horizontal=True, gap="small", key="chips"):
        for dimension, said in parts.items():
            st.button(
                markdown(said),
                key=f"chip-{dimension}",
                icon=":material/close:",
                icon_position="right",
                help=context.texts.t("articles.chip"),
                on_click=address.change,
                args=(_without(dimension),),
            )


def _without(dimension: str) -> Any:
    def change(state: State) -> State:
        return replace(state, drill=replace(state.drill, **{dimension: getattr(Drill(), dimension)}))

    return change


def _list(context: Context, flt: Filter, passing: counts.Passing) -> None:
    texts = context.texts
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        sort = st.selectbox(
            texts.t("articles.sort"),
            SORTS,
            format_func=lambda name: texts.t(f"sort.{name}"),
            key="sort",
            width=220,
        )
        level_switch(context)
        _each(context)
        save_articles(context, flt)
    column, descending = HOW[sort]
    page = context.ask(
        counts.articles_page, flt, column, descending, MOST, once=not context.state.each, level=context.level
    )
    st.caption(f"{_counted(context, passing, len(page))} {_filters(context, flt)}")
    st.dataframe(
        listed_once(context, page) if page["copies"].any() else listed(context, page),
        key="articles",
        hide_index=True,
        width="stretch",
        height=640,
        row_height=30,
        on_select=_select(list(page["article_id"])),
        selection_mode="single-cell",
        column_config=_columns(context),
        alt=texts.t("articles.alt", n=texts.number(len(page))),
        lazy=False,
        placeholder="",
    )
    st.caption(f"{texts.t('caption.articles')} {texts.t('click.articles')}")


def _each(context: Context) -> None:
    st.session_state["each"] = context.state.each
    st.toggle(
        context.texts.t("articles.each"),
        key="each",
        help=context.texts.t("articles.each.help"),
        on_change=_each_switched,
    )


def _each_switched() -> None:
    address.change(lambda state: replace(state, each=bool(st.session_state["each"])))


def _counted(context: Context, passing: counts.Passing, shown: int) -> str:
    """How many articles pass, in how many texts, and how many of these are shown."""
    texts, articles = context.texts, context.texts.plural("count.articles", passing.articles)
    repeated = 0 if context.state.each else context.ask(counts.repeated, drilled(context.state))
    distinct = passing.articles - repeated
    first = texts.number(shown)
    if not repeated:
        cut = shown < passing.articles
        return texts.plural("articles.first", passing.articles, shown=first) if cut else articles
    if shown < distinct:
        return texts.plural("articles.first_texts", distinct, shown=first, articles=articles)
    said = texts.plural("in.articles", passing.articles)
    return texts.plural("articles.texts", distinct, articles=said)


def _filters(context: Context, flt: Filter) -> str:
    return markdown(f"· {filter_line(context, flt)}")


def _columns(context: Context) -> dict[str, Any]:
    texts, config = context.texts, st.column_config
    return {
        "when": config.TextColumn(texts.t("column.when"), width=130),
        "outlet": config.TextColumn(texts.t("outlet"), width=140),
        "copies": config.TextColumn(texts.t("column.copies"), width=65),
        "title": config.TextColumn(texts.t("column.title"), width="large"),
        "topic": config.TextColumn(texts.t(f"level.{context.level}"), width="medium"),
        "language": config.TextColumn(texts.t("language"), width=95),
        "url": config.LinkColumn(texts.t("column.source"), display_text=texts.t("column.open"), width=80),
    }


def _select(ids: Sequence[str]) -> Any:
    """Open the article whose row was clicked."""

    def selected() -> None:
        cells = st.session_state["articles"]["selection"]["cells"]
        if cells:
            opened = Opened("article", ids[int(cells[0][0])])
            address.change(lambda state: replace(state, open=opened))

    return selected
