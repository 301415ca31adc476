"""The four kinds of nothing: nothing collected yet, filters that exclude all, nothing here, a broken archive."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.components import address
from dashboard.context import Context, Request
from dashboard.escape import markdown
from dashboard.figures.wording import filter_line
from dashboard.state import State, elsewhere
from data.errors import SvodkaError
from data.filter import Filter


def nothing_yet(request: Request, waiting: int = 0) -> None:
    """Nothing analysed: what to do first, in the browser or on the command line; `waiting` articles are imported."""
    texts = request.texts
    title = texts.plural("empty.waiting", waiting) if waiting else texts.t("empty.yet")
    st.info(texts.t("empty.yet.why"), title=title, icon=":material/inbox:")
    st.page_link(
        address.page("add"),
        label=texts.t("empty.yet.add"),
        icon=":material/upload_file:",
        query_params=address.parameters(elsewhere(request.state)),
    )
    st.caption(texts.t("empty.yet.command"))
    st.code(".venv/bin/python -m svodka import my-archive.csv\n.venv/bin/python -m svodka analyse", language=None)


def all_excluded(context: Context) -> None:
    """Nothing passes the filters: which ones, and the way back."""
    texts = context.texts
    st.info(
        texts.t("empty.filters.why", filters=markdown(filter_line(context, context.flt))),
        title=texts.t("empty.filters"),
        icon=":material/filter_alt_off:",
    )
    st.button(texts.t("filters.reset"), key="empty-reset", on_click=address.change, args=(_reset,))


def _reset(state: State) -> State:
    return replace(state, filter=Filter())


def nothing_here(request: Request, key: str) -> None:
    """This chart or list alone has nothing to show; `key` of the catalogue says why."""
    st.caption(request.texts.t(key))


def broken(request: Request, error: SvodkaError) -> None:
    """The archive cannot be read: the error as it was raised, and what still works."""
    texts = request.texts
    st.error(texts.t(f"error.{error.code}.why"), title=texts.t(f"error.{error.code}"), icon=":material/error:")
    st.text(" ".join(part for part in (str(error), error.hint) if part))
