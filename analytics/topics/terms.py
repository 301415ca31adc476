"""Every word and phrase that may name a topic: where it stands, in which documents, in which written forms.

A phrase is two to four words in a row with nothing but a space between them. It begins and ends with a content word;
between them a preposition may stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analytics.topics.documents import empty_words, is_content
from analytics.topics.wording import Context, Form, joined_lemmas
from data.words.stop_words import connecting_words, leading_to_verbs, name_openers

Ints = NDArray[np.int64]

LONGEST = 5
MIN_DOCUMENTS = 3
"""A phrase of fewer documents is chance."""
SAMPLE = 200
"""Occurrences of a term, evenly taken, by which its written forms and what stands around it are judged."""
BARRIER, CONNECTING, CONTENT = 0, 1, 2
START = "\n"
SPACES = frozenset((" ", "\u00a0"))
SELDOM = 1.0
"""A capital letter seen within sentences less often than this, set against their beginnings, is taken for chance."""
GLUE = frozenset("./:@_#=?&%~")
"""Between two words without a space they show an address."""
SENTENCE_ENDS = frozenset(".!?…:;\n|•—–")


@dataclass(frozen=True)
class Running:
    """The words of all documents, one after another.

    Attributes:
        written: each word as it stands in the text.
        lemma: number of its lemma.
        lemmas: lemmas by number.
        kind: barrier, connecting or content. A piece of an address (t.me/abc) is a barrier, and so is the last word of
            a text that ends without punctuation: it may be cut.
        cue: whether it leads to a verb.
        document: number of its document.
        joined: whether only a space parts it from the word before.
        opens: whether it begins a sentence, where any word has a capital letter.
    """

    written: NDArray[np.object_]
    lemma: Ints
    lemmas: list[str]
    kind: NDArray[np.int8]
    cue: NDArray[np.bool_]
    document: Ints
    joined: NDArray[np.bool_]
    opens: NDArray[np.bool_]


@dataclass(frozen=True)
class Terms:
    """Words and phrases that may name a topic.

    Attributes:
        running: the texts they come from.
        lengths: words of each term.
        documents: whether a term stands in a document, shape (n_documents, n_terms), 0 or 1.
        places: where terms stand: position of the first word, sorted by term.
        starts: for each term, where its places begin in `places`; one more at the end.
        alone: for each lemma the term that is this word alone, -1 where there is none.
    """

    running: Running
    lengths: Ints
    documents: sparse.csr_matrix
    places: Ints
    starts: Ints
    alone: Ints

    def lemmas(self, term: int) -> tuple[str, ...]:
        """The lemmas of a term, connecting words included."""
        first = int(self.places[self.starts[term]])
        return tuple(self.running.lemmas[i] for i in self.running.lemma[first : first + int(self.lengths[term])])

    def forms(self, term: int) -> Counter[Form]:
        """How often each written form occurs, a capital letter that only opens a sentence taken back."""
        within, opening = self._written(term)
        cased: dict[Form, Form] = {}
        for form, _ in within.most_common():
            cased.setdefault(_lower(form), form)
        begins = Counter[Form]()
        for form, count in opening.items():
            begins[_lower(form)] += count
        total = Counter[Form]()
        for form, count in (within + opening).items():
            folded = _lower(form)
            usual = cased.get(folded, form)
            if form[0][:1].isupper() and within[usual] < SELDOM * begins[folded]:
                usual = (self._uncapitalised(term, form[0]), *usual[1:])
            total[usual if folded in cased else (usual[0], *form[1:])] += count
        return total

    def context(self, term: int) -> Context:
        """What stands around a term, see `Context`."""
        run, length = self.running, int(self.lengths[term])
        places = self._sample(term)
        after = np.minimum(places + length, len(run.lemma) - 1)
        verbal = run.joined[places] & run.cue[np.maximum(places - 1, 0)]
        modifies = (places + length < len(run.lemma)) & run.joined[after] & (run.kind[after] == CONTENT)
        return Context(float(verbal.mean()), float(modifies.mean()))

    def _sample(self, term: int) -> Ints:
        places = self.places[self.starts[term] : self.starts[term + 1]]
        return places[:: -(-len(places) // SAMPLE)]

    def _written(self, term: int) -> tuple[Counter[Form], Counter[Form]]:
        """Written forms within sentences and at their beginning."""
        length = int(self.lengths[term])
        places = self._sample(term)
        opens = self.running.opens[places]
        forms = self.running.written[places[:, None] + np.arange(length)]
        return Counter(map(tuple, forms[~opens].tolist())), Counter(map(tuple, forms[opens].tolist()))

    def _uncapitalised(self, term: int, word: str) -> str:
        """The first word of a term as it would stand within a sentence, by how its lemma is written there."""
        alone = int(self.alone[self.running.lemma[self.places[self.starts[term]]]])
        within = self._written(alone)[0] if alone >= 0 else Counter[Form]()
        capital = sum(count for (written,), count in within.items() if written[:1].isupper())
        if 2 * capital >= within.total():
            return word
        return word[:1].lower() + word[1:]


def _lower(form: Form) -> Form:
    return tuple(map(str.lower, form))


def running_words(documents: pd.DataFrame, language: str) -> Running:
    """Lay out the words of documents, see `Running`; what stands between words is read from title and text."""
    lemma, lemmas = pd.factorize(_in_a_row(documents["lemmas"]))
    lemma, lemmas = _joined(lemma, lemmas, joined_lemmas(lemmas, language))
    gaps, cut = [], []
    columns = (documents[column].tolist() for column in ("words", "title_words", "title", "text"))
    for words, split, title, text in zip(*columns, strict=True):
        gaps += gaps_before(words[:split], title)
        gaps += gaps_before(words[split:], text)
        if len(words) > split and text.endswith(words[-1]):
            cut.append(len(gaps) - 1)
    number, distinct = pd.factorize(np.array(gaps, dtype=object))
    joined, opens, glued = (
        np.fromiter(map(test, distinct), dtype=bool)[number] for test in (_joins, _opens_sentence, _glues)
    )
    kind = _kinds(lemmas, language)[lemma]
    kind[glued | np.append(glued[1:], False)] = BARRIER
    kind[cut] = BARRIER
    cues = leading_to_verbs(language)
    sizes = documents["words"].map(len).to_numpy(dtype=np.int64)
    return Running(
        written=_in_a_row(documents["words"]),
        lemma=lemma,
        lemmas=lemmas.tolist(),
        kind=kind,
        cue=np.array([each in cues for each in lemmas], dtype=bool)[lemma],
        document=np.repeat(np.arange(len(documents)), sizes),
        joined=joined,
        opens=opens,
    )


def _in_a_row(lists: Iterable[Sequence[str]]) -> NDArray[np.object_]:
    return np.array(list(chain.from_iterable(lists)), dtype=object)


def _joined(lemma: Ints, lemmas: NDArray[np.object_], base: Mapping[str, str]) -> tuple[Ints, NDArray[np.object_]]:
    """Lemmas numbered anew, those that are only cases of another counted with it."""
    number, every = pd.factorize(np.array([base.get(each, each) for each in lemmas], dtype=object))
    return number[lemma], every


def gaps_before(words: Sequence[str], source: str) -> list[str]:
    """What stands in a text before each of its words; before the first, which begins a sentence, a line break."""
    gaps, end = [], 0
    for word in words:
        start = source.find(word, end)
        start = max(start, end)
        gaps.append(source[end:start])
        end = start + len(word)
    return [START, *gaps[1:]] if gaps else gaps


def _joins(gap: str) -> bool:
    return gap in SPACES


def _opens_sentence(gap: str) -> bool:
    return not SENTENCE_ENDS.isdisjoint(gap)


def _glues(gap: str) -> bool:
    return gap != "" and GLUE.issuperset(gap)


def _kinds(lemmas: Iterable[str], language: str) -> NDArray[np.int8]:
    empty = empty_words(language) - name_openers(language)
    connecting = connecting_words(language)
    kinds = (CONTENT if is_content(each, empty) else CONNECTING if each in connecting else BARRIER for each in lemmas)
    return np.fromiter(kinds, dtype=np.int8)


def find_terms(running: Running, n_documents: int) -> Terms:
    """Every content word and every phrase of at least three documents."""
    base = len(running.lemmas) + 1
    kind = running.kind
    places = np.flatnonzero(kind == CONTENT)
    codes = running.lemma[places]
    found: list[tuple[Ints, Ints, int]] = []
    for length in range(1, LONGEST + 1):
        places, codes = _often(places, codes, running.document)
        ends = kind[places + length - 1] == CONTENT
        found.append((places[ends], codes[ends], length))
        following = places + length
        fits = following < len(kind)
        fits[fits] &= running.joined[following[fits]] & (kind[following[fits]] != BARRIER)
        fits[fits] &= running.document[following[fits]] == running.document[places[fits]]
        places = places[fits]
        codes = pd.factorize(codes[fits])[0] * base + running.lemma[places + length]
    return _collect(running, found, n_documents)


def _often(places: Ints, codes: Ints, document: Ints) -> tuple[Ints, Ints]:
    """Only the codes that stand in enough documents."""
    numbers = pd.factorize(codes)[0]
    n = int(document.max(initial=-1)) + 1
    pairs = pd.unique(numbers * n + document[places]) // max(n, 1)
    enough = np.bincount(pairs, minlength=int(numbers.max(initial=-1)) + 1) >= MIN_DOCUMENTS
    return places[enough[numbers]], codes[enough[numbers]]


def _collect(running: Running, found: Sequence[tuple[Ints, Ints, int]], n_documents: int) -> Terms:
    term, places, lengths, first = [], [], [], 0
    for at, codes, length in found:
        known, numbers = np.unique(codes, return_inverse=True)
        term.append(numbers + first)
        places.append(at)
        lengths.append(np.full(len(known), length))
        first += len(known)
    terms, positions = np.concatenate(term), np.concatenate(places)
    order = np.argsort(terms, kind="stable")
    terms, positions = terms[order], positions[order]
    member = (np.ones(len(terms), np.float32), (running.document[positions], terms))
    matrix = sparse.csr_matrix(member, shape=(n_documents, first))
    matrix.data[:] = 1
    starts = np.searchsorted(terms, np.arange(first + 1))
    alone = np.full(len(running.lemmas), -1, dtype=np.int64)
    words = len(lengths[0])
    alone[running.lemma[positions[starts[:words]]]] = np.arange(words)
    return Terms(running, np.concatenate(lengths), matrix, positions, starts, alone)
