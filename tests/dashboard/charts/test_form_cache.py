"""Forms of charts are composed once, and a folder that cannot be written to is no error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.charts import form_cache
from dashboard.theme import DARK, LIGHT, Theme


def counted() -> tuple[Callable[..., str], list[tuple[object, ...]]]:
    """A form that has its calls written down, kept in memory by nobody else."""
    calls: list[tuple[object, ...]] = []

    def _form(theme: Theme, lang: str, *, labels: bool) -> str:
        calls.append((theme, lang, labels))
        return f'{{"theme": "{theme.name}", "lang": "{lang}", "labels": "{labels}"}}'

    return form_cache.cached_form(_form), calls


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    form_cache._folder.cache_clear()
    yield tmp_path
    form_cache._folder.cache_clear()


def test_another_process_reads_what_one_has_composed(caches: Path) -> None:
    first, composed = counted()
    again, composed_again = counted()
    assert first(LIGHT, "ru", labels=True) == again(LIGHT, "ru", labels=True)
    assert (len(composed), len(composed_again)) == (1, 0)
    assert len(list(caches.rglob("*.json"))) == 1


def test_other_arguments_are_another_form(caches: Path) -> None:
    form, composed = counted()
    made = {form(LIGHT, "ru", labels=True), form(DARK, "ru", labels=True), form(LIGHT, "ru", labels=False)}
    assert len(made) == len(composed) == 3


def test_other_code_has_other_forms(caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted()[0](LIGHT, "ru", labels=True)
    monkeypatch.setattr(form_cache, "version", lambda _: "another")
    form_cache._folder.cache_clear()
    form, composed = counted()
    form(LIGHT, "ru", labels=True)
    assert len(composed) == 1


def test_where_nothing_can_be_written_forms_are_composed_all_the_same(caches: Path) -> None:
    (caches / "svodka").write_text("in the way")
    form, composed = counted()
    assert form(LIGHT, "ru", labels=True)
    assert len(composed) == 1
