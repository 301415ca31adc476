"""English names without a model: one text of our own for each rule."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.mentions.model import find_spans

pytestmark = pytest.mark.slow

LABELS = Path(__file__).with_name("english_names.json")


def found(*texts: str) -> dict[str, str]:
    """The names of the first text with their kinds; the others vote."""
    return {texts[0][s.start : s.end]: s.kind for s in find_spans(texts, "en")[0]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Mr Thackle resigned.", {"Thackle": "person"}),
        ("The plan of Foreign Secretary Oona Thackle failed.", {"Oona Thackle": "person"}),
        ("A Labour MP, Sarah Thackle, resigned.", {"Labour": "organisation", "Sarah Thackle": "person"}),
        ("Labour MP Oona Thackle resigned.", {"Labour": "organisation", "Oona Thackle": "person"}),
        ("It was won by Thackle, 22, on a bike.", {"Thackle": "person"}),
        ("The striker Thackle went home.", {"Thackle": "person"}),
        ("We met J Thackle and Simon Orme.", {"J Thackle": "person", "Simon Orme": "person"}),
        ("The town is in Norway, near Bergen.", {"Norway": "place", "Bergen": "place"}),
        ("They flew to northern Italy and South Sudan.", {"Italy": "place", "South Sudan": "place"}),
        ("We swam in Lake Orme near Thackle Castle.", {"Lake Orme": "place", "Thackle Castle": "place"}),
        ("A loan of the Bank of Thackle was cut.", {"Bank of Thackle": "organisation"}),
        (
            "He left the Department of Trade and Industry for Spain.",
            {"Department of Trade and Industry": "organisation", "Spain": "place"},
        ),
        ("He joined the carmaker Thackle last week.", {"Thackle": "organisation"}),
        ("He sold shares in Thackle last week.", {"Thackle": "organisation"}),
        ("So Thackle shareholders went home.", {"Thackle": "organisation"}),
        ("All of it went to the OTK, they claim.", {"OTK": "organisation"}),
        ("We listened to OTK Thackle for an hour.", {"OTK Thackle": "organisation"}),
        ("He works for DeepOrme now.", {"DeepOrme": "organisation"}),
        (
            "An English striker left Preston goalkeeper Alan Orme behind.",
            {"Preston": "organisation", "Alan Orme": "person"},
        ),
        ("A visit to the British Museum is free.", {"British Museum": "organisation"}),
        ("The British Empire fell.", {"British Empire": "place"}),
    ],
)
def test_kinds(text: str, expected: dict[str, str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister said it on Monday, in March.",
        "We saw the film Orme Falls twice.",
        "They lost the Orme Cup again, and the Thackle Awards.",
        "Many Iraqis and a French cook were there.",
        "The Prime Minister and the Chancellor had a DVD and a PC.",
        "Low-paid work is a problem.",
        "It is in www.Orme.com or so.",
        "",
        "all small",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert found(text) == {}


def test_a_common_word_that_begins_a_sentence_is_none() -> None:
    assert found("Turnips grow.", "We eat turnips.") == {}
    assert found("Orme Thackle grows turnips.", "She saw Orme Thackle.") == {"Orme Thackle": "person"}


def test_other_places_say_what_a_name_is() -> None:
    alone = "Then came Thackle at last."
    assert found(alone) == {"Thackle": "organisation"}
    assert found(alone, "Mr Thackle left.", "It was Mr Thackle, they think.") == {"Thackle": "person"}


def test_a_surname_is_known_from_the_full_name() -> None:
    text = "We saw Susan Thackle. Later the firm let Thackle go."
    assert found(text) == {"Susan Thackle": "person", "Thackle": "person"}


def test_a_name_begins_and_ends_with_a_capital() -> None:
    assert found("He spoke of March of Thackle.") == {"Thackle": "organisation"}


def test_possessives_are_outside() -> None:
    assert found("It was Norway's plan and Mr O'Orme's idea.") == {"Norway": "place", "O'Orme": "person"}


@given(
    st.lists(
        st.sampled_from(
            ["Mr", "of", "and", "Orme", "the", "Bank", "A.", "J", "’s", "'", "-x", "&", " ", ". ", "\n", "é", "7", "EU"]
        )
    )
)
def test_any_text_gives_names_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    spans = find_spans([text], "en")[0]
    assert all(0 <= a.start < a.end <= b.start for a, b in pairwise(spans))
    assert all(text[s.start].isupper() for s in spans)


def test_labels_keep_their_form() -> None:
    rows = json.loads(LABELS.read_text(encoding="utf-8"))
    assert len({row["id"] for row in rows}) == len(rows) >= 300
    for row in rows:
        ends = [row["start"], *(end for _, end, _ in row["names"])]
        assert all(start >= before for before, (start, _, _) in zip(ends, row["names"], strict=False))
        assert ends[-1] <= row["end"]
        assert {kind for _, _, kind in row["names"]} <= {"person", "place", "organisation"}
