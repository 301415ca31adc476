"""Spans of clutter lie in their text, and what stands between them is untouched."""

from hypothesis import given
from hypothesis import strategies as st

from analytics.clutter.learnt import block_key
from analytics.clutter.masking import masked
from analytics.clutter.rules import RULES
from analytics.clutter.spans import clutter_of, without_clutter

LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from([text for rule in RULES for text in (*rule.like, *rule.unlike)]),
    st.sampled_from(
        ["Читайте также:", "🔗", "https://a.b/c", "**", "", "Дума приняла закон о бюджете в третьем чтении."]
    ),
)
ARTICLE = """МОСКВА, 8 янв — РИА Новости. Дума приняла закон (организация запрещена в РФ).
Фото: РИА Новости / Иван Иванов
Он вступит в силу летом, сообщает ТАСС.
Читайте также:
Врачи назвали дозу
Бюджет вырос
**Итоги** подведут [здесь](https://a.example/b) осенью.
👉 [Подписаться](https://t.me/x) | [Прислать новость](https://t.me/y)
#дума #закон"""


def said(text: str, blocks: frozenset[str] = frozenset()) -> list[str]:
    return [text[start:end] for start, end, _ in clutter_of(text, blocks)]


def test_an_article_as_agencies_and_channels_write_it() -> None:
    assert said(ARTICLE) == [
        "МОСКВА, 8 янв — РИА Новости.",
        "(организация запрещена в РФ)",
        "Фото: РИА Новости / Иван Иванов",
        "Читайте также:",
        "Врачи назвали дозу",
        "Бюджет вырос",
        "👉 [Подписаться](https://t.me/x) | [Прислать новость](https://t.me/y)",
        "#дума #закон",
    ]


def test_what_an_outlet_repeats_is_clutter_of_that_outlet() -> None:
    text = "Дума приняла закон.\nНаш журнал выходит  по средам"
    assert said(text) == []
    assert said(text, frozenset([block_key("наш журнал выходит по средам")])) == ["Наш журнал выходит  по средам"]


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_spans_are_in_order_and_the_rest_stays_in_its_place(text: str) -> None:
    spans = clutter_of(text)
    ends = [0, *(end for _, end, _ in spans)]
    assert all(before <= start < end <= len(text) for before, (start, end, _) in zip(ends, spans, strict=False))
    left = without_clutter(text, spans)
    assert len(left) == len(text)
    kept = [i for i in range(len(text)) if not any(start <= i < end for start, end, _ in spans)]
    assert all(left[i] == text[i] for i in kept)
    assert all(left[i] in " \n" for i in set(range(len(text))) - set(kept))


@given(st.text() | st.lists(LINES).map("\n".join))
def test_a_mask_has_the_length_and_the_breaks_of_its_text(text: str) -> None:
    found = masked(text)
    assert len(found) == len(text)
    assert [i for i, c in enumerate(found) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


def test_a_text_of_one_line_ends_in_its_clutter() -> None:
    assert said("Цены выросли на треть.  @banksta") == ["@banksta"]
    assert said("Выборы прошли. #выборы #россия") == ["#выборы #россия"]
