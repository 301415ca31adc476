"""Which terms may name a topic, and how much each speaks for it.

A term (word or phrase) speaks for a topic in the measure sqrt(p) · ln(p / q), where p is the share of the topic's
documents in which it stands and q its share among all: it must be frequent here and rare elsewhere. In labels a story
counts by the root of its documents, so that one that is told a hundred times does not name a topic of many.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analytics.labels.aliases import alias_forms, media_names
from analytics.labels.dictionary import has_dictionary
from analytics.labels.forms import VERBAL, Form
from analytics.labels.names import Names, names_of
from analytics.labels.terms import CONNECTING, Labels, Terms
from analytics.labels.wording import wording
from data.words.label_words import NOTICES, OF_STATES, SEATS

CANDIDATES, ENOUGH = 60, 16
"""So many of a topic's best terms are looked at, and so many kept; the rest would not reach its keywords."""
LEAST_SHARE = 0.02
"""A term in fewer of a topic's documents does not speak for it."""
LEAST_STORIES = 3
"""A term of fewer stories is an episode; in a topic of less than a dozen stories, one of a single story."""
ALONE, HALF, FEWEST_TOLD = 0.9, 0.5, 5
"""A term of so many documents is an episode too where one outlet, which tells less than half of a topic, has so much of
it there."""
FEW, TOGETHER = 0.005, 0.2
"""With a smaller share of connecting words texts are lists of words, and two of these are a phrase where so many
documents with the rarer one have both."""
PART = 0.7
"""A phrase that stands inside one longer phrase in more than this share of its documents is a piece of it."""
LONGEST_SHOWN = 4
PHRASE = 1.5
"""How much more a phrase tells a reader than a word: Северная Корея beside корея."""

NO_LETTERS = re.compile(r"[\W\d_]+")
ENDING_OF_DOMAIN = re.compile(r"^www\.|\.\w+$")
SCRIPTS = {
    "ru": re.compile(r"[A-Za-zа-яё]", re.IGNORECASE),
    "uk": re.compile(r"[A-Za-zа-яіїєґ]", re.IGNORECASE),
    "en": re.compile(r"[a-z]", re.IGNORECASE),
}
"""Letters that a word of a language's text has."""

Shares = NDArray[np.float64]


@dataclass(frozen=True)
class Term:
    """A term as it may be shown.

    Attributes:
        shown: for the reader.
        lemmas: of its words, connecting words included.
        score: how much it speaks for the topic.
        share: of the topic's documents in which it stands.
        lift: ln of this share over the share of all documents.
        entities: names of the alias table that stand in it.
        wide: whether it stands in several stories of the topic, of several outlets; else it is an episode.
    """

    shown: str
    lemmas: tuple[str, ...]
    score: float
    share: float
    lift: float
    entities: frozenset[str] = frozenset()
    wide: bool = True


def shares(present: sparse.csr_matrix, labels: Labels, weights: Shares) -> tuple[Shares, Shares]:
    """The share of each topic's documents in which each column stands, shape (n_topics, n_columns), and of all.

    Args:
        present: whether a term stands in a document, shape (n_documents, n_terms).
        labels: topic of each document, -1 for none; these count among all documents.
        weights: how much each document counts.
    """
    inside = np.flatnonzero(labels >= 0)
    n_topics = int(labels.max(initial=-1)) + 1
    member = sparse.csr_matrix((weights[inside], (labels[inside], inside)), shape=(n_topics, len(labels)))
    here = np.asarray((member @ present).toarray(), dtype=np.float64)
    here /= np.maximum(np.bincount(labels[inside], weights[inside], minlength=n_topics), 1e-9)[:, None]
    return here, np.asarray(weights @ present).ravel() / max(float(weights.sum()), 1e-9)


def relevance(present: sparse.csr_matrix, labels: Labels) -> Shares:
    """How much each column speaks for each topic, shape (n_topics, n_columns); each document counts the same."""
    return speaking(*shares(present, labels, np.ones(len(labels))))


def speaking(here: Shares, everywhere: Shares) -> Shares:
    """How much columns speak for topics, by their shares in each topic and in all documents."""
    lift = np.log(np.maximum(here, 1e-9) / np.maximum(everywhere, 1e-9))
    return np.where(here >= LEAST_SHARE, np.sqrt(here) * lift, 0.0)


class Vocabulary:
    """The terms of a corpus, of which themes and topics take their names; each is worded once.

    Args:
        terms: of the corpus.
        story: of each document; those without have a number of their own.
        outlets: of each document, null where it is not known.
        language: of the documents.
    """

    def __init__(self, terms: Terms, story: Labels, outlets: pd.Series, language: str) -> None:
        self.terms = terms
        self.story = story
        self.outlet, names = pd.factorize(outlets)
        self.signatures = {NO_LETTERS.sub("", ENDING_OF_DOMAIN.sub("", str(name).casefold())) for name in names}
        self.language = language
        self.wording = wording(language)
        self.aliases = alias_forms(language)
        self.parts_of_aliases: defaultdict[Form, set[str]] = defaultdict(set)
        for form, alias in self.aliases.items():
            for part in parts(form):
                if len(part) > 1:
                    self.parts_of_aliases[part].add(alias.name)
        self.refused = NOTICES.get(language, frozenset()) | media_names(language)
        self.names: Names = names_of(terms, language)
        self.weights: Shares = 1 / np.sqrt(np.bincount(story)[story])
        self._shown: dict[int, str | None] = {}

    @cached_property
    def connected(self) -> float:
        """The share of connecting words in the texts."""
        return float(np.mean(self.terms.running.kind == CONNECTING))

    @cached_property
    def sizes(self) -> Shares:
        """In how many documents a term stands."""
        return np.asarray(self.terms.documents.sum(axis=0)).ravel()

    @cached_property
    def columns(self) -> sparse.csc_matrix:
        """Whether a term stands in a document."""
        return self.names.documents.tocsc()

    def topic_terms(self, labels: Labels) -> list[list[Term]]:
        """The terms that may name each topic, best first, worded for a reader, none a mere piece of another.

        Args:
            labels: topic of each document, -1 for none.
        """
        present = self.names.documents
        here, everywhere = shares(present, labels, self.weights)
        scores = speaking(here, everywhere) * np.where(self.terms.lengths > 1, PHRASE, 1.0)
        counts, _ = shares(present, labels, np.ones(len(labels)))
        lift = np.log(np.maximum(here, 1e-9) / np.maximum(everywhere, 1e-9))
        return [
            self._of_topic(np.flatnonzero(labels == n), scores[n], here[n], lift[n], counts[n])
            for n in range(len(here))
        ]

    def _of_topic(
        self, inside: NDArray[np.intp], scores: Shares, here: Shares, lift: Shares, counts: Shares
    ) -> list[Term]:
        best = [int(i) for i in np.argsort(-scores, kind="stable")[:CANDIDATES] if scores[i] > 0]
        lemmas = {i: self.terms.lemmas(i) for i in best}
        containing: defaultdict[Form, list[int]] = defaultdict(list)
        for i in best:
            for part in parts(lemmas[i]):
                containing[part].append(i)
        member = np.zeros(len(self.story), dtype=bool)
        member[inside] = True
        least = LEAST_STORIES if len(np.unique(self.story[inside])) >= 4 * LEAST_STORIES else LEAST_STORIES - 1
        found: list[Term] = []
        for i in best:
            wholes = [j for j in containing[lemmas[i]] if counts[j] >= PART * counts[i]]
            # The end of a longer phrase may stand alone (Рекс Тиллерсон), its beginning or middle may not.
            cut = len(lemmas[i]) > 1 and any(lemmas[j][-len(lemmas[i]) :] != lemmas[i] for j in wholes)
            shown = None if cut or any(self.shown(j) for j in wholes) else self.shown(i)
            if shown:
                wide = self._is_wide(member, i, least)
                score, share, rarer = float(scores[i]), float(here[i]), float(lift[i])
                found.append(Term(shown, lemmas[i], score, share, rarer, self.entities(lemmas[i]), wide))
            if len(found) == ENOUGH:
                break
        return found

    def _is_wide(self, inside: NDArray[np.bool_], term: int, least: int) -> bool:
        """Whether a term stands in so many stories of a topic's documents, and not with one of its outlets alone."""
        column = self.columns
        standing = column.indices[column.indptr[term] : column.indptr[term + 1]]
        standing = standing[inside[standing]]
        if len(np.unique(self.story[standing])) < least:
            return False
        if len(standing) < FEWEST_TOLD:
            return True
        tellers = self.outlet[standing]
        most = int(np.bincount(tellers[tellers >= 0], minlength=1).argmax())
        of_topic = self.outlet[inside] == most
        return bool((tellers == most).mean() < ALONE or of_topic.mean() > HALF)

    def shown(self, term: int) -> str | None:
        """The term for a reader, None where it names nothing."""
        if term not in self._shown:
            self._shown[term] = self._worded(term)
        return self._shown[term]

    def _worded(self, term: int) -> str | None:
        terms, lemmas = self.terms, self.terms.lemmas(term)
        # Госсекретарь Рекс Тиллерсон is the man with his office; the name alone says as much.
        with_office = any(lemmas[i:] in self.names.whole for i in range(1, len(lemmas) - 1))
        if self._fell_together(term):
            return None
        if len(lemmas) > LONGEST_SHOWN or with_office or not self.refused.isdisjoint({lemmas, *parts(lemmas)}):
            return None
        if term in self.names.shown:
            return self.names.shown[term]
        if "".join(lemmas) in self.signatures:  # who tells it
            return None
        if self._is_foreign(term) or terms.is_piece(term) or self._ends_in_verb(term):
            return None
        return self.wording.write(lemmas, terms.forms(term), partial(terms.context, term))

    def _fell_together(self, term: int) -> bool:
        """Whether the words of a phrase are neighbours by chance, in texts from which somebody took the stop words.

        Police screen is then what was left of police on the screen; prime minister is what it was.
        """
        length = int(self.terms.lengths[term])
        if length == 1 or self.connected > FEW:
            return False
        place = int(self.terms.places[self.terms.starts[term]])
        words = self.terms.alone[self.terms.running.lemma[place : place + length]]
        return length > 2 or bool(self.sizes[term] < TOGETHER * self.sizes[words].min())

    def _is_foreign(self, term: int) -> bool:
        """Whether a word is of another script: 大リーグ; or in a Cyrillic text a small Latin one: func, href."""
        if self.language not in SCRIPTS:
            return False
        place, length = self.terms.places[self.terms.starts[term]], int(self.terms.lengths[term])
        written = self.terms.running.written[place : place + length]
        latin = self.language != "en" and all(word.isascii() and word.islower() for word in written)
        return latin or not all(SCRIPTS[self.language].search(word) for word in written)

    def _ends_in_verb(self, term: int) -> bool:
        """Whether a phrase ends in a word that is mostly a verb, where no dictionary says so: Senate approves."""
        if has_dictionary(self.language) or self.terms.lengths[term] == 1:
            return False
        last = int(self.terms.places[self.terms.starts[term]] + self.terms.lengths[term] - 1)
        alone = int(self.terms.alone[self.terms.running.lemma[last]])
        name = self.terms.running.capital[last]
        return alone >= 0 and not name and self.terms.context(alone).verbal > VERBAL

    def entities(self, lemmas: Form) -> frozenset[str]:
        """Names of the alias table in a phrase (боевики ИГ), or that it is a part of (олимпийский комитет)."""
        inside = {self.aliases[part].name for part in {lemmas, *parts(lemmas)} if part in self.aliases}
        state = {OF_STATES[lemma] for lemma in lemmas if lemma in OF_STATES}
        state |= {SEATS[lemmas[0]]} if len(lemmas) == 1 and lemmas[0] in SEATS else set()
        return frozenset(inside | state | self.parts_of_aliases.get(lemmas, set()))


def parts(whole: Form) -> set[Form]:
    """The shorter runs of words in a phrase."""
    n = len(whole)
    return {whole[i:j] for i in range(n) for j in range(i + 1, n + 1) if j - i < n}
