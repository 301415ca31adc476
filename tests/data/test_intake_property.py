"""No silent loss: whatever the container, encoding and missing fields, every row and every column is accounted for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import UsageError
from data.intake import import_paths
from data.lake import tables
from data.schema import ARTICLES
from data.settings import Workspace
from data.sources.kinds import KINDS
from data.sources.report import ImportReport
from data.sources.source import Source

Row = dict[str, str]

LETTERS = st.text(alphabet="абвЁєї «»–,;|\t\"'\n=+-1", max_size=30)
VALUES = {
    "title": LETTERS.map(lambda text: f"Заголовок {text}".strip()),
    "text": LETTERS.map(lambda text: f"Абзац {text} конец."),
    "date": st.sampled_from(["2024-01-15", "15.01.2024 10:30", "вчера", "2024-01-15T10:30:00+03:00"]),
    "source": st.sampled_from(["Вестник", "Дом, сад", "«Курьер»"]),
    "url": st.sampled_from(["https://x.ru/news", "https://x.ru/{n}", "не адрес"]),
    "likes": st.sampled_from(["5", "много"]),
    "editor": st.sampled_from(["Иванов", "А. Б."]),
}
FIELDS = {"title": "title", "text": "text", "source": "outlet"}


@st.composite
def files(draw: st.DrawFn) -> tuple[list[str], list[Row], list[int]]:
    """Columns that a file has, its rows with an id each, and the numbers of those that stand in it once more."""
    columns = ["id", *draw(st.lists(st.sampled_from(list(VALUES)), unique=True, min_size=1))]
    rows = [
        {"id": f"n{n}"} | {name: draw(st.just("") | VALUES[name]).format(n=n) for name in columns[1:]}
        for n in range(draw(st.integers(1, 5)))
    ]
    return columns, rows, draw(st.lists(st.integers(0, len(rows) - 1), max_size=3))


def written(columns: Sequence[str], rows: Sequence[Row], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(folder: Path, ending: str, encoding: str, columns: Sequence[str], rows: Sequence[Row]) -> Path:
    """The rows as a file of that kind; the binary ones know no encoding."""
    path = folder / f"rows.{ending}"
    if ending == "xlsx":
        pd.DataFrame(rows, columns=columns).to_excel(path, index=False, engine="xlsxwriter", engine_kwargs=AS_TEXT)
    elif ending == "parquet":
        pd.DataFrame(rows, columns=columns).to_parquet(path)
    else:
        text = {
            "csv": lambda: written(columns, rows, ","),
            "tsv": lambda: written(columns, rows, "\t"),
            "jsonl": lambda: "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows),
            "json": lambda: json.dumps(rows, ensure_ascii=False, indent=1),
        }[ending]()
        path.write_bytes(text.encode(encoding, "replace"))
    return path


AS_TEXT: dict[str, Any] = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
ENDINGS = ("csv", "tsv", "jsonl", "json", "xlsx", "parquet")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1251")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files(), st.sampled_from(ENDINGS), st.sampled_from(ENCODINGS))
def test_every_row_and_every_column_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, file: tuple[list[str], list[Row], list[int]], ending: str, encoding: str
) -> None:
    columns, rows, repeated = file
    folder = tmp_path_factory.mktemp("rows")
    workspace = Workspace(folder / "workspace")
    path = write(folder, ending, encoding, columns, [*rows, *(rows[n] for n in repeated)])
    if not {"title", "text"} & set(columns):
        with pytest.raises(UsageError):
            import_paths(workspace, [path])
        return
    report = import_paths(workspace, [path])
    rejected = [row for row in rows if not row.get("title") and not row.get("text")]
    again = sum(rows[n] in rejected for n in repeated)
    assert report.read - report.left_out.total() == len(rows) + len(repeated)
    assert report.rejected == len(rejected) + again
    assert report.stored + report.duplicates == len(rows) - len(rejected) + len(repeated) - again
    assert_every_article_is_there(workspace, rows, report)
    assert_every_column_is_named(report, path, rows)


def assert_every_article_is_there(workspace: Workspace, rows: Sequence[Row], report: ImportReport) -> None:
    """Each row under its id with all it says; a changed one under the id of the row whose place it would take."""
    frame = tables.read(workspace, ARTICLES)
    stored = {str(article["external_id"]): article for article in frame.to_dict("records")}
    for row in rows:
        if row["id"] not in stored:
            assert report.duplicates or not (row.get("title") or row.get("text"))
            continue
        article = stored[row["id"]]
        for column, field in FIELDS.items():
            given_as = str(row.get(column, "")).split()
            assert str(article[field] or "").split() == given_as or not given_as
        dated = bool(row.get("date")) and row["date"] != "вчера"
        assert pd.notna(article["published_at"]) == dated
    assert len(stored) == report.stored


def assert_every_column_is_named(report: ImportReport, path: Path, rows: Sequence[Row]) -> None:
    """Columns that hold something are used, or named as unused where the source of that kind tells them apart."""
    used = {name for columns in report.columns[str(path)].values() for name in columns}
    filled = {name for row in rows for name, value in row.items() if value}
    known = {"id", "title", "text", "date", "source", "url"}
    assert used >= filled & known
    if KINDS[path.suffix].unused is not Source.unused:
        assert used | set(report.files[0].unused) >= filled
