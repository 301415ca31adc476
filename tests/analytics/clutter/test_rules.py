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


EXAMPLES = [(rule, text) for rule in RULES for text in rule.like]
COUNTEREXAMPLES = [(rule, text) for rule in RULES for text in rule.unlike]


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=[f"{rule.kind}-{text}" for rule, text in EXAMPLES])
def test_a_rule_finds_its_examples(rule: Rule, text: str) -> None:
    assert finds(rule, text)


@pytest.mark.parametrize(
    ("rule", "text"), COUNTEREXAMPLES, ids=[f"{rule.kind}-{text}" for rule, text in COUNTEREXAMPLES]
)
def test_a_rule_leaves_what_only_looks_like_it(rule: Rule, text: str) -> None:
    assert not finds(rule, text)


def test_a_rule_has_a_kind_and_an_example() -> None:
    assert {rule.kind for rule in RULES} == set(CLUTTER_KINDS) - {"repeated"}
    assert all(rule.like for rule in RULES)


@pytest.mark.parametrize("text", [text for rule in RULES for text in rule.unlike])
def test_what_is_no_clutter_of_one_kind_is_none_of_another(text: str) -> None:
    assert clutter_of(f"{text}\nПотом было заседание, и все разошлись по домам.") == []
