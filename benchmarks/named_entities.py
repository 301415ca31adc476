"""How well names are found and brought to a base form, beside natasha's own pipeline in the same run.

    python benchmarks/named_entities.py [--skip-speed]

Spans: factRuEval 2016 (dev set, the bar) and NEREL, overlap of character spans. Base forms:
slavicner's Russian mentions, which carry theirs. Speed: names of all ruattitudes articles, one process, one BLAS
thread. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pandas as pd
from threadpoolctl import threadpool_limits

from analytics.mentions.base_form import readings
from analytics.mentions.entities import name_key
from analytics.mentions.stage import mentions_of
from analytics.quality import Interval, span_f1

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora")
BARS = {"person": 0.965, "place": 0.925, "organisation": 0.745}
SECONDS = 60.0
FACTRU = {"Person": "person", "Org": "organisation", "Location": "place", "LocOrg": "place"}
PLACES = ("COUNTRY", "CITY", "STATE_OR_PROVINCE", "LOCATION", "DISTRICT", "FACILITY")
NEREL = {"PERSON": "person", "ORGANIZATION": "organisation"} | dict.fromkeys(PLACES, "place")
SLAVIC = {"PER": "person", "ORG": "organisation", "LOC": "place"}
NATASHA = {"PER": "person", "ORG": "organisation", "LOC": "place"}

Spans = dict[str, dict[str, list[Interval]]]
"""For each kind, for each document, its spans."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--skip-speed", action="store_true", help="leave the 8,483 articles of ruattitudes out")
    options = parser.parse_args()
    natasha = natasha_pipeline()
    reached = spans_on("factrueval2016", FACTRU, natasha, BARS)
    spans_on("nerel", NEREL, natasha)
    base_forms(natasha)
    if not options.skip_speed:
        reached &= speed()
    return 0 if reached else 1


def spans_on(corpus: str, kinds: dict[str, str], natasha, bars: dict[str, float] | None = None) -> bool:
    docs = pd.read_parquet(CORPORA / corpus / "docs.parquet")
    gold = pd.read_parquet(CORPORA / corpus / "mentions.parquet")
    gold = gold[gold["type"].isin(kinds) & gold["doc_id"].isin(docs["id"])]
    truth = by_kind(zip(gold["doc_id"], gold["type"].map(kinds), gold["start"], gold["end"], strict=True))
    named = mentions_of(
        pd.DataFrame(
            {
                "article_id": docs["id"],
                "language": "ru",
                "title": "",
                "text": docs["text"],
                "published_at": docs["published_at"],
            }
        )
    ).mentions
    rows = list(zip(named["article_id"], named["kind"], named["start"], named["end"], named["method"], strict=True))
    systems = {
        "Svodka, model": by_kind(row[:4] for row in rows if row[4] == "model"),
        "Svodka, all": by_kind(row[:4] for row in rows),
        "natasha": by_kind(
            (doc, NATASHA[s.type], s.start, s.stop)
            for doc, text in zip(docs["id"], docs["text"], strict=True)
            for s in natasha(text).spans
        ),
    }
    print(f"\n{corpus}: {len(docs)} documents, {len(gold)} names; overlap of spans")
    print(f"{'':16}" + "".join(f"{kind:>26}" for kind in BARS))
    ids = docs["id"].tolist()
    f1 = {}
    for system, found in systems.items():
        scores = {kind: span_f1([truth[kind][i] for i in ids], [found[kind][i] for i in ids]) for kind in BARS}
        f1[system] = {kind: score.f1 for kind, score in scores.items()}
        cells = (f"F1 {s.f1:.3f} (P {s.precision:.3f} R {s.recall:.3f})" for s in scores.values())
        print(f"{system:16}" + "".join(f"{cell:>34}" for cell in cells))
    if not bars:
        return True
    missed = {kind: bar for kind, bar in bars.items() if f1["Svodka, model"][kind] < bar}
    print("bars " + ("reached" if not missed else f"MISSED: {missed}"))
    return not missed


def by_kind(rows: Iterable[Sequence]) -> Spans:
    spans: Spans = {kind: defaultdict(list) for kind in BARS}
    for doc, kind, start, end in rows:
        spans[kind][doc].append((int(start), int(end)))
    return spans


def base_forms(natasha) -> None:
    """Share of mentions, and of distinct ones, whose base form is the gold one; each surface read on its own."""
    folder = CORPORA / "slavicner"
    docs = pd.read_parquet(folder / "docs.parquet")
    docs = docs[docs["language"] == "ru"]
    gold = pd.read_parquet(folder / "mentions.parquet")
    gold = gold[gold["doc_id"].isin(docs["id"]) & gold["offset_ok"] & gold["type"].isin(SLAVIC)]
    gold = gold.assign(kind=gold["type"].map(SLAVIC), key=gold["lemma"].map(name_key))
    theirs = natasha_forms(natasha, docs)
    ours = [readings(surface, kind)[0].base for surface, kind in zip(gold["surface"], gold["kind"], strict=True)]
    places = zip(gold["doc_id"], gold["start"], gold["end"], strict=True)
    gold = gold.assign(ours=ours, theirs=[theirs.get(place) for place in places])
    same = gold[gold["theirs"].notna()]
    print(f"\nslavicner ru: base form right, of {len(gold)} names, and of the {len(same)} whose span natasha finds too")
    for column in ("ours", "theirs"):
        right = gold[column].fillna(gold["surface"]).map(name_key) == gold["key"]
        shared = right[same.index]
        kinds = " ".join(f"{kind} {right[gold['kind'] == kind].mean():.3f}" for kind in BARS if column == "ours")
        distinct = right[~gold.duplicated(["surface", "kind"])].mean()
        label = "Svodka" if column == "ours" else "natasha"
        alone = f"all {right.mean():.3f}, distinct {distinct:.3f}, {kinds}; " if column == "ours" else ""
        print(f"{label:8} {alone}on the shared {shared.mean():.3f}: ", end="")
        print(" ".join(f"{kind} {shared[same['kind'] == kind].mean():.3f}" for kind in BARS))


def natasha_forms(natasha, docs: pd.DataFrame) -> dict[tuple[str, int, int], str]:
    """natasha's normal form for each span it finds, with its own morphology and syntax."""
    forms = {}
    for doc_id, text in zip(docs["id"], docs["text"], strict=True):
        for span in natasha(text, normal=True).spans:
            forms[doc_id, span.start, span.stop] = span.normal
    return forms


def natasha_pipeline() -> Callable:
    """natasha as its documentation runs it. It asks for pymorphy2, which no longer loads: pymorphy3 stands in."""
    import pymorphy3
    import pymorphy3.analyzer

    sys.modules["pymorphy2"] = pymorphy3
    for name, module in list(sys.modules.items()):
        if name.startswith("pymorphy3."):
            sys.modules[name.replace("pymorphy3", "pymorphy2", 1)] = module
    from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

    segmenter, vocab, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
    morph, syntax, ner = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)

    def run(text: str, *, normal: bool = False):
        doc = Doc(text)
        doc.segment(segmenter)
        if normal:
            doc.tag_morph(morph)
            doc.parse_syntax(syntax)
        doc.tag_ner(ner)
        for span in doc.spans if normal else ():
            span.normalize(vocab)
        return doc

    return run


def speed() -> bool:
    docs = pd.read_parquet(CORPORA / "ruattitudes" / "docs.parquet").rename(columns={"id": "article_id"})
    docs[["title", "text"]] = docs[["title", "text"]].fillna("")
    mentions_of(docs.head(10))
    began, cpu = time.perf_counter(), time.process_time()
    with threadpool_limits(1):
        named = mentions_of(docs)
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    print(f"\nruattitudes: {len(docs)} articles, {len(named.mentions)} mentions, {len(named.names)} entities")
    print(f"{wall:.1f} s ({cpu:.1f} s of processor time, the bar is {SECONDS:.0f} s), {len(docs) / cpu:.0f} articles/s")
    return cpu <= SECONDS


if __name__ == "__main__":
    sys.exit(main())
