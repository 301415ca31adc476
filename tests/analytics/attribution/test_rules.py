"""Each rule finds the formulas it was written for, and nothing in texts that only look like them."""

import pytest

from analytics.attribution.formulas import attributions
from analytics.attribution.names import base_form
from analytics.attribution.rules import RULES, Rule
from data.words.media import MEDIA


@pytest.mark.parametrize("rule", RULES, ids=[f"{n}-{rule.language}" for n, rule in enumerate(RULES)])
def test_a_rule_finds_its_examples(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "analytics.attribution.formulas._by_word", lambda _: {word: [rule] for word in rule.words.split()}
    )
    found = {text: tuple(one.source for one in attributions(text, rule.language)) for text, _ in rule.like}
    assert found == {text: (name,) for text, name in rule.like}


@pytest.mark.parametrize("rule", RULES, ids=[f"{n}-{rule.language}" for n, rule in enumerate(RULES)])
def test_what_only_looks_like_a_formula_is_none(rule: Rule) -> None:
    assert [text for text in rule.unlike if attributions(text, rule.language)] == []


def test_a_rule_has_words_and_examples() -> None:
    assert all(rule.like and rule.words and rule.words == rule.words.lower() for rule in RULES)
    assert all(len(set(rule.words.split())) == len(rule.words.split()) for rule in RULES)


def test_a_base_form_is_the_name_of_itself() -> None:
    assert [medium.name for medium in MEDIA if base_form(medium.name) != medium.name] == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("«Ведомостям»", "Ведомости"),
        ("„Медузе“", "Медуза"),
        ("Франс Пресс", "AFP"),
        ("ИТАР-ТАСС", "ТАСС"),
        ("«Российской газете»", "Российская газета"),
        ("«Эхом Москвы»", "Эхо Москвы"),
        ("Би-би-си", "Би-би-си"),
        ("«Аль-Джазире»", "Al Jazeera"),
        ("New York Times", "The New York Times"),
        ("РИА «Новости»", "РИА Новости"),
        ("газете «Утро  Заречья»", "Утро Заречья"),
        ("телеграм-каналу @zarechye", "zarechye"),
    ],
)
def test_a_name_has_its_base_form(written: str, name: str) -> None:
    assert [one.source for one in attributions(f"Порт закроют, сказал он {written}.", "ru")] == [name]
