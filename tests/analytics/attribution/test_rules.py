"""Each rule finds the formulas it was written for, and nothing in texts that only look like them."""

import pytest

from analytics.attribution.formulas import attributions
from analytics.attribution.names import base_form
from analytics.attribution.rules import RULES, Rule
from data.words.media import MEDIA

EXAMPLES = [(rule, text, name) for rule in RULES for text, name in rule.like]
COUNTEREXAMPLES = [(rule.language, text) for rule in RULES for text in rule.unlike]


@pytest.mark.parametrize(("rule", "text", "name"), EXAMPLES, ids=[text for _, text, _ in EXAMPLES])
def test_a_rule_finds_its_examples(rule: Rule, text: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "analytics.attribution.formulas._by_word", lambda _: {word: [rule] for word in rule.words.split()}
    )
    assert [one.source for one in attributions(text, rule.language)] == [name]


@pytest.mark.parametrize(("language", "text"), COUNTEREXAMPLES, ids=[text for _, text in COUNTEREXAMPLES])
def test_what_only_looks_like_a_formula_is_none(language: str, text: str) -> None:
    assert attributions(text, language) == []


def test_a_rule_has_words_and_examples() -> None:
    assert all(rule.like and rule.words and rule.words == rule.words.lower() for rule in RULES)
    assert all(len(set(rule.words.split())) == len(rule.words.split()) for rule in RULES)


@pytest.mark.parametrize("name", sorted({medium.name for medium in MEDIA}))
def test_a_base_form_is_the_name_of_itself(name: str) -> None:
    assert base_form(name) == name


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
