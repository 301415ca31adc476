"""The import as a whole: every row accounted for, nothing stored twice."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.article.lacks import LACKS
from data.errors import Locked, UsageError
from data.intake import ImportOptions, import_paths
from data.lake import tables
from data.lake.lock import writer
from data.schema import ARTICLES
from data.settings import Workspace
from data.sources.columns import check_mapping
from data.sources.report import ImportReport
from data.state.imports import recorded


def put(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.read, report.stored, report.duplicates, report.changed, report.rejected


def stored(workspace: Workspace) -> pd.DataFrame:
    return tables.read(workspace, ARTICLES)


def test_c5_importing_twice_stores_nothing_twice(workspace: Workspace, tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "id,title,text\n1,а,б\n2,в,г\n1,а,другой текст\n")
    other = put(tmp_path, "b.jsonl", '{"id":2,"title":"в","text":"г"}\n{"id":3,"title":"д"}\n')
    assert counts(import_paths(workspace, [path, other])) == (5, 3, 2, 1, 0)
    assert counts(import_paths(workspace, [path, other])) == (5, 0, 5, 1, 0)
    frame = ARTICLES.check(stored(workspace))
    assert sorted(frame["title"]) == ["а", "в", "д"]
    assert frame.set_index("title").loc["а", "text"] == "б"  # the first version is kept


def test_report_keys_and_record(workspace: Workspace, tmp_path: Path) -> None:
    report = import_paths(workspace, [put(tmp_path, "a.csv", "title,text\nа,б\n,\n ,\x01\n")])
    found = report.as_json()
    assert list(found)[:7] == ["read", "stored", "duplicates", "changed", "rejected", "rejects", "import_id"]
    assert set(LACKS) | {"left_out", "far_dated", "files", "hints", "shared_urls", "skipped", "whole"} <= set(found)
    assert [record["report"] for record in recorded(workspace)] == [found]
    assert set(stored(workspace)["import_id"]) == {report.import_id}


def test_rejected_rows_are_kept_with_file_line_and_reason(workspace: Workspace, tmp_path: Path) -> None:
    path = put(tmp_path, "мой архив.csv", 'url,title,text\nhttps://x.ru/1,а,б\nhttps://x.ru/2,,\n"x,в,г\n')
    report = import_paths(workspace, [path])
    assert counts(report) == (3, 1, 0, 0, 2)
    assert report.rejects == [workspace.rejected / f"мой_архив-{report.import_id}.jsonl"]
    rows = [json.loads(line) for line in report.rejects[0].read_text(encoding="utf-8").splitlines()]
    assert {row["file"] for row in rows} == {str(path)}
    assert [(row["line"], row["reason"], row["row"]) for row in rows] == [
        (4, "a quote opens here and never closes", '"x,в,г'),
        (3, "neither title nor text", ["https://x.ru/2", "", ""]),
    ]


def test_rejected_rows_with_surrogates_can_be_written(workspace: Workspace, tmp_path: Path) -> None:
    report = import_paths(workspace, [put(tmp_path, "a.jsonl", '{"title":"а"}\n{"x":"\\ud800"}\n')])
    assert json.loads(report.rejects[0].read_text())["row"] == {"x": "\ud800"}


def test_options_fill_what_is_missing(workspace: Workspace, tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "Kopf,date,source,lang\nа,2018-01-08 10:00,,\nб,2018-01-08 10:00,Курьер,uk\n")
    options = ImportOptions(
        zone="America/New_York", outlet="Вестник", language="RU", mapping=check_mapping(["title=Kopf"])
    )
    import_paths(workspace, [path], options)
    frame = stored(workspace)
    assert list(frame["outlet"]) == ["Вестник", "Курьер"]
    assert list(frame["language_given"]) == ["ru", "uk"]
    assert set(frame["published_at"]) == {pd.Timestamp("2018-01-08 15:00", tz="UTC")}


@pytest.mark.parametrize("pair", ["title", "titel=x", "=x", "title="])
def test_a_map_that_is_not_understood_is_refused(pair: str) -> None:
    with pytest.raises(UsageError, match="not understood"):
        check_mapping([pair])


@pytest.mark.parametrize("options", [ImportOptions(zone="Mars/Base"), ImportOptions(language="по-русски")])
def test_options_that_do_not_fit_are_refused(workspace: Workspace, tmp_path: Path, options: ImportOptions) -> None:
    with pytest.raises(UsageError, match=r"Mars/Base|по-русски"):
        import_paths(workspace, [put(tmp_path, "a.csv", "title\nа\n")], options)
    assert not workspace.root.exists()


def test_dry_run_shows_five_rows_and_stores_nothing(workspace: Workspace, tmp_path: Path) -> None:
    rows = "".join(f"08.01.2018 00:00;Новость {n};\n" for n in range(9))
    path = put(tmp_path, "a.csv", "дата;заголовок;текст\n" + rows)
    report = import_paths(workspace, [path], ImportOptions(dry_run=True))
    assert len(report.preview) == 5
    first = report.preview[0]
    assert (first["line"], first["title"], first["date_raw"], first["url"]) == (
        2,
        "Новость 0",
        "08.01.2018 00:00",
        None,
    )
    assert first["published_at"] == datetime(2018, 1, 8, 9, tzinfo=UTC)
    assert report.columns == {str(path): {"title": ["заголовок"], "text": ["текст"], "date": ["дата"]}}
    assert not workspace.root.exists()


def test_a_midnight_column_is_told_by_the_whole_file(workspace: Workspace, tmp_path: Path) -> None:
    midnight = "".join(f"2018-01-0{n % 9 + 1}T00:00:00Z,н {n}\n" for n in range(2_500))
    import_paths(workspace, [put(tmp_path, "a.csv", "date,title\n" + midnight)])
    import_paths(
        workspace, [put(tmp_path, "b.csv", "date,title\n" + midnight.replace("н ", "к ") + "2018-01-08T19:27:00Z,x\n")]
    )
    frame = stored(workspace)
    is_day = frame["flags"].map(lambda flags: "date_only" in flags)
    assert is_day.sum() == 2_500
    assert set(frame[is_day]["published_at"].dt.tz_convert("Europe/Moscow").dt.hour) == {12}
    assert set(frame[~is_day & (frame["title"] != "x")]["published_at"].dt.hour) == {0}


def test_progress_comes_to_its_end(workspace: Workspace, tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "title\n" + "".join(f"н {n}\n" for n in range(3_000)))
    seen: list[tuple[str, int, int]] = []
    import_paths(workspace, [path], None, lambda *step: seen.append(step))
    assert seen[-1] == ("a.csv", path.stat().st_size, path.stat().st_size)
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)


def test_a_second_writer_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with writer(workspace), pytest.raises(Locked):
        import_paths(workspace, [put(tmp_path, "a.csv", "title\nа\n")])


# what is named


def test_c3_folder_gives_its_regular_files_and_says_what_it_left(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put(folder, "a.csv", "title\nа\n")
    put(folder, "глубже/b.txt", "Заголовок\n8 января 2018\nТекст")
    put(folder, ".hidden.csv", "title\nскрытый\n")
    put(folder, "photo.jpg", "x")
    outside = put(tmp_path, "secret/c.csv", "title\nтайна\n")
    (folder / "link.csv").symlink_to(outside)
    (folder / "linked").symlink_to(outside.parent)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.csv")
    report = import_paths(workspace, [folder])
    assert sorted(stored(workspace)["title"]) == ["Заголовок", "а"]
    assert {(s.path.name, s.reason) for s in report.skipped} == {
        ("photo.jpg", "is of no kind that can be imported"),
        ("link.csv", "is a link, which is not followed"),
        ("linked", "is a link, which is not followed"),
        ("loop", "is a link, which is not followed"),
        ("pipe.csv", "is a pipe"),
    }


def test_c3_a_folder_that_holds_the_workspace_does_not_import_it(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")
    put(tmp_path, "a.csv", "title\nа\n")
    assert counts(import_paths(workspace, [tmp_path])) == (1, 1, 0, 0, 0)
    assert counts(import_paths(workspace, [tmp_path])) == (1, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.csv", "does not exist"),
        ("a.zip", "is damaged or is no zip archive"),
        ("a.csv.gz", "is damaged or is no packed file"),
        ("a.jpg", "of no kind"),
        ("empty", "holds no file"),
        ("pipe.csv", "is a pipe"),
        ("../missing/../x.csv", "does not exist"),
        ("nul\0.csv", "cannot be read"),
    ],
)
def test_c3_what_cannot_be_imported_is_refused_with_its_path(
    workspace: Workspace, tmp_path: Path, name: str, message: str
) -> None:
    good = put(tmp_path, "good.csv", "title\nа\n")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    for other in ("a.zip", "a.csv.gz", "a.jpg"):
        put(tmp_path, other, "x")
    with pytest.raises(UsageError, match=message):
        import_paths(workspace, [good, tmp_path / name])
    assert not workspace.root.exists()


def test_c3_a_device_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="is a device"):
        import_paths(workspace, ["/dev/zero"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_c3_an_unreadable_file_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "title\nа\n")
    path.chmod(0)
    with pytest.raises(UsageError, match="no right to"):
        import_paths(workspace, [path])


def test_a_broken_file_in_a_folder_costs_itself_alone(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put(folder, "a.xlsx", "no workbook")
    put(folder, "b.csv", "title\nа\n")
    put(folder, "c.json", '[{"title":"б"},{"ti')
    report = import_paths(workspace, [folder])
    assert counts(report) == (4, 2, 0, 0, 2)
    reasons = [json.loads(path.read_text())["reason"] for path in report.rejects]
    assert "cannot be read as XLSX" in reasons[0]
    assert "cannot be read on as JSON" in reasons[1]


def test_a_named_file_without_articles_is_refused_before_anything_is_stored(
    workspace: Workspace, tmp_path: Path
) -> None:
    good, bad = put(tmp_path, "a.csv", "title\nа\n"), put(tmp_path, "b.csv", "Kopf;Inhalt\nа;б\n")
    with pytest.raises(UsageError, match="'Kopf', 'Inhalt'"):
        import_paths(workspace, [good, bad])
    assert not workspace.root.exists()


@pytest.mark.slow
@settings(max_examples=20)
@given(
    csv=st.text(alphabet='title,ая0-1\n\r";', max_size=120),
    lines=st.lists(
        st.sampled_from(['{"title":"а"}', '{"text":"б","id":1}', "{", "[]", "", '{"title":NaN}']), max_size=6
    ),
)
def test_c1_c2_the_sum_rule_holds_for_any_content(
    tmp_path_factory: pytest.TempPathFactory, csv: str, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    put(folder, "in/a.csv", "id,title,text\n" + csv)
    put(folder, "in/b.jsonl", '{"title":"первый"}\n' + "\n".join(lines))
    workspace = Workspace(folder / "workspace")
    first, second = (import_paths(workspace, [folder / "in"]) for _ in range(2))
    for report in (first, second):
        assert report.read == report.stored + report.duplicates + report.rejected + report.left_out.total()
    assert (second.read, second.stored, second.rejected) == (first.read, 0, first.rejected)
    frame = ARTICLES.check(stored(workspace))
    assert len(frame) == first.stored
    written = sum(len(path.read_text().splitlines()) for path in first.rejects)
    assert written == first.rejected


# real corpora


def test_ruattitudes_is_read_whole_with_the_same_figures_each_time(
    workspace: Workspace, tmp_path: Path, corpora: Path
) -> None:
    first = import_paths(workspace, [corpora / "ruattitudes"])
    other = import_paths(Workspace(tmp_path / "other"), [corpora / "ruattitudes"])
    assert first.read == 8_483
    assert first.read == first.stored + first.duplicates + first.rejected
    assert counts(first) == counts(other)
    assert first.flags == other.flags
    assert not first.flags["undated"]
