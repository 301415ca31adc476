"""Kinds of names, each in sentences of its own: who is found, under what name."""

import pandas as pd
import pytest

from analytics.mentions.article_mentions import read_together
from analytics.mentions.finding import FOUND, found_in
from analytics.mentions.naming import FORMS, forms_of, named, votes_of
from data.schema import MENTIONS

WHEN = pd.Timestamp("2024-03-05 10:00", tz="UTC").as_unit("us")


def articles(*texts: str, title: str = "") -> pd.DataFrame:
    ids = [f"a{i}" for i in range(len(texts))]
    when = pd.Series([WHEN] * len(texts), dtype="datetime64[us, UTC]")
    return pd.DataFrame({"article_id": ids, "language": "ru", "title": title, "text": texts, "published_at": when})


def names(*texts: str, kind: str = "person", title: str = "") -> list[str]:
    """The name of every mention of a kind, in order."""
    result = read_together(found_in(articles(*texts, title=title)))
    shown = result.names.set_index("entity_id")["name"]
    own = result.mentions[result.mentions["kind"] == kind].sort_values(["article_id", "part", "start"])
    return own["entity_id"].map(shown).to_list()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Певица Станислава Ершова спела новую песню.", ["Станислава Ершова"]),
        ("Министр Валерия Кожина подписала приказ.", ["Валерия Кожина"]),
        ("Иск Лаптевой Ирины Олеговны отклонён судом.", ["Ирина Лаптева"]),
        ("Назначен Егоров Павел Андреевич. Павел Егоров поблагодарил коллег.", ["Павел Егоров"] * 2),
        (
            "Актёр Роберт Дауни-младший получил премию. Роль Роберта Дауни-младшего хвалят.",
            ["Роберт Дауни-младший"] * 2,
        ),
        ("Президент Ли Мён Бак прилетел. По словам Ли Мён Бака, визит удался.", ["Ли Мён Бак"] * 2),
        ("Братья Стругацкие написали повесть. Сёстры Бронте писали романы.", []),
        ("Режиссёры спорили. Семён Рыбак ушёл первым. Потом ушёл Рыбак-младший.", ["Семён Рыбак", "Рыбак-младший"]),
        ("Лев зарычал в клетке. Дети испугались.", []),
        ("Генерал Фердинанд Волк прибыл. Волк доложил о потерях.", ["Фердинанд Волк"] * 2),
        (
            "Анна Лужникова и Олег Лужников спорили. Позже Лужникова победила.",
            ["Анна Лужникова", "Олег Лужников", "Анна Лужникова"],
        ),
    ],
)
def test_people(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_the_bearer_named_before_is_meant() -> None:
    text = "Приехал Андрей Ковтун. Ковтун устал. Его встретил Степан Ковтун. Ковтун был рад."
    assert names(text) == ["Андрей Ковтун", "Андрей Ковтун", "Степан Ковтун", "Ковтун"]


def test_initials_join_the_only_person_of_the_archive() -> None:
    assert names("Указ подписал И.П. Державин.", "Игорь Державин выступил с речью.") == ["Игорь Державин"] * 2
    both = names("Указ подписал И.П. Державин.", "Игорь Державин выступил. Илья Державин ушёл.")
    assert both == ["И. П. Державин", "Игорь Державин", "Илья Державин"]


def test_the_surname_of_a_person_is_found_where_the_model_missed_it() -> None:
    assert names("Художник Пётр Форд открыл выставку.", title="Форд и его картины") == ["Пётр Форд"] * 2


@pytest.mark.parametrize(
    "title", ["СТЕПАН КОВТУН ВСТРЕТИЛСЯ С ОЛЬГОЙ ЛИДОВОЙ", "Степан Ковтун Встретился Вчера С Ольгой Лидовой"]
)
def test_headlines_name_whom_the_text_names(title: str) -> None:
    text = "Степан Ковтун приехал утром. Ольга Лидова встретила его."
    assert names(text, title=title) == ["Степан Ковтун", "Ольга Лидова"] * 2


def test_an_archive_settles_what_an_article_cannot() -> None:
    alone = "Речь Тео Каберры опубликована."
    others = ("Тео Каберра приехал в Москву.", "С Тео Каберрой встретились дипломаты.", "Тео Каберру наградили.")
    assert set(names(alone, *others)) == {"Тео Каберра"}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Компания «Синий кит» подала иск. ООО «Лютик» ответило отказом.", "organisation", ["Синий кит", "Лютик"]),
        ("ВМС Норвегии провели учения у берегов.", "organisation", ["ВМС Норвегии"]),
        ("Мост во Владивостоке открыли. Жители Владивостока рады.", "place", ["Владивосток"] * 2),
        ("Делегация посетила Северную Македонию.", "place", ["Северная Македония"]),
    ],
)
def test_organisations_and_places(text: str, kind: str, expected: list[str]) -> None:
    assert names(text, kind=kind) == expected


def test_a_lone_unknown_word_is_of_one_kind() -> None:
    texts = ("На Мосэнергосбыте сменилась власть.", "Акции Мосэнергосбыта выросли.", "Мосэнергосбыт отчитался.")
    kinds = set(read_together(found_in(articles(*texts))).mentions["kind"])
    assert len(kinds) == 1


def test_new_articles_are_named_as_the_archive_reads_them() -> None:
    """What an archive keeps names new articles as if they were read together."""
    old = articles("Тео Каберра приехал в Москву.", "С Тео Каберрой встретились дипломаты.")
    new = articles("Речь Тео Каберры опубликована.").assign(article_id="b")
    kept = forms_of(found_in(old))
    assert list(kept.columns) == FORMS
    found = found_in(new)
    apart = named(found, votes_of(pd.concat([forms_of(found), kept])))
    together = read_together(found_in(pd.concat([old, new])))
    assert set(apart["name"]) <= set(together.names["name"])


def test_frames_keep_their_contracts() -> None:
    found = found_in(articles("Ольга Лидова приехала в Париж.", title="Приезд"))
    assert list(found.columns) == FOUND
    MENTIONS.check(read_together(found).mentions)
    nothing = found_in(articles())
    assert nothing.empty
    assert read_together(nothing).mentions.empty
