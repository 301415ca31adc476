"""Which addresses name a section of a site, a channel or an author rather than one article: told by their shape alone.

Never by how many rows share an address, so that what is stored does not depend on what stands beside it. In doubt an
address is an article's: a number, a date within a longer path, a slug of several words and an .html page always are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote

EXAMPLES = {
    "a site": ("x.ru", "x.ru/index.html", "x.ru/ru", "x.ru/?page=2", "x.ru/?s=нато"),
    "a listing by its word": ("x.ru/news", "x.ru/en/news", "x.ru/news/world", "x.ru/политика", "x.ru/news.php"),
    "a name under a heading": ("x.ru/rubric/politics", "x.ru/tag/nato", "x.ru/category/world/europe", "x.ru/rubric/3"),
    "an author": ("x.ru/author/ivanov", "x.ru/authors/12", "medium.com/@ivanov"),
    "a search": ("x.ru/search?q=нато", "x.ru/search/nato"),
    "a further page": ("x.ru/news?page=2", "x.ru/news/page/2", "x.ru/page/2", "x.ru/tag/nato/page3"),
    "an archive's day, month or year": ("x.ru/2018/01", "x.ru/2018/01/15", "x.ru/news/2018/01", "x.ru/archive/2018"),
    "a feed": ("x.ru/feed", "x.ru/rss", "x.ru/comments/feed", "x.ru/news/rss.xml", "x.ru/sitemap.xml"),
    "a channel": ("t.me/vestnik", "t.me/s/vestnik", "vk.com/vestnik", "twitter.com/vestnik", "youtube.com/@vestnik"),
}
"""What each shape looks like, in canonical form; the tests hold every one of them to be a section's."""

_LISTING_WORDS = (
    "ru en uk ua de fr news novosti novini lenta newsline feed rss atom main home index all latest last top popular "
    "politics politika policy world mir international economy economics ekonomika business biznes finance society "
    "obshchestvo obschestvo sport sports culture kultura science nauka tech technology technologies health auto "
    "incidents proisshestviya opinion opinions mneniya analytics analitika interview interviews articles stati statji "
    "publications publikacii materials blog blogs video photo media press pressroom press-center press-releases "
    "events sobytiya archive archives arhiv arkhiv search poisk about contacts russia rossiya ukraine usa europe "
    "asia africa новости новини лента политика мир экономика общество спорт культура наука происшествия мнения "
    "аналитика статьи публикации блоги видео фото архив поиск главная"
)
_LISTINGS = frozenset(_LISTING_WORDS.split())
_HEADING_WORDS = (
    "tag tags category categories cat rubric rubrics rubrika rubriki rubrica section sections label keyword keywords "
    "author authors avtor avtory columnist columnists search poisk user users profile profiles "
    "kategorie kategorien тег теги метка метки рубрика рубрики категория автор авторы поиск"
)
_HEADINGS = frozenset(_HEADING_WORDS.split())
"""What stands before a name: whatever single word follows, a section it is."""
_LOOSE_WORDS = "topic topics theme themes tema temy subject subjects region regions themen archive archives тема темы"
_LOOSE_HEADINGS = frozenset(_LOOSE_WORDS.split())
"""The same, but a number that follows may be a discussion's or a story's."""
_ALONE = _LISTINGS | _HEADINGS | _LOOSE_HEADINGS
_FEEDS = frozenset(("feed", "rss", "atom", "rss.xml", "feed.xml", "atom.xml", "index.xml", "sitemap.xml", "rss.php"))
_KEYS = (
    "page paged pagen pagen_1 q query search text term s tag tags category cat rubric section sort order by lang from "
    "to date year month day limit offset start filter"
)
_LISTING_KEYS = frozenset(_KEYS.split())
_CHANNELS = {
    "t.me": re.compile(r"(?:/s)?/[\w+-]+"),
    "telegram.me": re.compile(r"(?:/s)?/[\w+-]+"),
    "vk.com": re.compile(r"/(?!wall|topic|video|photo|@|story|clip)[\w.-]+"),
    "ok.ru": re.compile(r"/(?:group/)?[\w.-]+"),
    "twitter.com": re.compile(r"/\w+"),
    "x.com": re.compile(r"/\w+"),
    "facebook.com": re.compile(r"/[\w.-]+"),
    "instagram.com": re.compile(r"/[\w.]+"),
    "youtube.com": re.compile(r"/(?:@[\w.-]+|(?:channel|c|user)/[\w.-]+)(?:/\w+)?"),
}
"""Where an account stands directly below the host, and its posts farther down or under a query."""

_PLAINLY = re.compile(r"[\w.~-]*?(?:\d{5}|-[\w.~]+-[\w.~]+-)[\w.~-]*", re.ASCII)
"""A number of five digits, or four words: no section's name, but below a heading."""
_SCRIPT = re.compile(r"\.(?:php|aspx?|jsp|cgi)$")
_FRONT = re.compile(r"(?:index|default|main|home)\.(?:x?html?|shtml|php|aspx?|jsp)")
_PAGE = re.compile(r"page[-_]?\d{1,4}")
_YEAR, _MONTH_OR_DAY = re.compile(r"(?:19|20)\d\d"), re.compile(r"\d{1,2}")
_DAY = re.compile(r"(?:19|20)\d\d-\d\d(?:-\d\d)?")
_SLUG = re.compile(r"\.(?:x?html?|shtml)$|[^-_]+(?:[-_][^-_]+){2,}")


def is_section(canonical: str) -> bool:
    """Whether an address in canonical form (`address.Address`) is a section's, a channel's or an author's.

    A routing fragment ("#!/…") is an article's.
    """
    directory, _, last = canonical.rpartition("/")
    if _PLAINLY.fullmatch(last) and not _has_heading(directory):
        return False  # most addresses: a tenth of the time
    return _by_its_parts(canonical)


@lru_cache(maxsize=4_096)
def _has_heading(directory: str) -> bool:
    """Whether something in it may make a section of any name below it."""
    host, *parts = unquote(directory).casefold().split("/")
    return _bare(host) in _CHANNELS or any(
        word in _HEADINGS or word in _LOOSE_HEADINGS for word in (_SCRIPT.sub("", part) for part in parts)
    )


def _bare(host: str) -> str:
    return host.removeprefix("m.").removeprefix("mobile.")


def _by_its_parts(canonical: str) -> bool:
    if "#" in canonical:
        return False
    whole, _, query = canonical.partition("?")
    host, slash, path = whole.partition("/")
    if query and not _only_lists(query):
        return False
    if (channel := _CHANNELS.get(_bare(host))) and slash:
        return not query and bool(channel.fullmatch(unquote(slash + path)))
    parts = [part for part in unquote(path).casefold().split("/") if part]
    return _is_listing(_without_page(parts))


def _only_lists(query: str) -> bool:
    """Whether a query only chooses among what a listing shows: a word looked for, a page's number, an order."""
    return all(
        key.casefold() in _LISTING_KEYS and (value.isdecimal() or not key.casefold().startswith("page"))
        for key, value in parse_qsl(query, keep_blank_values=True)
    )


def _without_page(parts: list[str]) -> list[str]:
    """A path without its front page's name and the number of a further page."""
    if parts and _FRONT.fullmatch(parts[-1]):
        parts = parts[:-1]
    if len(parts) > 1 and parts[-2] == "page" and parts[-1].isdecimal():
        return parts[:-2]
    return parts[:-1] if parts and _PAGE.fullmatch(parts[-1]) else parts


def _is_listing(parts: list[str]) -> bool:
    """Listing words, then at most one heading with its names or one date of an archive."""
    if parts and parts[-1] in _FEEDS:
        return True
    for place, part in enumerate(parts):
        word = _SCRIPT.sub("", part)
        if place < len(parts) - 1 and (word in _HEADINGS or word in _LOOSE_HEADINGS):
            return _are_names(parts[place + 1 :], loose=word in _LOOSE_HEADINGS)
        if word.startswith("@") and place == len(parts) - 1:
            return True
        if word not in _ALONE:
            return _is_date(parts[place:], within=place > 0)
    return True


def _are_names(names: list[str], *, loose: bool) -> bool:
    """What follows a heading: one name of any form, or several plain words, or a date."""
    if _is_date(names, within=True):
        return True
    if len(names) == 1:
        return not names[0].endswith((".html", ".htm", ".shtml")) and not (loose and _is_article(names[0]))
    return not any(_is_article(name) for name in names)


def _is_article(name: str) -> bool:
    return any(map(str.isdecimal, name)) or bool(_SLUG.search(name))


def _is_date(parts: list[str], *, within: bool) -> bool:
    """2018/01, 2018/01/15, 2018-01-15; a year alone only below a listing, for else it may be a number."""
    if len(parts) == 1 and _DAY.fullmatch(parts[0]):
        return True
    year, *rest = parts or [""]
    return bool(_YEAR.fullmatch(year)) and (bool(rest) or within) and len(rest) < 3 and all(map(_is_small, rest))


def _is_small(part: str) -> bool:
    return bool(_MONTH_OR_DAY.fullmatch(part)) and 1 <= int(part) <= 31
