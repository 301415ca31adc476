"""Each rule finds the clutter it was written for, and nothing else."""

import pytest

from analytics.clutter.masking import masked
from analytics.clutter.rules import RULES, Rule
from analytics.clutter.spans import clutter_of
from data.schema import CLUTTER_KINDS


def finds(rule: Rule, line: str) -> bool:
    words = masked(line).strip()
    if rule.place in ("line", "tail"):
        return rule.of_whole(" ".join(words.split()), is_linked=True)
    return bool(rule.of_parts(words))


NAMES = [f"{number}-{rule.kind}-{rule.place}" for number, rule in enumerate(RULES)]


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_finds_its_examples_and_leaves_what_only_looks_like_them(rule: Rule) -> None:
    assert [text for text in rule.like if not finds(rule, text)] == []
    assert [text for text in rule.unlike if finds(rule, text)] == []


def test_a_rule_has_a_kind_and_an_example() -> None:
    assert {rule.kind for rule in RULES} == set(CLUTTER_KINDS) - {"repeated"}
    assert all(rule.like for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_what_is_no_clutter_of_one_kind_is_none_of_another(rule: Rule) -> None:
    told = {text: clutter_of(f"{text}\nПотом было заседание, и все разошлись по домам.") for text in rule.unlike}
    assert {text: spans for text, spans in told.items() if spans} == {}
