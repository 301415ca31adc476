import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analytics.copies.ragged import Ragged

ROWS = st.lists(st.lists(st.integers(-5, 5), max_size=8), max_size=8)


def lists(ragged):
    return [row.tolist() for row in ragged]


@given(ROWS)
def test_rows_come_back(rows):
    ragged = Ragged.of(rows)
    assert (len(ragged), lists(ragged)) == (len(rows), rows)
    assert ragged.owners.tolist() == [number for number, row in enumerate(rows) for _ in row]
    assert lists(Ragged.joined([ragged, ragged])) == rows + rows


@given(ROWS, st.data())
def test_rows_are_taken_cut_and_made_sets(rows, data):
    ragged = Ragged.of(rows)
    chosen = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=9)) if rows else []
    assert lists(ragged.take(np.array(chosen, dtype=np.int64))) == [rows[n] for n in chosen]
    assert lists(ragged.where(ragged.flat > 0)) == [[v for v in row if v > 0] for row in rows]
    assert lists(ragged.distinct()) == [sorted(set(row)) for row in rows]
