"""Names that slovnet's news model for Russian finds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics.mentions.segments import LONG, tokens
from analytics.mentions.spans import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
BREAK = re.compile(r"\s*[\n\r•·]\s*|\s{2,}")
LETTER = re.compile(r"[^\W\d_]")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), " ")
"""Signs without width that would be part of a word."""

BATCH = 32
"""Texts that go through the network together, of about one length; 8 takes 1.5 times as long."""

WINDOW = 2048
"""Tokens of a long text that go through the network together."""


def read(texts: Sequence[str]) -> list[list[Span]]:
    """The names in texts of Russian words: one list a text, in order of place and without overlap.

    The network does not see where a line ends or a list goes on, and no name does that: what lies on both sides is two.
    """
    return [
        _in_one_line(text, spans)
        for text, spans in zip(texts, _read([text.translate(INVISIBLE) for text in texts]), strict=True)
    ]


def _in_one_line(text: str, spans: Sequence[Span]) -> list[Span]:
    parts: list[Span] = []
    for span in spans:
        breaks = [found.span() for found in BREAK.finditer(text, span.start, span.end)]
        starts, ends = [span.start, *(end for _, end in breaks)], [*(start for start, _ in breaks), span.end]
        parts += [Span(start, end, span.kind) for start, end in zip(starts, ends, strict=True) if start < end]
    return parts


def _read(texts: Sequence[str]) -> list[list[Span]]:
    spans: list[list[Span]] = [_of_long(text) if len(text) > LONG else [] for text in texts]
    short = (i for i, text in enumerate(texts) if len(text) <= LONG and text.strip())
    order = sorted(short, key=lambda i: len(texts[i]))
    for i, markup in zip(order, ner().map([texts[i] for i in order]), strict=True):
        spans[i] = [Span(span.start, span.stop, KINDS[span.type]) for span in markup.spans]
    return spans


def _of_long(text: str) -> list[Span]:
    """The same for one long text: slovnet's network over a row of words, in windows: all at once fill the memory."""
    from slovnet.bio import bio_spans

    if not LETTER.search(text):
        return []
    cut = list(tokens(text))
    infer = ner().infer
    path = _likeliest(_emissions([text[start:end] for start, end in cut]), infer.model.head.crf.transitions.array)
    tags = [infer.decoder.tags_vocab.decode(tag) for tag in path]
    return [Span(span.start, span.stop, KINDS[span.type]) for span in bio_spans(cut, tags)]


def _emissions(words: Sequence[str]) -> Matrix:
    """How well each tag fits each word, shape (n_words, n_tags). The first layer looks once at a word that comes often.

    A window has margins, since every layer sees some words farther than the one before.
    """
    import numpy as np

    model, encoder = ner().infer.model, ner().infer.encoder
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
def ner() -> Any:
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
