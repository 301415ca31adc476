"""Topics that a user names by words and examples: which articles belong, and which to ask about next.

The words give each article a strength (`seeds`; a name is found however it is called, in any language: `spoken`), and
articles like an example or an answered one follow it; these soft labels teach a logistic regression over TF-IDF and the
article's vector, which finds what says the same in other words and drops what mentions the words in passing. An article
that does not speak of the states which the topic's name names scores less. Each language is learnt by itself; one in
which neither words nor examples occur has no article of the topic, and the report says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analytics.text.content import Lemmas, empty_words, is_content
from analytics.text.tokens import WORD
from analytics.topics.embed import Lexicon, Vectors
from analytics.topics.fit import one_thread
from analytics.topics.guide_features import features_of, scored
from analytics.topics.identity import LEVEL_IDS
from analytics.topics.seeds import Read, evidence_of
from analytics.topics.spoken import lemmas_of_word, states_of
from analytics.topics.vectors import of_articles
from data.errors import UsageError
from data.filter import Level

BELONGS = 0.5
"""Articles that belong and those that do not weigh the same in learning, so that here either is as likely."""
SUREST = 0.9
"""Surely an article belongs that no other topic wants and that is half as far beyond the border, in log odds, as the
one at this quantile of the topic: few articles teach little, and all scores of a small archive are near the border."""
FOLLOWS = 0.55
"""Cosine from which on an article follows an example or an answered one, the more the nearer it is."""
LEAST_WEIGHT, MOST_WEIGHT = 10.0, 400.0
"""The soft labels of one side weigh as many articles as they are in sum, within these bounds."""
ANSWER = 0.05
"""Weight of one answer beside that of one side: twenty articles' in a large archive."""
FREEDOM = 0.3
"""The regression's C: with more it learns the words by heart and says of an article what they say."""
OTHERS = 20_000
"""So many articles at most, evenly over the archive, teach what does not belong."""
ASKED, UNLIKE = 10, 0.6
"""Questions, and the cosine that no two of them reach."""
EVERYTHING, ALL_WITHIN = 0.5, 0.95
"""Share of the archive, or of the topic that is split, above which a topic tells nothing apart."""
REASONS = 3

Numbers = NDArray[np.float64]
"""Of each state what it is called, see `spoken.states_of`."""


@dataclass(frozen=True)
class Guide:
    """A topic as its user tells it.

    Attributes:
        topic_id: never that of another topic.
        name: as shown; an article that does not speak of the states which it names (НАТО и Россия) has a lower score.
        level: guides of one level share no article.
        words: words, phrases (words beside each other, in any form) and combinations ("НАТО + Россия": both occur), of
            any languages.
        articles: ids of examples.
        yes, no: ids of articles that the user was asked about, by the answer.
        within: theme, topic or story whose articles alone are looked at; None: all.
    """

    topic_id: str
    name: str
    level: Level = "topic"
    words: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    within: str | None = None


@dataclass(frozen=True)
class Guided:
    """What the guides find.

    Attributes:
        articles: article_id, topic_id, score (0..1), belongs, borderline (1 is asked about first; null: not asked),
            why (the user's words in it, then lemmas that speak for the topic most). A row where an article belongs,
            would but for a guide with a higher score, or is asked about.
        topics: one row a guide: topic_id, size, overlap (its articles that another guide of the level wants too),
            separation (share of its articles that surely belong, see SUREST; null: it has none),
            missing (words that occur nowhere), languages (with an article of it), says (what the user should know).
        problems: by topic_id why a guide has no articles; the caller raises or shows it, the others stand.
    """

    articles: pd.DataFrame
    topics: pd.DataFrame
    problems: dict[str, UsageError]


@dataclass
class _Found:
    """What was found of one guide, gathered over languages."""

    guide: Guide
    rows: list[pd.DataFrame] = field(default_factory=list)
    occurring: set[str] = field(default_factory=set)
    near: list[str] = field(default_factory=list)
    looked_at: int = 0
    spoken_of: int = 0

    @property
    def articles(self) -> pd.DataFrame:
        return pd.concat(self.rows, ignore_index=True) if self.rows else _nothing()

    @property
    def missing(self) -> list[str]:
        return [word for word in self.guide.words if word not in self.occurring]


def belonging(
    documents: pd.DataFrame,
    vectors: pd.DataFrame,
    guides: Sequence[Guide],
    placed: pd.DataFrame | None = None,
    offered: AbstractSet[str] | None = None,
) -> Guided:
    """Say of every article whether it belongs to guided topics; the same input gives the same answer.

    Args:
        documents: article_id, language, title_words, lemmas, as in `data.schema.TOKENS`; copies may be left out.
        vectors: rows of `data.schema.ARTICLE_VECTORS`; an article without one is judged by its words.
        guides: see there.
        placed: rows of `data.schema.ARTICLE_TOPICS`; needed where a guide looks within a topic.
        offered: ids of the articles that may be asked about (those of a filter); None: all.
    Raises:
        UsageError: a guide looks within a topic and `placed` is not given.
    """
    if placed is None and any(guide.within for guide in guides):
        raise UsageError("A topic is to be split, but nothing says which articles it has.", "Give their topics too.")
    found = [_Found(guide) for guide in guides]
    documents = documents.sort_values("article_id", ignore_index=True)  # whatever order they come in
    for language, own in documents.groupby("language", sort=True):
        with one_thread():
            side = _side(own.reset_index(drop=True), str(language), vectors, offered)
            for each in found:
                rows = _within(side.ids, each.guide, placed)
                each.looked_at += len(rows)
                _learn(side, rows, each)
    problems = {each.guide.topic_id: error for each in found if (error := _problem(each)) is not None}
    right = [each for each in found if each.guide.topic_id not in problems]
    articles = _one_a_level(right)
    topics = pd.DataFrame([_told(each, articles, problems.get(each.guide.topic_id)) for each in found], columns=TOLD)
    articles = articles[["article_id", "topic_id", "score", "belongs", "borderline", "why"]]
    return Guided(articles, topics, problems)


TOLD = ["topic_id", "size", "overlap", "separation", "missing", "languages", "says"]


@dataclass(frozen=True)
class _Side:
    """The articles of one language, ready to be learnt from."""

    ids: pd.Series
    read: Read
    lexicon: Lexicon
    vectors: Vectors
    features: sparse.csr_matrix
    offered: NDArray[np.bool_]


def _side(documents: pd.DataFrame, language: str, vectors: pd.DataFrame, offered: AbstractSet[str] | None) -> _Side:
    read, empty = Read.of(documents, language), empty_words(language)
    lemmas: Lemmas = read.lemmas
    content = lemmas.only(np.fromiter((is_content(word, empty) for word in lemmas.words), bool, len(lemmas.words)))
    lexicon, _ = Lexicon.of(content.words, content.counts())
    own = vectors[vectors["article_id"].isin(documents["article_id"])]
    space = str(own["model"].mode().iloc[0]) if len(own) else ""
    kept = of_articles(documents["article_id"], own, space)
    points = kept if kept is not None else np.zeros((len(documents), 0), dtype=np.float32)
    may = np.ones(len(documents), bool) if offered is None else documents["article_id"].isin(offered).to_numpy()
    return _Side(documents["article_id"], read, lexicon, points, features_of(read, lexicon, points), may)


def _within(ids: pd.Series, guide: Guide, placed: pd.DataFrame | None) -> NDArray[np.intp]:
    if guide.within is None or placed is None:
        return np.arange(len(ids))
    inside = placed[(placed[list(LEVEL_IDS)] == guide.within).any(axis=1)]["article_id"]
    return np.flatnonzero(ids.isin(inside))


def _learn(side: _Side, rows: NDArray[np.intp], found: _Found) -> None:
    """Learn one guide in one language, from these articles, and add what was found, if anything speaks for it."""
    guide = found.guide
    strength, each = evidence_of(side.read, guide.words)
    found.occurring |= {word for word, one in zip(guide.words, each[:, rows], strict=True) if one.any()}
    found.near += [near for word in found.missing for near in side.read.near(word)]
    place = pd.Series(rows, side.ids.iloc[rows])
    yes = place.reindex(list(dict.fromkeys((*guide.articles, *guide.yes)))).dropna().to_numpy(np.intp)
    no = place.reindex(list(dict.fromkeys(guide.no))).dropna().to_numpy(np.intp)
    answers = pd.Series([1.0] * len(yes) + [0.0] * len(no), np.concatenate([yes, no]), dtype=float)
    answers = answers[~answers.index.duplicated(keep="last")]
    labels = _followed(strength[rows], side.vectors[rows], side.vectors[answers.index], answers.to_numpy())
    having = (each[:, rows] > 0).sum(axis=1) / max(len(rows), 1)
    telling = len(answers) > 0 or bool(((having > 0) & (having <= EVERYTHING)).any())
    spoken_of = labels >= BELONGS if telling else each[:, rows].any(axis=0)  # Россия by itself is weak everywhere
    found.spoken_of += int(spoken_of.sum())
    if not labels.any() and not len(yes):
        return
    coefficients = _taught(side.features, rows, labels, answers)
    spoken_for = rows[labels > 0]
    states = [  # a state that none of them speaks of would leave the topic empty
        called
        for called in states_of(guide.name, side.read.language).values()
        if (side.read.unspoken([called])[spoken_for] == 0).any()
    ]
    score = scored(side.features[rows], coefficients, side.read.unspoken(states)[rows])
    score[np.searchsorted(rows, answers.index)] = answers.to_numpy()
    asked = _asked(score, side.vectors[rows], side.offered[rows] & ~np.isin(rows, answers.index))
    kept = np.flatnonzero((score >= BELONGS) | (asked > 0))
    found.rows.append(
        pd.DataFrame(
            {
                "article_id": side.ids.iloc[rows[kept]].to_numpy(),
                "topic_id": guide.topic_id,
                "language": side.read.language,
                "score": score[kept].astype(np.float32),
                "borderline": pd.array(np.where(asked[kept] > 0, asked[kept], 0), dtype="Int16"),
                "why": _reasons(side, rows[kept], guide.words, each, coefficients),
            }
        )
    )


def _followed(strength: Numbers, vectors: Vectors, answered: Vectors, answers: Numbers) -> Numbers:
    """The strengths, drawn towards the answers of articles that are near."""
    if not len(answers) or not vectors.shape[1]:
        return strength
    near = np.clip((vectors @ answered.T - FOLLOWS) / (1 - FOLLOWS), 0, 1).astype(np.float64)
    most, total = near.max(axis=1), near.sum(axis=1)
    towards = near @ answers / np.maximum(total, 1e-9)
    drawn: Numbers = strength * (1 - most) + towards * most
    return drawn


def _taught(features: sparse.csr_matrix, rows: NDArray[np.intp], labels: Numbers, answers: pd.Series) -> Numbers:
    """Coefficients and bias of a logistic regression over soft labels and answers.

    Each article teaches with its label that it belongs and with the rest that it does not.
    """
    from sklearn.linear_model import LogisticRegression

    belong = np.flatnonzero(labels > 0)
    others = np.arange(0, len(rows), max(1, len(rows) // OTHERS))
    wanted, unwanted = labels[belong], 1 - labels[others]
    side = np.clip(wanted.sum(), LEAST_WEIGHT, MOST_WEIGHT)
    shares = [each / max(each.sum(), 1e-9) for each in (wanted, unwanted)]
    weight = side * np.concatenate([*shares, np.full(len(answers), ANSWER)])
    right = np.concatenate([np.ones(len(belong)), np.zeros(len(others)), answers.to_numpy()])
    taken = np.concatenate([rows[belong], rows[others], answers.index]).astype(np.intp)
    model = LogisticRegression(C=FREEDOM, max_iter=300).fit(features[taken], right, sample_weight=weight)
    return np.append(model.coef_[0], model.intercept_)


def _asked(score: Numbers, vectors: Vectors, offered: NDArray[np.bool_]) -> NDArray[np.int16]:
    """The order in which to ask, from 1 on, 0 for none: those least sure, none much like another."""
    order = np.argsort(np.abs(score - BELONGS) + ~offered, kind="stable")
    asked: list[int] = []
    for row in order[: int(offered.sum())].tolist():
        if len(asked) == ASKED:
            break
        if not asked or (vectors[asked] @ vectors[row]).max(initial=0) < UNLIKE:
            asked.append(row)
    rank = np.zeros(len(score), dtype=np.int16)
    rank[asked] = np.arange(1, len(asked) + 1)
    return rank


def _reasons(
    side: _Side, rows: NDArray[np.intp], words: Sequence[str], each: Numbers, coefficients: Numbers
) -> list[list[str]]:
    """Of each article the user's words in it, then the lemmas that speak for the topic most."""
    own_words = {
        form for word in words for part in WORD.findall(word) for form in lemmas_of_word(part, side.read.language)
    }
    own = side.features[rows][:, : len(side.lexicon.words)].multiply(coefficients[: len(side.lexicon.words)]).tocsr()
    reasons = []
    for n, row in enumerate(rows.tolist()):
        seeds = [words[k] for k in np.flatnonzero(each[:, row] > 0).tolist()]
        value, column = (part[own.indptr[n] : own.indptr[n + 1]] for part in (own.data, own.indices))
        best = [side.lexicon.words[column[k]] for k in np.argsort(-value, kind="stable").tolist() if value[k] > 0]
        others = [word for word in best if word not in own_words]
        reasons.append([*seeds, *others][: max(REASONS, len(seeds))])
    return reasons


def _nothing() -> pd.DataFrame:
    frame = pd.DataFrame(columns=["article_id", "topic_id", "language", "score", "borderline", "why"])
    return frame.astype({"article_id": "str", "topic_id": "str", "score": "float32", "borderline": "Int16"})


def _problem(found: _Found) -> UsageError | None:
    guide, size = found.guide, int((found.articles["score"] >= BELONGS).sum())
    share = EVERYTHING if guide.within is None else ALL_WITHIN
    if not size:
        near = "".join(f" {each!r}?" for each in dict.fromkeys(found.near[:REASONS]))
        missing = f": {', '.join(found.missing)} occur nowhere" if found.missing else ""
        hint = f"Did you mean{near}" if near else "Give other words, or an example."
        return UsageError(f"No article belongs to {guide.name!r}{missing}.", hint)
    most = max(size, found.spoken_of)  # learning tells even articles apart that all speak of the words
    if most > share * found.looked_at:
        message = f"{most:,} of {found.looked_at:,} articles would belong to {guide.name!r}: it tells nothing apart."
        return UsageError(message, "Leave out the commonest words, or join them with others by +.")
    return None


def _one_a_level(found: list[_Found]) -> pd.DataFrame:
    """All rows; of the guides of a level that want an article the one with the highest score has it."""
    rows = pd.concat([each.articles.assign(level=each.guide.level) for each in found] or [_nothing().assign(level="")])
    rows = rows.sort_values(["article_id", "score"], ascending=[True, False], kind="stable", ignore_index=True)
    rows["wanted"] = rows["score"] >= BELONGS
    keys = ["article_id", "level", "wanted"]
    rows["belongs"] = rows["wanted"] & ~rows.duplicated(keys)
    rows["several"] = rows["wanted"] & rows.duplicated(keys, keep=False)
    rows["borderline"] = rows["borderline"].where(rows["borderline"] > 0)
    return rows


def _told(found: _Found, articles: pd.DataFrame, problem: UsageError | None) -> dict[str, object]:
    own = articles[articles["topic_id"] == found.guide.topic_id]
    members = own[own["belongs"]]
    score = members["score"].to_numpy(dtype=np.float64)
    beyond = np.log(score / np.maximum(1 - score, 1e-6))
    sure = (beyond >= np.quantile(beyond, SUREST) / 2) & ~members["several"] if len(members) else beyond
    says = str(problem) if problem else ""
    if not problem and found.missing:
        near = ", ".join(dict.fromkeys(found.near[:REASONS]))
        says = f"Occurs nowhere: {', '.join(found.missing)}." + (f" Written nearly so: {near}." if near else "")
    return {
        "topic_id": found.guide.topic_id,
        "size": len(members),
        "overlap": int(own["several"].sum()),
        "separation": float(sure.mean()) if len(members) else None,
        "missing": found.missing,
        "languages": sorted(members["language"].unique()),
        "says": says,
    }
