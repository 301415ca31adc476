"""JSON Lines and JSON files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.article.raw import RawRow, Rejected
from data.errors import UsageError
from data.sources.json_array import JsonFile
from data.sources.json_lines import JsonLines, parse_json_lines
from data.sources.json_objects import Objects, Row


def lines(*content: str) -> list[Row]:
    return list(parse_json_lines(enumerate(content, 1), Objects({}, "a.jsonl")))


def document(folder: Path, content: str | bytes, **mapping: str) -> list[Row]:
    path = folder / "a.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(JsonFile(path, mapping).rows())


def fields(rows: list[Row]) -> list[dict[str, str]]:
    return [row.fields for row in rows if isinstance(row, RawRow)]


def test_c2_broken_line_costs_itself_alone() -> None:
    rows = lines('{"title":"а"}\n', '{"title":\n', "\n", '["а"]\n', '{"title":"б"}')
    assert fields(rows) == [{"title": "а"}, {"title": "б"}]
    assert [(row.line, row.row) for row in rows if isinstance(row, Rejected)] == [(2, '{"title":'), (4, ["а"])]


def test_c2_nesting_of_100_000() -> None:
    rows = lines(
        '{"title":"а"}',
        '{"title":' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"title":' + '{"name":' * 400 + "1" + "}" * 401,
    )
    assert [row.reason for row in rows[1:2]] == ["is nested too deeply"]
    assert len(rows) == 3


def test_c2_nan_is_nothing_and_a_5000_digit_number_is_kept() -> None:
    rows = lines('{"title":"а","text":NaN,"date":-Infinity}', '{"title":"б","id":' + "9" * 5_000 + "}")
    assert fields(rows) == [{"title": "а"}, {"title": "б", "external_id": "9" * 5_000}]


def test_c2_of_a_key_that_occurs_twice_the_last_value_counts() -> None:
    assert fields(lines('{"title":"а","title":"б"}')) == [{"title": "б"}]


def test_c2_lone_surrogates_are_read() -> None:
    assert fields(lines('{"title":"\\ud800а"}')) == [{"title": "\ud800а"}]


def test_c2_line_of_more_than_a_megabyte(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('\ufeff{"title":"а"}\n{"title":"' + "я" * 1_000_001 + '"}\n{"title":"б"}\n', encoding="utf-8")
    rows = list(JsonLines(path, {}).rows())
    assert fields(rows) == [{"title": "а"}, {"title": "б"}]
    assert [(row.line, row.reason) for row in rows if isinstance(row, Rejected)] == [
        (2, "the line is longer than 1,000,000 characters")
    ]


def test_nested_values_say_what_stands_for_them() -> None:
    row = {
        "title": {"rendered": "а"},
        "content": {"rendered": "б"},
        "source": {"id": None, "name": "Вестник"},
        "id": 12.0,
        "publishedAt": "2018-01-08T19:27:00Z",
        "text": ["в", "г"],
    }
    assert fields(lines(json.dumps(row))) == [
        {"title": "а", "text": "в\nг", "outlet": "Вестник", "external_id": "12", "date": "2018-01-08T19:27:00Z"}
    ]


def test_objects_without_title_and_text_refuse_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a":1,"b":2}\n' * 200)
    with pytest.raises(UsageError, match="its keys are 'a', 'b'"):
        list(JsonLines(path, {}).rows())
    path.write_text('{"a":1,"b":2}\n{"title":"в"}\n')
    assert fields(list(JsonLines(path, {}).rows())) == [{}, {"title": "в"}]


def test_keys_may_change_from_row_to_row() -> None:
    assert fields(lines('{"title":"а"}', '{"text":"б","headline":"в"}', '{"x":1}')) == [
        {"title": "а"},
        {"title": "в", "text": "б"},
        {},
    ]


ARTICLES = [{"title": "а", "text": "б"}, {"title": "в", "text": "г", "tags": [{"name": "x"}]}]
UNDERSTOOD = [{"title": "а", "text": "б"}, {"title": "в", "text": "г"}]


@pytest.mark.parametrize(
    "content",
    [
        ARTICLES,
        {"status": "ok", "articles": ARTICLES},
        {"feed": {"count": 1, "items": ARTICLES}},
        {"data": [1, {"x": 1}, *ARTICLES]},
    ],
)
def test_articles_are_found_wherever_they_stand(tmp_path: Path, content: object) -> None:
    assert [row for row in fields(document(tmp_path, json.dumps(content))) if row] == UNDERSTOOD


def test_one_object_is_one_article(tmp_path: Path) -> None:
    assert fields(document(tmp_path, json.dumps(ARTICLES[1], indent=1))) == UNDERSTOOD[1:]


def test_json_lines_under_the_wrong_name(tmp_path: Path) -> None:
    assert fields(document(tmp_path, "\n".join(map(json.dumps, ARTICLES)))) == UNDERSTOOD


def test_c2_json_nan_bom_long_numbers_and_wrong_bytes(tmp_path: Path) -> None:
    first = '\ufeff[{"title":"NaN","text":NaN,"id":' + "9" * 5_000 + "},"
    rows = fields(document(tmp_path, (first + '{"title":"а","id":15e999},{"title":"ы').encode() + b'\xff"}]'))
    assert rows[0] == {"title": "NaN", "external_id": "9" * 5_000}
    assert [row["title"][0] for row in rows] == ["N", "а", "ы"]


def test_c2_json_nesting_of_100_000(tmp_path: Path) -> None:
    rows = document(tmp_path, '[{"title":"а"},{"title":' + "[" * 100_000 + "]" * 100_000 + '},{"title":"б"}]')
    assert [type(row) for row in rows] == [RawRow, Rejected, RawRow]
    assert rows[1].reason == "is nested too deeply"


def test_json_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    rows = document(tmp_path, '[{"title":"а"},{"title":"б"},{"tit')
    assert fields(rows) == [{"title": "а"}, {"title": "б"}]
    assert [(type(row), row.line) for row in rows[2:]] == [(Rejected, 3)]
    reason = "is not valid JSON: Unterminated string starting at in line 1"
    assert rows[2].reason == f"breaks off and cannot be read on as JSON: {reason}"


@pytest.mark.parametrize("content", ["", "{", "не JSON", '{"a": [1, 2]}', '[{"a": 1}]'])
def test_what_holds_no_articles_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UsageError, match=r"is no JSON|cannot be read on as JSON|no objects with a title or text"):
        document(tmp_path, content)


def test_strings_longer_than_a_chunk(tmp_path: Path) -> None:
    long = 'я"NaN\\' * 100_000
    rows = document(
        tmp_path, json.dumps([{"title": "а", "text": long}, {"title": "NaN б", "text": None}], ensure_ascii=False)
    )
    assert fields(rows) == [{"title": "а", "text": long}, {"title": "NaN б"}]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.sampled_from(["title", "text", "x"]), v, max_size=3),
    max_leaves=12,
)


@settings(max_examples=40)
@given(st.lists(st.one_of(JSON.map(json.dumps), st.text(alphabet='{}[]":,а1NaN \\', max_size=30))))
def test_c2_any_lines_are_rows_or_rejected_and_raise_nothing_but_our_own(content: list[str]) -> None:
    telling = {number for number, line in enumerate(content, 1) if any(map(str.isalnum, line))}
    assert telling <= {row.line for row in lines(*content)}


@settings(max_examples=40)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["title", "text", "url"]), st.text(alphabet='аN"\\{}:,]\n', max_size=12), min_size=3
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([None, 1]),
)
def test_json_that_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], indent: int | None
) -> None:
    found = document(tmp_path_factory.getbasetemp(), json.dumps(rows, ensure_ascii=False, indent=indent))
    assert fields(found) == [
        {key: value for key, value in row.items() if value and not value.isspace()} for row in rows
    ]
