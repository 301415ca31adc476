"""Found names in, mentions of entities out: every form of an archive votes, every article settles its short names.

What an archive knows enters as two frames that grow with it, so that new articles are named by themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import pandas as pd

from analytics.mentions.base_form import Reading, readings
from analytics.mentions.canonical import surname_of
from analytics.mentions.entities import entity_id
from analytics.mentions.grammar import is_known
from analytics.mentions.people import Seen, Weigh, is_initialled, names_of
from analytics.mentions.person_form import INITIALS
from analytics.mentions.vote import Written, voted
from data.article.folding import fold
from data.schema import MENTIONS
from data.words.aliases import ALIASES

NAMES = ["entity_id", "name", "kind"]
FORMS = ["language", "surface", "context", "count"]
DOUBTED = ["organisation", "place", "person"]
INFLECTED = ("ru", "uk")


class Named(NamedTuple):
    """What the names of some articles come to.

    Attributes:
        mentions: one row per occurrence as in `data.schema.MENTIONS`.
        names: entity_id, name, kind; one row per entity of these mentions, under its commonest spelling.
    """

    mentions: pd.DataFrame
    names: pd.DataFrame


def forms_of(found: pd.DataFrame) -> pd.DataFrame:
    """The written forms of people's names, to be kept for the vote.

    Args:
        found: see `finding.found_in`.
    Returns:
        Columns FORMS: count is how often a surface stands in a context. Of aliases full names alone vote.
    """
    whole = (found["alias"] == "") | found["surface"].str.contains(" ", regex=False)
    people = found[(found["kind"] == "person") & whole & found["language"].isin(INFLECTED)]
    return people.groupby(FORMS[:-1], sort=True).size().rename("count").reset_index()


def named(found: pd.DataFrame, forms: pd.DataFrame | None = None, people: Iterable[str] = ()) -> Named:
    """Say whose each name is.

    Args:
        found: see `finding.found_in`.
        forms: `forms_of` all other articles of the archive; None: there are none.
        people: names of its persons, whom initials may mean.
    Returns:
        Mentions, and the names of their entities. A person's form is read as all forms together speak for it; within
        an article a surname, first name or initials join the name they fit; initials that fit nobody there join the
        only person of the archive or the alias table whom they fit.
    """
    own = forms_of(found)
    votes = _votes(own if forms is None else pd.concat([own, forms], ignore_index=True), own)
    columns = found[["article_id", "language", *Seen._fields]].itertuples(index=False, name=None)
    whose = [name for _, rows in groupby(columns, itemgetter(0)) for name in _of_article(list(rows), votes)]
    frame = found.assign(name=pd.Series(whose, dtype="object", index=found.index))
    frame = _of_one_kind(frame[frame["name"].notna()])
    frame = frame.assign(name=_settled(frame, people))
    ids = [_entity_id(*key) for key in zip(frame["name"], frame["kind"], strict=True)]
    frame["entity_id"] = pd.Series(ids, dtype="str", index=frame.index)
    return Named(MENTIONS.check(frame[MENTIONS.columns].reset_index(drop=True)), _commonest(frame))


_entity_id = lru_cache(maxsize=1 << 16)(entity_id)


def _votes(forms: pd.DataFrame, own: pd.DataFrame) -> dict[str, Weigh]:
    """For each language how its people's names are read."""
    return {language: _weigh(forms[forms["language"] == language], language) for language in own["language"].unique()}


def _weigh(forms: pd.DataFrame, language: str) -> Weigh:
    read = voted(forms, language)

    def weigh(surface: str, context: str) -> tuple[Reading, ...]:
        return read.get(Written(surface, context)) or readings(surface, "person", language, context)

    return weigh


def _of_article(rows: list[tuple[Any, ...]], votes: dict[str, Weigh]) -> list[str | None]:
    """The names of one article; a row is its id, its language and the fields of Seen."""
    language = rows[0][1]
    return names_of([Seen(*row[2:]) for row in rows], language, votes.get(language, _as_written))


def _as_written(surface: str, _: str) -> tuple[Reading, ...]:
    return (Reading(" ".join(surface.split()), 1.0),)


def _of_one_kind(frame: pd.DataFrame) -> pd.DataFrame:
    """A lone word that no dictionary has is of the kind that it mostly is, of two alike of the first of DOUBTED."""
    loose = frame[(frame["alias"] == "") & ~frame["name"].astype(str).str.contains(r"[ .]")]
    counts = loose.groupby(["name", "kind"], sort=True).size().rename("count").reset_index()
    counts = counts[counts.duplicated("name", keep=False) & ~counts["name"].map(is_known)]
    counts = counts.assign(order=counts["kind"].map(DOUBTED.index)).sort_values(
        ["count", "order"], ascending=[False, True]
    )
    kinds = counts.drop_duplicates("name").set_index("name")["kind"]
    changed = loose["name"].map(kinds).dropna()
    return frame.assign(kind=frame["kind"].where(~frame.index.isin(changed.index), changed.reindex(frame.index)))


def _settled(frame: pd.DataFrame, people: Iterable[str]) -> pd.Series:
    """Names with one spelling a person, and initials spelled out where they fit one person alone."""
    own = frame.loc[frame["kind"] == "person", "name"]
    counts = Counter(own)
    known = [*counts, *people, *(alias.name for alias in ALIASES if alias.kind == "person")]
    spelled = _spellings(counts)
    full = _by_initial(spelled.get(name, name) for name in known)
    joined = {name: spelled.get(name, name) for name in counts}
    for name in counts:
        fitting = full[_initial_and_surname(name)] if is_initialled(name) else set()
        if len(fitting) == 1:
            joined[name] = next(iter(fitting))
    return frame["name"].where(frame["kind"] != "person", frame["name"].map(joined))


def _spellings(counts: Counter[str]) -> dict[str, str]:
    """Names that differ in э and е alone, under the commonest spelling: Пак Кын Хэ."""
    best: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        best.setdefault(_skeleton(name), name)
    return {name: best[_skeleton(name)] for name in counts}


def _skeleton(name: str) -> str:
    return fold(name).replace("э", "е")


def _by_initial(names: Iterable[str]) -> defaultdict[tuple[str, str], set[str]]:
    """Full names by the letter of the first name and the surname."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name in names:
        if " " in name and not INITIALS.fullmatch(name.split()[0]):
            found[_initial_and_surname(name)].add(name)
    return found


def _initial_and_surname(name: str) -> tuple[str, str]:
    return fold(name)[0], fold(surname_of(name))


def _commonest(frame: pd.DataFrame) -> pd.DataFrame:
    if frame.empty:
        return pd.DataFrame({column: pd.Series(dtype="str") for column in NAMES})
    counts = frame.groupby([*NAMES], sort=True).size().rename("count").reset_index()
    counts = counts.sort_values(["entity_id", "count", "name"], ascending=[True, False, True])
    return counts.drop_duplicates("entity_id")[NAMES].reset_index(drop=True)
