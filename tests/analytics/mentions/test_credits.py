"""Credits of media are no mentions; media that are written about are."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analytics.annotate import Unit, annotate
from analytics.attribution.formulas import attributed
from analytics.mentions.credits import without_credits
from analytics.mentions.finding import found_in


def named(language: str, text: str, title: str = "") -> list[str]:
    """The names as written in one article, without those of media that it credits."""
    rows = {"article_id": ["a"], "language": [language], "title": [title], "text": [text], "published_at": [pd.NaT]}
    articles = pd.DataFrame(rows)
    return without_credits(found_in(articles), attributed(articles))["surface"].tolist()


@pytest.mark.parametrize(
    ("language", "text", "left"),
    [
        ("ru", "В Анкаре прошли переговоры, сообщает РИА Новости.", ["Анкаре"]),
        ("ru", "Переговоры прошли в Анкаре, передаёт корреспондент ТАСС.", ["Анкаре"]),
        ("ru", "Об этом сообщает «Интерфакс» со ссылкой на Минобороны Польши.", ["Минобороны Польши"]),
        ("ru", "Переговоры прошли в Анкаре, сообщает 112 Украина.", ["Анкаре"]),
        ("ru", "Источник: Reuters", []),
        ("ru", "Порошенко сказал в интервью агентству Reuters, что уедет.", ["Порошенко"]),
        ("uk", "Переговори пройшли в Анкарі, повідомляє УНІАН.", ["Анкарі"]),
        ("uk", "Про це пише The Guardian. Польща мовчить.", ["Польща"]),
        ("en", "Talks were held in Ankara, Reuters reports.", ["Ankara"]),
        ("en", "Poland refused, according to The Guardian.", ["Poland"]),
    ],
)
def test_a_credit_is_no_mention(language: str, text: str, left: list[str]) -> None:
    assert named(language, text) == left


@pytest.mark.parametrize(
    ("language", "text", "medium"),
    [
        ("ru", "Суд оштрафовал ТАСС. Агентство обжалует решение.", "ТАСС"),
        ("ru", "Сайт РИА Новости взломан хакерами.", "РИА Новости"),
        ("uk", "Суд оштрафував УНІАН. Видання оскаржить рішення.", "УНІАН"),
        ("en", "Hackers attacked Reuters on Monday.", "Reuters"),
    ],
)
def test_a_medium_that_is_written_about_is_a_mention(language: str, text: str, medium: str) -> None:
    assert medium in named(language, text)


def test_of_one_medium_the_credit_alone_is_left_out() -> None:
    text = "ТАСС оштрафован, сообщает ТАСС."
    assert named("ru", text, title="ТАСС оштрафован") == ["ТАСС", "ТАСС"]


def test_an_organisation_inside_the_formula_stays() -> None:
    text = "Это ответ, заявил представитель НАТО в комментарии Радио Свобода."
    assert named("ru", text) == ["НАТО"]


def test_an_analysis_leaves_credits_out_and_keeps_them_as_attributions(tmp_path: Path) -> None:
    texts = [
        "Порт закрыт, сообщает ТАСС.",
        "Суд оштрафовал ТАСС.",
        "Порт закрыт.\nИсточник: Reuters",
    ]  # the last is clutter
    columns = {
        "article_id": pa.array(["a", "b", "c"]),
        "outlet": pa.array([None] * 3, pa.string()),
        "language_given": pa.array(["ru"] * 3),
        "published_at": pa.array([None] * 3, pa.timestamp("us", "UTC")),
        "title": pa.array([""] * 3),
        "text": pa.array(texts),
    }
    unit = Unit(str(tmp_path / "unit.parquet"), str(tmp_path), ("ru", "uk", "en"))
    pq.write_table(pa.table(columns), unit.articles)
    annotate(unit)
    mentions = pq.read_table(unit.output("found")).to_pylist()
    assert [(row["article_id"], row["surface"]) for row in mentions] == [("b", "ТАСС")]
    credited = pq.read_table(unit.output("attributions")).to_pylist()
    assert [(row["article_id"], row["source"]) for row in credited] == [("a", "ТАСС")]


def test_nothing_credited_leaves_the_frame_as_it_is() -> None:
    rows = {"article_id": ["a"], "language": ["ru"], "title": ["НАТО"], "text": [""], "published_at": [pd.NaT]}
    articles = pd.DataFrame(rows)
    found = found_in(articles)
    pd.testing.assert_frame_equal(without_credits(found, attributed(articles)), found)
    assert without_credits(found[:0], attributed(articles)).columns.tolist() == found.columns.tolist()
