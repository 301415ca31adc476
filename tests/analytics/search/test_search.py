"""Words in, articles out: by lemma, exact in quotes, from an index that is whole or refused."""

from __future__ import annotations

import json
import subprocess
import sys

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.search.index import STAMP, build
from analytics.search.lookup import search
from analytics.text.article_tokens import tokens_of
from data.errors import StoreError, UsageError
from data.schema import TOKENS

ARTICLES = [
    (
        "00000000000000a1",
        "ru",
        "Совет НАТО обсудил санкции",
        "Санкциям против России исполнился год. Песков промолчал.",
    ),
    ("00000000000000a2", "ru", "Новая санкция", "НАТО и Совет Федерации – не одно и то же."),
    ("ffffffffffffffff", "ru", "Берёзы у Кремля", "Красивая осень. Вице-премьер молчит."),
    ("00000000000000b1", "uk", "Санкції проти Росії", "Рада НАТО зібралася в Брюсселі."),
    ("00000000000000c1", "en", "Sanctions bite", "The sanctions were extended; NATO ministers met."),
    ("00000000000000d1", "und", "НАТО 2017", ""),
]


def tokens(rows=ARTICLES) -> pa.Table:
    frame = pd.DataFrame(rows, columns=["article_id", "language", "title", "text"])
    return TOKENS.to_arrow(tokens_of(frame))


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    return folder / build(folder, tokens())


def found(folder, typed: str) -> set[str]:
    return {i.lstrip("0") for i in search(folder, typed).to_pylist()}


@pytest.mark.parametrize(
    ("typed", "articles"),
    [
        ("санкции", {"a1", "a2"}),
        ("Санкцию", {"a1", "a2"}),
        ("санкциями россией", {"a1"}),
        ("санкції", {"b1"}),
        ("sanction", {"c1"}),
        ("НАТО", {"a1", "a2", "b1", "d1"}),
        ("нато санкции", {"a1", "a2"}),
        ("береза", {"f" * 16}),
        ("БЕРЁЗОЙ", {"f" * 16}),
        ("HАТО", {"a1", "a2", "b1", "d1"}),
        ("песков", {"a1"}),
        ("Пескова", {"a1"}),
        ("вице-премьера", {"f" * 16}),
        ("2017", {"d1"}),
        ("нет-такого-слова", set()),
    ],
)
def test_words_are_found_by_lemma_and_all_must_occur(index, typed, articles):
    assert found(index, typed) == articles


@pytest.mark.parametrize(
    ("typed", "articles"),
    [
        ('"совет нато"', {"a1"}),
        ('"санкциям"', {"a1"}),
        ('"санкция"', {"a2"}),
        ('"санкции санкциям"', set()),
        ('"НАТО и Совет"', {"a2"}),
        ('"НАТО Совет"', set()),
        ('санкции "совет федерации"', {"a2"}),
        ("«березы у кремля»", {"f" * 16}),
    ],
)
def test_quotes_ask_for_the_exact_form_and_no_phrase_spans_title_and_text(index, typed, articles):
    assert found(index, typed) == articles


def test_ids_are_text_of_16_digits_in_order(index):
    ids = search(index, "НАТО")
    assert ids.type == pa.string()
    assert ids.to_pylist() == sorted(ids.to_pylist())
    assert {len(i) for i in ids.to_pylist()} == {16}


@pytest.mark.parametrize(
    "typed", ['" OR (', "*", "'; DROP TABLE articles; --", "%_", "a:b^2~", "[1 TO 2]", "\\", "\x00", "НАТО" * 400]
)
def test_e9_hostile_searches_find_nothing_and_raise_nothing(index, typed):
    assert search(index, typed).to_pylist() == []


def test_e9_a_search_that_is_too_long_is_refused(index):
    with pytest.raises(UsageError):
        search(index, "(a|b)*" * 20_000)


@settings(max_examples=40)
@given(typed=st.text(max_size=200))
def test_e9_any_text_gives_ids_or_a_usage_error(index, typed):
    try:
        ids = search(index, typed)
    except UsageError:
        return
    assert ids.type == pa.string()


def test_a_next_edition_begins_with_the_previous_index(tmp_path):
    first = build(tmp_path, tokens(ARTICLES[:4]))
    gone = {"00000000000000a1", "ffffffffffffffff"}
    left = [row for row in ARTICLES if row[0] not in gone]
    again = build(tmp_path, tokens(left), tmp_path / first)
    anew = build(tmp_path, tokens(left))
    for typed in ("НАТО", "санкции", "санкції", "sanctions", "береза", '"совет нато"'):
        assert search(tmp_path / again, typed) == search(tmp_path / anew, typed)
    assert found(tmp_path / first, "sanctions") == set()
    assert found(tmp_path / first, '"совет нато"') == {"a1"}
    assert found(tmp_path / again, '"совет нато"') == set()


def test_a_damaged_previous_index_is_not_built_upon(tmp_path):
    first = build(tmp_path, tokens(ARTICLES[:4]))
    next(iter((tmp_path / first).glob("*.store"))).write_bytes(b"x")
    assert found(tmp_path / build(tmp_path, tokens(), tmp_path / first), "НАТО") == {"a1", "a2", "b1", "d1"}
    assert found(tmp_path / build(tmp_path, tokens(), tmp_path / "missing"), "санкции") == {"a1", "a2"}


def test_an_index_of_nothing_finds_nothing(tmp_path):
    name = build(tmp_path, TOKENS.schema.empty_table())
    assert search(tmp_path / name, "НАТО").to_pylist() == []
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_e10_a_missing_index_is_said(tmp_path):
    with pytest.raises(StoreError, match="missing") as refused:
        search(tmp_path / "none", "НАТО")
    assert "svodka analyse" in refused.value.hint


@pytest.mark.parametrize("kind", ["*.idx", "*.term", "*.fast", "meta.json", "*.pos"])
@pytest.mark.parametrize("harm", ["flipped", "emptied", "removed"])
def test_e10_a_damaged_index_is_refused_before_it_is_read(tmp_path, kind, harm):
    folder = tmp_path / build(tmp_path, tokens())
    victim = next(iter(folder.glob(kind)))
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 0xFF
    {
        "flipped": lambda: victim.write_bytes(content),
        "emptied": lambda: victim.write_bytes(b""),
        "removed": victim.unlink,
    }[harm]()
    with pytest.raises(StoreError, match=r"damaged|missing"):
        search(folder, "НАТО")


@pytest.mark.parametrize(
    "stamp", ["", "[]", "{}", '{"format": 1}', '{"format": 99}', "\x00", '{"format": 1, "files": 3}']
)
def test_e10_a_foreign_stamp_is_refused(tmp_path, stamp):
    folder = tmp_path / build(tmp_path, tokens())
    (folder / STAMP).write_text(stamp, encoding="utf-8")
    with pytest.raises(StoreError):
        search(folder, "НАТО")


def test_e10_files_that_tantivy_did_not_write_are_refused(tmp_path):
    folder = tmp_path / "foreign"
    folder.mkdir()
    (folder / "meta.json").write_text("{}", encoding="utf-8")
    (folder / STAMP).write_text(json.dumps({"format": 1, "languages": ["ru"], "files": {}}), encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be read"):
        search(folder, "НАТО")


def test_a_folder_that_cannot_be_written_is_said_and_left_as_it_was(tmp_path):
    file = tmp_path / "index"
    file.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        build(file, tokens())
    assert file.read_text(encoding="utf-8").startswith("a file")


def test_searching_loads_no_model():
    code = """
import sys
from analytics.search import lookup, query
heavy = {"natasha", "slovnet", "navec", "sklearn", "numba", "bertopic", "torch", "pymorphy3", "tantivy"}
print(sorted(heavy & set(sys.modules)))
from analytics.search.lookup import terms
terms("санкции", ("ru", "uk", "en"))
print(sorted(heavy & set(sys.modules)))
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split("\n")
    assert said[:2] == ["[]", "['pymorphy3']"]
