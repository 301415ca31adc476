"""Takes what a user says of topics, checks it against what there is, and publishes it as an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from data.errors import NothingToAnswer
from data.filter import LEVELS
from data.lake.change import Change
from data.lake.editing import Needs, Refused, check_length, check_said, published, row
from data.lake.topic_edits import ANSWERS, EVENTS, MAKING, SPOKEN, TopicEdits, groups_of, heirs_of, made, maker
from data.lake.transaction import change
from data.schema import ARTICLE_TOPICS, TOPIC_LINEAGE, TOPICS
from data.settings import Workspace
from data.state import edits
from data.state.edits import Edit, made_by

LONGEST_NOTE = 2_000
"""Characters of a note."""
MOST_ARTICLES = 1_000
"""Articles, words or phrases of one edit."""
NEEDS: Needs = {
    "rename": {"topic": str, "name": str},
    "merge": {"topic": str, "into": str},
    "hide": {"topic": str},
    "pin": {"topic": str},
    "note": {"topic": str, "text": str},
    "same": {"topic": str, "into": str},
    "goes_on": {"topic": str, "into": str},
    "move": {"articles": list},
    "split": {"topic": str, "name": str},
    "guide": {"name": str, "level": str},
    "answer": {"topic": str, "article": str, "belongs": bool},
}
"""What each kind of edit must say; `move` may say into, `split` and `guide` must say words, phrases or articles too."""
TEXTS = (*SPOKEN, "name", "text", "level", "article", "language")
LISTS = ("words", "phrases", "articles")
GUIDED = LEVELS[:2]
"""Levels of which a user may ask for one."""


@dataclass
class _Known:
    """What an edit is checked against: what the analysis found and edits made of it."""

    found: Change
    log: list[Edit]
    so_far: TopicEdits
    made: set[str]

    @cached_property
    def articles(self) -> Mapping[str, str]:
        """Language of each article."""
        rows = self.found.read(ARTICLE_TOPICS, ["article_id", "language"])
        return dict(zip(rows["article_id"], rows["language"], strict=True))

    def take(self, edit: Edit) -> None:
        """One more edit."""
        self.log.append(edit)
        if edit.content["what"] == "goes_on":  # ids are read otherwise from now on
            self.so_far = edits_over(self.found, self.log)
        else:
            self.so_far.add(edit)
        if edit.content["what"] in MAKING:
            self.made.add(made_by(edit.number))


def edit_topics(workspace: Workspace, wanted: Sequence[dict[str, Any]], author: str) -> list[Edit]:
    """Say otherwise than the analysis, from the next read on.

    Args:
        workspace: the archive.
        wanted: edits as in the log, a topic being the id of a theme, a topic or a story: `{"what": "rename", "topic":
            ID, "name": …}`, `merge` with into, `hide`, `pin`, `note` with text, `move` with articles and into (a topic;
            without it they are of none), `same` and `goes_on` with into, see `topic_edits`; and for the next analysis
            `split` with name and words or articles, `guide` with name, level, and words, phrases or articles, `answer`
            with topic, article and belongs. What `split` and `guide` make has the id `edit-N`, N being their number.
            All are taken or none.
        author: who says so.
    Raises:
        NothingToAnswer: nothing was analysed yet, or no topic or article has an id.
        Refused: an edit lacks something, cannot be, or says what is so already.
        Locked: another process writes for too long.
    """
    with change(workspace, "edit") as found:
        if found.versions[ARTICLE_TOPICS.name] is None:
            raise NothingToAnswer(f"{workspace.root} has no topics yet.", "Run `svodka analyse` first.")
        log = edits.log(workspace)
        known = _Known(found, [*log], edits_over(found, log), made(log))
        rows = list[Edit]()
        for number, each in enumerate(wanted, log[-1].number + 1 if log else 1):
            content = _meant({key: value for key, value in each.items() if value is not None})
            _check(content, known)
            rows.append(row(number, "topic", author, _whole(content, known)))
            known.take(rows[-1])
        return published(found, rows)


def edits_over(found: Change, log: Sequence[Edit]) -> TopicEdits:
    """What the edits come to over the topics that a change has so far."""
    topics = found.read(TOPICS, ["topic_id", "level", "parent_id", "language", "label"])
    topics = topics.astype(object).where(topics.notna(), None)
    groups = groups_of(topics.itertuples(index=False, name=None))
    lineage = found.read(TOPIC_LINEAGE, ["at", "event", "topic_id", "into_id"])
    return TopicEdits.of(log, groups, heirs_of(ended(lineage), log))


def ended(lineage: pd.DataFrame) -> list[tuple[str, str | None, float]]:
    """What refits merged into what, or ended, as `heirs_of` takes it.

    Args:
        lineage: at, event, topic_id, into_id, see `schema.TOPIC_LINEAGE`.
    """
    told = lineage[lineage["event"].isin(EVENTS)].sort_values("at", kind="stable")
    into = told["into_id"].astype(object).where(told["event"] == "merged", None)
    return list(zip(told["topic_id"], into, (at.timestamp() for at in told["at"]), strict=True))


def _meant(content: Mapping[str, Any]) -> dict[str, Any]:
    """An answer is of the topic that an edit makes, in whichever language it was asked."""
    topic = content.get("topic")
    number = maker(topic) if content.get("what") == "answer" and isinstance(topic, str) else None
    return {**content, **({} if number is None else {"topic": made_by(number)})}


def _whole(content: Mapping[str, Any], known: _Known) -> dict[str, Any]:
    """An edit as the log holds it: with what its topics are called as it is made, lists without anything twice."""
    called = {f"{key}_name": known.so_far.name(content[key]) for key in SPOKEN if content.get(key)}
    lists = {key: list(dict.fromkeys(each.strip() for each in content[key])) for key in LISTS if key in content}
    there = known.so_far.there(content["topic"]) if content["what"] in ANSWERS else None
    return {**content, **({"topic": there} if there else {}), **lists, **called}


def _check(content: Mapping[str, Any], known: _Known) -> None:
    check_said("topics", NEEDS, content, texts=TEXTS, lists=LISTS)
    what = content["what"]
    for key in SPOKEN:
        topic = content.get(key)
        if topic and topic not in known.made and known.so_far.read_as(topic) is None:
            raise NothingToAnswer(f"No theme, topic or story has the id {topic}.", "`svodka topics --json` lists them.")
    if "name" in content:
        check_length("topic_name_length", content["name"])
    if what == "note":
        check_length("note_length", content["text"], LONGEST_NOTE, "note")
    elif what in {"merge", "goes_on"}:
        _check_merge(content, known)
    elif what == "move":
        _check_move(content, known)
    elif what in MAKING:
        _check_made(content, known)
    elif what == "answer" and content["topic"] not in known.made:
        said = f"{content['topic']} is no topic that an edit made, so nothing was asked of it."
        raise Refused("nothing_asked", said, topic=content["topic"])
    _check_articles(content, known)


def _check_merge(content: Mapping[str, Any], known: _Known) -> None:
    one, other = (known.so_far.read_as(content[key]) for key in SPOKEN)
    if content["topic"] == content["into"] or (one is not None and one == other):
        raise Refused("one_topic", "These two are one topic already.", "`svodka topics log` lists the edits.")
    if one is None or other is None or known.so_far.are_alike(one, other):
        return
    groups = known.so_far.groups
    if groups[one].level != groups[other].level:
        said = f"A {groups[one].level} cannot be merged into a {groups[other].level}."
        raise Refused("other_level", said, "Choose two of one level.")
    said = f"The two are told in different languages: {groups[one].language} and {groups[other].language}."
    raise Refused("other_language", said, "Merge topics of one language; those of several are linked by the analysis.")


def _check_move(content: Mapping[str, Any], known: _Known) -> None:
    into = known.so_far.read_as(content["into"]) if content.get("into") else None
    if into is None:
        return
    group = known.so_far.groups[into]
    if group.level != "topic":
        said = f"Articles are moved into a topic, this is a {group.level}."
        raise Refused("no_topic", said, "Choose one of its topics.")
    odd = next((i for i in content["articles"] if known.articles.get(i, group.language) != group.language), None)
    if odd is not None:
        said = f"Article {odd} is in another language than the topic."
        raise Refused("article_language", said, "Choose a topic of its language.", article=odd)


def _check_made(content: Mapping[str, Any], known: _Known) -> None:
    what = content["what"]
    if not any(content.get(key) for key in LISTS):
        said = f"The edit {what!r} does not say what its articles have in common."
        raise Refused("no_examples", said, "It needs words, phrases or articles.")
    if what == "guide" and content["level"] not in GUIDED:
        said = f"One cannot ask for a level {content['level']!r}."
        raise Refused("no_level", said, f"Choose {' or '.join(GUIDED)}.", level=content["level"])
    if what == "split" and content["topic"] not in known.made:
        level = known.so_far.groups[known.so_far.read_as(content["topic"]) or ""].level
        if level not in GUIDED:
            raise Refused("no_split", "A story cannot be split.", "Move its articles into another topic.")


def _check_articles(content: Mapping[str, Any], known: _Known) -> None:
    for key in LISTS:
        if len(content.get(key, ())) > MOST_ARTICLES:
            said = f"An edit names at most {MOST_ARTICLES:,} {key}, this one {len(content[key]):,}."
            raise Refused("many", said, "Part it in several.", most=MOST_ARTICLES, many=len(content[key]))
    named = [*content.get("articles", ()), *([content["article"]] if "article" in content else ())]
    gone = next((i for i in named if i not in known.articles), None)
    if gone is not None:
        raise NothingToAnswer(f"No analysed article has the id {gone}.", "Its id stands in `svodka export articles`.")
