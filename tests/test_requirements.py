"""The lock is complete and installs without a deep-learning framework (BERTopic without one: topics/test_model.py)."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UNWANTED = ("torch", "transformers", "sentence-transformers", "nvidia")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_no_line_names_a_deep_learning_package(name):
    lines = (ROOT / name).read_text(encoding="utf-8").lower().splitlines()
    assert [line for line in lines if any(word in line for word in UNWANTED)] == []


def test_every_line_pins_one_version():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert len(pins) > 80
    assert [line for line in pins if not re.fullmatch(r"[a-z0-9._-]+==\S+( ; .+)?", line)] == []


def test_the_lock_holds_every_declared_dependency():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.match(r"[A-Za-z0-9_-]+", line)[0].lower() for line in declared}
    locked = {line.split("==")[0] for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()}
    assert names - locked == set()
