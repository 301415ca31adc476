"""Which column holds what: as the programs that people export from name them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.column_names import KNOWN
from data.sources.columns import looks_like, recognise_some


def chosen(names: str) -> dict[str, list[str]]:
    return recognise_some(names.split(","), {}).understood()


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        (
            "url,title,maintext,text,date_download,date_modify,date_publish,source_domain,language,image_url,title_page",
            {"title": ["title"], "text": ["maintext", "text"], "date": ["date_publish"], "outlet": ["source_domain"],
             "url": ["url"], "language": ["language"]},
        ),
        (
            "Date,Time,Document ID,URL,Source Name,Source Domain,Title,Opening Text,Hit Sentence,Image",
            {"title": ["Title"], "text": ["Opening Text", "Hit Sentence"], "date": ["Date", "Time"],
             "outlet": ["Source Name", "Source Domain"], "external_id": ["Document ID"], "url": ["URL"]},
        ),
        (
            "message,date,id,channel_id,peer_id,views",
            {"text": ["message"], "date": ["date"], "external_id": ["id"], "channel": ["channel_id", "peer_id"]},
        ),
        (
            "title,content,url,published,indexed,domain_url,lang",
            {"title": ["title"], "text": ["content"], "date": ["published"], "outlet": ["domain_url"], "url": ["url"],
             "language": ["lang"]},
        ),
        (
            "№,Дата,Время,Тема,Заголовок,СМИ,Город,Аннотация,Ссылка на сообщение",
            {"title": ["Заголовок"], "text": ["Аннотация"], "date": ["Дата", "Время"], "outlet": ["СМИ"],
             "url": ["Ссылка на сообщение"]},
        ),
        (
            "Дата загрузки,Дата и время публикации,Название материала,Название источника,Текст материала",
            {"title": ["Название материала"], "text": ["Текст материала"], "date": ["Дата и время публикации"],
             "outlet": ["Название источника"]},
        ),
        (
            "Headline,Publication Name,Publication Date,Full Text,Lead Paragraph,Accession Number",
            {"title": ["Headline"], "text": ["Full Text", "Lead Paragraph"], "date": ["Publication Date"],
             "outlet": ["Publication Name"], "external_id": ["Accession Number"]},
        ),
        (
            "Дата публікації,Назва статті,Текст статті,Видання,Посилання на статтю,Мова",
            {"title": ["Назва статті"], "text": ["Текст статті"], "date": ["Дата публікації"], "outlet": ["Видання"],
             "url": ["Посилання на статтю"], "language": ["Мова"]},
        ),
        (
            "created_at,pubDate,articleBody,articleTitle,articleUrl,timestamp",
            {"title": ["articleTitle"], "text": ["articleBody"], "date": ["pubDate", "timestamp"], "url": ["articleUrl"]},
        ),
        ("Тема,Создано,Source URL", {"title": ["Тема"], "date": ["Создано"], "url": ["Source URL"]}),
        ("indexed_date,collected_at,scan date,дата загрузки,Уровень источника,socialimage,media_url,sourcecountry", {}),
    ],
)  # fmt: skip
def test_names_of_programs(names: str, fields: dict[str, list[str]]) -> None:
    assert chosen(names) == fields


def test_every_known_name_is_found_however_it_is_written() -> None:
    for name, (field, _, _) in KNOWN.items():
        for spelled in (name, name.upper(), name.replace(" ", "_"), name.title().replace(" ", "")):
            columns = recognise_some([spelled], {})
            if name.count(" ") < 1 or "_" in spelled or spelled == name:
                assert columns.positions or columns.clock == 0, (spelled, field)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (["15.01.2024 10:30", "", "16.01.2024", "17.01.2024", "18.01.2024", "нет", "19.01.2024"], "date"),
        (["https://x.ru/1", "https://x.ru/2"], "url"),
        (["https://x.ru/1.jpg", "https://x.ru/2.png?w=1"], None),
        (["https://x.ru/", "https://y.ru"], "outlet"),
        (["vestnik.example", "herald.example"], "outlet"),
        (["Министры обсудили поставки газа в Брюсселе", "Альянс объявил о новых учениях в Польше"], "title"),
        (["Министры обсудили поставки газа в Брюсселе. " * 9, "Альянс объявил о новых учениях в Польше. " * 9], "text"),
        (["нейтральная", "негативная"], None),
        (["Средства массовой информации федерального уровня"] * 9, None),
        (["1", "2024", "20240115"], None),
        (['{"a": "слова через пробел и ещё слова"}', '{"b": "другие слова через пробел и ещё"}'], None),
        (["Иван Петров", "Пётр Иванов"], None),
        (["", " "], None),
        ([], None),
    ],
)
def test_what_values_look_like(values: list[str], field: str | None) -> None:
    assert looks_like(values) == field


@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_values_look_like_a_field_or_like_none(values: list[str]) -> None:
    assert looks_like(values) in {"date", "url", "text", "title", "outlet", None}
