"""The imports of an archive, and the way to undo one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import job
from dashboard.context import Request
from data.settings import Workspace
from data.state import imports

SHOWN = 20
NAMES = 3  # of files in a line


def show(request: Request, target: Workspace, *, busy: bool, started: Callable[[], None]) -> None:
    """The last imports that stored something, each with a button that asks before it undoes.

    Args:
        target: the archive.
        busy: whether a job runs: then nothing can be undone.
        started: called once undoing was started.
    """
    texts = request.texts
    known = [entry for entry in imports.recorded(target) if entry["report"].get("stored")]
    if not known:
        return
    st.header(texts.t("undo.title"), anchor=False)
    st.caption(texts.t("undo.help"))
    for entry in known[:SHOWN]:
        line, button = st.columns([5, 1], vertical_alignment="center")
        line.text(_line(request, target, entry))
        key = f"undo-{entry['import_id']}"
        if button.button(texts.t("undo.button"), key=key, icon=":material/undo:", disabled=busy):
            _ask(request, target, entry, started)
    if len(known) > SHOWN:
        st.caption(texts.plural("undo.more", len(known) - SHOWN))


def said(request: Request, target: Workspace, result: dict[str, Any]) -> str:
    """What a finished removal did, in words."""
    texts = request.texts
    removed = texts.plural("undo.removed", int(result.get("removed", 0)))
    due = result.get("off_the_disk")
    if not due or due == "now":
        return removed
    moment = texts.moment(datetime.fromisoformat(due).astimezone(target.zone))
    return f"{removed}. {texts.t('undo.due', moment=moment)}"


def _line(request: Request, target: Workspace, entry: dict[str, Any]) -> str:
    texts = request.texts
    files = [Path(path).name for path in entry["paths"]]
    named = ", ".join(files[:NAMES]) + (" …" if len(files) > NAMES else "")
    stored = texts.plural("undo.stored", int(entry["report"]["stored"]))
    return f"{texts.moment(entry['started_at'].astimezone(target.zone))} · {named} · {stored}"


def _ask(request: Request, target: Workspace, entry: dict[str, Any], started: Callable[[], None]) -> None:
    texts = request.texts

    @st.dialog(texts.t("undo.question"))
    def question() -> None:
        st.text(_line(request, target, entry))
        st.write(texts.t("undo.warning"))
        st.button(
            texts.t("undo.yes"),
            key="undo-yes",
            type="primary",
            icon=":material/delete:",
            on_click=_undo,
            args=(target, entry["import_id"], started),
        )

    question()


def _undo(target: Workspace, import_id: str, started: Callable[[], None]) -> None:
    job.forget(target, import_id)
    started()
