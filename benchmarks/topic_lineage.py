"""Whether a refit says what became of topics where it is known: `python benchmarks/topic_lineage.py [CORPORA]`.

Labelled articles (slavicner ru, bbc_raw) are fitted, some of them are taken away or others come, and they are fitted
again from there. Ten of each event are planted, with as many groups as there are subjects:

- birth: the articles of one more subject come; death: those of one are gone.
- split: of two subjects that were one group, for one fewer was asked, each is one now; merge: the other way round.

An event counts as told where `lineage` has a row of its kind for the group that most articles of the subject are or
were in, and says "kept" of every other. Ends with 1 if fewer than nine of ten are told.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from topic_quality import sets  # noqa: E402

from analytics.topics.fit import Settings, fit  # noqa: E402
from analytics.topics.lineage import lineage_of  # noqa: E402

EACH, BAR = 10, 9
MOST = 80
"""Articles of a subject."""
EVENTS = {"birth": "new", "death": "gone", "split": "split", "merge": "merged"}


class Plan(NamedTuple):
    """The articles before and now, how many groups are asked for, and the subject that it is about."""

    before: pd.DataFrame
    now: pd.DataFrame
    groups: tuple[int, int]
    subject: str


def plans(event: str, corpora: dict[str, pd.DataFrame]) -> Iterator[Plan]:
    """So many of an event, from each corpus in turn."""
    names = ["slavicner ru", "bbc_raw"]
    for number in range(EACH):
        rng = np.random.default_rng(number)
        articles = drawn(corpora[names[number % len(names)]], rng)
        subjects = sorted(articles["gold"].unique())
        chosen = sorted(rng.choice(subjects, size=min(4, len(subjects) - 1), replace=False).tolist())
        subject = next(each for each in rng.permutation(subjects) if each not in chosen)
        few, all_of_them = articles[articles["gold"].isin(chosen)], articles[articles["gold"].isin([*chosen, subject])]
        k = len(chosen)
        yield {
            "birth": Plan(few, all_of_them, (k, k + 1), subject),
            "death": Plan(all_of_them, few, (k + 1, k), subject),
            "split": Plan(all_of_them, all_of_them, (k, k + 1), subject),
            "merge": Plan(all_of_them, all_of_them, (k + 1, k), subject),
        }[event]


def drawn(articles: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """At most `MOST` articles of each subject that has enough."""
    sizes = articles["gold"].value_counts()
    rows = articles[articles["gold"].isin(sizes.index[sizes >= 30])].sample(frac=1, random_state=int(rng.integers(1e6)))
    return rows.groupby("gold").head(MOST).sort_values("article_id", ignore_index=True)


def told(event: str, plan: Plan) -> tuple[bool, str]:
    """Whether the lineage tells the event and nothing else, and what it tells."""
    language = plan.before["language"].iloc[0]
    before, now = plan.groups
    first = fit(plan.before, language=language, settings=Settings(themes=before)).article_topics
    again = fit(plan.now, language=language, settings=Settings(themes=now), earlier=first).article_topics
    rows = lineage_of(first, again)
    rows = rows[
        (rows["level"] == "theme") & ~rows["event"].isin(["kept", "left"])
    ]  # they say what stayed, and how much
    rows = rows[~(rows["event"].eq("gone") & rows.duplicated(["event", "topic_id"]))]  # one for each of its heirs
    said = ", ".join(f"{row.event} {row.share:.2f}" for row in rows.itertuples()) or "all kept"
    if rows["event"].tolist() != [EVENTS[event]]:
        return False, said
    row = rows.iloc[0]
    if event in ("split", "merge"):
        return bool(row["topic_id"] != row["into_id"]), said
    where, column = (again, "into_id") if event == "birth" else (first, "topic_id")
    own = (plan.now if event == "birth" else plan.before).query("gold == @plan.subject")["article_id"]
    home = where.set_index("article_id")["theme_id"].reindex(own).mode()[0]
    return bool(home == row[column]), said


def main(corpora: Path) -> int:
    labelled, good = sets(corpora), True
    for event in EVENTS:
        found = [told(event, plan) for plan in plans(event, labelled)]
        right = sum(is_told for is_told, _ in found)
        good &= right >= BAR
        print(f"{event}: {right} of {EACH} told  bar {BAR} {'met' if right >= BAR else 'MISSED'}", flush=True)
        for is_told, said in found:
            print(f"  {'told' if is_told else 'NOT '}: {said}")
    return int(not good)


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else usual)))
