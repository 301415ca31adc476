"""Models: Russian always, other languages where a spaCy pipeline is installed."""

import sys
from types import SimpleNamespace

from analytics.mentions import model
from analytics.mentions.model import find_spans, spacy_pipeline
from analytics.mentions.spans import Span


def test_russian_spans_stay_with_their_texts() -> None:
    texts = ["", "Владимир Путин приехал в Хельсинки на встречу с лидерами.", "Ничего не названо.", "В Москве ждут."]
    spans = find_spans(texts, "ru")
    assert [len(found) for found in spans] == [0, 2, 0, 1]
    assert spans[1][0] == Span(0, 14, "person")


def test_without_spacy_a_language_without_rules_has_no_spans() -> None:
    if "spacy" not in sys.modules and spacy_pipeline("de") is None:
        assert find_spans(["Donald Trump traf Theresa May."], "de") == [[]]


def test_a_language_without_pipelines_has_none(monkeypatch) -> None:
    monkeypatch.setattr(model, "find_spec", lambda _: SimpleNamespace())
    assert spacy_pipeline("xx") is None


def test_spacy_entities_become_spans(monkeypatch) -> None:
    """spaCy and its pipelines are an extra of 500 MB: a stand-in with its two attributes takes their place."""
    entities = [("Trump", 0, 5, "PERSON"), ("Friday", 10, 16, "DATE"), ("Kyiv", 20, 24, "GPE")]
    document = SimpleNamespace(
        ents=[SimpleNamespace(start_char=start, end_char=end, label_=label) for _, start, end, label in entities]
    )
    monkeypatch.setattr(
        model, "spacy_pipeline", lambda _: SimpleNamespace(pipe=lambda texts: [document for _ in texts])
    )
    assert find_spans(["Trump met Friday in Kyiv"], "en") == [[Span(0, 5, "person"), Span(20, 24, "place")]]
