"""Folders of saved pages, read by several processes: a row for each, in order, whatever it does to its reader."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data.article.raw import RawRow, Rejected
from data.intake import import_paths
from data.settings import Workspace
from data.sources import html_folder
from data.sources.csv_file import CsvFile
from data.sources.html_folder import AHEAD, BATCH_PAGES, FEW, HtmlFolder, Row, sources_of
from data.sources.html_page import HtmlPage

PAGE = "<html><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
TEXT = "Министры иностранных дел встретились в Вене и договорились продолжить переговоры в январе. " * 4
PAGES = 3 * BATCH_PAGES


def odd(page: Path) -> list[Row]:
    """Stands for the extraction: some pages end the process that reads them, one never ends."""
    if page.stem.endswith("dies"):
        os._exit(3)
    if page.stem.endswith("hangs"):
        threading.Event().wait()
    return [RawRow(str(page), 1, {"title": page.stem})]


def folder(place: Path, names: list[str]) -> list[Path]:
    place.mkdir(exist_ok=True)
    paths = [place / f"{name}.html" for name in names]
    for path in paths:
        path.write_text(PAGE.format(path.stem, TEXT), encoding="utf-8")
    return paths


@pytest.mark.slow
def test_a_page_that_ends_its_reader_costs_itself_alone(tmp_path: Path) -> None:
    names = [f"{n:03}" for n in range(PAGES)]
    for n in (0, BATCH_PAGES - 1, BATCH_PAGES, BATCH_PAGES + 1):
        names[n] += "dies"
    source = HtmlFolder(tmp_path, pages=folder(tmp_path, names), limit=5, reading=odd)
    rows = list(source.rows())
    assert [Path(row.file).stem for row in rows] == names
    rejected = [Path(row.file).stem for row in rows if isinstance(row, Rejected)]
    assert rejected == [name for name in names if name.endswith("dies")]
    assert isinstance(rows[0], Rejected)
    assert rows[0].reason == "the process that read it ended with 3"
    assert source.done == 1.0


@pytest.mark.slow
def test_a_page_that_never_ends_is_rejected(tmp_path: Path) -> None:
    names = [f"{n:03}" for n in range(FEW)]
    names[2] += "hangs"
    rows = list(HtmlFolder(tmp_path, pages=folder(tmp_path, names), limit=5, reading=odd).rows())
    assert len(rows) == FEW
    (rejected,) = (row for row in rows if isinstance(row, Rejected))
    assert (Path(rejected.file).stem, rejected.reason) == ("002hangs", "it was not read within 5 seconds")


def test_who_stops_early_waits_for_nothing(tmp_path: Path) -> None:
    names = [f"{n:03}" for n in range(FEW - 1)] + ["hangs"]
    rows = HtmlFolder(tmp_path, pages=folder(tmp_path, names), reading=odd).rows()
    assert Path(next(rows).file).stem == "000"
    rows.close()  # the page that hangs would take a minute


@pytest.mark.slow
def test_a_reader_that_starts_while_reading_ends_is_asked_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = threading.Event()
    readers: list[html_folder._Reader] = []

    class Starting(html_folder._Reader):
        def __init__(self, reading: html_folder.Reading) -> None:
            readers.append(self)
            if len(readers) > 1:
                closed.wait()
            super().__init__(reading)

    class Closing(html_folder._Readers):
        def stop(self) -> None:
            super().stop()
            closed.set()

    monkeypatch.setattr(html_folder, "_Reader", Starting)
    monkeypatch.setattr(html_folder, "_Readers", Closing)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    names = [f"{n:03}" for n in range(BATCH_PAGES)] + ["hangs"] * BATCH_PAGES
    rows = HtmlFolder(tmp_path, pages=folder(tmp_path, names), limit=20, reading=odd).rows()
    next(rows)
    rows.close()
    assert len(readers) == 2
    assert not any(reader._is_late for reader in readers)


def test_pages_are_read_ahead_no_farther_than_so_many(tmp_path: Path) -> None:
    count = 4 * AHEAD * BATCH_PAGES * (os.cpu_count() or 1)
    seen = tmp_path / "seen"
    seen.mkdir()
    pages = folder(tmp_path / "pages", [f"{n:05}" for n in range(count)])
    rows = HtmlFolder(tmp_path, pages=pages, reading=marking).rows()
    for _ in range(BATCH_PAGES):
        next(rows)
    assert len(list(seen.iterdir())) <= (AHEAD + 1) * BATCH_PAGES * (os.cpu_count() or 1)
    rows.close()


def marking(page: Path) -> Row:
    """Leaves a file that says that the page was read."""
    (page.parents[1] / "seen" / page.name).touch()
    return [RawRow(str(page), 1, {"title": page.stem})]


def test_a_page_that_cannot_be_read_is_a_row(tmp_path: Path) -> None:
    pages = folder(tmp_path, [f"{n:03}" for n in range(FEW)])
    pages[1].unlink()
    with pages[2].open("wb") as file:
        file.truncate(20_000_001)
    pages[3].write_bytes(b"")
    rows = list(HtmlFolder(tmp_path, pages=pages).rows())
    assert [n for n, row in enumerate(rows) if isinstance(row, Rejected)] == [1, 2, 3]
    assert [row.file for row in rows] == [str(page) for page in pages]


def test_runs_of_pages_are_one_source(tmp_path: Path) -> None:
    names = ["a.html", "b.htm", "c.csv", "d.html"]
    sources = sources_of([tmp_path / name for name in names], {})
    assert [type(source) for source in sources] == [HtmlFolder, CsvFile, HtmlPage]


def test_a_folder_is_imported_as_its_pages_one_by_one(corpora: Path, tmp_path: Path) -> None:
    index = pq.read_table(corpora / "html_pages" / "index.parquet", columns=["html_path"]).to_pylist()
    pages = [corpora / "html_pages" / row["html_path"] for row in index[: FEW + 4]]
    place = tmp_path / "pages"
    place.mkdir()
    for number, page in enumerate(pages):
        (place / f"{number:03}.html").write_bytes(page.read_bytes())
    one_by_one = [next(HtmlPage(path).rows()) for path in sorted(place.iterdir())]
    (together,) = sources_of(sorted(place.iterdir()), {})
    assert list(together.rows()) == one_by_one
    report = import_paths(Workspace(tmp_path / "workspace"), [place])
    assert report.read == len(pages)
    assert report.stored + report.duplicates + report.rejected == len(pages)


@pytest.mark.parametrize("count", [1, FEW - 1])
def test_a_few_pages_start_no_process(tmp_path: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.sources.html_folder.get_context", None)
    pages = folder(tmp_path, [f"{n:03}" for n in range(count)])
    assert len(list(HtmlFolder(tmp_path, pages=pages).rows())) == count
