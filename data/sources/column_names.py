"""How the programs that people export from name their columns, in English, Russian and Ukrainian.

Names are listed best first: where a file has several of one field, the earlier is asked first and the others stand in
for an empty cell. Those behind "?" count only where the file has no better one: "тема" beside "заголовок" is what was
monitored. Dates on which something was loaded, indexed or scanned are no dates of an article and stand nowhere here.
`{en}`, `{ru}` … stand for each of the words in `_ITEMS`: "заголовок статьи", "заголовок материала".
"""

from __future__ import annotations

import re

from data.article.folding import fold

_ITEMS = {
    "{en}": "article|news|story|post|message|document|item|mention|page|content",
    "{ru}": "публикации|материала|сообщения|статьи|новости|поста|записи|документа|упоминания",
    "{ru4}": "публикацию|материал|сообщение|статью|новость|пост|запись|документ|упоминание|оригинал|первоисточник",
    "{uk}": "публікації|матеріалу|повідомлення|статті|новини|допису|запису|документа|згадки",
    "{uk4}": "публікацію|матеріал|повідомлення|статтю|новину|допис|запис|документ|згадку|оригінал",
}
_FIELDS = {
    "title": "title|headline|heading|{en} title|{en} headline|hd|заголовок|заголовок {ru}|заглавие|"
    "название {ru}|наименование {ru}|заголовок {uk}|назва {uk}|?название|?назва|?тема|?тема {ru}|?subject|"
    "?title page|?title rss",
    "text": "full text|fulltext|full content|maintext|main text|article body|articlebody|{en} body|{en} text|"
    "body text|content text|content html|text|body|content|story|article|message|td|полный текст|"
    "полный текст {ru}|текст {ru}|текст|тело|содержание {ru}|содержание|содержимое|контент|статья|сообщение|"
    "повний текст|повний текст {uk}|текст {uk}|зміст|вміст|стаття|повідомлення|допис|?raw text",
    "lead": "lead|lede|lead paragraph|opening text|hit sentence|summary|description|snippet|{en} snippet|"
    "excerpt|abstract|hlead|lp|teaser|аннотация|анонс|лид|подводка|краткое содержание|фрагмент|фрагмент {ru}|"
    "цитата|отрывок|выдержка|контекст|сниппет|реферат|описание|лід|анотація|короткий зміст|уривок|цитата|опис",
    "date": "published at|published|publish date|publication date|published date|date published|pubdate|"
    "pub date|publishedat|datepublished|date publish|published on|date of publication|first published|"
    "publishing date|{en} date|date posted|posted at|posted on|issue date|seendate|seen date|pd|"
    "дата публикации|дата и время публикации|дата выхода|дата и время выхода|опубликовано|дата {ru}|"
    "дата размещения|дата издания|дата публікації|дата і час публікації|дата виходу|опубліковано|дата {uk}|"
    "datetime|date time|date and time|date|timestamp|дата и время|дата время|дата|дата і час|?created at|"
    "?created|?date created|?creation date|?created utc|?дата создания|?создано|?дата створення",
    "clock": "time|pub time|publication time|publish time|time published|{en} time|et|время|время публикации|"
    "время выхода|время {ru}|час|час публікації|час виходу",
    "outlet": "outlet|outlet name|source name|media name|publisher|publisher name|publication title|"
    "publication name|publication|newspaper|media outlet|news source|source|media|media title|source title|"
    "site name|sitename|site|website|source hostname|channel title|channel name|channel username|channel|"
    "blog name|feed title|feed name|hostname|source domain|domain|host|sn|domain url|host url|источник|"
    "издание|сми|название сми|наименование сми|название источника|наименование источника|название издания|"
    "источник {ru}|издатель|медиа|сайт|название сайта|канал|название канала|имя канала|ресурс|газета|журнал|"
    "площадка|паблик|сообщество|домен|место публикации|джерело|назва джерела|видання|назва видання|змі|"
    "назва змі|медіа|назва каналу",
    "external_id": "id|guid|external id|{en} id|doc id|stories id|uid|uuid|accession number|accession no|an|"
    "store id|storeid|ид|идентификатор|id {ru}|ид {ru}|ідентифікатор",
    "channel": "channel id|chat id|peer id|dialog id|chat|id канала|ид канала|id чата|ид чата",
    "url": "url|link|href|uri|{en} url|{en} link|permalink|web url|original url|canonical url|full url|"
    "ссылка|ссылка на {ru4}|url {ru}|адрес {ru}|адрес страницы|гиперссылка|прямая ссылка|адрес|урл|посилання|"
    "посилання на {uk4}|адреса {uk}|адреса|?source url|?source link|?ссылка на источник|?url источника|"
    "?адрес источника|?посилання на джерело",
    "language": "language|lang|language code|lang code|{en} language|la|язык|язык {ru}|мова|мова {uk}",
}
_SEPARATORS = re.compile(r"[\s_\-./:()\[\]]+")
_CAMEL = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")
_ZONE = re.compile(r" (utc|gmt|мск|msk)$")


def plain(name: str) -> str:
    """The form in which names are compared: "Publish_Date", "publishDate" and "PUBLISH DATE" are one."""
    return _SEPARATORS.sub(" ", fold(_CAMEL.sub(" ", name.replace("\ufeff", "")))).strip()


def zone_of(name: str) -> str | None:
    """The zone that a date column's name states: "Дата (МСК)", "date_utc"; what is in numbers states its own."""
    found = _ZONE.search(plain(name))
    return found[1] if found else None


def _spelled(name: str) -> list[str]:
    for sign, words in _ITEMS.items():
        if sign in name:
            return [name.replace(sign, word) for word in words.split("|")]
    return [name]


def _ranked() -> dict[str, tuple[str, int, bool]]:
    known: dict[str, tuple[str, int, bool]] = {}
    for field, names in _FIELDS.items():
        for rank, name in enumerate(names.split("|")):
            for spelled in _spelled(name.removeprefix("?")):
                known.setdefault(plain(spelled), (field, rank, name.startswith("?")))
    return known


KNOWN = _ranked()
"""Plain name to its field, its rank there, and whether it only stands in where the field has no better one."""


def known_as(name: str) -> tuple[str, int, bool] | None:
    """What a column of this name holds, a zone behind a date's name apart; None if no program is known to use it."""
    if not name or len(name) > 60:
        return None
    found = KNOWN.get(plain(name))
    if found is None and (zone := _ZONE.search(plain(name))):
        found = KNOWN.get(plain(name)[: zone.start()])
        return found if found and found[0] in ("date", "clock") else None
    return found
