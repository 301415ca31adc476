"""Everything around a page: which archive, the address, the sidebar, the tabs, and where errors end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import cache
from dashboard.components import address, browser, document, empty, sidebar, style
from dashboard.components.boundary import guarded
from dashboard.context import Context, Request, open_context
from dashboard.escape import escape
from dashboard.figures.wording import freshness
from dashboard.state import Dropped, State, elsewhere
from dashboard.texts import Texts, msgid
from dashboard.theme import theme_of
from data.settings import DEFAULT_WORKSPACE, INTERFACES, Workspace
from data.state import editions

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

View = Callable[[Context], None]


def run(views: Mapping[str, View], add: Callable[[Request], None]) -> None:
    """One run of the script.

    Args:
        views: the pages that read an archive, by their name in the address, in the order of the tabs; those of UNLISTED
            have none.
        add: the page that works without one.
    """
    served = Workspace.at()
    state, dropped = address.read()
    workspace = own_workspace(served) if state.own and served.is_demo else served
    texts = Texts(state.lang or spoken(st.context.locale) or workspace.settings.interface)
    st.set_page_config(layout="wide", page_icon=str(ICON), initial_sidebar_state=SIDEBAR_WIDTH)
    request = Request(address.HOME, served, workspace, state, texts, theme_of(st.context.theme.type))
    style.apply(request.theme, texts)
    pages = [
        st.Page(
            partial(_page, replace(request, page=name), views, add, dropped),
            title=f"{texts.t(f'page.{name}')} · {texts.t('app.name')}",
            url_path=name,
            default=name == address.HOME,
        )
        for name in (*views, "add")
    ]
    st.navigation(pages, position="hidden").run()


def spoken(locale: str | None) -> str | None:
    """The interface's language in which a browser's locale (ru-RU) can be answered; None: there is none."""
    language = (locale or "").partition("-")[0].lower()
    return language if language in INTERFACES else None


def own_workspace(demo: Workspace) -> Workspace:
    """Where one's own articles go from the demo: `workspace` beside it."""
    return Workspace.at(demo.root.parent / DEFAULT_WORKSPACE)


def _page(
    request: Request, views: Mapping[str, View], add: Callable[[Request], None], dropped: tuple[Dropped, ...]
) -> None:
    _tabs(request, [name for name in (*views, "add") if name not in UNLISTED])
    document.say(request.texts)
    browser.follow()
    guarded(request, lambda: _content(request, views, add, dropped))


def _content(
    request: Request, views: Mapping[str, View], add: Callable[[Request], None], dropped: tuple[Dropped, ...]
) -> None:
    if request.page == "add":
        _banner(request)
        add(request)
        return
    edition = editions.latest(request.workspace)
    if edition is None or not edition.is_analysed or not edition.totals.get("articles", 1):
        _banner(request)
        empty.nothing_yet(request, cache.waiting(request.workspace, edition) if edition else 0)
        return
    archive = cache.archive(request.workspace, edition)
    context, unknown = open_context(request, archive, cache.answer)
    _report(request, (*dropped, *unknown))
    _banner(context, freshness(context, cache.waiting(context.workspace, context.edition)))
    guarded(request, lambda: sidebar.draw(context))
    guarded(request, lambda: views[request.page](context))


def _report(request: Request, dropped: tuple[Dropped, ...]) -> None:
    """Say once per address that some of it was not used."""
    asked = str(sorted(st.query_params.items()))[:5000]
    if dropped and st.session_state.get("reported") != asked:
        st.toast(request.texts.plural("filters.dropped", len(dropped)), icon=":material/link_off:")
    st.session_state["reported"] = asked


def _tabs(request: Request, names: list[str]) -> None:
    texts = request.texts
    going = address.parameters(elsewhere(request.state))
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


def _banner(request: Request, freshness: str = "") -> None:
    """Which archive this is, when it is the demo, and how fresh it is."""
    texts = request.texts
    name = texts.t(
        msgid("banner.demo") if request.workspace.is_demo else msgid("banner.own"), path=request.workspace.root.name
    )
    said = f" · {escape(freshness)}" if freshness else ""
    st.html(f'<p class="sv-banner"><b>{escape(name)}</b>{said}</p>')
