"""Names that are found by what they look like: by a model where there is one for the language, else by rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from analytics.mentions import network
from analytics.mentions.english import english_spans
from analytics.mentions.organisations import missed_organisations
from analytics.mentions.spans import Span, apart
from analytics.mentions.surnames import bare_surnames
from analytics.mentions.ukrainian import ukrainian_spans
from data.words.place_abbreviations import PLACE_ABBREVIATIONS

__all__ = ["RULES", "Span", "find_spans", "spacy_pipeline"]

SPACY_KINDS = network.KINDS | {"PERSON": "person", "GPE": "place", "FAC": "place", "NORP": ""}
SPACY_PIPELINES = {
    "uk": ("uk_core_news_lg", "uk_core_news_md", "uk_core_news_sm"),
    "en": ("en_core_web_lg", "en_core_web_md", "en_core_web_sm"),
    "de": ("de_core_news_lg", "de_core_news_md", "de_core_news_sm"),
    "fr": ("fr_core_news_lg", "fr_core_news_md", "fr_core_news_sm"),
    "pl": ("pl_core_news_lg", "pl_core_news_md", "pl_core_news_sm"),
}

RULES = {"en": english_spans, "uk": ukrainian_spans}


def find_spans(texts: Sequence[str], language: str) -> list[list[Span]]:
    """Find the people, organisations and places named in texts of one language.

    Returns:
        One list a text, in order of place; a place or person may lie in the name of an organisation. Empty lists for
        a language without a model and rules: Russian, Ukrainian and English are always there, others with the extra
        `spacy` and a pipeline of `SPACY_PIPELINES` installed, which is asked first for Ukrainian and English too.
    """
    if language == "ru":
        return [_russian(text, spans) for text, spans in zip(texts, network.read(texts), strict=True)]
    pipeline = spacy_pipeline(language)
    if pipeline is None:
        rules = RULES.get(language)
        return rules(texts) if rules else [[] for _ in texts]
    return [_of_spacy(doc) for doc in pipeline.pipe(texts)]


def _russian(text: str, spans: Sequence[Span]) -> list[Span]:
    named = [
        span._replace(kind="place") if text[span.start : span.end] in PLACE_ABBREVIATIONS else span for span in spans
    ]
    missed = missed_organisations(text, named)
    others = [span for span in named if span.kind != "organisation"]
    whole = apart([span for span in named if span.kind == "organisation"], missed)
    return sorted([*whole, *others, *missed, *bare_surnames(text, named)])


def spacy_pipeline(language: str) -> Any:
    """The largest installed spaCy pipeline of a language, reduced to what names need; None where there is none."""
    if find_spec("spacy") is None:
        return None
    installed = [name for name in SPACY_PIPELINES.get(language, ()) if find_spec(name)]
    return _load_spacy(installed[0]) if installed else None


@lru_cache(maxsize=4)
def _load_spacy(name: str) -> Any:
    import spacy

    return spacy.load(name, exclude=["parser", "tagger", "lemmatizer", "attribute_ruler", "senter"])


def _of_spacy(doc: Any) -> list[Span]:
    found = ((e.start_char, e.end_char, SPACY_KINDS.get(e.label_, "")) for e in doc.ents)
    return [Span(start, end, kind) for start, end, kind in found if kind]
