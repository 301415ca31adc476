"""Which articles are read again for names that users added: every one in which the gazetteer finds them."""

from __future__ import annotations

import pyarrow as pa
import pytest

from analytics.mentions.again import to_read_again
from analytics.mentions.gazetteer import gazetteer
from data.words.alias import Alias

ADDED = (
    Alias("Бацька", "person", ("Бацьки", "наш Бацька"), "exact case"),
    Alias("«Спартак-2»", "organisation", (), "exact case"),
)
TEXTS = [
    ("Бацька принял гостей", "Ничего."),
    ("Ничего", "Пришли от «Бацьки»."),
    ("Ничего", "Это наш Бацька."),
    ("Ничего", "Играл «Спартак-2» вчера."),
    ("Ничего", "И никого."),
]


def articles() -> pa.Table:
    rows = [{"article_id": f"{n:016x}", "title": title, "text": text} for n, (title, text) in enumerate(TEXTS)]
    return pa.Table.from_pylist(rows)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_article_in_which_a_name_is_found_is_read_again(language: str) -> None:
    found = to_read_again(articles(), ADDED).to_pylist()
    finds = gazetteer(language, ADDED)
    bearing = [
        f"{n:016x}"
        for n, parts in enumerate(TEXTS)
        if any(each.alias in ADDED for part in finds.find(*parts) for each in part)
    ]
    assert bearing == [f"{n:016x}" for n in range(4)]
    assert found == bearing
    assert gazetteer(language, ADDED) is finds
    assert not any(each.alias in ADDED for part in gazetteer(language).find(*TEXTS[0]) for each in part)


def test_without_added_names_nothing_is_read_again() -> None:
    assert to_read_again(articles(), ()).to_pylist() == []
