"""What the words of a guided topic say of each article by themselves: how strongly it speaks of them, 0 to 1."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.labels.aliases import one_word_names
from analytics.text.content import Lemmas, lemmas_of
from analytics.topics.spoken import Way, ways
from data.article.folding import fold

TITLE = 3.0
"""An occurrence in the title counts like so many in the text."""
SATURATION, LENGTH = 1.2, 0.75
"""BM25's k1 and b, at their usual values."""
TELLING = 2.0
"""A word of this idf or more speaks with its full voice, a commoner one with the square of its part of it."""
TOGETHER = "+"
NEAR, ALIKE = 3, 0.75

Strengths = NDArray[np.float64]


@dataclass(frozen=True)
class Read:
    """The lemmas of documents in one language, as seeds are looked for in them.

    Attributes:
        lemmas: of each document, its title's first; forms of one name (РФ, Россия) have one number.
        titles: of each lemma whether it stands in the title.
        language: of all of them.
    """

    lemmas: Lemmas
    titles: NDArray[np.bool_]
    language: str

    @classmethod
    def of(cls, documents: pd.DataFrame, language: str) -> Read:
        """Read documents of one language: columns lemmas, title_words."""
        written = lemmas_of(documents["lemmas"])
        names = one_word_names(language)
        words, number = np.unique([names.get(word, word) for word in written.words], return_inverse=True)
        lemmas = Lemmas(words.astype(object), number.astype(np.int32)[written.codes], written.starts)
        return cls(lemmas, lemmas.in_titles(documents["title_words"]), language)

    def occurrences(self, phrase: str) -> Strengths:
        """How often a phrase stands in each document, however it is called there; in titles it weighs `TITLE`."""
        lemmas = self.lemmas
        begins = np.unique(np.concatenate([np.zeros(0, int), *map(self._begins, ways(phrase, self.language))]))
        weight = np.where(self.titles[begins], TITLE, 1.0)
        return np.bincount(self._documents(begins), weight, minlength=len(lemmas)).astype(np.float64)

    def _begins(self, way: Way) -> NDArray[np.intp]:
        """Where words begin that stand beside each other, all in the title or all in the text of one document."""
        lemmas = self.lemmas
        begins = np.flatnonzero(self._is(way[0])[lemmas.codes])
        begins = begins[begins + len(way) <= len(lemmas.codes)]
        for n, word in enumerate(way[1:], 1):
            begins = begins[self._is(word)[lemmas.codes[begins + n]]]
        last = begins + len(way) - 1
        same = self._documents(begins) == self._documents(last)
        return np.asarray(begins[same & (self.titles[begins] == self.titles[last])])

    def _documents(self, places: NDArray[np.intp]) -> NDArray[np.intp]:
        return np.asarray(np.searchsorted(self.lemmas.starts, places, side="right") - 1)

    def _is(self, word: AbstractSet[str]) -> NDArray[np.bool_]:
        """Of each of the lemmas whether it is the word."""
        return np.asarray(np.isin(self.lemmas.words, list(word)))

    def evidence(self, seed: str) -> Strengths:
        """How strongly each document speaks of a seed, 0..1, by BM25's saturation and length.

        Args:
            seed: a word; words that stand beside each other; or several of these with "+" between, which must all occur
                and of which the weakest counts.
        """
        length = self.lemmas.sizes / max(self.lemmas.sizes.mean(), 1)
        enough = SATURATION * (1 - LENGTH + LENGTH * length)
        found = [self.occurrences(part) for part in seed.split(TOGETHER) if part.strip()]
        strengths: Strengths = np.min([each / (each + enough) for each in found], axis=0) if found else 0 * enough
        return strengths

    def unspoken(self, states: Sequence[Sequence[str]]) -> Strengths:
        """Share of states, each by what `spoken.states_of` says it is called, that a document does not speak of."""
        missing = np.ones((len(states), len(self.lemmas)))
        for n, called in enumerate(states):
            for form in called:
                begins = self._begins(tuple(frozenset({lemma}) for lemma in form.split()))
                missing[n, self._documents(begins)] = 0
        return missing.mean(axis=0) if states else np.zeros(len(self.lemmas))

    def near(self, seed: str) -> list[str]:
        """Lemmas written nearly as a seed, the nearest first."""
        return difflib.get_close_matches(fold(seed), self.lemmas.words.tolist(), NEAR, ALIKE)


def evidence_of(read: Read, seeds: Sequence[str]) -> tuple[Strengths, NDArray[np.float64]]:
    """How strongly each document speaks of the seeds together, and of each by itself.

    Seeds add up as independent witnesses: one strong word is enough, and a word of half the archive says little.

    Returns:
        Strengths 0..1, shape (n_documents,), and of each seed, shape (n_seeds, n_documents).
    """
    n = len(read.lemmas)
    each = np.array([read.evidence(seed) for seed in seeds]).reshape(len(seeds), n)
    having = (each > 0).sum(axis=1)
    idf = np.log(1 + (n - having + 0.5) / (having + 0.5))
    voice = np.minimum(1, idf / TELLING) ** 2
    return 1 - np.prod(1 - voice[:, None] * each, axis=0), each
