"""Mentions: what counts as an occurrence, how names join, what a frame keeps."""

import pandas as pd
import pytest

from analytics.mentions.article_mentions import mentions_of
from analytics.mentions.entities import entities_of, entity_id
from data.schema import ENTITIES, MENTIONS

WHEN = pd.Timestamp("2018-01-08 16:27", tz="UTC").as_unit("us")


def articles(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """(language, title, text) each."""
    return pd.DataFrame(
        {
            "article_id": [f"a{i}" for i in range(len(rows))],
            "language": [row[0] for row in rows],
            "title": [row[1] for row in rows],
            "text": [row[2] for row in rows],
            "published_at": pd.Series([WHEN] * len(rows), dtype="datetime64[us, UTC]"),
        }
    )


def found(*rows: tuple[str, str, str]) -> pd.DataFrame:
    named = mentions_of(articles(*rows))
    return named.mentions.merge(named.names[["entity_id", "name"]], on="entity_id").sort_values(["article_id", "start"])


def names(text: str, kind: str | None = None, language: str = "ru") -> list[str]:
    frame = found((language, "", text))
    return frame.loc[frame["kind"] == kind if kind else frame["kind"].notna(), "name"].tolist()


def test_a_longer_span_swallows_a_name_of_another_kind() -> None:
    assert names("В МИД РФ вызвали посла.") == ["МИД России"]


def test_an_alias_inside_a_longer_name_of_its_kind_counts_beside_it() -> None:
    frame = found(("ru", "", "Он командует Верховным штабом НАТО в Бельгии."))
    assert "НАТО" in frame["name"].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Администрация Дональда Трампа ответила.", ["Дональд Трамп"]),
        ("Советница Трампа ушла.", ["Дональд Трамп"]),
        ("«Месть» Порошенко Путину удалась.", ["Петр Порошенко", "Владимир Путин"]),
        ("Пресс-служба президента Российской Федерации Владимира Путина ждёт.", ["Россия", "Владимир Путин"]),
        ("Иванка Трамп приехала.", ["Иванка Трамп"]),
        ("Блок Петра Порошенко проголосовал.", ["Блок Петра Порошенко"]),
    ],
)
def test_what_holds_a_person_and_is_no_name_is_none(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_an_alias_ends_in_its_country_under_any_name() -> None:
    text = "ФСБ Российской Федерации, ЦРУ Соединённых Штатов и Федеральная разведывательная служба ФРГ молчат."
    assert names(text) == ["ФСБ", "ЦРУ", "BND"]


def test_a_surname_joins_the_only_full_name_of_its_article() -> None:
    text = "Куртис Скапарротти приехал в Баку. Скапарротти встретится с министром. Со Скапарротти прибыла делегация."
    assert names(text, "person") == ["Куртис Скапарротти"] * 3


def test_a_surname_with_two_bearers_stays_its_own() -> None:
    text = "Билл Клинтон и Челси Клинтон приехали вместе. Клинтон выступил с речью."
    assert names(text, "person") == ["Билл Клинтон", "Челси Клинтон", "Клинтон"]


def test_a_known_surname_yields_to_the_full_name_of_its_article() -> None:
    assert names("Иванка Трамп прилетела в Токио. Трамп выступит на форуме.", "person") == ["Иванка Трамп"] * 2
    assert names("Трамп выступит на форуме в Токио.", "person") == ["Дональд Трамп"]


def test_the_article_decides_between_man_and_woman() -> None:
    woman = "Анна Уварова ответила журналистам. По словам Уваровой, решение принято. Уварова уточнила детали."
    assert set(names(woman, "person")) == {"Анна Уварова"}
    man = "Павел Уваров ответил журналистам. По словам Уварова, решение принято."
    assert set(names(man, "person")) == {"Павел Уваров"}


def test_initials_and_patronymics_are_the_same_person() -> None:
    text = "Сергей Викторович Лавров прибыл в Вену. С. Лавров встретится с коллегами. Сергей Лавров даст интервью."
    assert set(names(text, "person")) == {"Сергей Лавров"}


@pytest.mark.parametrize("text", ["В заявлении Генсека говорится иное.", "Президент и Премьер-министр встретились."])
def test_role_words_are_never_persons(text: str) -> None:
    assert names(text, "person") == []


def test_methods() -> None:
    frame = found(("ru", "", "В НАТО ответили. В альянсе подтвердили, что решение принято."))
    assert frame[["surface", "name", "method"]].to_numpy().tolist() == [
        ["НАТО", "НАТО", "model"],
        ["альянсе", "НАТО", "alias"],
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Київ: Україна чекає на рішення НАТО.", ["Киев", "Украина", "НАТО"]),
        ("en", "NATO and Russia met in Brussels.", ["НАТО", "Россия", "Брюссель"]),
        ("und", "NATO 2018", ["НАТО"]),
    ],
)
def test_other_languages_have_the_alias_table(language: str, text: str, expected: list[str]) -> None:
    frame = found((language, "", text))
    assert frame["name"].tolist() == expected
    assert language != "und" or set(frame["method"]) == {"alias"}


def test_one_entity_over_all_languages() -> None:
    frame = found(
        ("ru", "Санкции против России", ""), ("uk", "Санкції проти Росії", ""), ("en", "Russia sanctions", "")
    )
    assert set(frame["name"]) == {"Россия"}
    assert len(set(frame["entity_id"])) == 1


def test_frames_keep_their_contracts() -> None:
    frame = articles(("ru", "Путин в Сочи", "🙂 Путин прибыл в Сочи."), ("en", "No names", ""))
    named = mentions_of(frame)
    MENTIONS.check(named.mentions)
    entities = ENTITIES.check(entities_of(named.mentions, named.names))
    putin = entities.set_index("name").loc["Владимир Путин"]
    assert putin["forms"] == ["Путин"]
    assert putin["first_seen"] == WHEN
    texts = frame.set_index("article_id")
    for row in named.mentions.itertuples():
        assert texts.loc[row.article_id, row.part][row.start : row.end] == row.surface


def test_nothing_in_nothing_out() -> None:
    named = mentions_of(articles())
    assert list(named.mentions.columns) == MENTIONS.columns
    assert entities_of(named.mentions, named.names).empty
    assert mentions_of(articles(("ru", "", ""))).mentions.empty


def test_undated_articles_leave_first_seen_null() -> None:
    frame = articles(("ru", "Путин в Сочи", ""))
    frame["published_at"] = pd.Series([pd.NaT], dtype="datetime64[us, UTC]")
    named = mentions_of(frame)
    assert entities_of(named.mentions, named.names)["first_seen"].isna().all()


def test_the_same_articles_give_the_same_mentions() -> None:
    rows = articles(("ru", "Лавров и Керри в Женеве", "Джон Керри прилетел."), ("ru", "Захарова ответила", ""))
    pd.testing.assert_frame_equal(mentions_of(rows).mentions, mentions_of(rows).mentions)


def test_entity_ids_do_not_mind_spelling() -> None:
    assert entity_id("«Газпром»", "organisation") == entity_id("Газпром", "organisation")
    assert entity_id("Королёв", "person") == entity_id("Королев", "person")
    assert entity_id("Королев", "person") != entity_id("Королев", "place")
    assert len(entity_id("НАТО", "organisation")) == 16
