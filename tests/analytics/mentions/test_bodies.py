"""Bodies that every country has: one name for all forms of one body, and whose a body is that does not say so."""

import pandas as pd
import pytest

from analytics.mentions.article_mentions import mentions_of
from analytics.mentions.bodies import Body, body_of
from analytics.mentions.territories import territories
from data.article.folding import fold
from data.words.aliases import ALIASES
from data.words.bodies import BODIES, COUNTRIES, LANGUAGES


def named(language: str, text: str, title: str = "") -> pd.DataFrame:
    """surface, name of the organisations in one article."""
    article = {"article_id": ["a"], "language": [language], "title": [title], "text": [text]}
    undated = pd.Series([pd.NaT], dtype="datetime64[us, UTC]")
    found = mentions_of(pd.DataFrame(article).assign(published_at=undated))
    frame = found.mentions.merge(found.names[["entity_id", "name"]], on="entity_id", how="left")
    return frame.loc[frame["kind"] == "organisation", ["surface", "name"]]


def organisations(language: str, text: str, title: str = "") -> list[str]:
    return named(language, text, title)["name"].tolist()


@pytest.mark.parametrize(
    ("language", "surface", "name"),
    [
        ("ru", "МИД РФ", "МИД России"),
        ("ru", "российского МИДа", "МИД России"),
        ("ru", "Министерству иностранных дел Польши", "МИД Польши"),
        ("ru", "немецкий МИД", "МИД Германии"),
        ("ru", "МИД ФРГ", "МИД Германии"),
        ("ru", "Генеральной прокуратуре Украины", "Генпрокуратура Украины"),
        ("ru", "Министерства обороны Великобритании", "Минобороны Великобритании"),
        ("ru", "Минобороны Британии", "Минобороны Великобритании"),
        ("ru", "американское Минобороны", "Пентагон"),
        ("ru", "Генштаба Вооружённых сил России", "Генштаб России"),
        ("ru", "Генштаб ВСУ", "Генштаб Украины"),
        ("ru", "турецкие ВВС", "ВВС Турции"),
        ("ru", "Совбеза РФ", "Совет безопасности России"),
        ("ru", "парламент Южной Кореи", "Парламент Южной Кореи"),
        ("ru", "МИД Эквадора", "МИД Эквадора"),
        ("uk", "МЗС Польщі", "МИД Польши"),
        ("uk", "польському МЗС", "МИД Польши"),
        ("uk", "Міністерства закордонних справ Грузії", "МИД Грузии"),
        ("uk", "Міноборони РФ", "Минобороны России"),
        ("uk", "МЗС Еквадору", "МИД Эквадора"),
        ("uk", "Генеральною прокуратурою України", "Генпрокуратура Украины"),
        ("en", "Russian Foreign Ministry", "МИД России"),
        ("en", "Foreign Ministry of Poland", "МИД Польши"),
        ("en", "Poland's foreign ministry", "МИД Польши"),
        ("en", "Ministry of Defence of the United Kingdom", "Минобороны Великобритании"),
        ("en", "Turkish air force", "ВВС Турции"),
        ("en", "US Senate", "Сенат США"),
        ("en", "Ministry of Finance of Ecuador", "Минфин Эквадора"),
    ],
)
def test_a_body_with_its_country(language: str, surface: str, name: str) -> None:
    before = "So said the" if language == "en" else "Об этом сообщает"
    assert name in organisations(language, f"{before} {surface}.")


@pytest.mark.parametrize(
    ("language", "surface"),
    [
        ("ru", "армия Хафтара и Асада"),
        ("ru", "Министерство обороны и авиационной промышленности"),
        ("ru", "сенат штата Калифорния"),
        ("ru", "Бундестаг"),
        ("ru", "сенаторы США"),
        ("ru", "парламентарии Украины"),
        ("ru", "Центральный банк развития"),
        ("uk", "Верховна Рада"),
        ("en", "Foreign Ministry School"),
        ("en", "Bank of England"),
        ("de", "Außenministerium"),
    ],
)
def test_what_is_no_such_body(language: str, surface: str) -> None:
    assert body_of(surface, language) is None


@pytest.mark.parametrize(
    ("language", "title", "text", "expected"),
    [
        (
            "ru",
            "МИД Польши вызвал посла",
            "Посла вызвали в МИД. Глава Министерства иностранных дел сказал это. Украина ждёт.",
            ["МИД Польши"] * 3,
        ),
        ("ru", "", "МИД и Минобороны РФ ответили Польше.", ["МИД России", "Минобороны России"]),
        (
            "ru",
            "",
            "МИД России ответил МИД Польши. В МИД ждут ответа.",
            ["МИД России", "МИД Польши", "МИД (страна не названа)"],
        ),
        ("ru", "", "Верховный суд молчит. В Польше ждут.", ["Верховный суд Польши"]),
        ("ru", "", "Польша и Литва ждут. МИД молчит, сенат Польши тоже.", ["МИД Польши", "Сенат Польши"]),
        ("ru", "", "Польша ждёт, Литва тоже. МИД молчит.", ["МИД (страна не названа)"]),
        ("ru", "", "В российском внешнеполитическом ведомстве молчат.", ["МИД России"]),
        ("uk", "", "Польське зовнішньополітичне відомство мовчить.", ["МИД Польши"]),
        ("ru", "Польша ответила России", "В Минобороны сообщили о пуске.", ["Минобороны (страна не названа)"]),
        (
            "ru",
            "",
            "МИД Польши ответил Минобороны РФ. Позже в МИД замолчали.",
            ["МИД Польши", "Минобороны России", "МИД Польши"],
        ),
        ("ru", "", "США против. Сенат Польши за, сенат США молчит.", ["Сенат Польши", "Сенат США"]),
        ("uk", "", "МЗС Польщі викликало посла. У МЗС пояснили причину.", ["МИД Польши"] * 2),
        ("uk", "", "У МЗС сказали, що посол поїде.", ["МЗС (країну не названо)"]),
        (
            "en",
            "",
            "Turkey's foreign ministry denied it. The Foreign Ministry said so on Monday.",
            ["МИД Турции"] * 2,
        ),
        ("en", "", "The Foreign Ministry said so on Monday.", ["Foreign Ministry (country not stated)"]),
    ],
)
def test_whose_a_body_is(language: str, title: str, text: str, expected: list[str]) -> None:
    assert organisations(language, text, title) == expected


ABOUT_POLAND = {
    "ru": "Польша ждёт. Польша молчит. Польша против. Польша согласна.",
    "uk": "Польща чекає. Польща мовчить. Польща проти. Польща згодна.",
    "en": "Poland waits. Poland is silent. Poland objects. Poland agrees.",
}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "МИД G20 собрался.", ["МИД нескольких стран", "«Большая двадцатка»"]),
        ("ru", "В Минфине «Большой двадцатки» спорят.", ["Минфин нескольких стран", "«Большая двадцатка»"]),
        ("ru", "ВВС международной коалиции нанесли удар.", ["ВВС нескольких стран"]),
        ("ru", "Генштаб сил союзников сообщил о потерях.", ["Генштаб нескольких стран"]),
        ("ru", "МИД и Минобороны стран-участниц ждут.", ["МИД нескольких стран", "Минобороны нескольких стран"]),
        ("ru", "Минобороны всех стран НАТО договорились.", ["Минобороны нескольких стран", "НАТО"]),
        ("ru", "ВВС коалиции нанесли удар. В ВВС молчат.", ["ВВС нескольких стран"] * 2),
        ("uk", "ВПС коаліції завдали удару.", ["ВВС нескольких стран"]),
        ("uk", "Міноборони країн НАТО домовилися.", ["Минобороны нескольких стран", "НАТО"]),
        ("en", "The Air Force of the US-led coalition struck.", ["ВВС нескольких стран"]),
        # one country's, though it is not named beside the body
        ("ru", "МИД страны молчит.", ["МИД Польши"]),
        ("ru", "ВВС ждут ответа коалиции.", ["ВВС Польши"]),
        ("ru", "МИД ответил странам НАТО.", ["МИД Польши", "НАТО"]),
        ("uk", "МЗС чекає на відповідь країн НАТО.", ["МИД Польши", "НАТО"]),
        ("en", "The Air Force joined the coalition.", ["ВВС Польши"]),
    ],
)
def test_a_body_of_several_countries_is_not_that_of_the_article(language: str, text: str, expected: list[str]) -> None:
    assert organisations(language, f"{text} {ABOUT_POLAND[language]}") == expected


def test_a_body_of_another_country_is_not_what_the_alias_takes_it_for() -> None:
    assert organisations("ru", "США ждут. Американский сенат молчит.") == ["Сенат США"]
    assert organisations("ru", "США ждут. Польский сенат молчит.") == ["Сенат Польши"]


def test_the_words_of_a_country_stand_with_its_body() -> None:
    assert named("ru", "В российском МИДе молчат.")["surface"].tolist() == ["российском МИДе"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_the_list_is_its_body(language: str) -> None:
    forms = [(form, body.ru) for body in BODIES for form in body.forms[language]]
    assert [body_of(form.replace("~", ""), language) for form, _ in forms] == [Body(name, "") for _, name in forms]


def test_countries_are_called_as_elsewhere() -> None:
    known = {fold(alias.name) for alias in ALIASES if alias.kind == "place"} | territories("ru")
    assert [country.name for country in COUNTRIES if fold(country.name) not in known] == ["Корея", "Шотландия"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_adjective_is_of_one_country(language: str) -> None:
    adjectives = [each for country in COUNTRIES for each in country.adjectives[language]]
    assert len(adjectives) == len(set(adjectives))
