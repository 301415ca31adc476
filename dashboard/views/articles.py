"""Articles: the thousand first of all that pass, sorted over all of them, to read, to follow and to take along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.components import address, empty, reader
from dashboard.components.controls import level_switch
from dashboard.components.order import DOWN, UP, order_of, sorted_by
from dashboard.components.save import save_articles
from dashboard.context import Context
from dashboard.escape import markdown
from dashboard.figures.articles import listed, listed_once
from dashboard.figures.wording import drill_parts, filter_line
from dashboard.state import SORTABLE, Drill, Opened, Order, State, drilled
from data.filter import Filter
from data.lake import counts

MOST = 1000
SHOWN = {"published_at": "when"}
"""What the list calls a column that it sorts by, where it is not called the same."""
NEWEST = Order("articles", "published_at", descending=True)
BOTH = (True, False)
ORDERS = {
    f"{column} {DOWN if down else UP}": Order("articles", column, down)
    for column in SORTABLE["articles"]
    for down in BOTH
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
        listed_ids = _list(context, flt, passing)
    with right:
        reader.show(context, article_id, listed_ids)


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


def _list(context: Context, flt: Filter, passing: counts.Passing) -> list[str]:
    """The list; its ids in their order."""
    texts, order = context.texts, order_of(context.state, "articles") or NEWEST
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.session_state["sort"] = next(name for name, each in ORDERS.items() if each == order)
        st.selectbox(
            texts.t("articles.sort"),
            ORDERS,
            format_func=lambda name: _order(context, ORDERS[name]),
            key="sort",
            on_change=_sorted,
            width=220,
        )
        level_switch(context)
        _each(context)
        save_articles(context, flt)
    page = context.ask(
        counts.articles_page,
        flt,
        order.column,
        order.descending,
        MOST,
        once=not context.state.each,
        level=context.level,
    )
    ids, key = list(page["article_id"]), f"articles-{order.column}-{order.descending}"
    st.caption(f"{_counted(context, passing, len(page))} {_filters(context, flt)}")
    st.dataframe(
        listed_once(context, page) if page["copies"].any() else listed(context, page),
        key=key,  # another in each order: no column of it is chosen
        hide_index=True,
        width="stretch",
        height=640,
        row_height=30,
        on_select=_select(key, ids),
        selection_mode=["single-cell", "single-column"],
        column_config=_columns(context, order),
        alt=texts.t("articles.alt", n=texts.number(len(page))),
        lazy=False,
        placeholder="",
    )
    st.caption(f"{texts.t('caption.articles')} {texts.t('click.articles')}")
    return ids


def _order(context: Context, order: Order) -> str:
    return f"{context.texts.t(f'sort.{order.column}')} {DOWN if order.descending else UP}"


def _sorted() -> None:
    address.change(lambda state: replace(state, sort=(ORDERS[st.session_state["sort"]],)))


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


def _columns(context: Context, order: Order) -> dict[str, Any]:
    texts, config, own = context.texts, st.column_config, SHOWN.get(order.column, order.column)
    heads = {
        "when": texts.t("column.when"),
        "outlet": texts.t("outlet"),
        "title": texts.t("column.title"),
        "topic": texts.t(f"level.{context.level}"),
        "language": texts.t("language"),
    }
    heads[own] += f" {DOWN if order.descending else UP}"
    return {
        "when": config.TextColumn(heads["when"], width=130),
        "outlet": config.TextColumn(heads["outlet"], width=140),
        "copies": config.TextColumn(texts.t("column.copies"), width=65),
        "title": config.TextColumn(heads["title"], width="large"),
        "topic": config.TextColumn(heads["topic"], width="medium"),
        "language": config.TextColumn(heads["language"], width=95),
        "url": config.LinkColumn(texts.t("column.source"), display_text=texts.t("column.open"), width=80),
    }


def _select(key: str, ids: Sequence[str]) -> Any:
    """Open the article whose row was clicked; sort by the column whose title was."""

    def selected() -> None:
        chosen = st.session_state[key]["selection"]
        columns = {SHOWN.get(column, column): column for column in SORTABLE["articles"]}
        asked = [columns[shown] for shown in chosen["columns"] if shown in columns]
        if asked:
            down = asked[0] == "published_at"
            address.change(lambda state: sorted_by(state, "articles", asked[0], descending=down))
        elif chosen["cells"]:
            opened = Opened("article", ids[int(chosen["cells"][0][0])])
            address.change(lambda state: replace(state, open=opened))

    return selected
