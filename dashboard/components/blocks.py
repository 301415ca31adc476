"""Lines that an outlet repeats in its articles and that are left out of their texts; each can be counted as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

import streamlit as st

from analytics.habits import listed
from dashboard.context import Request
from dashboard.escape import markdown
from dashboard.texts import msgid
from data.settings import Workspace
from data.state import blocks

FIRST = 8  # shown at once
MOST = 100


def show(request: Request, target: Workspace, *, busy: bool, analyse: Callable[[], None]) -> None:
    """The blocks of the last analysis, each with a button that counts it as text, or leaves it out again.

    Args:
        target: the archive.
        busy: whether a job runs: then no analysis can be started.
        analyse: starts one.
    """
    texts, found = request.texts, listed(target)
    if found.empty:
        return
    rows = found.head(MOST).to_dict("records")
    st.header(texts.t("blocks.title"), anchor=False)
    st.caption(texts.t("blocks.help"))
    due = int((found["left_out"] == found["counted"]).sum())
    if due:
        with st.container(horizontal=True, vertical_alignment="center", key="blocks-due"):
            st.markdown(markdown(texts.plural("blocks.due", due)), width="content")
            st.button(
                texts.t("run.analyse_now"),
                key="blocks-analyse",
                type="primary",
                icon=":material/play_arrow:",
                disabled=busy,
                on_click=analyse,
            )
    for row in rows[:FIRST]:
        _block(request, target, row)
    if rows[FIRST:]:
        with st.expander(texts.plural("blocks.more", len(rows) - FIRST), key="blocks-more"):
            for row in rows[FIRST:]:
                _block(request, target, row)
            if len(found) > len(rows):
                st.caption(texts.plural("blocks.rest", len(found) - len(rows)))


def _block(request: Request, target: Workspace, row: Mapping[str, Any]) -> None:
    texts, named = request.texts, (row["outlet"], row["block"])
    is_text = row["counted"]
    line, button = st.columns([5, 1], vertical_alignment="center")
    with line.container(gap=None):
        st.text(row["block"])
        articles = texts.plural("count.articles", row["articles"])
        said = texts.t("blocks.outlet", outlet=row["outlet"], share=texts.percent(row["share"]), articles=articles)
        st.caption(markdown(f"{said} · {texts.t('blocks.counted')}" if is_text else said))
    button.button(
        texts.t(msgid("blocks.leave_out") if is_text else msgid("blocks.count")),
        key=f"block-{blake2b(repr(named).encode(), digest_size=8).hexdigest()}",
        on_click=blocks.leave_out if is_text else blocks.count,
        args=(target, *named),
    )
