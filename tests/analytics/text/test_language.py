"""Language identification: letters, script, model, and what is left unknown."""

import pandas as pd
import pytest

from analytics.text.language import identify

LANGUAGES = ("ru", "uk", "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Экономические санкции продлены", "ru"),
        ("Україна отримала транш", "uk"),
        ("Рада ухвалила бюджет на наступний рік", "uk"),
        ("NATO ministers meet in Brussels", "en"),
        ("12:45", "und"),
        ("", "und"),
        ("日銀が利上げを決定", "und"),
    ],
)
def test_headline(text: str, expected: str) -> None:
    assert identify([text], LANGUAGES) == [expected]


def test_only_configured_languages_are_named() -> None:
    assert identify(["Україна отримала транш", "Санкции продлены"], ("ru",)) == ["ru", "ru"]
    assert identify(["Sanctions were extended"], ("ru", "uk")) == ["und"]


def test_a_language_the_model_does_not_know_is_told_by_its_script() -> None:
    assert identify(["სანქციები გაგრძელდა"], ("ru", "ka")) == ["ka"]


def test_mixed_text_goes_to_the_model_not_to_one_foreign_letter() -> None:
    text = "Українські Новини. В Кремле заявили, что санкции не были темой вчерашних переговоров с делегацией."
    assert identify([text], LANGUAGES) == ["ru"]


def test_b6_text_without_letters_is_unknown() -> None:
    assert identify(["— 2018 —", "🙂🙂", "\u0301"], LANGUAGES) == ["und"] * 3


def test_accuracy_on_headlines(corpora) -> None:
    titles = pd.read_parquet(corpora / "ruattitudes" / "docs.parquet", columns=["title"])["title"].head(3000)
    assert sum(code == "ru" for code in identify(titles, LANGUAGES)) / len(titles) >= 0.995
    docs = pd.read_parquet(corpora / "slavicner" / "docs.parquet", columns=["language", "text"])
    for language in ("ru", "uk"):
        texts = docs.loc[docs["language"] == language, "text"]
        assert set(identify(texts, LANGUAGES)) == {language}
