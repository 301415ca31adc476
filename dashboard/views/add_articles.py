"""Add articles: drop files or name a path, see them as understood, import and analyse in a process of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import job
from dashboard.components import address, blocks, empty, imported, running, undo
from dashboard.components.boundary import guarded
from dashboard.components.shell import own_workspace
from dashboard.context import Request
from dashboard.escape import markdown
from dashboard.state import State, elsewhere
from dashboard.texts import msgid
from data.errors import SvodkaError
from data.intake import ImportOptions, import_paths
from data.settings import Workspace
from data.sources.kinds import ENDINGS
from data.sources.report import ImportReport
from data.state import editions, runs
from data.state.runs import Run

KINDS = [ending for ending in ENDINGS if ending.count(".") == 1]
MAPPED = ("title", "text", "date", "outlet", "url", "language")
WATCH_IDLE = 3.0  # seconds; between an import and its analysis nothing runs for a moment
SHOWN_RUNS = 5


def show(request: Request) -> None:
    """Draw the page."""
    texts = request.texts
    target = own_workspace(request.served) if request.workspace.is_demo else request.workspace
    st.title(texts.t("page.add"), anchor=False)
    st.caption(
        texts.t(msgid("add.from_demo") if request.workspace.is_demo else msgid("add.into"), path=target.root.name)
    )
    _progress(request, target)
    _open_own(request, target)
    left, right = st.columns([2, 3], gap="large")
    with left:
        paths = _files(request, target)
        options = _options(request)
    with right:
        _preview(request, target, paths, options)
    undo.show(request, target, busy=running.is_busy(target), started=running.note_start)
    guarded(
        request,
        lambda: blocks.show(request, target, busy=running.is_busy(target), analyse=lambda: running.analyse(target)),
    )


# ------------------------------------------------------------------------------------------------------------ choosing


def _files(request: Request, target: Workspace) -> list[Path]:
    """What to import: files dropped here, kept in the workspace, or a path on this machine."""
    texts = request.texts
    dropped = st.file_uploader(
        texts.t("add.drop"), type=KINDS, accept_multiple_files=True, key=_uploader(), help=texts.t("add.drop.help")
    )
    named = st.text_input(texts.t("add.path"), key="path", placeholder="/home/…/archive", help=texts.t("add.path.help"))
    kept = [_keep(target, upload) for upload in dropped or []]
    return [*kept, *([Path(named.strip()).expanduser()] if named and named.strip() else [])]


def _uploader() -> str:
    """Another widget once an import took what was dropped: else the file would be kept again with every run."""
    taken = st.session_state.get("uploads-taken", 0)
    return f"uploads-{taken}" if taken else "uploads"


def _keep(target: Workspace, upload: Any) -> Path:
    """Write an upload into the workspace once; its place is told by its id, its name is kept for reports."""
    folder = target.uploads / re.sub(r"[^0-9A-Za-z-]", "", upload.file_id)
    path = folder / safe_name(upload.name)
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        part.write_bytes(upload.getbuffer())
        part.replace(path)
    return path


def safe_name(name: str) -> str:
    """A file name that any system takes, with the ending kept: no folder, no control or reserved character."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    return f"{(stem or 'file')[:100]}{dot}{ending[:10]}" if dot else (plain or "file")[:100]


def _options(request: Request) -> ImportOptions:
    texts = request.texts
    with st.expander(texts.t("add.options")):
        left, middle, right = st.columns(3)
        outlet = left.text_input(texts.t("outlet"), key="add-outlet", help=texts.t("add.outlet.help"))
        language = middle.text_input(
            texts.t("language"), key="add-language", help=texts.t("add.language.help"), max_chars=3
        )
        zone = right.text_input(
            texts.t("add.zone"),
            key="add-zone",
            placeholder=request.workspace.settings.zone,
            help=texts.t("add.zone.help"),
        )
        st.caption(texts.t("add.columns"))
        mapping = {
            name: column.text_input(texts.t(f"field.{name}"), key=f"map-{name}")
            for name, column in zip(MAPPED, [*st.columns(3), *st.columns(3)], strict=True)
        }
    given = {name: value.strip() for name, value in mapping.items() if value and value.strip()}
    return ImportOptions(zone=zone or None, outlet=outlet or None, language=language or None, mapping=given)


# ---------------------------------------------------------------------------------------------------------- previewing


def _preview(request: Request, target: Workspace, paths: Sequence[Path], options: ImportOptions) -> None:
    """The first rows as understood, and the button that starts."""
    texts = request.texts
    if not paths:
        st.caption(texts.t("add.nothing_chosen"))
        return
    try:
        report = import_paths(target, paths, replace(options, dry_run=True))
    except SvodkaError as error:
        empty.broken(request, error)
        return
    st.header(texts.t("add.preview"), anchor=False)
    imported.show(request, report.as_json())
    rows = _rows(request, report, target)
    st.dataframe(rows, hide_index=True, width="stretch", placeholder="", alt=texts.t("add.preview"))
    st.caption(texts.t("add.preview.note"))
    st.button(
        texts.t("add.start"),
        key="start",
        type="primary",
        icon=":material/play_arrow:",
        disabled=running.is_busy(target),
        on_click=_start,
        args=(target, list(paths), options),
    )


def _rows(request: Request, report: ImportReport, target: Workspace) -> pd.DataFrame:
    texts, zone = request.texts, target.zone
    shown = []
    for row in report.preview:
        moment = row.get("published_at")
        dated = moment is not None and not pd.isna(moment)
        shown.append(
            {
                texts.t("column.when"): texts.moment(pd.Timestamp(moment).tz_convert(zone))
                if dated
                else texts.t("undated"),
                texts.t("outlet"): row.get("outlet") or texts.t("not_stated"),
                texts.t("column.title"): row.get("title") or "",
                texts.t("field.text"): str(row.get("text") or "")[:300],
                texts.t("add.reason"): row.get("reason") or "",
            }
        )
    return pd.DataFrame(shown)


# ------------------------------------------------------------------------------------------------------------- running


def _start(target: Workspace, paths: list[Path], options: ImportOptions) -> None:
    job.start(
        target,
        job.import_arguments(paths, options.mapping, options.outlet or "", options.language or "", options.zone or ""),
    )
    st.session_state["uploads-taken"] = st.session_state.get("uploads-taken", 0) + 1  # an emptied uploader
    running.note_start()


def _progress(request: Request, target: Workspace) -> None:
    """The last runs, looked at again and again without running the page; once one begins or ends the page runs."""
    every = running.WATCH if running.is_busy(target) else WATCH_IDLE
    st.fragment(_watch, run_every=every)(request, target, running.standing(target))


def _watch(request: Request, target: Workspace, standing: tuple[int, bool]) -> None:
    texts, recent = request.texts, runs.recent(target, SHOWN_RUNS)
    if standing != running.standing(target):
        st.rerun()
    running.bar(request, recent)
    if recent and recent[0].outcome is not None:
        _ended(request, target, recent[0])
    _report(request, recent)
    earlier = [run for run in recent[1:] if run.outcome is not None]
    if earlier:
        with st.expander(texts.t("run.earlier")):
            for run in earlier:
                st.text(_ended_line(request, target, run))


def _report(request: Request, recent: Sequence[Run]) -> None:
    """All that the last finished import said; open where something asks for an act."""
    report = next((run.result for run in recent if run.kind == "import" and run.outcome == "done" and run.result), None)
    if report:
        with st.expander(request.texts.t("report"), expanded=imported.asks_for_an_act(report)):
            imported.show(request, report)


def _ended(request: Request, target: Workspace, run: Run) -> None:
    said = _ended_line(request, target, run)
    if run.outcome == "done":
        st.success(markdown(said), icon=":material/check_circle:")
        if run.kind == "import":
            st.button(request.texts.t("run.analyse_now"), key="analyse", on_click=running.analyse, args=(target,))
        return
    st.error(markdown(said), icon=":material/error:")
    error = (run.result or {}).get("error") or {}
    if error:
        st.text(" ".join(filter(None, [error.get("message"), error.get("hint")])))


def _ended_line(request: Request, target: Workspace, run: Run) -> str:
    texts, result = request.texts, run.result or {}
    moment = texts.moment((run.finished_at or run.updated_at).astimezone(target.zone))
    head = f"{texts.t(f'run.{run.kind}')} · {texts.t(f'run.{run.outcome}')}, {moment}"
    if run.outcome != "done":
        return head
    if run.kind == "import":
        figures = {name: texts.number(result.get(name)) for name in ("read", "stored", "duplicates", "rejected")}
        return f"{head}. {texts.t('run.imported', **figures)}."
    if run.kind == "forget":
        return f"{head}. {undo.said(request, target, result)}"
    counted = ("articles", "themes", "topics", "stories", "mentions")
    figures = {name: texts.number(result.get(name)) for name in counted}
    return f"{head}. {texts.t('run.analysed', **figures)}"


# ----------------------------------------------------------------------------------------------------- one's own


def _open_own(request: Request, target: Workspace) -> None:
    """From the demo: the way to one's own archive once it holds an edition."""
    if target.root == request.workspace.root or editions.latest(target) is None:
        return
    st.button(
        request.texts.t("add.open_own"), key="open-own", type="primary", icon=":material/folder_open:", on_click=_own
    )


def _own() -> None:
    state: State = elsewhere(address.read()[0])
    address.go(address.HOME, replace(State(), lang=state.lang, own=True))
