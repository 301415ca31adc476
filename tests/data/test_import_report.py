"""What an import says of itself: every column used or named, every lack counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data import intake
from data.article.door import Door, Made, make_articles
from data.article.raw import RawRow
from data.intake import ImportOptions, import_paths
from data.lake import tables
from data.lake.doctor import examine
from data.lake.status import status
from data.schema import ARTICLES
from data.settings import Workspace
from data.sources import report as report_module
from data.sources.csv_file import CsvFile
from data.sources.report import lines

ROWS = """id,source,title,text,date
1,Вестник,Газ подорожал,Министры обсудили газ.,15.01.2024
2,Вестник,Учения начались,Альянс провёл учения.,вчера
3,,Учения начались,,2099-01-01
4,,,Текст.,
5,,,,
"""
DRY = ImportOptions(dry_run=True)


def put(folder: Path, content: str, name: str = "a.csv") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture
def unused(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets a CSV's source say that columns look like fields."""

    def say(**columns: str | None) -> None:
        monkeypatch.setattr(CsvFile, "unused", lambda _: columns)

    return say


@pytest.mark.parametrize("options", [ImportOptions(), DRY])
def test_what_articles_lack_is_counted_whether_they_are_stored_or_only_looked_at(
    workspace: Workspace, tmp_path: Path, options: ImportOptions
) -> None:
    path = put(tmp_path, ROWS)
    for _ in range(2):  # the second time all are known
        report = import_paths(workspace, [path], options).as_json()
        assert {name: report[name] for name in ("read", "left_out", "without_text", "without_title")} == {
            "read": 5,
            "left_out": 1,
            "without_text": 1,
            "without_title": 1,
        }
        assert (report["undated"], report["unreadable_dates"], report["future_dates"]) == (1, 1, 1)
        assert report["without_outlet"] == 2
    assert json.loads(json.dumps(report)) == report


def test_an_outlet_that_the_user_gives_is_no_lack(workspace: Workspace, tmp_path: Path) -> None:
    assert import_paths(workspace, [put(tmp_path, ROWS)], ImportOptions(outlet="Маяк")).as_json()["without_outlet"] == 0


@pytest.mark.parametrize("options", [ImportOptions(), DRY])
def test_an_overlooked_column_is_named_with_the_map_to_try(
    workspace: Workspace, tmp_path: Path, options: ImportOptions, unused: Callable[..., None]
) -> None:
    path = put(tmp_path, "title,когда вышло,кто,лайки,адрес\nа,2018-01-08,Маяк,5,\nб,2018-01-09,Маяк,6,\n")
    unused(**{"когда вышло": "date", "кто": "outlet", "лайки": None, "ещё дата": "date"})
    report = import_paths(workspace, [path], options)
    assert report.hints == [
        {"file": str(path), "field": "date", "column": "когда вышло", "map": "date=когда вышло"},
        {"file": str(path), "field": "outlet", "column": "кто", "map": "outlet=кто"},
    ]
    assert not report.is_clean
    said = "\n".join(lines(report.as_json()))
    assert '--map "date=когда вышло"' in said
    assert "not used: когда вышло, кто, лайки, ещё дата" in said
    assert ("Undo this import first" in said) == bool(report.stored)


def test_a_field_that_one_row_has_is_not_overlooked(
    workspace: Workspace, tmp_path: Path, unused: Callable[..., None]
) -> None:
    path = put(tmp_path, "title,date\nа,2018-01-08\nб,\n")
    unused(когда="date", автор=None)
    report = import_paths(workspace, [path])
    assert (report.hints, report.is_clean, report.files[0].unused) == ([], True, {"когда": "date", "автор": None})


def test_where_all_dates_are_unreadable_another_column_is_named(
    workspace: Workspace, tmp_path: Path, unused: Callable[..., None]
) -> None:
    unused(когда="date")
    assert [h["field"] for h in import_paths(workspace, [put(tmp_path, "title,date\nа,вчера\n")]).hints] == ["date"]


def test_where_all_rows_are_rejected_the_column_of_the_text_is_named(
    workspace: Workspace, tmp_path: Path, unused: Callable[..., None]
) -> None:
    unused(сообщение="text")
    report = import_paths(workspace, [put(tmp_path, "title,date\n,2018-01-08\n")])
    assert (report.rejected, [hint["map"] for hint in report.hints]) == (1, ["text=сообщение"])


def test_urls_that_rows_share_are_reported_with_their_number(workspace: Workspace, tmp_path: Path) -> None:
    rows = "".join(f"https://x.ru/{n // 3},Заголовок {n}\n" for n in range(9)) + "https://x.ru/0,Ещё\n"
    report = import_paths(workspace, [put(tmp_path, "url,title\n" + rows)])
    assert (report.stored, report.changed, dict(report.shared)) == (
        3,
        7,
        {"https://x.ru/0": 3, "https://x.ru/1": 2, "https://x.ru/2": 2},
    )
    assert report.as_json()["shared_urls"][0] == {"url": "https://x.ru/0", "rows": 3}
    said = lines(report.as_json())
    assert "3 URLs are shared by rows with different titles or texts, most often:" in said
    assert "  4 rows: https://x.ru/0" in said


def test_a_dry_run_of_much_looks_at_its_beginning_and_says_so(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "DRY_ROWS", 10)
    monkeypatch.setattr(intake, "_FILE_WEIGHT", 3)
    small = put(tmp_path, "title\n" + "".join(f"н {n}\n" for n in range(10)))
    assert import_paths(workspace, [small], DRY).whole
    large = put(tmp_path, "title\n" + "".join(f"н {n}\n" for n in range(11)), "b.csv")
    report = import_paths(workspace, [large], DRY)
    assert (report.read, report.whole) == (10, False)
    assert "Only the first 10 rows were looked at; an import reads all of them." in lines(report.as_json())
    assert not import_paths(workspace, [small, large], DRY).whole
    pages = [put(tmp_path, f"Заголовок {n}\n8 января 2018\nТекст", f"in/{n}.txt") for n in range(9)]
    assert import_paths(workspace, [tmp_path / "in"], DRY).read < len(pages)


def test_a_report_stays_short_however_many_files_there_are(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_module, "_MOST_FILES", 3)
    for n in range(5):
        put(tmp_path / "in", f"title\nа {n}\n", f"{n}.csv")
    report = import_paths(workspace, [tmp_path / "in"], DRY).as_json()
    assert (len(report["files"]), report["files_not_listed"]) == (3, 2)
    assert "2 more files have columns; see --json of an import of each." in lines(report)


def test_status_and_doctor_repeat_the_counts(workspace: Workspace, tmp_path: Path) -> None:
    assert status(workspace)["lacking"]["undated"] == 0
    import_paths(workspace, [put(tmp_path, ROWS)])
    import_paths(workspace, [put(tmp_path, ROWS.replace("Учения начались,Альянс", "Учения начались,Блок"), "b.csv")])
    said = status(workspace)
    assert said["lacking"] == {
        "undated": 1,
        "unreadable_dates": 1,
        "future_dates": 1,
        "without_text": 1,
        "without_title": 1,
        "without_outlet": 2,
    }
    assert said["changed"] == 1
    found = " ".join(finding.what for finding in examine(workspace))
    assert "1 without a date, 1 with a date that cannot be read, 1 dated in the future" in found
    assert "1 imported rows had another title or text" in found


# the cases


def test_ids_that_begin_at_one_in_every_file_are_all_stored(workspace: Workspace, cases: Path) -> None:
    report = import_paths(workspace, [cases / "files" / "25-numeric-ids"])
    assert (report.read, report.stored, report.changed) == (8, 8, 0)


def test_the_order_and_splitting_of_imports_change_no_id(tmp_path: Path, cases: Path) -> None:
    files = sorted((cases / "files" / "25-numeric-ids").iterdir())
    found = []
    for number, parts in enumerate(([files], [[path] for path in reversed(files)])):
        workspace = Workspace(tmp_path / str(number))
        for part in parts:
            import_paths(workspace, part)
        found.append(set(tables.read(workspace, ARTICLES)["article_id"]))
    assert found[0] == found[1]


def test_articles_stored_under_the_former_rule_are_known(
    workspace: Workspace, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = cases / "files" / "25-numeric-ids" / "m1.csv"

    def as_before(rows: list[RawRow], door: Door) -> Made:
        made = make_articles(rows, replace(door, former_ids=True))
        return made._replace(articles=made.articles.assign(article_id=made.former_ids))

    with monkeypatch.context() as patch:
        patch.setattr(intake, "make_articles", as_before)
        assert import_paths(workspace, [path]).stored == 2
    again = import_paths(workspace, [path])
    assert (again.stored, again.duplicates, again.changed) == (0, 2, 0)
    assert import_paths(replace(workspace, root=workspace.root / "new"), [path]).stored == 2
