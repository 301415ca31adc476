"""Clutter found beside clutter labelled by people who read the texts: `python benchmarks/clutter.py [CORPORA]`.

Characters but blanks; an address whose words are content counts for neither. The labels (ids and offsets) are in
tests/analytics/clutter/labels.json: rules were written with `seen`, and the bars are those of `unseen`. Kinds are not
compared. What an outlet repeats is learnt from all its articles, as `analyse` does. A sentence outside the labels is
lost if a word of it is.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora")
LABELS = ROOT / "tests" / "analytics" / "clutter" / "labels.json"
sys.path.insert(0, str(ROOT))

from analytics.clutter.learnt import blocks_of  # noqa: E402 - the project's root must be known first
from analytics.clutter.spans import clutter_of  # noqa: E402

BARS = {"F1": 0.9, "sentences": 0.005}
ADDRESS = re.compile(r"\]\([^()\s]*\)|https?://\S+")
SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


def compared(text: str, labelled: set[int], found: set[int]) -> dict[str, int]:
    """Characters that both have, that one has, and sentences outside the labels, all and lost."""
    address = {i for found in ADDRESS.finditer(text) for i in range(*found.span())}
    seen = {i for i, character in enumerate(text) if not character.isspace()}
    labelled = labelled & seen
    found = (found & seen) - (address - labelled)
    counts = {"both": len(labelled & found), "missed": len(labelled - found), "extra": len(found - labelled)}
    sentences = [set(range(*s.span())) & seen for s in SENTENCE.finditer(text) if any(map(str.isalpha, s[0]))]
    outside = [sentence for sentence in sentences if not sentence & labelled]
    return counts | {"outside": len(outside), "lost": sum(bool(sentence & found) for sentence in outside)}


def measured(docs: pd.DataFrame, labels: dict[str, list[tuple[int, int, str]]]) -> pd.Series:
    blocks = blocks_of(docs).groupby("outlet")["block"].agg(set)
    chosen = docs[docs["id"].isin(labels)]
    rows = [
        compared(
            text,
            {i for start, end, _ in labels[key] for i in range(start, end)},
            {i for start, end, _ in clutter_of(text, blocks.get(outlet, ())) for i in range(start, end)},
        )
        for key, outlet, text in zip(chosen["id"], chosen["outlet"], chosen["text"], strict=True)
    ]
    return pd.DataFrame(rows).sum()


def show(name: str, counts: pd.Series) -> float:
    precision = counts["both"] / max(counts["both"] + counts["extra"], 1)
    recall = counts["both"] / max(counts["both"] + counts["missed"], 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{name:32} {precision:9.3f} {recall:7.3f} {f1:6.3f} {counts['lost'] / counts['outside']:9.2%}")
    return f1


def main() -> int:
    corpora = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPORA
    labels = json.loads(LABELS.read_text("utf-8"))
    print(f"{'':32} precision  recall     F1 lost (bars: F1 {BARS['F1']}, lost {BARS['sentences']:.1%})")
    good = True
    for half, sets in labels.items():
        found = {}
        for name, own in sets.items():
            docs = pd.read_parquet(corpora / name / "docs.parquet").rename(columns={"source": "outlet"})
            found[name] = measured(docs, own)
            show(f"{half} {name}", found[name])
        whole = pd.DataFrame(found).sum(axis=1)
        f1 = show(f"{half}, together", whole)
        good &= half != "unseen" or (f1 >= BARS["F1"] and whole["lost"] <= BARS["sentences"] * whole["outside"])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
