"""What a topic is called: ten words for judging it, a label of two to four terms and keywords for reading it.

A term (word or phrase) speaks for a topic in the measure sqrt(p) · ln(p / q), where p is the share of the topic's
documents in which it stands and q its share among all: it must be frequent here and rare elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analytics.text.lemmas import lemmatizer
from analytics.text.tokens import WORD
from analytics.topics.grouping import Labels
from analytics.topics.terms import Terms
from analytics.topics.wording import Form, Wording, wording
from data.words.aliases import ALIASES

SEPARATOR = " · "
LABEL_TERMS = 3
KEYWORDS = 10
CANDIDATES, ENOUGH = 60, 16
"""So many of a topic's best terms are looked at, and so many kept; the rest would not reach its keywords."""
LEAST_SHARE = 0.02
"""A term in fewer of a topic's documents does not speak for it."""
PART = 0.7
"""A phrase that stands inside one longer phrase in more than this share of its documents is a piece of it."""
LONGEST_SHOWN = 4
PHRASE = 1.5
"""How much more a phrase tells a reader than a word: Северная Корея beside корея."""


@dataclass(frozen=True)
class Term:
    """A term as it may be shown.

    Attributes:
        shown: for the reader.
        lemmas: of its words, connecting words included.
        score: how much it speaks for the topic.
        entity: the name it is an alias of, empty for other terms.
    """

    shown: str
    lemmas: tuple[str, ...]
    score: float
    entity: str = ""


def relevance(present: sparse.csr_matrix, labels: Labels) -> NDArray[np.float64]:
    """How much each column speaks for each topic, shape (n_topics, n_columns).

    Args:
        present: whether a term stands in a document, shape (n_documents, n_terms).
        labels: topic of each document, -1 for none; these count among all documents.
    """
    inside = np.flatnonzero(labels >= 0)
    n_topics = int(labels.max(initial=-1)) + 1
    shape = (n_topics, len(labels))
    member = sparse.csr_matrix((np.ones(len(inside), np.float32), (labels[inside], inside)), shape=shape)
    here = np.asarray((member @ present).toarray(), dtype=np.float64)
    here /= np.maximum(np.bincount(labels[inside], minlength=n_topics), 1)[:, None]
    everywhere = np.asarray(present.sum(axis=0), dtype=np.float64).ravel() / max(len(labels), 1)
    lift = np.log(np.maximum(here, 1e-9) / np.maximum(everywhere, 1e-9))
    return np.where(here >= LEAST_SHARE, np.sqrt(here) * lift, 0.0)


def topic_words(
    counts: sparse.csr_matrix, words: Sequence[str], labels: Labels, n: int
) -> list[list[tuple[str, float]]]:
    """The n words that speak most for each topic, with their scores; empty strings where there are fewer."""
    scores = relevance((counts > 0).astype(np.float32), labels)
    ranked = []
    for row in scores:
        best = np.argsort(-row, kind="stable")[:n]
        found = [(words[i], float(row[i])) for i in best if row[i] > 0]
        ranked.append(found + [("", 0.0)] * (n - len(found)))
    return ranked


def topic_terms(terms: Terms, labels: Labels, language: str) -> list[list[Term]]:
    """The terms that may name each topic, best first, worded for a reader, none a mere piece of another."""
    writer, names = _Writer(terms, wording(language)), alias_names(language)
    scores = relevance(terms.documents, labels)
    scores *= np.where(terms.lengths > 1, PHRASE, 1.0)
    here = _documents_by_topic(terms.documents, labels)
    return [_worded(writer, row, counts, names) for row, counts in zip(scores, here, strict=True)]


def _documents_by_topic(present: sparse.csr_matrix, labels: Labels) -> NDArray[np.float32]:
    inside = np.flatnonzero(labels >= 0)
    shape = (int(labels.max(initial=-1)) + 1, len(labels))
    member = sparse.csr_matrix((np.ones(len(inside), np.float32), (labels[inside], inside)), shape=shape)
    return np.asarray((member @ present).toarray(), dtype=np.float32)


def alias_names(language: str) -> dict[Form, str]:
    """For the lemmas of each form in the alias table the name of its entity: альянс and НАТО are one."""
    lemma = lemmatizer(language).lemma
    names: dict[Form, str] = {}
    for alias in ALIASES:
        for form in (alias.name, *alias.forms):
            names.setdefault(tuple(lemma(word) for word in WORD.findall(form)), alias.name)
    return names


class _Writer:
    """Words each term once, though several topics may ask for it."""

    def __init__(self, terms: Terms, wording: Wording) -> None:
        self.terms = terms
        self.wording = wording
        self._shown: dict[int, str | None] = {}

    def shown(self, term: int) -> str | None:
        if term not in self._shown:
            terms, lemmas = self.terms, self.terms.lemmas(term)
            short = len(lemmas) <= LONGEST_SHOWN
            around = partial(terms.context, term)
            self._shown[term] = self.wording.write(lemmas, terms.forms(term), around) if short else None
        return self._shown[term]


def _worded(
    writer: _Writer, scores: NDArray[np.float64], counts: NDArray[np.float32], names: Mapping[Form, str]
) -> list[Term]:
    best = [int(i) for i in np.argsort(-scores, kind="stable")[:CANDIDATES] if scores[i] > 0]
    lemmas = {i: writer.terms.lemmas(i) for i in best}
    containing: defaultdict[Form, list[int]] = defaultdict(list)
    for i in best:
        for part in _parts(lemmas[i]):
            containing[part].append(i)
    found: list[Term] = []
    for i in best:
        wholes = [j for j in containing[lemmas[i]] if counts[j] >= PART * counts[i]]
        # The end of a longer phrase may stand alone (Рекс Тиллерсон), its beginning or middle may not.
        cut = len(lemmas[i]) > 1 and any(lemmas[j][-len(lemmas[i]) :] != lemmas[i] for j in wholes)
        shown = None if cut or any(writer.shown(j) for j in wholes) else writer.shown(i)
        if shown:
            found.append(Term(shown, lemmas[i], float(scores[i]), names.get(lemmas[i], "")))
        if len(found) == ENOUGH:
            break
    return found


def _parts(whole: Form) -> set[Form]:
    """The shorter runs of words in a phrase."""
    n = len(whole)
    return {whole[i:j] for i in range(n) for j in range(i + 1, n + 1) if j - i < n}


def _inside(part: Form, whole: Form) -> bool:
    return part in _parts(whole)


def labels_of(candidates: Sequence[Sequence[Term]], most: int = LABEL_TERMS) -> list[str]:
    """A label for each topic: phrases first, no word twice, no two labels equal.

    Args:
        candidates: terms of each topic, best first.
        most: so many terms where they tell the topics apart.
    """
    taken: Counter[str] = Counter()
    labels = []
    for terms in candidates:
        label = _label(terms, taken, most)
        taken[label] += 1
        labels.append(label)
    return labels


def _label(terms: Sequence[Term], taken: Counter[str], most: int) -> str:
    apart = without_overlap(terms)
    for size in range(most, max(len(apart), most) + 1):
        # Where two topics would get one label, the later one takes its next term instead of its last.
        chosen = [*apart[: most - 1], *apart[size - 1 : size]] if size > most + 1 else apart[:size]
        label = SEPARATOR.join(term.shown for term in _phrases_first(chosen))
        if label and label not in taken:
            return label
    return label + SEPARATOR + str(taken[label] + 1)


def _phrases_first(terms: Sequence[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: len(term.lemmas) == 1)


def without_overlap(terms: Sequence[Term]) -> list[Term]:
    """The terms in order, without those that share a word with a better one."""
    used: set[str] = set()
    apart = []
    for term in terms:
        words = {*term.lemmas, *term.shown.lower().split()} | ({term.entity} if term.entity else set())
        if used.isdisjoint(words):
            apart.append(term)
            used |= words
    return apart


def _names(term: Term) -> set[str]:
    return {term.shown.lower(), term.entity} - {""}


def keywords_of(terms: Sequence[Term], n: int = KEYWORDS) -> list[str]:
    """Up to n terms as shown, best first, none inside another."""
    chosen: list[Term] = []
    for term in terms:
        nested = any(_inside(term.lemmas, other.lemmas) or _inside(other.lemmas, term.lemmas) for other in chosen)
        if not nested and all(_names(term).isdisjoint(_names(other)) for other in chosen):
            chosen.append(term)
        if len(chosen) == n:
            break
    return [term.shown for term in chosen]
