"""What was exported comes back as the same articles."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake import ImportOptions, import_paths
from data.lake import tables
from data.lake.export import FACTS, export_table
from data.schema import ARTICLES
from data.settings import Workspace
from data.sources.kinds import source_of
from data.sources.own_export import OwnExport

ROWS = """id,date,source,title,text,url,lang
1,15.01.2024,Вестник,Газ подорожал,"Министры; обсудили
газ.",,ru
2,2024-01-16T10:30:15.5+05:00,Вестник,=1+1 и «кавычки»,@канал,https://x.ru/a?b=1,
3,вчера,Курьер,Без даты,-5,https://x.ru/news,uk
4,2099-01-01,,Из будущего,+7 900 – телефон,не адрес,
5,,"Дом, сад","&amp;lt;b&amp;gt; и <i>",Абзац.,,en
6,16.01.2024,Вестник,,'в апострофе',,
"""
KEPT = [name for name in ARTICLES.columns if name not in ("import_id", "collected_at")]


def put(folder: Path, text: str, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def stored(workspace: Workspace) -> pd.DataFrame:
    frame = tables.read(workspace, ARTICLES)[KEPT].sort_values("article_id", ignore_index=True)
    return frame.assign(published_at=frame["published_at"].dt.floor("s"))


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
def test_an_export_comes_back_as_the_same_articles(workspace: Workspace, tmp_path: Path, ending: str) -> None:
    import_paths(workspace, [put(tmp_path, ROWS)])
    path = tmp_path / f"export.{ending}"
    assert export_table(workspace, "articles", path).rows == 6
    again = import_paths(workspace, [path])
    assert (again.read, again.stored, again.duplicates, again.changed) == (6, 0, 6, 0)
    other = replace(workspace, root=tmp_path / "other")
    report = import_paths(other, [path])
    assert (report.stored, report.hints) == (6, [])
    pd.testing.assert_frame_equal(stored(other), stored(workspace))
    assert set(tables.read(other, ARTICLES)["import_id"]) == {report.import_id}
    assert report.columns[str(path)]["language"] == ["language_given"]
    assert set(report.files[0].unused) == {"import_id", "origin", "collected_at", *FACTS.names}
    assert import_paths(other, [put(tmp_path, ROWS)]).stored == 0


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ";"), ("utf-8", "\t"), ("utf-8", ",")])
def test_a_spreadsheet_may_have_saved_it_again(
    workspace: Workspace, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    import_paths(workspace, [put(tmp_path, ROWS)])
    export_table(workspace, "articles", tmp_path / "export.csv")
    with (tmp_path / "export.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    path = tmp_path / "again.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    other = replace(workspace, root=tmp_path / "other")
    assert import_paths(other, [path]).stored == 6
    pd.testing.assert_frame_equal(stored(other), stored(workspace))


def test_a_row_whose_id_was_spoilt_is_read_as_any_other(workspace: Workspace, tmp_path: Path) -> None:
    import_paths(workspace, [put(tmp_path, ROWS)])
    export_table(workspace, "articles", tmp_path / "export.csv")
    text = (tmp_path / "export.csv").read_text(encoding="utf-8-sig")
    found = tables.read(workspace, ARTICLES)["article_id"][0]
    other = replace(workspace, root=tmp_path / "other")
    spoilt = put(tmp_path, text.replace(found, "1,23E+15") + "слишком;мало\n", "b.csv")
    report = import_paths(other, [spoilt])
    assert (report.stored, report.rejected) == (6, 1)
    assert "has 2 cells" in report.rejects[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet", "a.txt"])
def test_what_is_no_export_is_not_taken_for_one(tmp_path: Path, name: str) -> None:
    for content in ("article_id,title\n1,а\n", "", '{"article_id": 1, "title": "а"}\n', "\0\xff"):
        assert not isinstance(source_of(put(tmp_path, content, name), {}), OwnExport)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.text(max_size=20), st.text(alphabet="=+-@;,\"'\n\r\t аб<>&;1\0\u2028", max_size=20)), max_size=5
    ),
    st.sampled_from(["csv", "jsonl", "parquet", "xlsx"]),
)
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], ending: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    workspace, other = Workspace(folder / "one"), Workspace(folder / "other")
    source = folder / "a.parquet"
    pd.DataFrame([("текст", "текст"), *rows], columns=["title", "text"]).to_parquet(source)
    import_paths(workspace, [source], ImportOptions(outlet="=Вестник"))
    export_table(workspace, "articles", folder / f"b.{ending}")
    import_paths(other, [folder / f"b.{ending}"])
    expected = stored(workspace)
    pd.testing.assert_frame_equal(stored(other), expected)
