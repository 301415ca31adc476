"""Whatever is typed is a search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.search.query import LONGEST, Query, parse
from data.errors import UsageError


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("НАТО санкции", Query(("НАТО", "санкции"))),
        ('совет "Совет НАТО"', Query(("совет",), (("совет", "нато"),))),
        ("«Северный поток»", Query((), (("северный", "поток"),))),
        ("“NATO”", Query((), (("nato",),))),
        ('"Берёза"', Query((), (("береза",),))),
        ("вице-премьер, 3,5", Query(("вице-премьер", "3,5"))),
        ("", Query(hint="no_words")),
        ("*", Query(hint="no_words")),
        ("%_", Query(hint="no_words")),
        ('"" ""', Query(hint="no_words")),
        ('" OR (', Query((), (("or",),), "unclosed")),
        ("НАТО OR Россия", Query(("НАТО", "OR", "Россия"), (), "operators")),
        ("'; DROP TABLE articles; --", Query(("DROP", "TABLE", "articles"))),
    ],
)
def test_e9_any_text_is_read(typed, expected):
    assert parse(typed) == expected


@given(st.text(max_size=LONGEST))
def test_e9_no_text_raises_anything_but_a_usage_error(typed):
    try:
        query = parse(typed)
    except UsageError:
        return
    assert (query.hint == "no_words") == (not query.words and not query.phrases)
    assert all(query.phrases)
    assert not any(character.isspace() for word in query.words for character in word)


def test_e9_100_kilobytes_are_refused():
    for typed in ("(a+)+$" * 20_000, '"' * 100_000, "*" * 100_000, "слово " * 20_000):
        with pytest.raises(UsageError, match="2,000 are the most"):
            parse(typed)


def test_too_many_words_are_refused_with_their_number():
    with pytest.raises(UsageError, match="33 words"):
        parse("а " * 33)
