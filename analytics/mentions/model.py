"""Names that a trained model finds: slovnet's news model for Russian, a spaCy pipeline for other languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analytics.mentions.segments import LONG, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
SPACY_KINDS = KINDS | {"PERSON": "person", "GPE": "place", "FAC": "place", "NORP": ""}
SPACY_PIPELINES = {
    "uk": ("uk_core_news_lg", "uk_core_news_md", "uk_core_news_sm"),
    "en": ("en_core_web_lg", "en_core_web_md", "en_core_web_sm"),
    "de": ("de_core_news_lg", "de_core_news_md", "de_core_news_sm"),
    "fr": ("fr_core_news_lg", "fr_core_news_md", "fr_core_news_sm"),
    "pl": ("pl_core_news_lg", "pl_core_news_md", "pl_core_news_sm"),
}
LETTER = re.compile(r"[^\W\d_]")
BATCH = 32
"""Texts that go through the network together, of about one length; 8 takes 1.5 times as long."""

WINDOW = 2048
"""Tokens of a long text that go through the network together."""


class Span(NamedTuple):
    """A name in one text: offsets in Unicode code points, the end excluded, and the kind of name."""

    start: int
    end: int
    kind: str


def find_spans(texts: Sequence[str], language: str) -> list[list[Span]]:
    """Find the people, organisations and places named in texts of one language.

    Returns:
        One list a text, in order of place, without overlap. Empty lists for a language without a model: Russian is
        always there, others with the extra `spacy` and a pipeline of `SPACY_PIPELINES` installed.
    """
    if language == "ru":
        return _by_slovnet(texts)
    pipeline = spacy_pipeline(language)
    if pipeline is None:
        return [[] for _ in texts]
    return [_of_spacy(doc) for doc in pipeline.pipe(texts)]


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


def _by_slovnet(texts: Sequence[str]) -> list[list[Span]]:
    spans: list[list[Span]] = [_of_long(text) if len(text) > LONG else [] for text in texts]
    short = (i for i, text in enumerate(texts) if len(text) <= LONG and text.strip())
    order = sorted(short, key=lambda i: len(texts[i]))
    for i, markup in zip(order, _ner().map([texts[i] for i in order]), strict=True):
        spans[i] = [Span(span.start, span.stop, KINDS[span.type]) for span in markup.spans]
    return spans


def _of_long(text: str) -> list[Span]:
    """The same for one long text: slovnet's network over a row of words, in windows: all at once fill the memory."""
    from slovnet.bio import bio_spans

    if not LETTER.search(text):
        return []
    cut = list(tokens(text))
    infer = _ner().infer
    path = _likeliest(_emissions([text[start:end] for start, end in cut]), infer.model.head.crf.transitions.array)
    tags = [infer.decoder.tags_vocab.decode(tag) for tag in path]
    return [Span(span.start, span.stop, KINDS[span.type]) for span in bio_spans(cut, tags)]


def _emissions(words: Sequence[str]) -> Matrix:
    """How well each tag fits each word, shape (n_words, n_tags). The first layer looks once at a word that comes often.

    A window has margins, since every layer sees some words farther than the one before.
    """
    import numpy as np

    model, encoder = _ner().infer.model, _ner().infer.encoder
    numbers = {word: n for n, word in enumerate(dict.fromkeys(words))}
    vectors = model.emb(*np.array(encoder.item(numbers)))
    first, *others = model.encoder.layers
    seen = _seen(first, vectors)
    places = np.array([numbers[word] for word in words])
    margin = sum(layer.conv.padding for layer in model.encoder.layers)
    found = []
    for start in range(0, len(words), WINDOW):
        before = min(start, margin)
        window = places[start - before : start + WINDOW + margin]
        values = _activated(first, [each[window] for each in seen])
        for layer in others:
            values = _activated(layer, _seen(layer, values))
        found.append(model.head(values[before : before + WINDOW]))
    return np.concatenate(found)


def _seen(layer: Any, values: Matrix) -> list[Matrix]:
    """What a layer makes of each word as the one before, at and after a place; shape (n_words, n_filters) each."""
    return [values @ weight.T for weight in layer.conv.weight.array.transpose(2, 0, 1)]


def _activated(layer: Any, seen: Sequence[Matrix]) -> Matrix:
    """A layer's output, from what it sees around each place; beyond the first and last word there is nothing."""
    import numpy as np

    total = np.tile(layer.conv.bias.array, (len(seen[0]), 1))
    for offset, values in enumerate(seen, -layer.conv.padding):
        begin, end = max(0, -offset), len(total) - max(0, offset)
        total[begin:end] += values[begin + offset : end + offset]
    output: Matrix = layer.norm(layer.relu(total).T[None])[0].T  # it wants (texts, filters, words)
    return output


def _likeliest(emissions: Matrix, transitions: Matrix) -> list[int]:
    """The path through the tags with the highest sum (Viterbi); slovnet's own is slow on one text alone."""
    import numpy as np

    into = np.ascontiguousarray(transitions.T)
    scores, sums = emissions.copy(), np.empty_like(into)
    for before, here in pairwise(scores):
        np.add(into, before, sums)
        np.add(here, np.maximum.reduce(sums, 1), here)
    path = [int(scores[-1].argmax())]
    for way in (into + scores[:-1, None]).argmax(2)[::-1].tolist():
        path.append(way[path[-1]])
    return path[::-1]


@lru_cache(maxsize=1)
def _ner() -> Any:
    """The network with its word vectors, both out of natasha's wheel; 1 s, 60 MB."""
    from navec import Navec
    from slovnet import NER

    files = _natasha_data()
    ner = NER.load(files / "model" / "slovnet_ner_news_v1.tar", batch_size=BATCH)
    return ner.navec(Navec.load(files / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))


def _natasha_data() -> Path:
    """The data files of natasha, found without importing it: its import needs the abandoned pymorphy2."""
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        msg = "natasha is not installed, and with it the model that finds names; install the requirements again"
        raise ModuleNotFoundError(msg)
    return Path(spec.submodule_search_locations[0]) / "data"
