"""The alias table: every entry in its example, every form in itself, and what must not count."""

import re

import pytest

from analytics.mentions.gazetteer import Gazetteer, gazetteer
from data.schema import KINDS
from data.words.alias import Alias
from data.words.aliases import ALIASES


def language(text: str) -> str:
    return "uk" if re.search("[іїєґ]", text, re.IGNORECASE) else "ru" if re.search("[а-яё]", text) else "en"


def names(text: str, code: str | None = None) -> list[str]:
    return [found.alias.name for found in gazetteer(code or language(text)).find(text)[0]]


def test_the_table_is_as_large_as_promised() -> None:
    assert len({(alias.kind, alias.name) for alias in ALIASES}) >= 150
    assert len({form for alias in ALIASES for form in (alias.name, *alias.forms)}) >= 300
    assert {alias.kind for alias in ALIASES} == set(KINDS)


@pytest.mark.parametrize("alias", ALIASES, ids=lambda alias: f"{alias.name}:{alias.match}:{alias.needs}")
def test_example(alias: Alias) -> None:
    assert alias.name in names(alias.example)
    own = Gazetteer(
        language(alias.example), [a for a in ALIASES if a == alias or (alias.needs == a.name and not a.needs)]
    )
    assert alias in [found.alias for found in own.find(alias.example)[0]]


@pytest.mark.slow
@pytest.mark.parametrize("alias", ALIASES, ids=lambda alias: alias.name)
def test_every_form_finds_its_entity(alias: Alias) -> None:
    for form in alias.forms:
        text = form if alias.needs is None else f"{form}; {alias.needs}"
        assert names(text, language(form))[0] == alias.name


def test_needs_name_an_entry_without_a_condition() -> None:
    free = {alias.name for alias in ALIASES if alias.needs is None}
    assert {alias.needs for alias in ALIASES if alias.needs} <= free


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В командовании сил НАТОв Европе", ["НАТО", "Европа"]),
        ("Между Россией-НАТО нет диалога", ["Россия", "НАТО"]),
        ("Совет Россия – НАТО собрался", ["Совет Россия–НАТО"]),
        ("Российская армия и американские войска", []),
        ("Альянс партий распался", []),
        ("Вступление в НАТО: альянс ждёт", ["НАТО", "НАТО"]),
        ("натовец и мидовец", []),
        ("В МИДе России ответили", ["МИД России"]),
        ("ec и сша строчными", []),
        ("CШA ввели санкции", ["США"]),
        ("РОССИЯ ОТВЕТИЛА", ["Россия"]),
        ("Он уехал в Латинскую Америку", ["Латинская Америка"]),
    ],
)
def test_russian(text: str, expected: list[str]) -> None:
    assert names(text, "ru") == expected


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("Генсек НАТО приїхав до Києва на зустріч з Порошенком", "uk", ["НАТО", "Киев", "Петр Порошенко"]),
        ("Санкції проти Росії продовжив Європейський Союз", "uk", ["Россия", "Евросоюз"]),
        ("Putin's visit to the United States and Russia's reply", "en", ["Владимир Путин", "США", "Россия"]),
        ("Let us meet and join the alliance", "en", []),
    ],
)
def test_other_languages_lead_to_the_same_entities(text: str, code: str, expected: list[str]) -> None:
    assert names(text, code) == expected


def test_needs_looks_in_title_and_text_together() -> None:
    title, text = gazetteer("ru").find("НАТО ответила", "В альянсе недовольны.")
    assert [found.alias.name for found in (*title, *text)] == ["НАТО", "НАТО"]
    assert [found.alias.name for part in gazetteer("ru").find("Ответ", "В альянсе недовольны.") for found in part] == []


def test_the_longer_form_wins() -> None:
    assert names("Представитель МИД РФ и Совбеза ООН", "ru") == ["МИД России", "Совет Безопасности ООН"]
