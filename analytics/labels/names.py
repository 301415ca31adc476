"""Which terms are one name: an alias and its entity (ИГИЛ, Исламское государство), a surname and the whole name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analytics.labels.aliases import alias_forms
from analytics.labels.dictionary import is_given_name
from analytics.labels.forms import Form
from analytics.labels.terms import Terms
from data.words.alias import Alias

BEARS = 0.8
"""A surname or last word stands for a whole name where that has this share of its bearers' documents."""
BESIDE, BESIDE_PERSON = 0.5, 0.05
"""... and stands in this share of the documents of the last word; a given name before it makes a person likelier."""

ALIKE = 3
"""Letters that spellings of one given name begin with."""


@dataclass(frozen=True)
class Names:
    """Terms that are one name.

    Attributes:
        shown: by term its entity's name, to be shown instead of the term as written.
        whole: lemmas of names of two words or more that persons bear.
        documents: as in `Terms`; a name's terms counted together, under one of them alone.
    """

    shown: Mapping[int, str]
    whole: frozenset[Form]
    documents: sparse.csr_matrix


def names_of(terms: Terms, language: str) -> Names:
    """Find which terms are one name."""
    known = _known(terms, language)
    size = np.asarray(terms.documents.sum(axis=0)).ravel()
    leader = np.arange(len(size))
    of_entity: defaultdict[str, list[int]] = defaultdict(list)
    for term, alias in known.items():
        of_entity[alias.name].append(term)
    for same in of_entity.values():
        leader[same] = max(same, key=lambda term: (size[term], -term))
    persons = {term for term, alias in known.items() if alias.kind == "person" and terms.lengths[term] > 1}
    for last, whole in _whole_names(terms, size, known).items():
        leader[last] = leader[whole]
        persons.add(whole)
    ones = np.ones(len(leader), np.float32)
    fold = sparse.csr_matrix((ones, (np.arange(len(leader)), leader)), shape=(len(leader), len(leader)))
    together = (terms.documents @ fold).tocsr()
    together.data[:] = 1
    shown = {term: _as_shown(alias, language) for term, alias in known.items()}
    return Names({term: name for term, name in shown.items() if name}, frozenset(map(terms.lemmas, persons)), together)


def _known(terms: Terms, language: str) -> dict[int, Alias]:
    """By term the entry of the alias table that it is a form of, wherever it stands."""
    forms = alias_forms(language)
    first = {form[0] for form in forms}
    opening = np.array([each in first for each in terms.running.lemmas], dtype=bool)
    known: dict[int, Alias] = {}
    for term in np.flatnonzero(opening[terms.running.lemma[terms.places[terms.starts[:-1]]]]).tolist():
        alias = forms.get(terms.lemmas(term))
        if alias and not alias.needs and terms.is_name(term):
            known[term] = alias
    return known


def _as_shown(alias: Alias, language: str) -> str:
    """An entity's name; in a language that the names are not kept in, a person's longest form in its letters."""
    if language == "ru":
        return alias.name
    whole = [form for form in alias.forms if form.isascii() == (language == "en")]
    best = max(whole, key=len, default="")
    return best if alias.kind == "person" and " " in best else ""


def _whole_names(terms: Terms, size: NDArray[np.float32], known: Mapping[int, Alias]) -> dict[int, int]:
    """For a surname, or another last word, the name of two words that it nearly always belongs to."""
    run = terms.running
    ending: defaultdict[int, list[int]] = defaultdict(list)
    for term in np.flatnonzero(terms.lengths == 2).tolist():
        place = terms.places[terms.starts[term]]
        first, last = (int(terms.alone[run.lemma[at]]) for at in (place, place + 1))
        ours = run.office[place] or known.get(last, term) != term or first in known
        if last >= 0 and not ours and size[term] >= BESIDE_PERSON * size[last] and terms.is_name(term, whole=True):
            if terms.lacks_surname(term):  # Ён Чхоль is no whole name, and Ким Ён Чхоль not he with an office
                continue
            ending[last].append(term)
    found: dict[int, int] = {}
    for last, wholes in ending.items():
        best = max(wholes, key=lambda term: size[term])
        written = str(run.written[terms.places[terms.starts[best]]])
        least = BESIDE_PERSON if is_given_name(written, run.language) else BESIDE
        # Майк Пенс and Майкл Пенс are one man.
        alike = [term for term in wholes if terms.lemmas(term)[0][:ALIKE] == terms.lemmas(best)[0][:ALIKE]]
        if size[best] >= least * size[last] and size[alike].sum() >= BEARS * size[wholes].sum() and terms.is_name(last):
            found |= dict.fromkeys((last, *alike), best)
    return found
