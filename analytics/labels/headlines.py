"""Which articles stand for a theme, topic or story: the clearest headlines, of different stories and outlets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import shorten
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.labels.terms import Labels
from analytics.text.content import lemmas_of

SHOWN = 3
"""So many articles stand for a topic."""
FEWEST, MOST = 5, 14
"""Words of a headline that says what happened and no more."""
BEGINNING = 80
"""Characters of a text that stand for a title."""
VERBS = ("ть", "ться", "чь", "ти", "тися", "тись")
"""Endings of Russian and Ukrainian lemmas that are verbs."""

NO_LETTERS = re.compile(r"[\W\d_]+")
QUESTION = re.compile(
    r"\?|^\W*(?:почему|зачем|как|кто|что|чем|когда|сколько|вот|чому|навіщо|як|хто|що|why|how|what|who|when)\b",
    re.IGNORECASE,
)
"""Asks what the article answers."""
MESSY = re.compile(
    r"[<>&#|!…]|\.\.\.|\(\d+\)|^\W*\d[\d.:]*\s|\d{2}\.\d{2}\.\d{4}"
    r"|\b(?:фото|видео|відео|video|photos?|онлайн|live|norubric|q&a|cookies?)\b|\d:\d\d\W*$",
    re.IGNORECASE,
)
"""Holds what is no part of a headline: markup, counters, hours, dates, cries."""
QUOTED = re.compile(r"^[^:]{1,40}:|^\W*[\"«“']")
"""Begins with who said it, or with what was said."""


def headlines(documents: pd.DataFrame) -> pd.DataFrame:
    """What is known of each document's headline.

    Args:
        documents: columns article_id, outlet, title, title_words, lemmas.
    Returns:
        One row per document: article_id; outlet, empty where it is not known; titled; folded, the letters of the title;
        clear, see `clearness`.
    """
    titles = documents["title"].tolist()
    return pd.DataFrame(
        {
            "article_id": documents["article_id"].to_numpy(),
            "outlet": documents["outlet"].fillna("").to_numpy(),
            "titled": [title.strip() != "" for title in titles],
            "folded": list(map(_folded, titles)),
            "clear": clearness(documents),
        }
    )


def names_of_articles(documents: pd.DataFrame) -> pd.Series:
    """By article_id the title, or where there is none the beginning of the text.

    Args:
        documents: columns article_id, title, text.
    """
    pairs = zip(documents["title"].tolist(), documents["text"].tolist(), strict=True)
    named = [title.strip() or shorten(text, BEGINNING, placeholder="…") for title, text in pairs]
    return pd.Series(named, index=documents["article_id"], dtype="str")


def clearness(documents: pd.DataFrame) -> NDArray[np.float64]:
    """How clearly each headline says what happened, 0..1: length, a verb, no question, no mess, no quotation.

    Args:
        documents: columns title, title_words, lemmas.
    """
    titles, words = documents["title"].tolist(), documents["title_words"].to_numpy()
    short = (words >= FEWEST) & (words <= MOST)
    lemmas = lemmas_of(documents["lemmas"])
    is_verb = np.fromiter((word.endswith(VERBS) for word in lemmas.words), dtype=bool)[lemmas.codes]
    verb = np.bincount(lemmas.document[is_verb & lemmas.in_titles(documents["title_words"])], minlength=len(lemmas)) > 0
    plain: list[list[bool]] = [
        [pattern.search(title) is None for title in titles] for pattern in (QUESTION, MESSY, QUOTED)
    ]
    calm = [not title.isupper() for title in titles]
    clear: NDArray[np.float64] = np.mean(np.array([short, verb, calm, *plain], dtype=bool), axis=0)
    return clear


def representatives(
    known: pd.DataFrame, labels: Labels, near: NDArray[np.float64], story: Labels | None = None
) -> dict[int, list[str]]:
    """Ids of the articles that stand for each group: of its largest stories, of each the clearest and nearest.

    Titled ones first, no title twice; of as many outlets as there are, then of as many stories.

    Args:
        known: see `headlines`.
        labels: group of each document, -1 for none.
        near: cosine of each document to its group's centre.
        story: of each document; None: each tells one of its own.
    """
    story = np.arange(len(labels)) if story is None else story
    rows = known.assign(group=labels, story=story, score=known["clear"] + near)[labels >= 0]
    rows["size"] = rows.groupby(["group", "story"])["story"].transform("size")
    best_first = ["titled", "size", "score"]
    rows = rows.sort_values(best_first, ascending=False, kind="stable").drop_duplicates(["group", "folded"])
    groups: dict[int, list[Candidate]] = {}
    for group, *candidate in zip(*(rows[each] for each in ("group", *Candidate._fields)), strict=True):
        groups.setdefault(group, []).append(Candidate(*candidate))
    return {group: _chosen(candidates) for group, candidates in sorted(groups.items())}


class Candidate(NamedTuple):
    """An article that may stand for its group."""

    article_id: str
    outlet: str
    story: int
    titled: bool


def _folded(title: str) -> str:
    """The letters of a title behind what stands before a colon: СМИ: США введут санкции."""
    return NO_LETTERS.sub("", title.rpartition(":")[2].casefold())


def _chosen(ranked: Sequence[Candidate]) -> list[str]:
    """Ids of up to three of a group, best first: new outlets before new stories, both where possible."""
    every = {each.outlet for each in ranked if each.titled}
    chosen: list[Candidate] = []
    for new_outlet, new_story, titled in ((1, 1, 1), (1, 0, 1), (0, 1, 1), (0, 0, 1), (0, 0, 0)):
        outlets, stories = {each.outlet for each in chosen}, {each.story for each in chosen}
        for each in ranked:
            if len(chosen) == SHOWN or (new_outlet and outlets >= every):
                break
            if (new_outlet and each.outlet in outlets) or (new_story and each.story in stories) or each in chosen:
                continue
            if each.titled or not titled:
                chosen.append(each)
                outlets.add(each.outlet)
                stories.add(each.story)
    return [each.article_id for each in chosen]
