"""The cases of names: every row has the names written down for it (names_expected.json) and none that are forbidden.

`people` are all that a row may have, with how often each occurs; of organisations and places those that are listed must
be there as often; "A|B": either name. A row is read with all others, as one archive, and by itself.
"""

import json
from pathlib import Path

import pandas as pd
import pytest

from analytics.mentions.article_mentions import read_together
from analytics.mentions.entities import name_key
from analytics.mentions.finding import found_in

pytestmark = pytest.mark.slow
EXPECTED = json.loads((Path(__file__).parent / "names_expected.json").read_text("utf-8"))
KINDS = {"people": "person", "organisations": "organisation", "places": "place"}
OPEN = {
    "n/32": "a foreign first name that looks like another's dative stands once, without a word that tells",
    "n/36": "Latin and Cyrillic spellings of one name are joined by the alias table alone",
}


@pytest.fixture(scope="module")
def found(cases: Path) -> pd.DataFrame:
    rows = pd.read_csv(cases / "engine" / "names.csv")
    ids = rows["url"].str.removeprefix("https://").str.replace(".example", "", regex=False)
    when = pd.to_datetime(rows["date"], utc=True).dt.as_unit("us")
    return found_in(rows.assign(article_id=ids, language="ru", published_at=when))


@pytest.fixture(scope="module")
def archive(found: pd.DataFrame) -> pd.DataFrame:
    return shown(found)


def shown(found: pd.DataFrame) -> pd.DataFrame:
    """article_id, kind, name of each mention."""
    result = read_together(found)
    names = result.names.set_index("entity_id")["name"].map(name_key)
    return result.mentions[["article_id", "kind"]].assign(name=result.mentions["entity_id"].map(names))


def faults(mentions: pd.DataFrame, expected: dict) -> list[str]:
    told = []
    for field, kind in KINDS.items():
        counts = mentions.loc[mentions["kind"] == kind, "name"].value_counts().to_dict()
        for name, wanted in expected.get(field, {}).items():
            have = sum(counts.pop(name_key(each), 0) for each in name.split("|"))
            told += [f"{kind} {name}: {have} times, not {wanted}"] if have != wanted else []
        told += [f"person {name}" for name in counts] if field == "people" else []
    forbidden = set(map(name_key, expected.get("forbidden", ()))) & set(mentions["name"])
    return told + [f"forbidden {name}" for name in sorted(forbidden)]


def test_every_row_has_its_names_written_down(found: pd.DataFrame, cases: Path) -> None:
    assert len(EXPECTED) == len(pd.read_csv(cases / "engine" / "names.csv"))
    assert set(found["article_id"]) <= set(EXPECTED)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, marks=pytest.mark.xfail(reason=OPEN[row], strict=True)) if row in OPEN else row
        for row in EXPECTED
    ],
)
def test_a_row_has_its_names(row: str, found: pd.DataFrame, archive: pd.DataFrame) -> None:
    assert faults(archive[archive["article_id"] == row], EXPECTED[row]) == []
    assert faults(shown(found[found["article_id"] == row]), EXPECTED[row]) == []
