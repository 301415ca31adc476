"""The shapes of JSON that programs write: which keys hold what, as a table.

A newcomer is one more entry of `SHAPES`: the keys that tell it, where its articles stand or what its keys hold, and an
example, which a test reads. What the usual names of `columns.py` already tell needs no entry.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from data.sources.json_value import as_text


@dataclass(frozen=True)
class Shape:
    """Objects that one program writes; the first shape of the table whose signs an object has is its shape.

    Attributes:
        name: whose objects they are.
        signs: keys that are all there, each with its alternatives: "peer_id|to_id".
        fields: field to paths of keys, best first: "chat.title|chat.username"; they come before the usual names, and ""
            means that no key holds it. In a container (`lists`) these are what it says about all its articles.
        lists: where its articles stand, and nowhere else: a list, objects by key, or one object. Without it the object
            is an article itself and nothing within it is one.
        left_out: conditions (path to a pattern of its whole value) under which it is no article, each with what it is.
        only: a path and the pattern that its value must hold, else it is no article.
        empty: what an object without title and text is, where that is nothing broken.
        inline: a text in pieces is one running text, joined without line breaks.
        utc: keys whose times are in UTC and do not say so.
        alone: whether it has no other keys than its sign.
        example: the shortest such file that holds an article, or a row that is none.
    """

    name: str
    signs: tuple[str, ...]
    example: str
    fields: Mapping[str, str] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    left_out: tuple[tuple[Mapping[str, str], str], ...] = ()
    only: tuple[str, str] | None = None
    empty: str = ""
    inline: bool = False
    utc: frozenset[str] = frozenset()
    alone: bool = False

    def fits(self, keys: Collection[str]) -> bool:
        """Whether an object with these keys has all signs."""
        if self.alone and len(keys) > 1:
            return False
        return all(any(sign in keys for sign in signs.split("|")) for signs in self.signs)

    def refuses(self, value: Mapping[str, Any]) -> str:
        """What an object of this shape is where it is no article; "" where it may be one."""
        for conditions, reason in self.left_out:
            if all(re.fullmatch(held, as_text(value.get(key)), re.DOTALL) for key, held in conditions.items()):
                return reason
        if self.only and not re.search(self.only[1], found := as_text(value.get(self.only[0]))):
            return f"{self.name}: {' '.join(found.split())[:60] or 'nothing told'}"
        return ""


_NO_TEXT = "messages without text"
_SERVICE = "service messages"

SHAPES = (
    Shape(
        "Telegram Desktop, all chats",
        ("chats|left_chats",),
        '{"contacts": {"list": []}, "chats": {"list": [{"name": "Вестник", "type": "public_channel", "id": 1, '
        '"messages": '
        '[{"id": 2, "type": "message", "date": "2024-01-15T10:00:00", "text": "Газ"}]}]}}',
        lists=("chats.list", "left_chats.list"),
    ),
    Shape(
        "Telegram Desktop, one chat",
        ("messages", "id", "type"),
        '{"name": "Вестник", "type": "public_channel", "id": 1, "messages": [{"id": 2, "type": "message", "date": '
        '"2024-01-15T10:00:00", "date_unixtime": "1705302000", "text": ["Генсек ", {"type": "bold", "text": '
        '"НАТО"}]}]}',
        {"outlet": "name", "channel": "id"},
        lists=("messages",),
    ),
    Shape(
        "Telegram Desktop, message",
        ("id", "type", "date", "text", "date_unixtime|text_entities|from|from_id|actor"),
        '{"id": 2, "type": "message", "date": "2024-01-15T10:00:00", "from": "Вестник", "text": "Газ"}',
        {"title": "", "text": "text|text_entities", "date": "date_unixtime|date", "external_id": "id"},
        left_out=(({"type": "service"}, _SERVICE),),
        empty=_NO_TEXT,
        inline=True,
    ),
    Shape(
        "Telethon, service message",
        ("_", "action", "peer_id|to_id"),
        '{"_": "MessageService", "id": 1, "peer_id": {"channel_id": 7}, "action": {"title": "Вестник"}}',
        {"title": "", "text": ""},
        left_out=(({"_": ".*"}, _SERVICE),),
    ),
    Shape(
        "Telethon",
        ("message", "date", "peer_id|to_id|channel_id|chat_id|channel|chat|chat_title|channel_name|username"),
        '{"_": "Message", "id": 1, "peer_id": {"_": "PeerChannel", "channel_id": 7}, "date": '
        '"2024-01-15T10:00:00+00:00", "message": "Газ"}',
        {
            "title": "",
            "text": "message|text",
            "date": "date",
            "external_id": "id|message_id|msg_id",
            "outlet": "channel_name|channel_title|chat_title|chat.title|chat.username|channel.title|channel|"
            "chat|username",
            "channel": "peer_id.channel_id|peer_id.chat_id|peer_id.user_id|to_id.channel_id|to_id.chat_id|channel_id|"
            "chat_id|chat.id|channel.id|peer_id",
        },
        left_out=(({"_": "MessageService"}, _SERVICE),),
        empty=_NO_TEXT,
    ),
    Shape(
        "Telegram bots and Pyrogram",
        ("chat", "date", "id|message_id"),
        '{"message_id": 2, "date": 1705302000, "chat": {"id": -1007, "title": "Вестник", "type": "channel"}, '
        '"text": "Газ"}',
        {
            "title": "",
            "text": "text|caption",
            "date": "date",
            "external_id": "message_id|id",
            "outlet": "chat.title|chat.username",
            "channel": "chat.id",
        },
        left_out=(({"service": ".+"}, _SERVICE),),
        empty=_NO_TEXT,
    ),
    Shape(
        "VK wall",
        ("owner_id", "date", "text", "id"),
        '{"response": {"count": 1, "items": [{"id": 5, "owner_id": -7, "date": 1705302000, "text": "Газ"}]}}',
        {"title": "", "text": "text|copy_history.0.text", "date": "date", "external_id": "id", "channel": "owner_id"},
        empty=_NO_TEXT,
    ),
    Shape(
        "Elasticsearch bulk action",
        ("index|create|update|delete",),
        '{"index": {"_index": "news", "_id": "a1"}}',
        left_out=(({}, "actions of the bulk format"),),
        alone=True,
    ),
    Shape(
        "Elasticsearch hit",
        ("_source",),
        '{"hits": {"total": {"value": 1}, "hits": [{"_index": "news", "_id": "a1", "_source": {"title": "Газ"}}]}}',
        {"external_id": "_id", "channel": "_index"},
        lists=("_source",),
    ),
    Shape(
        "news-please",
        ("maintext",),
        '{"title": "Газ", "maintext": "Министры обсудили газ.", "date_publish": "2024-01-15 10:30:00", '
        '"date_download": '
        '"2024-02-01 03:00:00", "source_domain": "vestnik.example", "url": "https://vestnik.example/1"}',
        {
            "title": "title|title_rss|title_page",
            "text": "maintext|text|description",
            "date": "date_publish",
            "outlet": "source_domain",
        },
    ),
    Shape(
        "trafilatura",
        ("fingerprint|source-hostname", "text|raw_text", "hostname|source-hostname|sitename"),
        '{"title": "Газ", "hostname": "vestnik.example", "sitename": "Вестник", "date": "2024-01-15", '
        '"fingerprint": "f0", '
        '"raw_text": null, "text": "Министры обсудили газ.", "source": "https://vestnik.example/1"}',
        {
            "text": "text|raw_text|excerpt",
            "date": "date",
            "outlet": "source-hostname|sitename|hostname",
            "url": "url|source",
        },
    ),
    Shape(
        "Media Cloud",
        ("media_name", "title"),
        '{"stories": [{"stories_id": 9, "title": "Газ", "publish_date": "2024-01-15", "indexed_date": "2024-01-20", '
        '"media_name": "Вестник", "media_url": "https://vestnik.example", "url": "https://vestnik.example/1"}]}',
        {"date": "publish_date", "outlet": "media_name", "external_id": "stories_id|id"},
    ),
    Shape(
        "GDELT DOC",
        ("seendate", "title"),
        '{"articles": [{"url": "https://herald.example/1", "title": "Gas", "seendate": "20240115T103000Z", "domain": '
        '"herald.example", "language": "English"}]}',
        {"date": "seendate", "outlet": "domain"},
    ),
    Shape(
        "JSON Feed",
        ("version", "items", "home_page_url|feed_url|title"),
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Вестник", "feed_url": '
        '"https://vestnik.example/feed", '
        '"items": [{"id": "1", "content_html": "<p>Газ</p>", "date_published": "2024-01-15T10:30:00Z"}]}',
        {"outlet": "title", "channel": "feed_url|home_page_url", "language": "language"},
        lists=("items",),
    ),
    Shape(
        "WordPress",
        ("date_gmt", "title", "content|excerpt|link"),
        '[{"id": 3, "date": "2024-01-15T13:30:00", "date_gmt": "2024-01-15T10:30:00", "link": '
        '"https://vestnik.example/3", '
        '"title": {"rendered": "Газ"}, "content": {"rendered": "<p>Министры</p>", "protected": false}}]',
        {"text": "content|excerpt", "date": "date_gmt|date", "url": "link", "external_id": "id"},
        utc=frozenset({"date_gmt"}),
    ),
    Shape(
        "JSON-LD graph",
        ("@graph",),
        '{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Вестник"}, {"@type": '
        '"NewsArticle", '
        '"headline": "Газ"}]}',
        lists=("@graph",),
    ),
    Shape(
        "schema.org",
        ("@type",),
        '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Газ", "articleBody": "Министры", '
        '"datePublished": "2024-01-15T10:30:00Z", "publisher": {"@type": "Organization", "name": "Вестник"}}',
        {
            "title": "headline|name",
            "text": "articleBody|text|description",
            "date": "datePublished|dateCreated",
            "outlet": "publisher.name|isPartOf.name|sourceOrganization.name",
            "url": "url|mainEntityOfPage.@id|mainEntityOfPage|@id",
            "language": "inLanguage.name|inLanguage",
        },
        only=("@type", r"Article|Posting|Report$|ReviewNews|OpinionNews|AnalysisNews"),
    ),
    Shape(
        "The Guardian",
        ("webTitle",),
        '{"response": {"results": [{"id": "w/1", "webTitle": "Gas", "webPublicationDate": '
        '"2024-01-15T10:30:00Z", "webUrl": '
        '"https://herald.example/1", "fields": {"bodyText": "Ministers talked."}}]}}',
        {
            "title": "webTitle",
            "text": "fields.bodyText|fields.body|fields.trailText",
            "date": "webPublicationDate",
            "url": "webUrl",
            "outlet": "fields.publication",
        },
    ),
    Shape(
        "The New York Times",
        ("headline", "web_url"),
        '{"response": {"docs": [{"headline": {"main": "Gas"}, "lead_paragraph": "Ministers talked.", "web_url": '
        '"https://herald.example/1", "pub_date": "2024-01-15T10:30:00+0000", "source": "Herald"}]}}',
        {
            "title": "headline.main",
            "text": "lead_paragraph|abstract|snippet",
            "date": "pub_date",
            "url": "web_url",
            "outlet": "source",
        },
    ),
    Shape(
        "Webz.io",
        ("thread", "title", "text"),
        '{"uuid": "a", "thread": {"site": "vestnik.example", "title": "Газ"}, "title": "Газ", "text": "Министры", '
        '"published": "2024-01-15T10:30:00.000+03:00", "entities": {"persons": [{"name": "x", "title": "y"}]}}',
        {"outlet": "thread.site|thread.site_full"},
    ),
    Shape(
        "X",
        ("full_text", "created_at"),
        '{"id_str": "7", "full_text": "Газ", "created_at": "Mon Jan 15 10:30:00 +0000 2024", "user": '
        '{"screen_name": "v"}}',
        {
            "title": "",
            "text": "full_text",
            "date": "created_at",
            "external_id": "id_str|id",
            "outlet": "user.name|user.screen_name|author.name",
        },
    ),
    Shape(
        "Reddit",
        ("selftext", "title"),
        '{"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {"id": "a", "title": "Gas", "selftext": "", '
        '"created_utc": 1705314600.0, "subreddit": "news", "url": "https://herald.example/1"}}]}}',
        {"text": "selftext", "date": "created_utc", "outlet": "subreddit"},
    ),
)

_LISTS = (
    "items item articles article messages message entries entry posts post results result hits docs doc documents "
    "document records record rows row news stories story data feed feeds channel channels publications материалы "
    "новости статьи публикации сообщения записи"
)
LISTS = frozenset(_LISTS.split())
"""Names under which a feed or an export keeps its articles."""

_PARTS = (
    "entities text_entities caption_entities images image photos photo pictures videos video audio media attachments "
    "attachment enclosures enclosure links link urls comments comment replies reactions tags tag keywords categories "
    "category authors author persons people organizations organisations locations places mentions quotes sources "
    "related related_articles relatedarticles recommended similar see_also sections paragraphs blocks breadcrumbs "
    "files gallery thumbnails highlights footnotes faq комментарии изображения фото ссылки теги сущности персоны"
)
PARTS = frozenset(_PARTS.split())
"""Names of what belongs to an article and is none."""

ABOUT = ("name", "title", "feed.title", "feed.name", "channel.title", "channel.name", "chat.title", "meta.title")
"""What a feed or an export of no known shape is called by, best first: the outlet of articles that name none."""

DESCRIPTIONS = frozenset({"description", "subtitle", "summary", "about", "tagline", "lead", "excerpt", "описание"})
"""Names of a text that feeds have too; any other text makes its object an article."""
