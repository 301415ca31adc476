"""Which articles are known."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from data.lake import stored_ids
from data.lake.stored_ids import StoredIds

HASHES = st.integers(0, 40).map(lambda number: f"{number * 0x0123456789ABCDEF & (1 << 64) - 1:016x}")
BATCHES = st.lists(st.lists(st.tuples(HASHES, HASHES), max_size=30), max_size=6)


@settings(max_examples=40)
@given(st.dictionaries(HASHES, HASHES, max_size=20), BATCHES, st.sampled_from([1, 5, 1_000]))
def test_as_a_dictionary_would(stored: dict[str, str], batches: list[list[tuple[str, str]]], recent: int) -> None:
    kept, usual = dict(stored), stored_ids._RECENT
    stored_ids._RECENT = recent  # so that a few articles settle as thousands do
    try:
        articles = StoredIds(list(stored), list(stored.values()))
        for batch in batches:
            sieved = articles.sieve([i for i, _ in batch], [c for _, c in batch])
            expected = []
            differing = []
            for identity, content in batch:
                expected.append(identity not in kept)
                differing.append(kept.setdefault(identity, content) != content)
            assert sieved == (expected, differing)
    finally:
        stored_ids._RECENT = usual


def test_an_article_that_is_stored_under_its_former_id_is_known() -> None:
    one, other, new, content = (f"{number:016x}" for number in range(1, 5))
    articles = StoredIds([one], [content])
    assert articles.sieve([new, other], [content, content], [one, other]) == ([False, True], [False, False])
    assert articles.sieve([new], [new], [one]).changed == [True]
    assert articles.sieve([new], [content], [new]).new == [True]  # what was let through is stored under its own id


def test_what_is_new_is_never_known_by_its_former_id() -> None:
    articles = StoredIds([], [])
    assert articles.sieve(["1" * 16, "2" * 16], ["3" * 16] * 2, ["4" * 16] * 2).new == [True, True]
