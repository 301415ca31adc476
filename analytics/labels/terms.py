"""Every word and phrase that may name a topic: where it stands, in which documents, in which written forms.

A phrase is two to five words in a row with nothing but a space between them. It begins and ends with a content word;
between them a preposition may stand. Inside a sentence a stop word with a capital letter is part of the name beside it:
General Motors, Единая Россия.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analytics.labels.aliases import alias_forms, one_word_names
from analytics.labels.dictionary import DICTIONARIES
from analytics.labels.forms import LONGEST_ABBREVIATION, Context, Form
from analytics.labels.name_forms import joined_lemmas
from analytics.text.content import empty_words, is_content, lemmas_of
from data.words.calendar import DATE_WORDS
from data.words.label_words import PASSING
from data.words.roles import ROLES
from data.words.stop_words import connecting_words, leading_to_verbs, name_openers, stop_words

Ints = NDArray[np.int64]
Labels = NDArray[np.intp]
"""Number of each document's theme, topic or story, -1 for none."""

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
PIECE = 0.7
"""What goes on in the same way in more than this share of its occurrences is a piece of something longer."""
NEVER_IN_NAMES = DATE_WORDS - {"may"} | {"mr", "mrs", "ms", "dr", "sir", "lord", "один"}
GLUE = frozenset("./:@_#=?&%~+-\u2010\u2011")
"""Between two words without a space they show an address, or a number with what is counted: 24-часовая, 19-year-old."""
CONTRACTED = frozenset(("d", "ll", "m", "re", "s", "t", "ve"))
"""What stands behind the apostrophe of we'd, you'll, isn't."""
SENTENCE_ENDS = frozenset(".!?…:;\n|•—–")


@dataclass(frozen=True)
class Running:
    """The words of all documents, one after another.

    Attributes:
        language: of the documents.
        written: each word as it stands in the text.
        lemma: number of its lemma.
        lemmas: lemmas by number.
        plain: of each of these, whether it is a content word wherever it stands.
        kind: barrier, connecting or content. A piece of an address (t.me/abc) is a barrier, and so is the last word of
            a text that ends without punctuation: it may be cut.
        cue: whether it leads to a verb.
        linking: whether it is "and".
        office: whether it is an office or rank, after which a name begins anew.
        number: whether it begins with a digit.
        document: number of its document.
        capital: whether it begins with a capital letter, though no sentence begins with it.
        joined: whether only a space parts it from the word before.
        opens: whether it begins a sentence, where any word has a capital letter.
    """

    language: str
    written: NDArray[np.object_]
    lemma: Ints
    lemmas: list[str]
    plain: NDArray[np.bool_]
    kind: NDArray[np.int8]
    cue: NDArray[np.bool_]
    linking: NDArray[np.bool_]
    office: NDArray[np.bool_]
    number: NDArray[np.bool_]
    document: Ints
    capital: NDArray[np.bool_]
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

    def is_piece(self, term: int) -> bool:
        """Whether a term is torn out of something longer: Exchange Commission, Мун Чжэ, European Convention on Human.

        It mostly goes on with one same word, or with a number (аккумулятор ёмкостью 5000), or, where it is a name, with
        a capital letter on either side.
        """
        run, places, length = self.running, self._sample(term), int(self.lengths[term])
        last = places + length - 1
        before, after = np.maximum(places - 1, 0), np.minimum(last + 1, len(run.lemma) - 1)
        goes_on = (after > last) & run.joined[after]
        begins, ends = run.capital[places] | run.opens[places], run.capital[last] | run.opens[last]
        # Where words have cases, a name may follow another one that is none of its words: постпред США Никки Хейли.
        if length == 1 or run.language not in DICTIONARIES:
            named = run.capital[before] & (run.kind[before] != CONNECTING) & ~run.office[before]
            linked = run.linking[before] & run.joined[before] & run.capital[np.maximum(places - 2, 0)]
            if _mostly(run.joined[places] & (named | linked) & begins):
                return True
        if _mostly(goes_on & run.capital[after] & ends & begins & ~run.office[last]):
            return True
        if length > 1 and (_mostly(goes_on & run.number[after] & ~ends) or self.lacks_surname(term)):
            return True
        # A word alone is cut before a name: сектор of сектор Газа.
        names = run.capital[after] & ~run.office[last]
        following = run.lemma[after[goes_on & (names | ((length > 1) & (run.kind[after] == CONTENT)))]]
        return bool(np.bincount(following).max(initial=0) > PIECE * len(places))

    def lacks_surname(self, term: int) -> bool:
        """Whether a name of several words mostly stands behind one and the same surname: Ён Чхоль behind Ким.

        What a person belongs to stands in another case, or has no cases (главы Роснефти, ВТБ, Apple).
        """
        run = self.running
        if run.language not in DICTIONARIES:
            return False
        places = self._sample(term)
        before, last = np.maximum(places - 1, 0), places + int(self.lengths[term]) - 1
        near = run.joined[places] & ~run.office[before] & run.capital[places] & run.capital[last]
        if not _mostly(near):
            return False
        surname = int(np.bincount(run.lemma[before[near]]).argmax())
        lemma = run.lemmas[surname]
        if lemma.isascii() or (lemma,) in alias_forms(run.language):
            return False
        return _mostly(near & (run.written[before] == lemma.capitalize()))

    def is_name(self, term: int, *, whole: bool = False) -> bool:
        """Whether a term, or with `whole` its last word too, mostly has a capital letter where no sentence begins."""
        places = self._sample(term)
        within = ~self.running.opens[places]
        capital = self.running.capital[places]
        if whole:
            capital = capital & self.running.capital[places + int(self.lengths[term]) - 1]
        return bool(2 * capital.sum() > within.sum() > 0)

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
        return word.lower() if len(word) > LONGEST_ABBREVIATION and word.isupper() else word[:1].lower() + word[1:]


def _mostly(flags: NDArray[np.bool_]) -> bool:
    return bool(flags.mean() > PIECE)


def _lower(form: Form) -> Form:
    return tuple(map(str.lower, form))


def running_words(documents: pd.DataFrame, language: str) -> Running:
    """Lay out the words of documents, see `Running`; what stands between words is read from title and text."""
    found, forms = lemmas_of(documents["lemmas"]), lemmas_of(documents["words"])
    lemma, lemmas = found.codes.astype(np.int64), found.words
    lemma, lemmas = _joined(lemma, lemmas, joined_lemmas(lemmas, language) | one_word_names(language))
    gaps, cut = [], []
    written = forms.words[forms.codes]
    columns = (documents[column].tolist() for column in ("title_words", "title", "text"))
    for (start, end), split, title, text in zip(pairwise(forms.starts), *columns, strict=True):
        words = written[start:end].tolist()
        gaps += gaps_before(words[:split], title)
        gaps += gaps_before(words[split:], text)
        if len(words) > split and text.endswith(words[-1]):
            cut.append(len(gaps) - 1)
    number, distinct = pd.factorize(np.array(gaps, dtype=object))
    joined, opens, glued = (
        np.fromiter(map(test, distinct), dtype=bool)[number] for test in (_joins, _opens_sentence, _glues)
    )
    kinds = _kinds(lemmas, language)
    sizes, in_title = forms.sizes, forms.in_titles(documents["title_words"])
    capital = ~opens & np.fromiter((word[0].isupper() for word in forms.words), dtype=bool)[forms.codes]
    cue = _among(lemmas, leading_to_verbs(language))[lemma]
    may_name = _among(lemmas, stop_words(language) - connecting_words(language) - NEVER_IN_NAMES)[lemma]
    kind = kinds[lemma]
    kind[_in_names(capital & ~in_title, kind == CONTENT, may_name, joined, cue)] = CONTENT
    kind[glued | np.append(glued[1:], False)] = BARRIER
    kind[cut] = BARRIER
    return Running(
        language=language,
        written=written,
        lemma=lemma,
        lemmas=lemmas.tolist(),
        plain=kinds == CONTENT,
        kind=kind,
        cue=cue,
        linking=_among(lemmas, {"and"})[lemma],
        office=_among(lemmas, ROLES)[lemma],
        number=np.fromiter((each[:1].isdigit() for each in lemmas), dtype=bool)[lemma],
        document=np.repeat(np.arange(len(documents)), sizes),
        capital=capital,
        joined=joined,
        opens=opens,
    )


def _among(lemmas: Iterable[str], words: AbstractSet[str]) -> NDArray[np.bool_]:
    return np.fromiter((each in words for each in lemmas), dtype=bool)


def _in_names(
    capital: NDArray[np.bool_],
    content: NDArray[np.bool_],
    may_name: NDArray[np.bool_],
    joined: NDArray[np.bool_],
    cue: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Which stop words are part of a name: Motors of General Motors, May of Theresa May."""
    named = capital & content
    ends = joined & np.append(False, named[:-1])
    begins = np.append(joined[1:] & named[1:], False) & ~cue
    in_names: NDArray[np.bool_] = capital & may_name & (ends | begins)
    return in_names


def _joined(lemma: Ints, lemmas: NDArray[np.object_], base: Mapping[str, str]) -> tuple[Ints, NDArray[np.object_]]:
    """Lemmas numbered anew, those that are only cases or short forms of another counted with it."""
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


def _kinds(lemmas: Sequence[str] | NDArray[np.object_], language: str) -> NDArray[np.int8]:
    empty = (empty_words(language) | PASSING.get(language, frozenset())) - name_openers(language)
    empty |= {each for each in lemmas if "'" in each and _is_contraction(each, empty)}
    connecting = connecting_words(language)
    kinds = (CONTENT if is_content(each, empty) else CONNECTING if each in connecting else BARRIER for each in lemmas)
    return np.fromiter(kinds, dtype=np.int8)


def _is_contraction(lemma: str, empty: AbstractSet[str]) -> bool:
    word, _, ending = lemma.partition("'")
    return ending in CONTRACTED and word in empty


def find_terms(running: Running, n_documents: int) -> Terms:
    """Every content word and every phrase of at least three documents."""
    base = len(running.lemmas) + 1
    kind = running.kind
    places = np.flatnonzero(kind == CONTENT)
    codes = running.lemma[places]
    found: list[tuple[Ints, Ints, int]] = []
    for length in range(1, LONGEST + 1):
        places, codes = _often(places, codes, running.document)
        ends = kind[places + length - 1] == CONTENT if length > 1 else running.plain[codes]
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
