"""What the words around a name say of it."""

import pytest

from analytics.mentions.context import begins_sentence, context_of, stands_for_family


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "выступила первой.", {"nomn", "femn", "sing"}),
        ("", "также не согласен с ней.", {"nomn", "masc", "sing"}),
        ("Адвокат ", "подала жалобу.", {"nomn", "femn", "sing"}),
        ("Как пишет газета, для ", "это важно.", {"gent"}),
        ("Он говорил о ", "долго.", {"loct"}),
        ("«Да», — сказала ", ".", {"nomn", "femn", "sing"}),
        ("Речь ", "длилась час.", {"gent", "datv", "accs", "ablt", "loct"}),
        ("Поэтесса ", "и её муж приехали.", {"nomn", "femn", "sing"}),
        ("В этот день ", "и другие", {"gent", "datv", "accs", "ablt", "loct"}),
        ("", "и другие", {"nomn", "gent", "datv", "accs", "ablt", "begins"}),
        ("позавчера мы видели: там ", "и другие", set()),
    ],
)
def test_context(before: str, after: str, expected: set[str]) -> None:
    text = f"{before}ИМЯ {after}"
    assert set(context_of(text, len(before), len(before) + 3).split()) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [("Братьев ", True), ("Супруги ", True), ("две ", True), ("Брат ", False), ("С супругой ", False), ("", False)],
)
def test_families(before: str, *, expected: bool) -> None:
    assert stands_for_family(f"{before}Ковач", len(before)) is expected


def test_where_a_sentence_begins() -> None:
    text = "Ковач ушёл. Ковач вернулся. И Ковач"
    starts = [i for i in range(len(text)) if text.startswith("Ковач", i)]
    assert [begins_sentence(text, start) for start in starts] == [True, True, False]
