"""The words of each month of a theme or topic: those that tell it from its other months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy import sparse

from analytics.labels.forms import Context, Form
from analytics.labels.wording import wording
from analytics.text.content import Lemmas, contents
from data.schema import TOPIC_WORDS
from data.words.calendar import DATE_WORDS

VERSION = "1"
SHOWN = 8
"""Words of a month, at most."""
CANDIDATES = 24
"""Words of a month that are looked at: some are no nouns."""
LEAST_TEXTS = 5
"""A month of fewer texts says nothing of its own."""
LEAST_STANDING = 2
"""A word stands in so many of a month's texts at least: what one article alone has is an episode."""
MORE_HERE = 1.5
"""So many times the share of texts that it has in the topic's other months a word has in its month at least."""
READ = 10_000
"""Articles, evenly taken, by which the written forms of words are judged."""
USUAL = 3
"""Written forms of a word that are read, the commonest."""
NOTHING_AROUND = Context(verbal=0.0, modifies=0.0)

LEVELS = ("theme_id", "topic_id")
Ints = NDArray[np.int64]
Word = Callable[[int], str | None]
"""What a lemma's number is for a reader; None: nothing."""


def words_by_month(articles: pd.DataFrame, tokens: pa.Table, zone: str) -> pd.DataFrame:
    """How the words of themes and topics change from month to month.

    A word counts once a text, a text in the month of its first article. Months are the classes of c-TF-IDF
    (Grootendorst 2022), each topic by itself: a word's part of all words of the month, times the logarithm of one plus
    the mean number of words of its months over the word's number in all of them. Only words count that are clearly
    commoner than in the other months.

    Args:
        articles: article_id, language, text (its reprint group or itself), published_at, theme_id, topic_id.
        tokens: `data.schema.TOKENS`, of these articles at least.
        zone: in which months begin.
    Returns:
        As `data.schema.TOPIC_WORDS`: at most SHOWN words for each month; none of topics that have fewer than two months
        of LEAST_TEXTS texts, nor of undated articles.
    """
    dated = articles.dropna(subset=["published_at", "theme_id"]).sort_values(["published_at", "article_id"])
    texts = dated.drop_duplicates("text")
    months = texts["published_at"].dt.tz_convert(zone).dt.strftime("%Y-%m")
    texts = texts.assign(month=months).set_index("article_id")
    found = [TOPIC_WORDS.empty()]
    for language, own in texts.groupby("language", sort=True):
        rows = tokens.filter(pc.is_in(tokens.column("article_id"), value_set=pa.array(own.index, pa.string())))
        found += _of_language(own.loc[rows.column("article_id").to_pylist()], rows, str(language))
    return TOPIC_WORDS.check(pd.concat(found, ignore_index=True))


def _of_language(texts: pd.DataFrame, tokens: pa.Table, language: str) -> Iterator[pd.DataFrame]:
    """The words of the topics of a language, by level; texts and tokens in one order."""
    lemmas = contents(pd.Series(pd.arrays.ArrowExtensionArray(tokens.column("lemmas"))), language)
    lemmas = lemmas.only(np.fromiter((word not in DATE_WORDS for word in lemmas.words), bool, len(lemmas.words)))
    present = lemmas.counts()
    present.data[:] = 1
    ranked = [_ranked(texts.assign(topic_id=texts[level]), present) for level in LEVELS]
    every = pd.concat(ranked, ignore_index=True)
    word = _as_written(np.unique(every["lemma"].to_numpy()), lemmas, tokens, language)
    for level in ranked:
        yield _shown(level, word)


def _ranked(texts: pd.DataFrame, present: sparse.csr_matrix) -> pd.DataFrame:
    """topic_id, month, lemma (its number), score: the best candidates of each month, best first."""
    rows = np.flatnonzero(texts["topic_id"].notna())
    months = pd.MultiIndex.from_frame(texts.iloc[rows][["topic_id", "month"]])
    month, classes = pd.factorize(months, sort=True)
    topic, _ = pd.factorize(classes.get_level_values(0))
    size = np.bincount(month, minlength=len(classes))
    enough = (size >= LEAST_TEXTS) & (np.bincount(topic[size >= LEAST_TEXTS], minlength=len(topic))[topic] > 1)
    here = _summed(month, len(classes)) @ present[rows]
    whole = _summed(topic, len(classes)) @ here  # of each topic in the row of its number
    cells = here.tocoo()
    kept = (cells.data >= LEAST_STANDING) & enough[cells.row]
    at, lemma, count = cells.row[kept], cells.col[kept].astype(np.int64), cells.data[kept]
    total = _looked_up(whole, topic[at], lemma)
    texts_of = np.bincount(topic, size, minlength=len(classes))
    elsewhere = (total - count) / np.maximum(texts_of[topic[at]] - size[at], 1)
    words = np.asarray(here.sum(axis=1)).ravel()
    usual = np.bincount(topic, words, minlength=len(classes)) / np.maximum(
        np.bincount(topic, minlength=len(classes)), 1
    )
    score = count / words[at] * np.log1p(usual[topic[at]] / total)
    telling = np.flatnonzero(count / size[at] >= MORE_HERE * elsewhere)
    order = telling[np.lexsort((lemma[telling], -score[telling], at[telling]))]
    best = pd.DataFrame({"class": at[order], "lemma": lemma[order], "score": score[order]})
    best = best[best.groupby("class").cumcount() < CANDIDATES]
    named = classes.take(best.pop("class").to_numpy()).set_names(["topic_id", "month"]).to_frame(index=False)
    return named.join(best.reset_index(drop=True))


def _summed(group: Ints, n: int) -> sparse.csr_matrix:
    """A matrix that adds up the rows of each group, shape (n, len(group))."""
    return sparse.csr_matrix((np.ones(len(group), np.float32), (group, np.arange(len(group)))), shape=(n, len(group)))


def _looked_up(matrix: sparse.csr_matrix, row: Ints, column: Ints) -> NDArray[np.float64]:
    """Values of a sparse matrix that are there."""
    matrix.sort_indices()
    width = matrix.shape[1]
    keys = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr)) * width + matrix.indices
    return np.asarray(matrix.data[np.searchsorted(keys, row * width + column)], dtype=np.float64)


def _as_written(chosen: Ints, lemmas: Lemmas, tokens: pa.Table, language: str) -> Word:
    """What lemmas are for a reader, by their numbers: a noun in the nominative, as in labels."""
    every = tokens.take(np.arange(0, tokens.num_rows, max(1, tokens.num_rows // READ)))
    pairs = pa.table({name: pc.list_flatten(every.column(name).combine_chunks()) for name in ("lemmas", "words")})
    wanted = pa.array(lemmas.words[chosen].tolist(), pa.string())
    counted = pairs.filter(pc.is_in(pairs.column("lemmas"), value_set=wanted)).group_by(["lemmas", "words"])
    rows = (
        counted.aggregate([([], "count_all")]).to_pandas().sort_values(["count_all", "words"], ascending=[False, True])
    )
    forms: dict[str, Counter[Form]] = {}
    for lemma, written, count in zip(rows["lemmas"], rows["words"], rows["count_all"], strict=True):
        known = forms.setdefault(lemma, Counter())
        if len(known) < USUAL:
            known[(written,)] = count
    wording_ = wording(language)

    @cache
    def word(number: int) -> str | None:
        lemma = str(lemmas.words[number])
        return wording_.write((lemma,), forms.get(lemma, Counter({(lemma,): 1})), lambda: NOTHING_AROUND)

    return word


def _shown(ranked: pd.DataFrame, word: Word) -> pd.DataFrame:
    """The first of each month that are words for a reader, each once."""
    rows: list[tuple[str, str, str, int, float]] = []
    for (topic_id, month), of_month in ranked.groupby(["topic_id", "month"], sort=False):
        taken: dict[str, None] = {}
        for lemma, score in zip(of_month["lemma"], of_month["score"], strict=True):
            shown = word(lemma) if len(taken) < SHOWN else None
            if shown and shown not in taken:
                taken[shown] = None
                rows.append((str(topic_id), str(month), shown, len(taken), float(score)))
    frame = pd.DataFrame(rows, columns=TOPIC_WORDS.columns)
    return frame.astype({"topic_id": "str", "month": "str", "word": "str", "rank": "int32", "score": "float32"})
