"""Found names in, whose they are out: every form of an archive votes, every article settles its short names.

The vote is one for an edition: `forms_of` counts what votes, `votes_of` holds it. What it decides is a frame, so that
articles can be named in pieces, each by itself (`named`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from analytics.mentions.base_form import Written, voted
from analytics.mentions.people import Seen, Weigh, names_of
from analytics.mentions.phrase_form import Reading, readings
from data.article.folding import fold

FORMS = ["language", "surface", "context", "count"]
VOTES = ["language", "surface", "context", *Reading._fields]
INFLECTED = ("ru", "uk")
STEM = 4
"""Letters that the forms of a word share; forms without a word in common have no reading in common either."""


def forms_of(found: pd.DataFrame) -> pd.DataFrame:
    """The written forms of people's names that vote.

    Args:
        found: columns language, surface, kind, alias, context, see `finding.found_in`.
    Returns:
        Columns FORMS: count is how often a surface stands in a context. Of aliases full names alone vote.
    """
    return found[have_voice(found)].groupby(FORMS[:-1], sort=True).size().rename("count").reset_index()


def have_voice(found: pd.DataFrame) -> pd.Series:
    """Whether each name votes: people's in inflected languages, of aliases full names alone. Columns as `forms_of`."""
    whole = (found["alias"] == "") | found["surface"].str.contains(" ", regex=False)
    return (found["kind"] == "person") & whole & found["language"].isin(INFLECTED)


def akin(forms: pd.DataFrame, to: pd.DataFrame) -> pd.DataFrame:
    """Those of the forms (FORMS) that may speak for a name that others (FORMS) speak for too."""
    stems = {stem for surface in to["surface"].unique() for stem in _stems(surface)}
    surfaces = forms["surface"].unique()
    chosen = {surface for surface in surfaces if not stems.isdisjoint(_stems(surface))}
    return forms[forms["surface"].isin(chosen)]


def votes_of(forms: pd.DataFrame) -> pd.DataFrame:
    """How the forms of people's names are read, as they speak for it together.

    Args:
        forms: columns FORMS; several rows of one form are added up.
    Returns:
        Columns VOTES: of each form its readings, the likeliest first, see `base_form.Reading`.
    """
    rows = [
        (language, *written, *reading)
        for language, own in forms.groupby("language", sort=True)
        for written, each in voted(own, str(language)).items()
        for reading in each
    ]
    return pd.DataFrame(rows, columns=VOTES).astype({"weight": "float64", "plural": "bool"})


def named(found: pd.DataFrame, votes: pd.DataFrame) -> pd.DataFrame:
    """Say whose each name is.

    Args:
        found: see `finding.found_in`; an article's rows stand together.
        votes: see `votes_of`; a form without is read by itself.
    Returns:
        The rows of `found` that are names, with their `name`: a person's in the nominative, first name first; within an
        article a surname, first name or initials join the name they fit.
    """
    weigh = _weighing(votes)
    columns = found[["article_id", "language", *Seen._fields]].itertuples(index=False, name=None)
    whose = [name for _, rows in groupby(columns, itemgetter(0)) for name in _of_article(list(rows), weigh)]
    frame = found.assign(name=pd.Series(whose, dtype="object", index=found.index))
    return frame[frame["name"].notna()].astype({"name": "str"}).reset_index(drop=True)


def _stems(surface: str) -> Iterable[str]:
    return (word[:STEM] for word in fold(surface).split())


def _weighing(votes: pd.DataFrame) -> dict[str, Weigh]:
    """For each language how its people's names are read."""
    read: dict[str, dict[Written, list[Reading]]] = {language: {} for language in INFLECTED}
    for language, surface, context, *reading in votes[VOTES].itertuples(index=False, name=None):
        read[language].setdefault(Written(surface, context), []).append(Reading(*reading))
    return {
        language: _reader({form: tuple(rows) for form, rows in of.items()}, language) for language, of in read.items()
    }


def _reader(read: Mapping[Written, tuple[Reading, ...]], language: str) -> Weigh:
    def weigh(surface: str, context: str) -> tuple[Reading, ...]:
        return read.get(Written(surface, context)) or readings(surface, "person", language, context)

    return weigh


def _of_article(rows: list[tuple[Any, ...]], weigh: Mapping[str, Weigh]) -> list[str | None]:
    """The names of one article; a row is its id, its language and the fields of Seen."""
    language = rows[0][1]
    return names_of([Seen(*row[2:]) for row in rows], language, weigh.get(language, _as_written))


def _as_written(surface: str, _: str) -> tuple[Reading, ...]:
    return (Reading(" ".join(surface.split()), 1.0),)
