"""Which topics of several languages are linked: `python benchmarks/topics_across.py [CORPORA]`.

slavicner's Russian and Ukrainian articles: brexit, covid-19 and ryanair are themes of both languages and are linked,
and nothing else is. The demo's topics: at least nine of ten links are of one storyline (the file's name without
language), and of the five storylines told in two languages at least four are linked. Each set is imported and analysed
as a user would. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analytics.demo import ARTICLES as DEMO  # noqa: E402
from analytics.pipeline import analyse  # noqa: E402
from data.intake import import_paths  # noqa: E402
from data.lake import tables  # noqa: E402
from data.schema import ARTICLE_TOPICS, ARTICLES, TOPIC_LINKS, TOPICS, Table  # noqa: E402
from data.settings import Workspace  # noqa: E402
from data.state.editions import latest  # noqa: E402

SUBJECTS = {"brexit", "covid-19", "ryanair"}
STORYLINES = 5
"""Pairs of the demo's storylines that differ in language alone: nato (three pairs), gas, sanctions."""


def links_of(folder: Path, source: Path, level: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Import, analyse; the links of a level, each once, with labels, and external_id and topic_id of its articles."""
    workspace = Workspace(folder / "workspace")
    import_paths(workspace, [source])
    analyse(workspace)

    def read(table: Table) -> pd.DataFrame:
        version = latest(workspace).versions[table.name]
        return table.empty() if version is None else tables.read(workspace, table, version)

    topics, links = read(TOPICS).set_index("topic_id"), read(TOPIC_LINKS)
    links = links[(links["topic_id"].map(topics["level"]) == level) & (links["topic_id"] < links["other_id"])]
    placed = read(ARTICLE_TOPICS).merge(read(ARTICLES)[["article_id", "external_id"]], on="article_id")
    for end in ("topic_id", "other_id"):
        links[end.replace("_id", "_label")] = links[end].map(topics["label"])
    return links, placed.assign(topic_id=placed[f"{level}_id"]).dropna(subset="topic_id")


def judged(links: pd.DataFrame, placed: pd.DataFrame, told: pd.Series) -> pd.DataFrame:
    """Links with what most articles of either side tell of; told is on the index of external ids."""
    mostly = told[placed["external_id"]].groupby(placed["topic_id"].to_numpy()).agg(lambda each: each.mode()[0])
    links = links.assign(one=links["topic_id"].map(mostly), other=links["other_id"].map(mostly))
    for row in links.sort_values("similarity", ascending=False).itertuples():
        print(f"  {row.similarity:.2f}  {row.topic_label}  =  {row.other_label}  ({row.one}, {row.other})")
    return links


def slavicner(corpora: Path) -> bool:
    docs = pd.read_parquet(corpora / "slavicner" / "docs.parquet")
    docs = docs[docs["language"].isin(["ru", "uk"])]
    with TemporaryDirectory() as folder:
        source = Path(folder) / "slavicner.jsonl"
        columns = ["id", "title", "text", "language", "published_at"]
        docs[columns].to_json(source, orient="records", lines=True, force_ascii=False, date_format="iso")
        links, placed = links_of(Path(folder), source, "theme")
    print("slavicner ru-uk, themes")
    links = judged(links, placed, docs.set_index("id")["label_topic"])
    same = set(links.loc[links["one"] == links["other"], "one"])
    met = same == SUBJECTS and len(links) == len(SUBJECTS)
    print(f"  linked: {', '.join(sorted(same))}; others: {len(links) - len(same)}: {'met' if met else 'MISSED'}")
    return met


def demo() -> bool:
    rows = pd.concat([pd.read_json(path, lines=True, dtype=str) for path in sorted(DEMO.glob("*.jsonl"))])
    told = rows["id"].str.rsplit("-", n=1).str[0]
    with TemporaryDirectory() as folder:
        links, placed = links_of(Path(folder), DEMO, "topic")
    print("demo, topics")
    links = judged(links, placed, told.set_axis(rows["id"]).groupby(level=0).first())
    right = links[links["one"].str[3:] == links["other"].str[3:]]
    storylines = {tuple(sorted(pair)) for pair in right[["one", "other"]].itertuples(index=False)}
    precision = len(right) / len(links) if len(links) else 0.0
    met = precision >= 0.9 and len(storylines) >= STORYLINES - 1
    print(f"  precision {precision:.2f} (bar .9), storylines {len(storylines)} of {STORYLINES} (bar 4): ", end="")
    print("met" if met else "MISSED")
    return met


if __name__ == "__main__":
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    reached = [slavicner(Path(sys.argv[1] if len(sys.argv) > 1 else usual)), demo()]
    sys.exit(0 if all(reached) else 1)
