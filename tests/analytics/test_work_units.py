"""Units of work: which articles they hold."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import work_units
from analytics.annotate import INPUT_COLUMNS
from analytics.work_units import UNIT_ARTICLES, write_units

NOTHING = pa.array([], pa.string())
NO_BLOCKS = pa.table({"outlet": NOTHING, "block": NOTHING})


def articles(path: Path, numbers: range, row_group: int) -> Path:
    ids = [f"{n:016x}" for n in numbers]
    columns = {name: pa.array([None] * len(ids), pa.string()) for name in INPUT_COLUMNS}
    texts = [f"Текст {n}" for n in numbers]
    columns |= {"article_id": pa.array(ids, pa.string()), "text": pa.array(texts, pa.string())}
    pq.write_table(pa.table(columns), path, row_group_size=row_group)
    return path


def held(written: list[tuple[work_units.Unit, int]]) -> list[dict[str, str]]:
    return [row for unit, _ in written for row in pq.read_table(unit.articles).to_pylist()]


@given(st.lists(st.integers(0, 30), max_size=3), st.sets(st.integers(0, 90)), st.integers(1, 12), st.integers(1, 7))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_units_hold_every_article_that_is_not_known_once(
    tmp_path: Path, sizes: list[int], known: set[int], row_group: int, size: int
) -> None:
    ends = [0, *(sum(sizes[: n + 1]) for n in range(len(sizes)))]
    files = [articles(tmp_path / f"f{n}", range(ends[n], ends[n + 1]), row_group) for n in range(len(sizes))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work_units, "UNIT_ARTICLES", size)
        written = write_units(files, pa.array([f"{n:016x}" for n in known], pa.string()), NO_BLOCKS, tmp_path, ("ru",))
    new = [n for n in range(ends[-1]) if n not in known]
    assert [(row["article_id"], row["text"]) for row in held(written)] == [(f"{n:016x}", f"Текст {n}") for n in new]
    assert [count for _, count in written] == [min(size, len(new) - n) for n in range(0, len(new), size)]


def test_no_text_is_read_where_every_article_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = articles(tmp_path / "f", range(4 * UNIT_ARTICLES), UNIT_ARTICLES)
    read = []
    monkeypatch.setattr(work_units, "_chosen", lambda _file, group, _rows: read.append(group) or iter(()))
    known = [f"{n:016x}" for n in range(4 * UNIT_ARTICLES) if n != 2 * UNIT_ARTICLES + 1]
    write_units([path], pa.array(known), NO_BLOCKS, tmp_path, ("ru",))
    assert read == [2]


def test_the_known_articles_are_looked_up_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [articles(tmp_path / f"f{n}", range(1_000 * n, 1_000 * (n + 1)), 100) for n in range(5)]
    asked = []
    is_in = work_units.pc.is_in
    monkeypatch.setattr(work_units.pc, "is_in", lambda ids, value_set: asked.append(len(ids)) or is_in(ids, value_set))
    write_units(files, NOTHING, NO_BLOCKS, tmp_path, ("ru",))
    assert asked == [5_000]
