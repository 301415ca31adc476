"""Shingles and their samples, against plain loops."""

from hypothesis import given
from hypothesis import strategies as st

from analytics.copies.shingles import LENGTH, RATE, SHORT, SHORT_RATE, samples_of, shingles_of
from analytics.copies.words import ids_of

ROWS = st.lists(st.lists(st.sampled_from("абвгд"), max_size=40), max_size=12)


def tuples(row):
    return [tuple(row[n : n + LENGTH]) for n in range(len(row) - LENGTH + 1)]


@given(ROWS)
def test_equal_runs_of_words_have_equal_hashes_and_others_others(rows):
    shingles = shingles_of(ids_of(rows))
    assert shingles.counts.tolist() == [len(tuples(row)) for row in rows]
    seen = dict(zip(shingles.flat.tolist(), (t for row in rows for t in tuples(row)), strict=True))
    assert [seen[h] for h in shingles.flat.tolist()] == [t for row in rows for t in tuples(row)]
    assert len(set(seen.values())) == len(seen)


@given(ROWS)
def test_a_sample_is_a_set_that_does_not_depend_on_the_other_texts(rows):
    together = list(samples_of(shingles_of(ids_of(rows))))
    alone = [samples_of(shingles_of(ids_of([row]))).flat.tolist() for row in rows]
    assert [row.tolist() for row in together] == alone
    assert all(row == sorted(set(row)) for row in alone)


def test_long_texts_keep_a_smaller_share():
    words = [f"слово{n}" for n in range(20_000)]
    short, long = samples_of(shingles_of(ids_of([words[: SHORT + LENGTH - 1], words]))).counts
    assert SHORT / SHORT_RATE * 0.7 < short < SHORT / SHORT_RATE * 1.3
    assert 20_000 / RATE * 0.95 < long < 20_000 / RATE * 1.05
