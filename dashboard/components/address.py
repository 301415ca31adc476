"""The page's address: read at the start of a run, written by the controls' callbacks."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.state import Dropped, State, decode, encode

HOME = "overview"
GOING = "going"  # key of the address to open next


def read() -> tuple[State, tuple[Dropped, ...]]:
    """The state that the address names, and what in it was not understood."""
    return decode({name: st.query_params.get_all(name) for name in st.query_params})


def write(state: State) -> None:
    """Put the state into the address; the browser's Back returns to the one before."""
    parameters = encode(state)
    if parameters != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(parameters)


def parameters(state: State) -> dict[str, list[str]]:
    """The state for `query_params=` of a link."""
    return encode(state)


def change(how: Callable[[State], State]) -> None:
    """For callbacks: what the address names, changed."""
    state, _ = read()
    write(how(state))


def link(page: str, state: State) -> str:
    """The relative address of a page with a state, for use in HTML (still to be escaped)."""
    path = "./" if page == HOME else page
    query = urlencode(encode(state), doseq=True)
    return f"{path}?{query}" if query else path


def page(name: str) -> Page:
    """A page by its name, for links and switches; Streamlit tells pages apart by their address alone."""
    return st.Page(_nothing, url_path=name, default=name == HOME)


def go(name: str, state: State) -> None:
    """For callbacks: open a page with a state, see `browser.follow`."""
    st.session_state[GOING] = link(name, state)


def taken() -> str | None:
    """The address that a callback of this run asked to open, once."""
    going: str | None = st.session_state.pop(GOING, None)
    return going


def _nothing() -> None:
    """Stands in for a page's own function where only its address matters."""
