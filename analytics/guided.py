"""Topics that users describe or part, found over a whole archive: what their edits in force come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analytics.topics.batches import Documents
from analytics.topics.embed import unit
from analytics.topics.guided import Guide, Guided, belonging
from analytics.topics.identity import LEVEL_IDS
from analytics.topics.languages import LEAST_DOCUMENTS, Topics
from analytics.topics.made import Made, row_of
from analytics.topics.vectors import of_articles
from data.lake.guided import placed
from data.lake.topic_edits import MAKING, TopicEdits, groups_of, heirs_of, maker, making
from data.schema import GUIDED_TOPICS, TOPIC_LINKS, TOPICS
from data.state.edits import Edit, in_force, made_by

ASKED = 10
"""So many articles of a topic are asked about."""
MOST = 0.5
"""Of a topic that was found: a guided one that takes more leaves something else."""
OTHERS = "-others"
"""Ends the id of the topic of a guided theme that has its articles of other themes' topics."""


@dataclass(frozen=True)
class GuidedTopics:
    """What the edits in force come to.

    Attributes:
        articles: see `schema.GUIDED_TOPICS`.
        topics: their rows of `schema.TOPICS`.
        links: of the topics that one edit makes in several languages, see `schema.TOPIC_LINKS`.
        told: of each edit, as JSON: edit, name, size, overlap, separation (0..1 or null), missing, languages, says
            (what the user should know, or why it has no effect; empty: nothing), works (whether it has articles), gone
            (whether what it parts is there no more).
    """

    articles: pd.DataFrame
    topics: pd.DataFrame
    links: pd.DataFrame
    told: list[dict[str, Any]]


@dataclass(frozen=True)
class Ground:
    """What guided topics are found in.

    Attributes:
        log: every edit.
        found: topics as the analysis found them, without guided ones.
        ended: what refits merged or ended, see `topic_edits.heirs_of`.
        before: `schema.GUIDED_TOPICS` as last computed.
        words: gives `article_id, language, title_words, lemmas` of every article; asked for where there is a guide.
    """

    log: Sequence[Edit]
    found: Topics
    ended: Sequence[tuple[str, str | None, float]]
    before: pd.DataFrame
    words: Callable[[], pd.DataFrame]

    @cached_property
    def edits(self) -> TopicEdits:
        """How the topics that were found are read."""
        topics = self.found.topics[["topic_id", "level", "parent_id", "language", "label"]]
        rows = topics.astype(object).where(topics.notna(), None).itertuples(index=False, name=None)
        return TopicEdits.of(self.log, groups_of(rows), heirs_of(self.ended, self.log))

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The words of articles in languages that have topics: in others there is nothing beside a guided one."""
        words = self.words()
        return words[words["language"].isin(self.found.topics["language"])]


def guided_of(ground: Ground, documents: Documents) -> GuidedTopics:
    """Find the topics that edits in force make.

    An edit that parts a topic which another one makes is carried out after that. One that fits nothing, or everything,
    has no articles and says why.

    Args:
        ground: see there.
        documents: gives articles by their ids, see `topics.documents.COLUMNS`.
    """
    now = GuidedTopics(GUIDED_TOPICS.empty(), TOPICS.empty(), TOPIC_LINKS.empty(), [])
    for several in _rounds(ground):
        now = _with(now, several, ground, documents)
    held = set(now.topics["topic_id"])
    return replace(now, links=_links(now.topics), articles=now.articles[now.articles["topic_id"].isin(held)])


def belonging_to(guided: pd.DataFrame, log: Sequence[Edit]) -> frozenset[str]:
    """The articles that topics of the middle level have which edits in force make: those that a fit does not group.

    A guided theme's articles are grouped, for its topics are found in them.

    Args:
        guided: see `schema.GUIDED_TOPICS`.
    """
    held = set(making(log)) - {e.number for e in in_force(log, "topic") if e.content.get("level") == "theme"}
    return frozenset(guided.loc[guided["belongs"] & guided["edit"].isin(held), "article_id"])


def outgrown(apart: frozenset[str], article_topics: pd.DataFrame) -> frozenset[str]:
    """The languages with a topic of the last fit most of whose articles guided topics have.

    Args:
        apart: see `belonging_to`.
        article_topics: see `schema.ARTICLE_TOPICS`, as found.
    """
    left = article_topics.loc[~article_topics["article_id"].isin(apart), "language"].value_counts()
    enough = article_topics["language"].isin(left.index[left >= LEAST_DOCUMENTS])  # else a fit groups them all again
    fitted = article_topics[enough & article_topics["topic_id"].notna() & ~article_topics["later"].eq(True)]
    taken = fitted["article_id"].isin(apart).groupby(fitted["topic_id"]).transform("mean")
    return frozenset(fitted.loc[taken > MOST, "language"])


@dataclass(frozen=True)
class _Wanted:
    """An edit that makes a topic, as a guide; why it cannot be (empty: it can), and of which language alone."""

    edit: Edit
    guide: Guide
    fails: str = ""
    language: str | None = None


def _rounds(ground: Ground) -> list[list[_Wanted]]:
    """The edits in force that make topics; those that part what others make after them."""
    depth = dict[int, int]()
    rounds: list[list[_Wanted]] = []
    for edit in in_force(ground.log, "topic"):
        if edit.content["what"] in MAKING:
            parted = maker(edit.content.get("topic") or "")
            depth[edit.number] = depth.get(parted, -1) + 1 if parted else 0
            rounds += [[] for _ in range(depth[edit.number] + 1 - len(rounds))]
            rounds[depth[edit.number]].append(_wanted(edit, ground, rounds))
    return rounds


def _wanted(edit: Edit, ground: Ground, rounds: list[list[_Wanted]]) -> _Wanted:
    content, topic_id = edit.content, made_by(edit.number)
    within, level, fails = content.get("topic"), content.get("level", "topic"), ""
    if within and maker(within):
        parted = next((each for several in rounds for each in several if each.edit.number == maker(within)), None)
        level, fails = (parted.guide.level, "") if parted else (level, "What it parts is there no more.")
    elif within:
        read = ground.edits.read_as(within)
        within, fails = read or within, "" if read else "What it parts is there no more."
        level = ground.edits.groups[read].level if read else level
    answers = [e.content for e in in_force(ground.log, "topic") if e.content["what"] == "answer"]
    of_it = {e["article"]: e["belongs"] for e in answers if maker(e["topic"]) == edit.number}  # the last one holds
    guide = Guide(
        topic_id=topic_id,
        name=content["name"],
        level=level,
        words=(*content.get("words", ()), *content.get("phrases", ())),
        articles=tuple(content.get("articles", ())),
        yes=tuple(article for article, belongs in of_it.items() if belongs),
        no=tuple(article for article, belongs in of_it.items() if not belongs),
        within=within,
    )
    return _Wanted(edit, guide, fails, content.get("language"))


def _with(now: GuidedTopics, several: list[_Wanted], ground: Ground, documents: Documents) -> GuidedTopics:
    """What was found so far, with the topics of some more edits."""
    inside = _inside(now, several, ground)
    articles, told = [now.articles], list(now.told)
    told += [_told(each, {"says": each.fails}) for each in several if each.fails]
    right = [each for each in several if not each.fails]
    for language in dict.fromkeys(each.language for each in right):
        own = [each for each in right if each.language == language]
        texts = ground.documents if language is None else ground.documents.query("language == @language")
        found = belonging(texts, ground.found.vectors, [each.guide for each in own], inside)
        articles.append(_articles(found, texts))
        rows = found.topics.set_index("topic_id")
        told += [_told(each, dict(rows.loc[each.guide.topic_id])) for each in own]
    every = GUIDED_TOPICS.check(pd.concat([each for each in articles if len(each)] or articles[:1], ignore_index=True))
    now = replace(now, articles=every, told=sorted(told, key=lambda row: row["edit"]))
    return replace(now, topics=_topics(now, [each.guide for each in right], ground, documents))


def _inside(now: GuidedTopics, several: list[_Wanted], ground: Ground) -> pd.DataFrame:
    """Where articles stand for edits that part topics: what was parted before is still of what it was parted from."""
    found = ground.found
    topics = pd.concat([found.topics, now.topics], ignore_index=True)
    stand, _ = placed(found.article_topics, topics, now.articles, now.articles["edit"].unique().tolist())
    read = {topic: ground.edits.read_as(topic) for topic in ground.edits.into}
    stand = stand.assign(**{column: stand[column].replace(read) for column in LEVEL_IDS}) if read else stand
    for each in several:
        if each.guide.within:
            before = ground.before[(ground.before["edit"] == each.edit.number) & ground.before["belongs"]]
            column = f"{each.guide.level}_id"
            stand[column] = stand[column].mask(stand["article_id"].isin(before["article_id"]), each.guide.within)
    return stand


def _articles(found: Guided, texts: pd.DataFrame) -> pd.DataFrame:
    """Rows of `schema.GUIDED_TOPICS`; of the articles that each language asks about the least sure are asked first."""
    rows = found.articles.merge(texts[["article_id", "language"]], on="article_id")
    unsure = (rows["score"] - 0.5).abs().where(rows["borderline"].notna())
    ranked = rows.assign(unsure=unsure).sort_values(["topic_id", "unsure", "article_id"])
    rank = ranked.groupby("topic_id").cumcount() + 1
    rows["rank"] = rank.where((rank <= ASKED) & ranked["unsure"].notna()).astype("Int32")
    rows = rows[rows["belongs"] | rows["rank"].notna()].copy()
    rows["edit"] = rows["topic_id"].map(maker).astype("int32")
    rows["topic_id"] = rows["topic_id"] + "-" + rows["language"]
    rows["belongs"] = rows["belongs"].astype(bool)
    return rows[GUIDED_TOPICS.columns].reset_index(drop=True)


def _told(wanted: _Wanted, row: dict[str, Any]) -> dict[str, Any]:
    separation = row.get("separation")
    return {
        "edit": wanted.edit.number,
        "name": wanted.guide.name,
        "size": int(row.get("size", 0)),
        "overlap": int(row.get("overlap", 0)),
        "separation": None if separation is None or np.isnan(separation) else float(separation),
        "missing": list(row.get("missing", ())),
        "languages": list(row.get("languages", ())),
        "says": row["says"],
        "works": bool(row.get("size", 0)),
        "gone": bool(wanted.fails),
    }


def _topics(now: GuidedTopics, guides: list[Guide], ground: Ground, documents: Documents) -> pd.DataFrame:
    """Rows of `schema.TOPICS` of guides that have articles, after those that are known."""
    found, rows, articles = ground.found, [now.topics], now.articles
    separation = {row["edit"]: row["separation"] for row in now.told}
    stand = found.article_topics
    for guide in guides:
        own = articles[(articles["edit"] == maker(guide.topic_id)) & articles["belongs"]]
        for topic_id, members in own.groupby("topic_id", sort=True):
            language = members["language"].iloc[0]
            where = stand[stand["language"] == language]
            inside = where[where["article_id"].isin(members["article_id"])].drop(columns="score")
            inside = inside.merge(members[["article_id", "score"]], on="article_id")
            others = where[~where["article_id"].isin(members["article_id"])]
            made = _made(str(topic_id), guide, inside, pd.concat(rows, ignore_index=True), found)
            apart = separation.get(maker(guide.topic_id) or 0)
            row = row_of(made, inside, others, documents, np.nan if apart is None else apart)
            rows.append(row)
            if guide.level == "theme":  # its articles of other themes' topics are one topic
                below = {"topic_id": f"{topic_id}{OTHERS}", "level": "topic", "parent_id": topic_id}
                rows.append(row.assign(**below))
    return TOPICS.check(pd.concat([each for each in rows if len(each)] or rows[:1], ignore_index=True))


def _made(topic_id: str, guide: Guide, inside: pd.DataFrame, known: pd.DataFrame, found: Topics) -> Made:
    """A guided topic: below the theme of what it parts, else of most of its articles."""
    of_language = found.topics[found.topics["language"] == inside["language"].iloc[0]]
    themes = of_language[of_language["level"] == "theme"].set_index("topic_id")
    parted = pd.concat([of_language, known], ignore_index=True).set_index("topic_id")["parent_id"]
    parent = parted.get(guide.within) if guide.within else None
    most = inside["theme_id"].mode()
    parent = parent if isinstance(parent, str) else most.iloc[0] if len(most) else _largest(themes)
    beside = themes.loc[parent] if parent in themes.index else themes.loc[_largest(themes)]
    space = found.vectors.loc[found.vectors["article_id"].isin(inside["article_id"]), "model"].mode()
    points = of_articles(inside["article_id"], found.vectors, space.iloc[0]) if len(space) else None
    centre = unit(points.mean(axis=0, keepdims=True))[0] if points is not None else np.zeros(1, np.float32)
    return Made(
        topic_id=topic_id,
        level=guide.level,
        parent_id=None if guide.level == "theme" else parent,
        label=guide.name,
        centre=centre,
        place=(float(beside["x"]), float(beside["y"])),
        model=str(beside["model"]),
    )


def _largest(themes: pd.DataFrame) -> str:
    return str(themes["size"].idxmax())


def _links(topics: pd.DataFrame) -> pd.DataFrame:
    """The topics of one edit and level in several languages: given, not told by likeness."""
    keyed = topics[["topic_id", "level", "language"]].assign(edit=topics["topic_id"].map(maker))
    pairs = keyed.merge(keyed, on=["edit", "level"], suffixes=("", "_other"))
    pairs = pairs[pairs["language"] != pairs["language_other"]]
    rows: Iterable[list[str]] = ([] for _ in range(len(pairs)))
    frame = pairs.rename(columns={"topic_id_other": "other_id"})[["topic_id", "other_id"]].assign(
        similarity=np.float32(1), entities=pd.Series(list(rows), pairs.index, dtype=object)
    )
    return TOPIC_LINKS.check(frame[TOPIC_LINKS.columns].reset_index(drop=True))
