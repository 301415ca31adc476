"""Everything around a page: which archive, the address, the sidebar, the tabs, and where errors end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import cache
from dashboard.components import address, browser, empty, sidebar, style, words
from dashboard.components.boundary import guarded
from dashboard.components.desk import Desk, Room
from dashboard.components.escape import escape
from dashboard.filters import (
    Dropped,
    Known,
    State,
    elsewhere,
    mentioned_entities,
    mentioned_topics,
    settle,
    with_entities_as,
    with_topics_as,
)
from dashboard.texts import Texts
from dashboard.theme import theme_of
from data.filter import LEVELS
from data.lake import counts
from data.settings import DEFAULT_WORKSPACE, INTERFACES, Workspace
from data.state import editions
from data.state.editions import Edition

ICON = Path(__file__).with_name("icon.svg")  # one of Material's would be fetched from another host
SIDEBAR_WIDTH = 300

ICONS = {
    "overview": ":material/dashboard:",
    "weekly": ":material/calendar_view_week:",
    "topics": ":material/topic:",
    "mentions": ":material/person_search:",
    "reprints": ":material/content_copy:",
    "articles": ":material/article:",
    "add": ":material/upload_file:",
}
UNLISTED = {"name", "topic"}
"""Pages without a tab: links lead there."""

View = Callable[[Desk], None]


def run(views: Mapping[str, View], add: Callable[[Room], None]) -> None:
    """One run of the script.

    Args:
        views: the pages that read an archive, by their name in the address, in the order of the tabs; those of UNLISTED
            have none.
        add: the page that works without one.
    """
    served = Workspace.at()
    state, dropped = address.read()
    workspace = own_workspace(served) if state.own and served.is_demo else served
    texts = Texts(state.lang or workspace.settings.interface)
    st.set_page_config(
        page_title=texts.t("app.name"), layout="wide", page_icon=str(ICON), initial_sidebar_state=SIDEBAR_WIDTH
    )
    room = Room(address.HOME, served, workspace, state, texts, theme_of(st.context.theme.type))
    style.apply(room.theme, texts)
    pages = [
        st.Page(
            partial(_page, replace(room, page=name), views, add, dropped),
            title=f"{texts.t(f'page.{name}')} · {texts.t('app.name')}",
            url_path=name,
            default=name == address.HOME,
        )
        for name in (*views, "add")
    ]
    st.navigation(pages, position="hidden").run()


def own_workspace(demo: Workspace) -> Workspace:
    """Where one's own articles go from the demo: `workspace` beside it."""
    return Workspace.at(demo.root.parent / DEFAULT_WORKSPACE)


def _page(room: Room, views: Mapping[str, View], add: Callable[[Room], None], dropped: tuple[Dropped, ...]) -> None:
    _tabs(room, [name for name in (*views, "add") if name not in UNLISTED])
    browser.follow()
    guarded(room, lambda: _content(room, views, add, dropped))


def _content(room: Room, views: Mapping[str, View], add: Callable[[Room], None], dropped: tuple[Dropped, ...]) -> None:
    if room.page == "add":
        _banner(room)
        add(room)
        return
    edition = editions.latest(room.workspace)
    if edition is None or not edition.is_analysed or not edition.totals.get("articles", 1):
        _banner(room)
        empty.nothing_yet(room, cache.waiting(room.workspace, edition) if edition else 0)
        return
    desk, unknown = open_desk(room, edition)
    _report(room, (*dropped, *unknown))
    _banner(desk, words.freshness(desk, cache.waiting(desk.workspace, desk.edition)))
    guarded(room, lambda: sidebar.draw(desk))
    guarded(room, lambda: views[room.page](desk))


def open_desk(room: Room, edition: Edition) -> tuple[Desk, tuple[Dropped, ...]]:
    """Open the edition and keep of the address what it has."""
    archive = cache.archive(room.workspace, edition)
    reader = archive.reader(language=room.texts.lang)
    coverage, choices = counts.coverage(reader), counts.choices(reader)
    room.state = with_entities_as(room.state, archive.names.read_as)
    desk = Desk(**vars(room), archive=archive, edition=archive.edition, coverage=coverage, choices=choices)
    _name_entities(desk, mentioned_entities(room.state))
    room.state = _follow_topics(desk, room.state)
    known = Known(
        languages=set(choices.languages["language"]),
        outlets=set(choices.outlets["outlet"].dropna()),
        topics=set(desk.topics),
        entities=set(desk.names),
        levels=LEVELS if choices.has_levels else ("topic",),
    )
    desk.state, unknown = settle(room.state, known, coverage)
    opened = room.state.open
    if opened and opened.what == "topic" and archive.topics.hidden_by(opened.id):  # its page says so
        unknown = tuple(each for each in unknown if each.parameter != "open")
    return desk, unknown


def _name_entities(desk: Desk, mentioned: tuple[str, ...]) -> None:
    offered = desk.choices.entities
    others = [i for i in mentioned if i not in set(offered["entity_id"])]
    named = [offered, desk.ask(counts.entities, tuple(others))] if others else [offered]
    kinds = {kind: desk.texts.t(f"kind.{kind}") for frame in named for kind in frame["kind"].unique()}
    for frame in named:
        ids = frame["entity_id"].tolist()
        desk.names.update(zip(ids, frame["name"].tolist(), strict=True))
        desk.kinds.update(zip(ids, map(kinds.__getitem__, frame["kind"].tolist()), strict=True))


def _follow_topics(desk: Desk, state: State) -> State:
    """The state with what users or refits merged away under its heirs. Stories are too many to be offered: look them
    up.
    """
    told = {i: read for i in mentioned_topics(state) if (read := desk.archive.topics.read_as(i)) is not None}
    state = with_topics_as(state, told)
    others = tuple(i for i in mentioned_topics(state) if i not in desk.topics)
    if not others:
        return state
    entities = set(desk.names)  # `show` may name these too
    desk.heirs = desk.ask(counts.topic_heirs, tuple(i for i in others if i not in entities))
    found = (*(i for i in others if i not in desk.heirs), *desk.heirs.values())
    desk.learn(desk.ask(counts.topics_of, found))
    return with_topics_as(state, desk.heirs)


def _report(room: Room, dropped: tuple[Dropped, ...]) -> None:
    """Say once per address that some of it was not used."""
    asked = str(sorted(st.query_params.items()))[:5000]
    if dropped and st.session_state.get("reported") != asked:
        st.toast(room.texts.plural("filters.dropped", len(dropped)), icon=":material/link_off:")
    st.session_state["reported"] = asked


def _tabs(room: Room, names: list[str]) -> None:
    texts = room.texts
    going = address.parameters(elsewhere(room.state))
    with st.container(horizontal=True, key="tabs", gap="small", vertical_alignment="center"):
        for name in names:
            st.page_link(
                address.page(name), label=texts.t(f"page.{name}"), icon=ICONS[name], query_params=going, width="content"
            )
        st.space("stretch")
        st.session_state["lang"] = texts.lang
        st.segmented_control(
            texts.t("interface"),
            INTERFACES,
            format_func=str.upper,
            key="lang",
            on_change=_language_chosen,
            label_visibility="collapsed",
            required=True,
        )


def _language_chosen() -> None:
    address.change(_speaking)


def _speaking(state: State) -> State:
    return replace(state, lang=st.session_state["lang"])


def _banner(room: Room, freshness: str = "") -> None:
    """Which archive this is, when it is the demo, and how fresh it is."""
    texts = room.texts
    name = texts.t("banner.demo" if room.workspace.is_demo else "banner.own", path=room.workspace.root.name)
    said = f" · {escape(freshness)}" if freshness else ""
    st.html(f'<p class="sv-banner"><b>{escape(name)}</b>{said}</p>')
