"""Articles in, the names in them out: where each stands and what is around it, not yet whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from analytics.mentions.elsewhere import missed_surnames
from analytics.mentions.gazetteer import gazetteer
from analytics.mentions.letters import in_plain_letters
from analytics.mentions.model import find_spans
from analytics.mentions.occurrences import Occurrence, occurrences, person_at
from analytics.mentions.segments import Segment, sentences
from analytics.mentions.seldom_owned import with_owners
from analytics.mentions.spans import Places, Span
from data.schema import PARTS
from data.words.alias import Alias

FOUND = [
    *("article_id", "language", "published_at", "part", "start", "end", "sentence_start", "sentence_end"),
    *("surface", "kind", "method", "alias", "context", "doubtful"),
]


def found_in(articles: pd.DataFrame, added: tuple[Alias, ...] = ()) -> pd.DataFrame:
    """Find the people, organisations and places that articles name, by the model and by the alias table.

    Args:
        articles: columns article_id, language, title, text (strings, empty where there is none), published_at (UTC or
            null).
        added: names that users tell to look for, see `name_edits.added`.
    Returns:
        One row an occurrence with the columns FOUND, an article's rows together, title before text, in order of place.
        Offsets are Unicode code points, ends excluded; alias is the name that the alias table gives, empty where there
        is none; context and doubtful as in `occurrences.Occurrence`. Null is published_at alone.
    """
    frame = pd.DataFrame(list(_rows(articles, added)), columns=FOUND)
    frame["published_at"] = pd.to_datetime(frame["published_at"], utc=True).dt.as_unit("us")
    return frame


def _rows(articles: pd.DataFrame, added: tuple[Alias, ...]) -> Iterator[tuple[object, ...]]:
    for language, group in articles.groupby("language", sort=True):
        written = list(zip(group["title"], group["text"], strict=True))
        read = [_plain(*pair) for pair in written] if language == "ru" else written
        spans = _spans([part for pair in read for part in pair], str(language))
        rows = zip(group["article_id"], group["published_at"], written, read, spans[::2], spans[1::2], strict=True)
        for article_id, published_at, own, pair, *model in rows:
            each = _found(pair, model, str(language), added)
            for part, text, plain, found in zip(PARTS, own, pair, each, strict=True):
                whole = [Segment(0, len(plain))] if part == PARTS[0] else sentences(plain) if found else []
                for occurrence, place in _placed(found, Places(whole)):
                    yield (article_id, str(language), published_at, part, *place, *_told(text, occurrence))


def _plain(title: str, text: str) -> tuple[str, str]:
    return in_plain_letters(title, text), in_plain_letters(text, text)


def _found(
    texts: tuple[str, str], spans: list[list[Span]], language: str, added: tuple[Alias, ...]
) -> list[list[Occurrence]]:
    """What stands in the title and in the text of one article."""
    aliases = gazetteer(language, added).find(*texts)
    each = [occurrences(*part, language) for part in zip(texts, spans, aliases, strict=True)]
    if language == "en":
        return with_owners(texts, each)
    return _with_missed(texts, each) if language == "ru" else each


def _with_missed(texts: Sequence[str], found: list[list[Occurrence]]) -> list[list[Occurrence]]:
    """Every part's occurrences, and the surnames in it that the model missed."""
    people = [(text, name) for text, names in zip(texts, found, strict=True) for name in names if name.kind == "person"]
    full = {name.alias.name if name.alias else text[name.start : name.end] for text, name in people}
    full = {name for name in full if " " in name}
    return [
        sorted([*names, *(person_at(text, *span[:2]) for span in missed_surnames(text, names, full))])
        for text, names in zip(texts, found, strict=True)
    ]


def _spans(texts: list[str], language: str) -> list[list[Span]]:
    """The model's spans; a text that occurs twice, as wire copies do, is read once."""
    distinct = list(dict.fromkeys(texts))
    spans = dict(zip(distinct, find_spans(distinct, language), strict=True))
    return [spans[text] for text in texts]


def _placed(found: list[Occurrence], bounds: Places[Segment]) -> Iterator[tuple[Occurrence, tuple[int, int, int, int]]]:
    """Each occurrence with its place and its sentence's; one that runs over a full stop has both sentences."""
    for occurrence in found:
        over = bounds.touching(occurrence)
        start, end = (over[0].start, over[-1].end) if over else (occurrence.start, occurrence.end)
        yield occurrence, (occurrence.start, occurrence.end, start, end)


def _told(text: str, found: Occurrence) -> tuple[object, ...]:
    alias = found.alias.name if found.alias else ""
    surface = text[found.start : found.end]
    return (surface, found.kind, found.method, alias, found.context, found.doubtful)
