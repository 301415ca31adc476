"""One unit of work: articles in a Parquet file; what is found in them out as Parquet files.

Clutter is found first and blanked, so that nothing after it sees its words and every offset is that of the stored text.

Units share nothing and know nothing of the workspace, so any `concurrent.futures.Executor` may carry them out, in
another process or on another machine that sees the same files.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from analytics.attribution.formulas import attributed
from analytics.clutter.masking import masked
from analytics.clutter.spans import Span, clutter_of, without_clutter
from analytics.copies.bodies import read as read_bodies
from analytics.mentions.credits import without_credits
from analytics.mentions.finding import found_in
from analytics.text.article_tokens import tokens_of
from analytics.text.language import identify
from data.schema import ARTICLE_FACTS, ATTRIBUTIONS, BODY_SAMPLES, CLUTTER, TOKENS, to_frame
from data.words.alias import Alias

INPUT_COLUMNS = ["article_id", "outlet", "language_given", "published_at", "title", "text"]
LEAD = 120  # characters that stand in lists for a title that is missing
MARKUP = re.compile(r"\*\*|__|\]\(|[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")


@dataclass(frozen=True)
class Unit:
    """What one call works on.

    Attributes:
        articles: Parquet file with INPUT_COLUMNS.
        folder: where the outputs go, one file of each kind named after the input.
        languages: codes that identification chooses between.
        blocks: Parquet file with outlet and block: what outlets repeat and is left out, see `clutter.learnt`; None:
            nothing.
        added: names that users tell to look for, see `name_edits.added`.
    """

    articles: str
    folder: str
    languages: tuple[str, ...]
    blocks: str | None = None
    added: tuple[Alias, ...] = ()

    def output(self, kind: str) -> Path:
        return Path(self.folder) / f"{kind}-{Path(self.articles).stem}.parquet"


def annotate(unit: Unit) -> int:
    """Find all that an article tells by itself, and what its copies are told by; returns how many were read."""
    stored = to_frame(pq.read_table(unit.articles, columns=INPUT_COLUMNS))
    clutter = _clutter(stored, _blocks(unit.blocks))
    articles = cleaned(stored, clutter)
    articles["language"] = _languages(stored, articles["text"], unit.languages)
    credited = _credited(articles, stored, clutter)
    found = without_credits(found_in(articles, unit.added), credited)
    bodies = read_bodies(articles)
    pq.write_table(CLUTTER.to_arrow(clutter), unit.output("clutter"))
    pq.write_table(ATTRIBUTIONS.to_arrow(credited[ATTRIBUTIONS.columns]), unit.output("attributions"))
    pq.write_table(ARTICLE_FACTS.to_arrow(_facts(stored, articles, bodies.articles)), unit.output("facts"))
    pq.write_table(TOKENS.to_arrow(tokens_of(articles)), unit.output("tokens"))
    found.to_parquet(unit.output("found"), index=False)
    pq.write_table(BODY_SAMPLES.to_arrow(bodies.samples), unit.output("samples"))
    return len(articles)


def prepare() -> None:
    """Load the name models, so that a new process pays for them before its first unit."""
    found_in(pd.DataFrame({c: pd.Series(dtype="str") for c in (*INPUT_COLUMNS, "language")}))


def cleaned(articles: pd.DataFrame, clutter: pd.DataFrame) -> pd.DataFrame:
    """Articles (article_id, text, …) with blanks in the place of their clutter, see `schema.CLUTTER`."""
    ordered = clutter.sort_values(["article_id", "start"])
    spans: dict[str, list[Span]] = {}
    for row in ordered[["article_id", *Span._fields]].itertuples(index=False, name=None):
        spans.setdefault(row[0], []).append(Span(*row[1:]))
    pairs = zip(articles["article_id"], articles["text"], strict=True)
    texts = [without_clutter(text, spans[i]) if i in spans else text for i, text in pairs]
    return articles.assign(text=pd.Series(texts, dtype="str", index=articles.index))


def _credited(articles: pd.DataFrame, stored: pd.DataFrame, clutter: pd.DataFrame) -> pd.DataFrame:
    """Whom articles credit; a source line does so too, although it is clutter else."""
    with_source_lines = cleaned(stored, clutter[clutter["kind"] != "source"])["text"]
    return attributed(articles.assign(text=with_source_lines))


def _blocks(path: str | None) -> dict[str, frozenset[str]]:
    """The blocks of each outlet."""
    blocks = to_frame(pq.read_table(path)) if path else pd.DataFrame({"outlet": [], "block": []})
    return {str(outlet): frozenset(rows) for outlet, rows in blocks.groupby("outlet")["block"]}


def _clutter(articles: pd.DataFrame, of_outlet: Mapping[str, Container[str]]) -> pd.DataFrame:
    rows = [
        (article_id, *span)
        for article_id, outlet, text in zip(articles["article_id"], articles["outlet"], articles["text"], strict=True)
        for span in clutter_of(text, of_outlet.get(outlet, ()))
    ]
    found = pd.DataFrame(rows, columns=CLUTTER.columns)
    return found.astype({"article_id": "str", "start": "int32", "end": "int32", "kind": "str"})


def _languages(articles: pd.DataFrame, texts: pd.Series, languages: tuple[str, ...]) -> pd.Series:
    """As given, else as its own words tell; an article that is clutter alone is in the language of that."""
    given = articles["language_given"]
    unknown = given.isna()
    found = given.copy()
    read = texts.where(texts.str.strip() != "", articles["text"])
    found[unknown] = identify((articles["title"] + "\n" + read)[unknown], languages)
    return found


def _facts(stored: pd.DataFrame, articles: pd.DataFrame, bodies: pd.DataFrame) -> pd.DataFrame:
    """What is known of each article by itself; what its copies are is found over all of them."""
    words = articles["text"].str.strip()
    unknown = pd.Series(None, dtype="str", index=articles.index)
    return pd.DataFrame(
        {
            "article_id": articles["article_id"],
            "language": articles["language"],
            "body_hash": bodies["body"],
            "heading_hash": bodies["heading"],
            "reprint_group": unknown,
            "role": unknown,
            "series": unknown,
            "lead": pd.Series(map(_heading, articles["title"], words), dtype="str", index=articles.index),
            "only_clutter": (words == "") & (stored["text"].str.strip() != ""),
        }
    )


def _heading(title: str, text: str) -> str | None:
    """What stands in lists for a title that is missing or holds markup or pictures: its words, or the text's first."""
    if title and not MARKUP.search(title):
        return None
    line = " ".join(masked(title or text[: 4 * LEAD]).split())
    if title or len(line) <= LEAD:
        return line or None
    return line[:LEAD].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"
