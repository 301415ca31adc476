"""Endings: which are read, and what is said of those that are not."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.kinds import ENDINGS, KINDS, source_of, why_not
from data.sources.workbook import Workbook
from tests.data.sources.stored import store

DUMMIES = {
    "crawl.warc.gz": "is damaged or is no WARC",
    "digest.docx": "is damaged or is no DOCX",
    "digest.pdf": "is damaged or is no PDF",
    "digest.rtf": "is damaged or is no RTF",
    "export.json.gz": "is damaged or is no packed file",
    "list.mbox": "is damaged or is no mailbox",
    "mail.eml": "is damaged or is no mail message",
    "notes.md": "is not text",
    "page.mhtml": "is damaged or is no saved page",
}
OTHERS = {
    "crawl.wacz": "Unpack it as a zip and import the .warc.gz files in its folder archive",
    "data.feather": "Save the table as Parquet or CSV",
    "dump.sqlite": "Export the table with the articles as CSV or JSONL",
}


def test_the_cases_of_other_kinds_named_one_by_one(cases: Path) -> None:
    folder = cases / "files" / "23-other-kinds"
    for name, message in DUMMIES.items():
        with pytest.raises(UsageError, match=message):
            store(folder / name)
    for name, advice in OTHERS.items():
        with pytest.raises(UsageError, match="is of no kind that can be imported") as refused:
            store(folder / name)
        assert refused.value.hint == advice + "."


def test_the_cases_of_other_kinds_in_their_folder(cases: Path) -> None:
    found = store(cases / "files" / "23-other-kinds")
    assert [title for title, _, _ in found.rows] == ["Газ"]
    assert found.report.duplicates == 1
    for name, message in DUMMIES.items():
        assert [reason for reason in found.reasons if f"{name} {message}" in reason], name
    said = {skipped.path.name: skipped.reason for skipped in found.report.skipped}
    for name, advice in OTHERS.items():
        assert said[name] == f"is of no kind that can be imported. {advice}"


@pytest.mark.parametrize("name", ["a.doc", "a.odt", "a.pages"])
def test_documents_of_other_programs_say_how_to_save_them(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UsageError, match="is of no kind") as refused:
        store(tmp_path / name)
    assert refused.value.hint == "Save it as .docx."


@pytest.mark.parametrize("name", ["a.csv", "A.CSV", "a.b.csv", "a.warc.gz", "a.csv.gz", "a.zip", "a.RSS"])
def test_endings_that_are_read(name: str) -> None:
    assert why_not(name) is None


@pytest.mark.parametrize("name", ["a", "a.", ".csv", "a.exe", "csv", "a.gz.exe"])
def test_endings_that_are_not(name: str) -> None:
    assert why_not(name) == "is of no kind that can be imported"


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json", "a.html"])
def test_bytes_of_another_kind_under_the_ending_of_a_text_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 rest")
    with pytest.raises(UsageError, match=r"its bytes are those of \.zip"):
        store(tmp_path / name)
    (tmp_path / "good.csv").write_text("title\na\n")
    found = store(tmp_path)
    assert (found.report.stored, found.report.rejected) == (1, 1)


def test_an_ending_that_is_read_has_no_advice_against_it() -> None:
    assert [ending for ending in ENDINGS if why_not("a" + ending)] == []
    assert set(KINDS) <= set(ENDINGS)


ANY_BYTES = st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
WORKBOOKS = [ending for ending in ENDINGS if KINDS.get(ending) is Workbook]


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending not in WORKBOOKS])
@settings(max_examples=25, deadline=None)
@example(data=b"<!doctype html")
@given(data=ANY_BYTES)
def test_any_bytes_under_any_ending_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, ending: str, data: bytes
) -> None:
    read_or_refused(tmp_path_factory.getbasetemp() / f"any{ending}", data)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(ending=st.sampled_from(WORKBOOKS), data=ANY_BYTES)
def test_any_bytes_under_the_ending_of_a_workbook_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, ending: str, data: bytes
) -> None:
    """One reader for all of them, which begins a process for each file."""
    read_or_refused(tmp_path_factory.getbasetemp() / f"any{ending}", data)


def read_or_refused(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    for part in source_of(path, {}).parts():
        with contextlib.suppress(UsageError):
            assert all(isinstance(row, (RawRow, Rejected, LeftOut)) for row in part.rows())
