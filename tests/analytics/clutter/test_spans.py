"""Spans of clutter lie in their text, and what stands between them is untouched."""

import pytest
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


PARAGRAPH = "Дума приняла закон о бюджете в третьем чтении, он вступит в силу летом, сообщает в среду её пресс-служба."
"""Long enough to show that its text ends paragraphs with a full stop."""


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


@pytest.mark.parametrize(
    "headline",
    [
        "Врачи назвали дозу, которая опасна: что нужно знать каждому",
        "Министр ушёл в отставку: как отнеслись к этому в «Волге»",
        "Minister Leaves After a Row With the Bank of Tver Over Loans",
    ],
)
def test_a_lone_headline_names_another_text(headline: str) -> None:
    assert said(f"{PARAGRAPH}\n{PARAGRAPH}\n{headline}\n{PARAGRAPH}") == [headline]
    assert said(f"{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}\n{headline}\n{headline}\n{headline}") == [headline] * 3


@pytest.mark.parametrize(
    "line",
    [
        "Что сказал министр",
        "Она сказала, что уйдёт в отставку в мае и больше не вернётся",
        "**Как жить дальше: семь советов от тех, кто уже всё попробовал**",
        "The minister left the hall after a row with the bank of Tver",
        "“I am leaving the hall after a row with the bank of Tver, he said”",
    ],
)
def test_a_heading_a_quote_or_a_cut_sentence_is_no_headline_of_another_text(line: str) -> None:
    assert said(f"{PARAGRAPH}\n{PARAGRAPH}\n{line}\n{PARAGRAPH}") == []


def test_a_list_between_paragraphs_and_a_text_without_full_stops_have_no_lone_headlines() -> None:
    item = "Лучший короткометражный игровой фильм этого года: Дом у реки"
    assert said(f"{PARAGRAPH}\n{PARAGRAPH}\n{item}\n{item}\n{item}\n{PARAGRAPH}") == []
    assert said("\n".join([PARAGRAPH[:-1], PARAGRAPH[:-1], PARAGRAPH, item, PARAGRAPH])) == []


def test_long_headlines_betray_each_other_and_a_sole_one_is_a_paragraph_that_lost_its_stop() -> None:
    long = (
        "Врачи назвали дозу, которая опасна для каждого, кто живёт в Твери, и рассказали о том, что с этим делать дома"
    )
    other = "Министр ушёл в отставку: как отнеслись к этому в «Волге»"
    closed = "\n".join([PARAGRAPH] * 4)
    assert said(f"{closed}\n{long}\n{PARAGRAPH}\n{other}\n{PARAGRAPH}") == [long, other]
    assert said(f"{closed}\n{long}\n{PARAGRAPH}") == []


def test_plain_english_headlines_are_told_by_their_company() -> None:
    plain = "The minister left the hall after a row with the bank of Tver"
    assert said(f"{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}\n{plain}\n{plain}") == [plain, plain]
    assert said(f"{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}\n{plain}") == []


def test_a_label_names_the_line_below_it() -> None:
    text = f"{PARAGRAPH}\nSource:\nUniversity of Tver\n{PARAGRAPH}"
    assert said(text) == ["Source:", "University of Tver"]


def test_an_underscore_parts_the_words_of_a_hashtag_and_marks_what_is_set_in_italics() -> None:
    assert said(f"__{PARAGRAPH}__\n#дума_о_бюджете #закон") == ["#дума_о_бюджете #закон"]
    assert masked("__дума__ _закон_ #дума_о_бюджете") == "  дума    закон  #дума_о_бюджете"


def test_a_name_is_a_byline_above_the_article_and_a_short_line_is_furniture_between_clutter_below() -> None:
    assert said(f"May 5, 2020\nJane Roe\n{PARAGRAPH}\n© 2020 Волга\nВолга\n18+") == [
        "May 5, 2020",
        "Jane Roe",
        "© 2020 Волга",
        "Волга",
        "18+",
    ]
    assert said(f"{PARAGRAPH}\nJane Roe\n{PARAGRAPH}") == []


def test_a_dateline_may_stand_below_headline_and_lead() -> None:
    text = f"Бюджет принят\nДума приняла закон.\nТВЕРЬ, 8 янв — РИА Новости. {PARAGRAPH}"
    assert said(text) == ["ТВЕРЬ, 8 янв — РИА Новости."]


def test_links_below_an_article_are_clutter_and_an_article_of_links_is_none() -> None:
    links = "Главные новости недели:\n— Врачи назвали дозу https://a.example/b\n— Бюджет вырос https://a.example/c"
    assert said(links) == []
    assert said(f"{PARAGRAPH}\n{links}")[0] == "Главные новости недели:"


RUNS = [
    "а, ",
    "Слово ",
    "Word ",
    "- ",
    "a-b/",
    "А.Б. ",
    "#тег ",
    "ab  ",
    "share ",
    "Facebook, ",
    "1 ",
    "John Roe, ",
    "5 мая ",
]


@pytest.mark.parametrize("run", RUNS)
def test_no_rule_runs_away_on_a_long_line_of_one_kind(run: str) -> None:
    for length in (139, 300, 700):
        line = (run * 700)[:length]
        left = without_clutter(line, clutter_of(line))
        assert [a for a, b in zip(left, line, strict=True) if a not in (b, " ")] == []
