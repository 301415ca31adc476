"""Text at the door: what may be stored, and what in a body is no article."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

MISSING = frozenset({"", "nan", "NaN", "None", "none", "null", "NULL", "<NA>", "NaT", "N/A", "#N/A"})
"""What programs write into a cell that holds nothing."""

_BREAKS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_SPACES = re.compile(r"[\xa0\u2000-\u200a\u202f\u205f\u3000]")
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = r"\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb"
_BESIDE_LETTER = r"(?<=[A-Za-z\u0400-\u052f])[\u200c\u200d]+(?=[A-Za-z\u0400-\u052f])"  # elsewhere it joins an emoji
_DROPPED = re.compile(rf"[{_CONTROLS}{_BIDI}{_INVISIBLE}\ufdd0-\ufdef\ufffe\uffff]|{_BESIDE_LETTER}")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SUSPECT = re.compile(
    rf"[&<\r{_CONTROLS}{_BIDI}{_INVISIBLE}\x85\u2028\u2029\xa0\u2000-\u200d\u202f\u205f\u3000"
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Any text without one of these needs no cleaning but NFC; most texts, and one search tells."""
_ENTITY = re.compile(r"&(?:#\d|#[xX][0-9a-fA-F]|[A-Za-z])")
_TAG = re.compile(
    r"</?(?:p|br|div|a|span|img|b|i|em|strong|ul|ol|li|h[1-6]|figure|blockquote|table|script|style|iframe)\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCKS = (
    "p",
    "br",
    "div",
    "li",
    "ul",
    "ol",
    "table",
    "tr",
    "blockquote",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
)
_BLANK = re.compile(r"[ \t]*\n[ \t]*")
_GAPS = re.compile(r"\n{3,}")

_ADVERTS = frozenset(
    {"реклама", "на правах рекламы", "рекламна пауза", "на правах реклами", "advertisement", "advertising", "sponsored"}
)
_READ_ALSO = re.compile(
    r"(?:читайте (?:также|ещё|еще|також)|смотрите также|дивіться також|read (?:also|more)):", re.IGNORECASE
)
_CREDIT = re.compile(
    r"(?:^|[.!?…»\")]\s+|\s[/|(]\s*)"
    r"(?:Фото|ФОТО|Фотография|Снимок|Иллюстрация|Видео|Скриншот|Світлина|Ілюстрація|Відео|Photo|PHOTO|Image|Picture|Video)"
    r"\s*(?::|©|/|\([cс]\)|by\s|courtesy\s)\s*(?P<owner>\S.{0,80})$"
)
_RIGHTS = re.compile(r"(?:©|\([cс]\)\s).{1,80}$", re.IGNORECASE)
_CAPTION = 300
"""Characters; a longer line is a paragraph even if it ends with a credit."""


def clean_text(raw: str) -> tuple[str, int]:
    r"""Make text storable, with its line breaks.

    Markup is turned into text, HTML entities are unescaped, line breaks become \n and every kind of space a space;
    control, bidirectional and invisible characters go, lone surrogates become U+FFFD; the result is NFC.

    Returns:
        The text and how many characters were dropped or replaced as unfit.
    """
    text, unfit = (raw, 0) if not _SUSPECT.search(raw) else fit(_unmarked(raw))
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "\n" in text:
        text = _GAPS.sub("\n\n", _BLANK.sub("\n", text))
    return text.strip(), unfit


def fit(text: str) -> tuple[str, int]:
    """Only what cannot be stored is changed; markup and entities stay as they are. Returns as `clean_text`."""
    text, replaced = _SURROGATES.subn("\ufffd", _BREAKS.sub("\n", text))
    text, dropped = _DROPPED.subn("", text)
    return _SPACES.sub(" ", text), replaced + dropped


def clean_line(raw: str) -> tuple[str, int]:
    """The same on one line: every run of white space is one space."""
    if raw.isascii() and raw.isprintable() and "&" not in raw and "<" not in raw:
        return " ".join(raw.split()), 0  # an id or a date: nothing in it can be unfit
    text, unfit = clean_text(raw)
    return " ".join(text.split()), unfit


@lru_cache(maxsize=4_096)
def clean_name(raw: str) -> str:
    """The same for values that occur again and again."""
    return clean_line(raw)[0]


def _unmarked(raw: str) -> str:
    if "<" in raw and _TAG.search(raw):
        return _text_of(raw)
    if "&" not in raw or not _ENTITY.search(raw):
        return raw
    text = html.unescape(raw)
    if _TAG.search(text):  # a feed's description, escaped once more by whoever exported it
        return _text_of(text)
    return html.unescape(text) if _ENTITY.search(text) else text


def _text_of(markup: str) -> str:
    """The text of a piece of HTML, a line break at every block; scripts and styles are no text."""
    from lxml import etree  # plain files never need it
    from lxml import html as lxml_html

    fit = _DROPPED.sub("", _SURROGATES.sub("\ufffd", markup))
    try:
        root = lxml_html.fragment_fromstring(fit, create_parent="div")
    except (etree.LxmlError, ValueError):
        return _TAG.sub(" ", markup)
    etree.strip_elements(root, "script", "style", "iframe", etree.Comment, with_tail=False)
    for block in root.iter(*_BLOCKS):
        block.tail = "\n" + (block.tail or "")
        if block.tag not in ("br", "tr"):
            block.text = "\n" + (block.text or "")
    return str(root.text_content())


def without_furniture(text: str) -> str:
    """Leave out lines that are an advert's mark, a photo's caption with its credit, or a pointer to other articles."""
    if "\n" not in text:
        return text
    kept = [line for line in text.split("\n") if not is_furniture(line.strip())]
    return _GAPS.sub("\n\n", "\n".join(kept)).strip()


def is_furniture(line: str) -> bool:
    """Whether a line of a body is no part of the article."""
    if not line or len(line) > _CAPTION:
        return False
    if line.strip(" .:–—-*[]()").casefold() in _ADVERTS or _READ_ALSO.match(line):
        return True
    credit = _CREDIT.search(line)
    if credit:
        return len(credit["owner"].split()) <= 8
    return bool(_RIGHTS.match(line))


def without_title(title: str, text: str) -> str:
    """Leave out the title's copy at the head of a body.

    It is a copy where a break or a sentence's end follows, or, behind a title of three words or more, a new sentence;
    otherwise the words are the body's own: "Россия" is no copy in "Россия и НАТО договорились".
    """
    if not title or text[: len(title)].casefold() != title.casefold():
        return text
    rest = text[len(title) :]
    ends = not rest or rest[0] == "\n" or title[-1] in ".!?…" or rest.lstrip(" ")[:1] in tuple(".!?…|")
    follows = rest.lstrip()[:1]
    begins_anew = len(title.split()) >= 3 and (follows.isupper() or follows in ("«", '"', "“", "„"))
    return rest.lstrip(" \n.!?…|:–—-") if ends or begins_anew else text
