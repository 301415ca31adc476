"""The catalogues of the interface against the code that asks for them, and against each other.

Keys are found as gettext's tools find them, by Babel's extractor: the strings that `t`, `plural`, `nothing_here` and
`msgid` are called with. An f-string there is a pattern, `level.{…}`: it stands for the keys that fit it.
"""

import ast
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from dashboard.texts import LOCALES, Texts, language_of
from data.settings import INTERFACES

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"t": None, "plural": None, "msgid": None, "nothing_here": (2,)}
BANNED = ("кластер", "выброс", "эмбеддинг", "cluster", "outlier", "embedding", "c-tf-idf", "викид", "ембединг")
FOREIGN = {"ru": "[іїєґ]", "uk": "[ыэёъ]", "en": "[а-яёіїєґ]"}
"""Letters that a language has not."""


def sources() -> list[Path]:
    return [ROOT / "svodka.py", *(p for top in ("dashboard", "commands") for p in sorted((ROOT / top).rglob("*.py")))]


@cache
def literals() -> dict[str, str]:
    """Each key in the code, and a file where it stands."""
    return {key: path.name for path in sources() for key in literals_in(path.read_text(encoding="utf-8"))}


def literals_in(code: str) -> Iterator[str]:
    """Keys by Babel, which does not look into the f-strings of Python 3.11: their expressions are shown to it apart."""
    inside = [ast.unparse(each.value) for each in ast.walk(ast.parse(code)) if isinstance(each, ast.FormattedValue)]
    shown = "\n".join([code, *inside]).encode()
    return (key for _, key, _, _ in extract("python", io.BytesIO(shown), KEYWORDS))


@cache
def patterns() -> dict[str, str]:
    """Each f-string that is a key, as a regular expression, and a file where it stands."""
    return {pattern: path.name for path in sources() for pattern in patterns_in(path.read_text(encoding="utf-8"))}


def patterns_in(code: str) -> Iterator[str]:
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", getattr(call.func, "id", "")) in KEYWORDS:
            for argument in call.args[:2]:
                if isinstance(argument, ast.JoinedStr):
                    parts = [p.value if isinstance(p, ast.Constant) else None for p in argument.values]
                    yield "".join("[^.]+" if part is None else re.escape(part) for part in parts)


def catalogue(lang: str) -> Catalog:
    with (LOCALES / lang / "LC_MESSAGES" / "svodka.po").open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


@pytest.mark.parametrize("lang", INTERFACES)
def test_every_key_in_code_is_in_the_catalogue(lang):
    words = language_of(lang).words
    assert {key: place for key, place in literals().items() if key not in words} == {}
    unmet = {p: at for p, at in patterns().items() if not any(re.fullmatch(p, key) for key in words)}
    assert unmet == {}


@pytest.mark.parametrize("lang", INTERFACES)
def test_every_text_in_the_catalogue_is_asked_for(lang):
    asked = re.compile("|".join(patterns()))
    assert [key for key in language_of(lang).words if key not in literals() and not asked.fullmatch(key)] == []


def test_keys_are_found_in_code():
    code = (
        """f"{texts.t('in.a', n=plural('in.b', 2))}"; t(msgid("c") if x else msgid("d")); nothing_here(context, "e")"""
    )
    assert {*literals_in(code)} == {"in.a", "in.b", "c", "d", "e"}
    assert [*patterns_in('texts.t(f"level.{context.level}", n=1)')] == [r"level\.[^.]+"]
    assert len(literals()) > 400
    assert len(patterns()) > 50


@pytest.mark.parametrize("lang", INTERFACES)
def test_catalogues_say_the_same_things(lang):
    words, others = language_of(lang).words, language_of("en").words
    assert words.keys() == others.keys()
    for key, text in words.items():
        assert isinstance(text, str) == isinstance(others[key], str), key
        assert placeholders(text) == placeholders(others[key]), key


def placeholders(text: str | tuple[str, ...]) -> set[str]:
    return set(re.findall(r"{(\w+)}", " ".join(forms(text))))


@pytest.mark.parametrize("lang", INTERFACES)
def test_every_text_is_there_in_all_its_forms(lang):
    read, header = catalogue(lang), get_plural(lang)
    assert (read.num_plurals, read.plural_expr) == (header.num_plurals, header.plural_expr)
    assert not read.fuzzy
    for message in read:
        assert not (message.id and message.fuzzy), message.id
        if message.pluralizable:
            assert len(message.string) == read.num_plurals, message.id
    empty = [key for key, text in language_of(lang).words.items() if not all(forms(text))]
    assert empty == ["course.short.steady"]  # what is steady says nothing of itself


@pytest.mark.parametrize("lang", INTERFACES)
def test_words_are_those_of_the_language(lang):
    for key, text in language_of(lang).words.items():
        joined = " ".join(forms(text)).lower()
        assert not [banned for banned in BANNED if banned in joined], key
        assert not re.search(FOREIGN[lang], joined), key


@pytest.mark.parametrize("lang", INTERFACES)
def test_a_count_is_said_for_every_number(lang):
    texts, words = Texts(lang), language_of(lang).words
    for key in (key for key, text in words.items() if not isinstance(text, str)):
        values = dict.fromkeys(placeholders(words[key]) - {"n"}, "")
        assert all(texts.plural(key, n, **values) for n in (0, 1, 2, 5, 11, 21, 1.5)), key
