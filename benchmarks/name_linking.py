"""Which names of slavicner are one: `python benchmarks/name_linking.py [CORPORA]`.

The gold spans of people, organisations and places are brought to base forms by the vote of all, the alias table looked
up, short names joined within their article, and what is left is linked; the gold says of each span whom it means. B³
(precision, recall, F1) inside Russian, inside Ukrainian, and across: a span's partners are those of the other language
alone, and spans without one in gold or here count in recall or precision only. The joint figure is almost all made by
the partners inside a language and stands beside for that reason. Rules were written while looking at the topics
asia_bibi and brexit; covid-19 and ryanair were not looked at. Gold counts adjectives and what people of a country are
called ("британский", "россияне") as the country, which the product does not count at all, so the figures are given with
and without lone words in small letters. Whose a ministry is ("МИД", "британское правительство") is no matter of
linking. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from base_forms import gold_of  # noqa: E402

from analytics.mentions.base_form import Written, voted  # noqa: E402
from analytics.mentions.context import context_of  # noqa: E402
from analytics.mentions.entities import entity_id  # noqa: E402
from analytics.mentions.gazetteer import gazetteer  # noqa: E402
from analytics.mentions.link_groups import NAMES  # noqa: E402
from analytics.mentions.link_rules import RULES  # noqa: E402
from analytics.mentions.linking import linked  # noqa: E402
from analytics.mentions.people import Seen, names_of  # noqa: E402
from analytics.mentions.phrase_form import readings  # noqa: E402

LANGUAGES = ("ru", "uk")
LOOKED_AT = ("asia_bibi", "brexit")
BARS = {"ru": 0.93, "uk": 0.95, "across": 0.88}

Figures = tuple[float, float, float]


def spans_of(corpora: Path) -> pd.DataFrame:
    """Gold spans: article_id, topic, language, kind, link, base (form) and name (as joined in its article)."""
    docs = pd.read_parquet(corpora / "slavicner" / "docs.parquet", columns=["id", "text", "label_topic"])
    texts = dict(zip(docs["id"], docs["text"], strict=True))
    spans = pd.concat([_named(gold_of(corpora, language), texts, language) for language in LANGUAGES])
    return spans.assign(topic=spans["article_id"].map(docs.set_index("id")["label_topic"])).reset_index(drop=True)


def _named(gold: pd.DataFrame, texts: dict[str, str], language: str) -> pd.DataFrame:
    places = list(zip(gold["article_id"], gold["start"], gold["end"], strict=True))
    found = _aliases(texts, gold["article_id"].unique(), language)
    aliases = [found.get(place) for place in places]
    gold = gold.assign(language=language, alias=[alias.name if alias else "" for alias in aliases])
    gold["kind"] = [alias.kind if alias else kind for alias, kind in zip(aliases, gold["kind"], strict=True)]
    asked = (gold["kind"] == "person") & (language == "ru")
    gold["context"] = [context_of(texts[i], *at) if ask else "" for (i, *at), ask in zip(places, asked, strict=True)]
    people = gold[gold["kind"] == "person"]
    votes = voted(people.groupby(["surface", "context"]).size().rename("count").reset_index(), language)

    def weigh(surface, context):
        return votes.get(Written(surface, context)) or readings(surface, "person", language, context)

    heading = gold["article_id"].map(lambda i: texts[i].find("\n"))  # a text begins with its title
    gold = gold.assign(doubtful=False, part=["title" if at else "text" for at in gold["start"] < heading])
    seen = [Seen(*row) for row in gold[list(Seen._fields)].itertuples(index=False, name=None)]
    bases = [weigh(s.surface, s.context) if s.kind == "person" else readings(s.surface, s.kind, language) for s in seen]
    gold["base"] = [each[0].base for each in bases]
    articles = gold.groupby("article_id", sort=False).indices.values()
    names = {
        i: name for at in articles for i, name in zip(at, names_of([seen[i] for i in at], language, weigh), strict=True)
    }
    gold["name"] = [names[i] or base for i, base in enumerate(gold["base"])]
    return gold


def _aliases(texts: dict[str, str], ids, language: str) -> dict[tuple[str, int, int], object]:
    """What the alias table finds: by article and place."""
    finder = gazetteer(language)
    return {(i, found.start, found.end): found.alias for i in ids for found in finder.find(texts[i])[0]}


def entities_of(spans: pd.DataFrame, name: str) -> pd.DataFrame:
    return spans.assign(entity=[entity_id(*key) for key in zip(spans[name], spans["kind"], strict=True)])


def names_in(spans: pd.DataFrame) -> pd.DataFrame:
    """What `linked` is asked about: an entity's commonest name in each language."""
    groups = spans.groupby(["entity", "language"], sort=True)
    frame = groups.agg(count=("name", "size"), articles=("article_id", "nunique"), kind=("kind", "first"))
    frame["name"] = groups["name"].agg(lambda names: names.value_counts().sort_index(kind="stable").idxmax())
    return frame.reset_index().rename(columns={"entity": "entity_id"})[NAMES]


def steps(spans: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame, float]]:
    """The spans with their entities after each step, and its seconds."""
    yield "base form", entities_of(spans, "base"), 0.0
    spans = entities_of(spans, "name")
    yield "joined within articles", spans, 0.0
    names = names_in(spans)
    for number, (reason, _) in enumerate(RULES, 1):
        began = time.perf_counter()
        into = linked(names, RULES[:number]).set_index("entity_id")["into_id"]
        seconds = time.perf_counter() - began
        yield f"+ {reason}", spans.assign(entity=spans["entity"].map(into).fillna(spans["entity"])), seconds


def b_cubed(spans: pd.DataFrame) -> Figures:
    """Precision, recall and F1 of Bagga and Baldwin (1998)."""
    both = spans.groupby(["link", "entity"])["link"].transform("size")
    found, gold = (both / spans.groupby(key)["link"].transform("size") for key in ("entity", "link"))
    return _figures(found.mean(), gold.mean())


def across(spans: pd.DataFrame) -> Figures:
    """The same where partners in the other language alone count."""
    both, found, gold = (_abroad(spans, keys) for keys in (["link", "entity"], ["entity"], ["link"]))
    return _figures((both / found)[found > 0].mean(), (both / gold)[gold > 0].mean())


def _abroad(spans: pd.DataFrame, keys: list[str]) -> pd.Series:
    everywhere = spans.groupby(keys)["link"].transform("size")
    return everywhere - spans.groupby([*keys, "language"])["link"].transform("size")


def _figures(precision: float, recall: float) -> Figures:
    return precision, recall, 2 * precision * recall / (precision + recall)


def measured(spans: pd.DataFrame) -> dict[str, Figures]:
    inside = {language: b_cubed(spans[spans["language"] == language]) for language in LANGUAGES}
    return inside | {"across": across(spans), "joint": b_cubed(spans)}


def told(what: str, figures: dict[str, Figures]) -> str:
    return f"{what:26}" + "".join(f"  {name} " + "/".join(f"{each:.3f}" for each in figures[name]) for name in figures)


def main(corpora: Path) -> int:
    spans = spans_of(corpora)
    looked_at = spans["topic"].isin(LOOKED_AT)
    small = ~spans["name"].str.contains("[ -]") & spans["name"].str.islower() & (spans["kind"] != "organisation")
    sets = {
        "all topics": spans["link"].notna(),
        f"looked at: {', '.join(LOOKED_AT)}": looked_at,
        "not looked at: covid-19, ryanair": ~looked_at,
        f"all topics without {small.sum()} adjectives and peoples": ~small,
    }
    done = [(step, frame, seconds) for step, frame, seconds in steps(spans)]
    for title, among in sets.items():
        print(f"\n{title}: {among.sum():,} spans; precision/recall/F1")
        for step, frame, _ in done:
            print(told(step, measured(frame[among])))
    figures = measured(done[-1][1])
    print(f"\n{done[-1][2]:.2f} s for {len(names_in(entities_of(spans, 'name'))):,} names")
    for name, bar in BARS.items():
        print(f"{name:8} F1 {figures[name][2]:.3f}  bar {bar:.2f} {'met' if figures[name][2] >= bar else 'MISSED'}")
    return int(any(figures[name][2] < bar for name, bar in BARS.items()))


if __name__ == "__main__":
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else usual)))
