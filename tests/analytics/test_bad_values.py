"""Bodies that are no text and languages that nobody knows do an analysis no harm."""

from collections.abc import Sequence
from itertools import islice, product
from pathlib import Path
from string import ascii_lowercase

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analytics.annotate import Unit, annotate
from analytics.mentions import gazetteer
from analytics.mentions.article_mentions import read_together
from analytics.text.lemmas import dictionary_of
from analytics.topics.fit import fit
from analytics.topics.languages import LEAST_DOCUMENTS, Folders, Topics, topics_of
from data.schema import ARTICLE_FACTS, TOKENS, to_frame

CODES = [a + b for a, b in islice(product(ascii_lowercase, repeat=2), 300)]
BODIES = {
    "punctuation": "!?.,;:—«»" * 9_000,
    "dots": "." * 80_000,
    "pictures": "🙂🎉" * 40_000,
    "no space": "Ы" * 200_000,
    "no space, lower case": "слово" * 40_000,
    "hyphens": "Аб-" * 30_000,
    "digits": "1,2." * 20_000,
    "brackets": ")" * 80_000,
    "stress marks": "а\u0301" * 30_000,
    "a name among signs": "Владимир Путин " + "!" * 80_000,
}


def annotated(place: Path, texts: Sequence[str], given: Sequence[str | None]) -> dict[str, pd.DataFrame]:
    columns = {
        "article_id": pa.array([f"{n:016x}" for n in range(len(texts))]),
        "outlet": pa.array([None] * len(texts), pa.string()),
        "language_given": pa.array(given, pa.string()),
        "published_at": pa.array([None] * len(texts), pa.timestamp("us", "UTC")),
        "title": pa.array([""] * len(texts)),
        "text": pa.array(texts),
    }
    unit = Unit(str(place / "unit.parquet"), str(place), ("ru", "uk", "en"))
    pq.write_table(pa.table(columns), unit.articles)
    annotate(unit)
    tables = {"facts": ARTICLE_FACTS, "tokens": TOKENS}
    checked = {
        kind: table.check(pq.read_table(unit.output(kind)).to_pandas(types_mapper=None)[table.columns])
        for kind, table in tables.items()
    }
    return checked | {"mentions": read_together(to_frame(pq.read_table(unit.output("found")))).mentions}


@pytest.mark.slow
@pytest.mark.parametrize("given", ["ru", "qz", None])
def test_bodies_that_are_no_text(tmp_path: Path, given: str | None) -> None:
    found = annotated(tmp_path, list(BODIES.values()), [given] * len(BODIES))
    assert len(found["facts"]) == len(found["tokens"]) == len(BODIES)
    named = list(BODIES).index("a name among signs")
    assert set(found["mentions"]["article_id"]) == {f"{named:016x}"}


def test_300_codes_of_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [code for code in CODES if dictionary_of(code) == "und"]
    built = []
    monkeypatch.setattr(gazetteer, "Gazetteer", lambda language, aliases: built.append(language) or MADE)
    gazetteer._built.cache_clear()
    found = annotated(tmp_path, ["NATO"] * len(codes), codes)
    gazetteer._built.cache_clear()
    assert built == ["und"]
    assert found["facts"]["language"].tolist() == codes


MADE = gazetteer.Gazetteer("und")


def documents(language: str, texts: Sequence[str]) -> pd.DataFrame:
    words = [text.split() for text in texts]
    undated = pd.Series([None] * len(texts), dtype="datetime64[us, UTC]")
    return pd.DataFrame(
        {"article_id": [f"{language}{n}" for n in range(len(texts))], "language": language, "title_words": 0}
    ).assign(
        words=words,
        lemmas=words,
        outlet=None,
        title="",
        text=list(texts),
        published_at=undated,
        reprint_group=None,
        series=None,
    )


@pytest.mark.slow
def test_rare_languages_are_too_few_and_nothing_is_fitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analytics.topics.fit.fit", None)
    each = LEAST_DOCUMENTS - 1
    articles = pd.concat([documents(code, ["слово"] * each) for code in CODES], ignore_index=True)
    found = topics_of(
        documents=lambda ids: articles[articles["article_id"].isin(ids)],
        articles=articles,
        before=Topics.none(),
        folders=Folders(tmp_path, tmp_path),
        mode="auto",
        vectors="offline",
        carry_out=lambda *_: None,
        step=lambda *_: None,
    )
    assert set(found.article_topics["reason"]) == {"too few"}
    assert len(found.article_topics) == len(CODES) * each
    assert found.models == {}


@pytest.mark.parametrize(
    "texts",
    [
        [""] * 40,
        ["alpha beta gamma delta"] * 40,
        [f"a{n}x b{n}x c{n}x d{n}x" for n in range(40)],
        ["x" * 50_000] * 40,
        ["🙂 🎉 🚀 🌍"] * 40,
    ],
    ids=["nothing", "one text", "no word twice", "one word", "pictures"],
)
def test_a_language_that_nobody_knows_is_fitted_as_any_other(texts: list[str]) -> None:
    fitted = fit(documents("qz", texts), language="qz")
    assert len(fitted.article_topics) == len(texts)
    assert (fitted.article_topics["topic_id"].isna() == fitted.article_topics["reason"].notna()).all()
