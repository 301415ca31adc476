"""JSON that is damaged or written carelessly: what can be told is kept, the rest is named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources import json_text
from data.sources.json_array import JsonFile
from data.sources.json_document import parse_json
from data.sources.json_lines import JsonLines
from data.sources.json_objects import Objects, Row
from data.sources.json_text import JsonText
from data.sources.shapes import SHAPES


def read(content: str) -> list[Row]:
    return list(parse_json(JsonText(StringIO(content)), Objects({}, "a.json")))


def titles(rows: list[Row]) -> list[str]:
    return [
        row.fields.get("title") or row.fields.get("text", "") for row in rows if isinstance(row, RawRow) and row.fields
    ]


def written(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def article(number: int, **more: Any) -> dict[str, Any]:
    return {"title": f"Т{number}", "text": f"Текст {number}", "date": "2024-01-15", **more}


def channel(count: int) -> dict[str, Any]:
    messages = [
        {"id": n, "type": "message", "date": "2024-01-15T10:00:00", "from": "К", "text": ["Т", {"text": f"{n}"}]}
        for n in range(count)
    ]
    return {"name": "Канал", "type": "public_channel", "id": 7, "messages": messages}


FIVE = [article(number) for number in range(5)]
ALL = [f"Т{number}" for number in range(5)]


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Objects longer than 400 characters are too long to be held, and the file comes by 64 characters."""
    monkeypatch.setattr(json_text, "LONGEST_VALUE", 400)
    monkeypatch.setattr(json_text, "_CHUNK", 64)


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    "joined",
    ["{0}{1}", "{0}\n{1}", "\ufeff{0}\ufeff{1}", "{0},\n{1},", "// один\n{0}/* два */{1}", "{0}\x1e{1}\x00"],
)
def test_several_values_in_one_file(joined: str, indent: int | None) -> None:
    assert titles(read(joined.format(written(FIVE[:2], indent), written(FIVE[2:], indent)))) == ALL
    assert titles(read(joined.format(written(FIVE[0], indent), written(FIVE[1], indent)))) == ALL[:2]


def test_commas_too_many_and_words_of_another_language() -> None:
    rows = read('[{"title":"Т0",},,{"title":"Т1","text":None,"tags":["а",],},{"title":"Т2","x":True,"y":nan, // z\n},]')
    assert titles(rows) == ALL[:3]
    assert not [row for row in rows if not isinstance(row, RawRow)]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        ('"Т2"', '"Т2'),
        ('"Т2"', 'Т2"'),
        ('"Т2"', '"Т "цитата" 2"'),
        ('"Т2"', "[1,"),
        ('"Т2"', '"Т2" "х"'),
        ('"Т2"', '"\\u12"'),
        ('"Т2"', ""),
    ],
)
def test_a_broken_object_costs_itself(whole: str, broken: str, indent: int | None) -> None:
    rows = read(written(FIVE, indent).replace(whole, broken))
    assert titles(rows) == ["Т0", "Т1", "Т3", "Т4"]
    rejected = [row for row in rows if isinstance(row, Rejected)]
    assert [row.line for row in rejected] == [3]
    assert "in line" in rejected[0].reason
    assert "Текст 2" in rejected[0].row


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("broken", ['"Т1', 'Т1"', '"Т "цитата" 1"'])
def test_a_broken_message_costs_itself_and_its_channel_stays_known(broken: str, indent: int | None) -> None:
    content = written(channel(5), indent).replace('"1"', broken)
    rows = [row for row in read(content) if isinstance(row, RawRow)]
    assert [row.fields["text"] for row in rows] == ["Т0", "Т2", "Т3", "Т4"]
    assert {(row.fields["outlet"], row.fields["channel"]) for row in rows} == {("Канал", "7")}


@pytest.mark.parametrize("part", [0.3, 0.5, 0.8, 0.99])
def test_a_file_that_breaks_off_gives_what_came_before_and_says_so(part: float) -> None:
    for value in (channel(20), {"articles": FIVE}, FIVE):
        content = written(value, 1)
        cut = content[: int(len(content) * part)]
        rows = read(cut)
        whole = cut.count("}\n  }") if isinstance(value, list) else len(titles(rows))
        assert len(titles(rows)) >= whole
        assert isinstance(rows[-1], (LeftOut, Rejected))
    assert len(titles(read(written(channel(20))[:-1]))) == 20


def test_a_part_of_a_broken_article_is_no_article() -> None:
    entities = [{"title": "НАТО", "text": "НАТО", "type": "ORG"}] * 3
    content = written([article(number, entities=entities, comments=entities) for number in range(5)])
    rows = read(content.replace('"Т2"', '"Т2'))
    assert titles(rows) == ["Т0", "Т1", "Т3", "Т4"]
    assert titles(read(content.replace('"Т0"', '"Т0'))) == ["Т1", "Т2", "Т3", "Т4"]


def test_a_program_around_the_json() -> None:
    rows = read(f"window.data = {written(FIVE)});")
    assert titles(rows) == ALL
    assert [row.row for row in rows if isinstance(row, Rejected)] == ["window.data = "]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", "".join(f"{written(row)},\n" for row in FIVE)),
        ("a.jsonl", "[\n" + ",\n".join(map(written, FIVE)) + "\n]\n"),
        ("a.jl", "[" + ",\n".join(map(written, FIVE)) + "]"),
        ("a.ndjson", written(FIVE, 2)),
        ("a.jsonl", "\n".join(written(row, 2) for row in FIVE)),
        ("a.jsonl", written(FIVE[0]) + written(FIVE[1]) + "\n" + "\n".join(map(written, FIVE[2:]))),
        ("a.jsonl", "\ufeff" + "\n\ufeff".join(map(written, FIVE))),
        ("a.json", "\r\n".join(f"{written(row)}," for row in FIVE)),
    ],
)
def test_lines_that_are_laid_out_otherwise(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    rows = list((JsonFile if name == "a.json" else JsonLines)(path, {}).rows())
    assert titles(rows) == ALL
    assert all(isinstance(row, RawRow) for row in rows)


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("indent", [None, 1])
def test_what_is_too_long_to_be_held_is_taken_apart(indent: int | None) -> None:
    export = {"chats": {"list": [channel(20), channel(30)]}, "contacts": {"list": [{"title": "x", "text": "y"}] * 90}}
    rows = read(written(export, indent))
    assert len(rows) == 50
    assert {row.fields["outlet"] for row in rows if isinstance(row, RawRow)} == {"Канал"}
    late = json.dumps({"items": FIVE * 9, "title": "Лента"}, indent=indent)
    assert [row.fields["outlet"] for row in read(late) if isinstance(row, RawRow)] == ["Лента"] * 45
    table = {"columns": ["title", "text"], "index": list(range(60)), "data": [[f"Т{n}", "б"] for n in range(60)]}
    assert len(titles(read(written(table, indent)))) == 60
    assert len(titles(read(written({str(n): article(n) for n in range(40)}, indent)))) == 40
    with pytest.raises(UsageError, match="written by columns"):
        read(written({"title": {str(n): "а" for n in range(99)}, "text": {str(n): "б" for n in range(99)}}, indent))


@pytest.mark.usefixtures("narrow")
def test_an_article_too_long_to_be_held_is_named_and_its_parts_are_none() -> None:
    long = article(1, text="я" * 900, comments=[article(number) for number in range(60)])
    rows = read(written([article(0), long, article(2)]))
    assert titles(rows) == ["Т0", "Т2"]
    assert [row.reason for row in rows if isinstance(row, Rejected)] == ["is longer than 400 characters"]


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_the_window_makes_no_difference(shape: Any) -> None:
    assert read(shape.example) == list(wide(shape.example))


def wide(content: str) -> Iterator[Row]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "LONGEST_VALUE", 1_000_000)
        patch.setattr(json_text, "_CHUNK", 1_000_000)
        yield from read(content)


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"title":', '{"items":[', '[{"title":"а","items":[{"text":"б"},'])
@pytest.mark.parametrize("times", [200, 20_000])
def test_brackets_without_end_are_named(opening: str, times: int) -> None:
    rows = read(f'[{{"title":"Т0"}},{opening * times}')
    assert titles(rows)[:1] == ["Т0"]
    assert isinstance(rows[-1], (LeftOut, Rejected))


CONTAINERS = [
    lambda rows: rows,
    lambda rows: {"articles": rows},
    lambda rows: {"name": "Вестник", "response": {"page": 1, "items": rows}},
    lambda rows: {str(number): row for number, row in enumerate(rows)},
    lambda rows: [{"feed": "а", "items": rows}],
    lambda rows: {"hits": {"hits": [{"_id": str(number), "_source": row} for number, row in enumerate(rows)]}},
    lambda rows: [rows],
]
TEXTS = st.text(alphabet='аN"\\{}[]:,/\n ', max_size=12)
PARTS = st.lists(st.fixed_dictionaries({"text": TEXTS, "type": TEXTS}), max_size=3)
ROWS = st.lists(st.fixed_dictionaries({"text": TEXTS, "entities": PARTS, "bilder": PARTS}), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(
    ROWS, st.sampled_from(CONTAINERS), st.sampled_from([None, 1]), st.sampled_from([(64, 300), (1 << 19, 16_000_000)])
)
def test_every_article_comes_once_and_no_part_of_one(
    rows: list[dict[str, Any]], container: Any, indent: int | None, window: tuple[int, int]
) -> None:
    articles = [{"title": f"Т{number}", **row} for number, row in enumerate(rows)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_CHUNK", window[0])
        patch.setattr(json_text, "LONGEST_VALUE", window[1])
        found = read(written(container(articles), indent))
    kept = {f"Т{n}" for n, row in enumerate(articles) if len(written(row, indent)) < 150} if window[1] == 300 else set()
    assert kept <= set(titles(found)) <= {row["title"] for row in articles}
    assert len(found) == len(articles)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([FIVE, {"articles": FIVE}, channel(5), {"chats": {"list": [channel(5)]}}]),
    st.sampled_from([None, 1]),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(["", '"', "{", "}", "[", "]", ",", ":", "\\", "x", "\n"]),
)
@example(FIVE, None, 0.0, "")
def test_one_wrong_sign_costs_at_most_two_articles(value: Any, indent: int | None, part: float, sign: str) -> None:
    content = written(value, indent)
    at = int(part * len(content))
    rows = read(content[:at] + sign + content[at + (not sign) :])
    assert len(set(ALL) & set(titles(rows))) >= 3
    assert len(titles(rows)) <= 6


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from([written(FIVE), written(channel(3)), *(shape.example for shape in SHAPES), '{"a":', "[[", "}]"])
        | st.text(alphabet='{}[]":,а1NaN \\/*', max_size=30),
        max_size=4,
    ),
    st.sampled_from([(64, 300), (1 << 19, 16_000_000)]),
    st.data(),
)
def test_nothing_raises_but_our_own(pieces: list[str], window: tuple[int, int], data: st.DataObject) -> None:
    content = "".join(pieces)
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(content)))
        content = content[:at] + data.draw(st.sampled_from(['"', "{", "]", "\\", "", "/*", "я"])) + content[at + 1 :]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_CHUNK", window[0])
        patch.setattr(json_text, "LONGEST_VALUE", window[1])
        try:
            read(content)
        except UsageError as error:
            assert "a.json" in str(error)  # noqa: PT017 - that it is raised is no fault
