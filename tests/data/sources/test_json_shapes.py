"""Which objects are articles: known shapes by their table, others by what they hold."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.article.raw import LeftOut, RawRow
from data.errors import UsageError
from data.sources.json_array import JsonFile
from data.sources.json_document import parse_json
from data.sources.json_objects import Objects, Row
from data.sources.json_text import JsonText
from data.sources.shapes import SHAPES, Shape


def read(value: Any, **mapping: str) -> list[Row]:
    content = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return list(parse_json(JsonText(StringIO(content)), Objects(mapping, "a.json")))


def fields(value: Any, **mapping: str) -> list[dict[str, str]]:
    return [row.fields for row in read(value, **mapping) if isinstance(row, RawRow)]


def left_out(value: Any) -> list[str]:
    return [row.reason for row in read(value) if isinstance(row, LeftOut)]


def titles(value: Any) -> list[str]:
    return [row.get("title", "") for row in fields(value)]


def article(number: int, **more: Any) -> dict[str, Any]:
    return {
        "title": f"Т{number}",
        "text": f"Текст {number}",
        "date": "2024-01-15",
        "url": f"https://vestnik.example/{number}",
        **more,
    }


NAMED = {
    "Telegram Desktop, all chats": {"text": "Газ", "outlet": "Вестник", "channel": "1", "external_id": "2"},
    "Telegram Desktop, one chat": {"text": "Генсек НАТО", "outlet": "Вестник", "date": "1705302000"},
    "Telethon": {"text": "Газ", "channel": "7", "external_id": "1"},
    "Telegram bots and Pyrogram": {"text": "Газ", "channel": "-1007", "outlet": "Вестник", "external_id": "2"},
    "VK wall": {"text": "Газ", "channel": "-7", "external_id": "5", "date": "1705302000"},
    "Elasticsearch hit": {"title": "Газ", "external_id": "a1", "channel": "news"},
    "news-please": {"text": "Министры обсудили газ.", "date": "2024-01-15 10:30:00", "outlet": "vestnik.example"},
    "trafilatura": {"outlet": "Вестник", "url": "https://vestnik.example/1", "date": "2024-01-15"},
    "Media Cloud": {"outlet": "Вестник", "date": "2024-01-15", "external_id": "9"},
    "GDELT DOC": {"date": "20240115T103000Z", "outlet": "herald.example"},
    "JSON Feed": {"text": "<p>Газ</p>", "outlet": "Вестник", "channel": "https://vestnik.example/feed"},
    "WordPress": {"title": "Газ", "text": "<p>Министры</p>", "date": "2024-01-15T10:30:00Z"},
    "JSON-LD graph": {"title": "Газ"},
    "schema.org": {"title": "Газ", "text": "Министры", "outlet": "Вестник", "date": "2024-01-15T10:30:00Z"},
    "The Guardian": {"title": "Gas", "text": "Ministers talked.", "url": "https://herald.example/1"},
    "The New York Times": {"title": "Gas", "outlet": "Herald", "date": "2024-01-15T10:30:00+0000"},
    "Webz.io": {"outlet": "vestnik.example", "text": "Министры"},
    "X": {"text": "Газ", "outlet": "v", "external_id": "7"},
    "Reddit": {"title": "Gas", "outlet": "news"},
}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_shape_reads_its_example(shape: Shape) -> None:
    rows = read(shape.example)
    found = [row.fields for row in rows if isinstance(row, RawRow)]
    if not found:
        assert [row.reason for row in rows if isinstance(row, LeftOut)]
        return
    assert len(found) == 1
    assert found[0].get("title") or found[0].get("text")
    assert NAMED.get(shape.name, {}).items() <= found[0].items()


ENTITIES = [{"text": "НАТО", "type": "ORG"}, {"text": "Польша", "type": "LOC"}]


@pytest.mark.parametrize(
    "inside",
    [
        {"entities": ENTITIES},
        {"ner_result": ENTITIES},
        {"images": [{"title": "Снимок", "url": "https://vestnik.example/i"}]},
        {"bilder": [{"title": "Снимок", "url": "https://vestnik.example/i"}]},
        {"comments": [{"text": "Хорошо", "author": "А", "date": "2024-01-16"}]},
        {"related": [article(7), article(8)]},
        {"links": [{"title": "Ещё", "url": "https://vestnik.example/7"}]},
        {"author": {"name": "А", "title": "редактор", "url": "https://vestnik.example/a"}},
        {"_embedded": {"media": [{"title": {"rendered": "Снимок"}}]}},
        {"meta": {"tags": [{"title": "НАТО", "text": "x"}]}},
    ],
)
def test_no_part_of_an_article_is_one(inside: dict[str, Any]) -> None:
    assert titles([article(1, **inside), article(2)]) == ["Т1", "Т2"]
    assert titles(article(1, **inside)) == ["Т1"]
    assert titles({"articles": [article(1, **inside)]}) == ["Т1"]


def test_an_article_whose_keys_are_not_known_is_not_replaced_by_its_parts() -> None:
    unknown = {
        "Inhalt": "слово " * 50,
        "entities": ENTITIES,
        "author": {"title": "редактор", "text": "x"},
        "x": ENTITIES,
    }
    objects = Objects({}, "a.json")
    rows = list(parse_json(JsonText(StringIO(json.dumps([unknown]))), objects))
    assert [row.fields for row in rows if isinstance(row, RawRow)] == [{}]
    with pytest.raises(UsageError, match="its keys are 'Inhalt', 'entities', 'author', 'x'"):
        objects.demand()
    assert fields([unknown], text="Inhalt") == [{"text": "слово " * 50}]


@pytest.mark.parametrize(
    "feed",
    [
        {"title": "Лента", "items": [article(1), article(2)]},
        {
            "title": "Лента",
            "description": "О ленте",
            "link": "https://vestnik.example",
            "items": [article(1), article(2)],
        },
        {"rss": {"channel": {"title": "Лента", "description": "О", "item": [article(1), article(2)]}}},
        {"status": "ok", "feed": {"title": "Лента", "description": "О"}, "items": [article(1), article(2)]},
        {"name": "Лента", "data": {"page": 1, "results": [article(1), article(2)]}},
        {"source": {"id": 3, "name": "Лента"}, "статьи": [article(1), article(2)]},
        {"outlet": "Лента", "content": [article(1), article(2)]},
        [{"title": "Лента", "posts": [article(1)]}, {"title": "Лента", "posts": [article(2)]}],
        {"articles": [article(1, source="Лента"), article(2, source="Лента")], "name": "Выгрузка"},
    ],
)
def test_a_feed_is_its_articles_and_names_their_outlet(feed: Any) -> None:
    assert [(row["title"], row["outlet"]) for row in fields(feed)] == [("Т1", "Лента"), ("Т2", "Лента")]


def test_lists_beside_the_articles_are_none() -> None:
    export = {
        "articles": [article(1)],
        "tags": [{"title": "НАТО", "url": "https://vestnik.example/t"}],
        "sources": [{"title": "Вестник", "description": "Газета", "url": "https://vestnik.example"}],
    }
    assert titles(export) == ["Т1"]
    assert titles({"news": [article(1)], "blogs": [article(2)]}) == ["Т1", "Т2"]


def test_a_wrapper_says_what_its_article_does_not() -> None:
    wrapped = {
        "id": 7,
        "date": "2024-01-15",
        "source": {"name": "Вестник"},
        "article": {"title": "Газ", "text": "О нём"},
    }
    said = {"title": "Газ", "text": "О нём", "date": "2024-01-15", "outlet": "Вестник", "external_id": "7"}
    assert fields([wrapped]) == [said]


def message(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date": "2024-01-15T10:00:00",
        "from": "К",
        "text": f"Текст {number}",
        **more,
    }


def chat(*messages: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": "Вестник", "type": "public_channel", "id": 7, "messages": list(messages), **more}


def test_telegram_messages_of_every_kind() -> None:
    entities = [{"type": "bold", "text": "НАТО"}, {"type": "link", "text": "https://t.me/x"}]
    rows = read(
        chat(
            message(1, type="service", action="pin_message", text="", title="Вестник"),
            message(2, photo="photos/1.jpg", text=""),
            message(3, edited="2024-01-15T11:00:00", forwarded_from="Другой", title="Песня", text=entities),
            message(4, text="", poll={"question": "Да?", "answers": [{"text": "Да", "voters": 1}]}),
            message(5, reply_to_message_id=3, text=["а\n", {"type": "italic", "text": "б"}, "\nв"]),
        )
    )
    assert [row.reason for row in rows if isinstance(row, LeftOut)] == [
        "service messages",
        "messages without text",
        "messages without text",
    ]
    found = [row.fields for row in rows if isinstance(row, RawRow)]
    assert [row["text"] for row in found] == ["НАТОhttps://t.me/x", "а\nб\nв"]
    assert {"title"} & found[0].keys() == set()


def test_a_full_export_of_telegram_gives_messages_and_no_other_row() -> None:
    export = {
        "frequent_contacts": {"list": [{"id": 1, "title": "x", "text": "y", "date": "2024-01-15"}]},
        "sessions": {"list": [{"title": "x", "text": "y"}]},
        "left_chats": {"list": [chat(message(1), id=1)]},
        "chats": {"list": [chat(message(1), id=2, name=None), chat(id=3), chat(message(1), message(2), id=4)]},
        "other_data": {"drafts": [{"text": "x", "date": "2024-01-15"}]},
    }
    assert [(row["channel"], row["external_id"]) for row in fields(export)] == [
        ("2", "1"),
        ("4", "1"),
        ("4", "2"),
        ("1", "1"),
    ]
    assert "outlet" not in fields(export)[0]


def test_a_channel_of_pictures_is_no_wrong_file(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(chat(message(1, text=""))), encoding="utf-8")
    assert [type(row) for row in JsonFile(path, {}).rows()] == [LeftOut]


def test_telethon_dumps_flat_and_nested() -> None:
    flat = [{"channel": "vestnik", "id": 1, "date": "2024-01-15", "message": "Газ", "views": 3}]
    assert fields(flat)[0]["outlet"] == "vestnik"
    assert left_out([{"_": "MessageService", "id": 2, "peer_id": {"channel_id": 7}, "action": {"title": "x"}}])
    assert left_out([{"_": "Message", "id": 2, "peer_id": {"channel_id": 7}, "date": "2024-01-15", "message": ""}])


def test_a_schema_org_graph_holds_more_than_articles() -> None:
    graph = [
        {"@type": "WebPage", "name": "Страница", "description": "О странице"},
        {"@type": ["NewsArticle", "Thing"], "headline": "Газ", "image": [{"@type": "ImageObject", "text": "x"}]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {"@type": "Report", "name": "Нефть"}}]},
    ]
    assert titles({"@context": "https://schema.org", "@graph": graph}) == ["Газ", "Нефть"]
    assert left_out({"@graph": graph}) == ["schema.org: WebPage"]


def test_elasticsearch_in_its_forms() -> None:
    hit = {"_index": "n", "_id": "a", "_source": article(1), "highlight": {"text": ["<em>x</em>"]}, "sort": [1]}
    assert titles({"took": 1, "hits": {"hits": [hit]}, "aggregations": {"by": {"buckets": [{"key": "x"}]}}}) == ["Т1"]
    assert "outlet" not in fields([hit])[0]
    bulk = [
        {"index": {"_id": "1"}},
        article(1),
        {"create": {}},
        article(2),
        {"update": {"_id": "3"}},
        {"doc": article(3)},
    ]
    lines = "\n".join(map(json.dumps, bulk))
    assert titles(lines) == ["Т1", "Т2", "Т3"]
    assert left_out(lines) == ["actions of the bulk format"] * 3


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ({"$date": "2024-01-15T10:30:00Z"}, "2024-01-15T10:30:00Z"),
        ({"$date": 1705314600000}, "1705314600000"),
        ({"$date": {"$numberLong": "1705314600000"}}, "1705314600000"),
        ({"$date": {"$numberLong": "978307200000"}}, "2001-01-01T00:00:00+00:00"),
        ({"$date": -1000}, "1969-12-31T23:59:59+00:00"),
        ({"$date": "99999999999999999"}, "99999999999999999"),
    ],
)
def test_mongo_dates(date: Any, text: str) -> None:
    assert fields([{"_id": {"$oid": "65a4"}, "title": "Газ", "date": date}]) == [
        {"title": "Газ", "date": text, "external_id": "65a4"}
    ]


@pytest.mark.parametrize("orient", ["columns", "index", "split", "table", "records"])
@pytest.mark.parametrize("labels", [[0, 1], ["а1", "б2"]])
def test_what_pandas_writes(orient: Any, labels: list[Any]) -> None:
    frame = pd.DataFrame([article(1), article(2)], index=labels)
    assert titles(frame.to_json(orient=orient)) == ["Т1", "Т2"]


def test_rows_without_names() -> None:
    rows = [["Т1", "Текст 1"], ["Т2", "Текст 2"]]
    with pytest.raises(UsageError, match='orient="values"'):
        read(rows)
    assert fields(rows, title="1", text="2") == [{"title": "Т1", "text": "Текст 1"}, {"title": "Т2", "text": "Текст 2"}]
    assert titles([["title", "text"], *rows]) == ["Т1", "Т2"]


def test_a_value_in_several_languages_is_no_column() -> None:
    assert titles([{"title": {"ru": "Газ", "en": "Gas"}, "text": {"ru": "О нём", "en": "About"}}]) == [""]
    assert titles([{"title": {"rendered": "Газ"}, "content": {"rendered": "О нём"}}]) == ["Газ"]


def test_a_path_can_be_mapped() -> None:
    row = {"kopf": {"zeile": "Газ"}, "wann": [{"tag": "2024-01-15"}]}
    assert fields([row], title="kopf.zeile", date="wann.0.tag") == [{"title": "Газ", "date": "2024-01-15"}]


def test_keys_used_and_unused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    rows = [
        article(1, ссылка2="https://vestnik.example/x", empty=None, mark="", none=[], zero=0),
        article(2, ссылка2="https://vestnik.example/y", empty=None, mark="", none=[], zero=0, late={"a": 1}),
    ]
    path.write_text(json.dumps({"name": "Вестник", "articles": rows}), encoding="utf-8")
    source = JsonFile(path, {})
    assert len(list(source.rows())) == 2
    assert source.understood() == {
        "outlet": ["name"],
        "title": ["title"],
        "text": ["text"],
        "date": ["date"],
        "url": ["url"],
    }
    assert source.unused() == {"ссылка2": "url", "zero": None, "late": None}
