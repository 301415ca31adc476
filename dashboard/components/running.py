"""An import or an analysis in a process of its own: started from a page, watched on any."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from dashboard import job
from dashboard.context import Request
from data.settings import Workspace
from data.state import runs
from data.state.runs import Run

WATCH = 1.0  # seconds between two looks at the progress
STARTING = 20.0  # seconds that a started process may take to enter itself in the state


def analyse(target: Workspace) -> None:
    """Start an analysis and return at once."""
    job.start(target)
    note_start()


def note_start() -> None:
    """Remember that a process was started from this session."""
    st.session_state["job-started"] = time.time()


def is_busy(target: Workspace) -> bool:
    """Whether an import or analysis of this workspace runs, or was started here and is about to."""
    recent = runs.recent(target, 1)
    return bool(recent and recent[0].outcome is None) or is_starting(recent)


def is_starting(recent: Sequence[Run]) -> bool:
    """Whether one was started here and has not entered itself among the last runs yet."""
    started = st.session_state.get("job-started")
    if started is None or time.time() - started > STARTING:
        return False
    return not (recent and recent[0].started_at >= datetime.fromtimestamp(started, UTC))


def standing(target: Workspace) -> tuple[int, bool]:
    """The latest run and whether it still runs: what a page depends on."""
    recent = runs.recent(target, 1)
    return (recent[0].run_id, recent[0].outcome is None) if recent else (0, False)


def bar(request: Request, recent: Sequence[Run]) -> None:
    """How far what runs is; of what runs no more nothing."""
    if is_starting(recent):
        st.progress(0.0, text=request.texts.t("run.starting"))
    for run in recent:
        if run.outcome is None:
            st.progress(min(run.done / run.total, 1.0) if run.total else 0.0, text=_line(request, run))


def show(request: Request) -> None:
    """How far it is on a page that waits for it: looked at again and again, and the page runs once more at its end."""
    if is_busy(request.workspace):
        st.fragment(_watch, run_every=WATCH)(request, standing(request.workspace))


def _watch(request: Request, before: tuple[int, bool]) -> None:
    if before != standing(request.workspace):
        st.rerun()
    bar(request, runs.recent(request.workspace, 1))


def _line(request: Request, run: Run) -> str:
    texts = request.texts
    stage = texts.t(f"stage.{run.stage}") if run.kind == "analyse" and run.stage else ""
    parts = [texts.t(f"run.{run.kind}"), stage]
    if run.total:
        parts.append(texts.percent(min(run.done / run.total, 1.0)))
    return " · ".join(part for part in parts if part)
