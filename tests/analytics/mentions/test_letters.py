"""Headlines in capitals, or with a capital on every word, as plain text."""

import pytest

from analytics.mentions.letters import in_plain_letters

BODY = "Ольга Вольф приехала в Тверь. Там её встретил мэр, а НАТО и ФРГ промолчали.\nВ городе рады."


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("ОЛЬГА ВОЛЬФ ПРИЕХАЛА В ТВЕРЬ", "Ольга Вольф приехала в Тверь"),
        ("НАТО И ФРГ ПРОМОЛЧАЛИ О ВСТРЕЧЕ", "НАТО и ФРГ промолчали о встрече"),
        ("Ольга Вольф Встретила Мэра Города", "Ольга Вольф встретила мэра города"),
        ("Ольга Вольф приехала в Тверь", "Ольга Вольф приехала в Тверь"),
        ("Ольга Вольф, Анна Ковач, Пётр Лидов", "Ольга Вольф, Анна Ковач, Пётр Лидов"),
        ("СРОЧНО", "СРОЧНО"),
        ("", ""),
    ],
)
def test_headlines(headline: str, expected: str) -> None:
    assert in_plain_letters(headline, BODY) == expected


def test_no_offset_moves() -> None:
    text = "İSTANBUL ŞEHRİ VE ẞTRASSE\n" + BODY
    assert len(in_plain_letters(text, BODY)) == len(text)
