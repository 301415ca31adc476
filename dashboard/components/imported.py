"""What an import found, or would find, in words: on the page where articles are added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.context import Request
from dashboard.escape import markdown
from dashboard.reasons import REASONS
from dashboard.texts import Texts, msgid
from data.article.raw import FIELDS

Report = Mapping[str, Any]
"""As `data.sources.report.ImportReport.as_json` writes it; one of an older version may lack keys."""

LACKS = (
    "undated",
    "unreadable_dates",
    "future_dates",
    "far_dated",
    "without_text",
    "without_title",
    "without_outlet",
)


def show(request: Request, report: Report) -> None:
    """Everything a report says; what asks for an act stands first."""
    for said in hints(request.texts, report):
        st.warning(markdown(said), icon=":material/help:")
    for line in lines(request.texts, report):
        st.text(line)


def asks_for_an_act(report: Report) -> bool:
    """Whether a column may have been overlooked or rows were refused."""
    return bool(report.get("hints") or report.get("rejected"))


def hints(texts: Texts, report: Report) -> list[str]:
    """Fields that no row of a file has while one of its columns looks like them, and what to do."""
    found = report.get("hints") or []
    said = [
        texts.t(
            "report.hint",
            file=Path(hint["file"]).name,
            what=texts.t(f"report.no.{hint['field']}"),
            column=hint["column"],
            field=texts.t(f"field.{hint['field']}"),
            options=texts.t("add.options"),
            map=hint["map"],
        )
        for hint in found
    ]
    return [*said, texts.t("report.hint.undo")] if found and report.get("stored") else said


def lines(texts: Texts, report: Report) -> list[str]:
    """The figures, what was left out, and which columns were used; what is nothing is not said."""
    names = ("read", "stored", "duplicates", "rejected", "left_out")
    figures = {name: texts.number(report.get(name) or 0) for name in names}
    said = [texts.t(msgid("report.looked_at") if report.get("dry_run") else msgid("report.read"), **figures)]
    said += [] if report.get("whole", True) else [texts.t("report.part")]
    if report.get("changed"):
        said.append(texts.plural("report.changed", report["changed"]))
    counts = [texts.t(f"report.{name}", n=texts.number(report[name])) for name in LACKS if report.get(name)]
    said += [texts.t("report.lacks", counts=", ".join(counts))] if counts else []
    if report.get("far_days"):
        said.append(texts.t("report.far_days", days=", ".join(report["far_days"])))
    return [*said, *_shared(texts, report), *_left_out(texts, report), *_columns(texts, report)]


def _shared(texts: Texts, report: Report) -> Iterator[str]:
    urls = report.get("shared_urls") or []
    if urls:
        yield texts.plural("report.shared", report["shared_urls_count"])
    for row in urls:
        yield "· " + texts.plural("report.shared.url", row["rows"] + 1, url=row["url"][:200])


def _left_out(texts: Texts, report: Report) -> Iterator[str]:
    rows = report.get("left_out_rows") or []
    if rows:
        yield texts.t("report.left_out.head")
    for row in rows:
        file, why = Path(row["file"]).name, reason(texts, row["reason"])
        yield "· " + texts.plural("report.left_out", row["rows"], file=file, reason=why)
    skipped = report.get("skipped") or []
    if skipped:
        yield texts.t("report.skipped")
    for item in skipped:
        yield f"· {Path(item['path']).name}: {reason(texts, item['reason'])}"
    if report.get("rejects"):
        yield texts.t("run.rejects", paths=", ".join(report["rejects"]))


def _columns(texts: Texts, report: Report) -> Iterator[str]:
    for file in report.get("files") or []:
        used = [
            f"{texts.t(f'field.{field}')} ← {', '.join(names)}" if field in FIELDS else f"{field}: {', '.join(names)}"
            for field, names in file["columns"].items()
            if names
        ]
        if file["unused"]:
            used.append(texts.t("report.unused", columns=", ".join(file["unused"])))
        yield texts.t("report.columns", file=Path(file["file"]).name, columns="; ".join(used))
    if report.get("files_not_listed"):
        yield texts.plural("report.files_more", report["files_not_listed"])


_PART = re.compile(r"^(sheet|table) (.+?): ")
"""How a reason begins that speaks of a part of a file."""


def reason(texts: Texts, said: str) -> str:
    """Why something was left out, as sources say it in English, in the interface's language where it is known."""
    for english in REASONS:
        said = said.replace(english, texts.t(f"source.{english}"))
    return _PART.sub(lambda part: f"{texts.t(f'report.{part[1]}')} {part[2]}: ", said)
