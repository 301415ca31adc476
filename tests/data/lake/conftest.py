"""Small frames that keep the tables' contracts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pandas as pd
import pytest

from data.schema import ARTICLES


@pytest.fixture
def articles() -> Callable[..., pd.DataFrame]:
    """`articles(3, first=10, outlet="ТАСС", import_id="a")`: so many rows, each with an id of its own."""

    def make(count: int, first: int = 0, **columns: object) -> pd.DataFrame:
        usual: dict[str, object] = {
            "external_id": None,
            "import_id": "imported-1",
            "origin": "import",
            "outlet": "ТАСС",
            "language_given": None,
            "published_at": pd.Timestamp("2018-01-08 16:27", tz="UTC"),
            "date_raw": "8 января 2018, 19:27",
            "collected_at": datetime(2026, 1, 1, tzinfo=UTC),
            "url": None,
            "content_hash": "00",
        }
        rows = [
            {
                "article_id": f"{number:016x}",
                "title": f"Заголовок {number}",
                "text": f"Текст номер {number}",
                "flags": [],
            }
            for number in range(first, first + count)
        ]
        return pd.DataFrame(rows, columns=["article_id", "title", "text", "flags"]).assign(**(usual | columns))[
            ARTICLES.columns
        ]

    return make
