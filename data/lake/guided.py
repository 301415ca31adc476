"""Where articles stand once guided topics have theirs: what readers see, for whoever has the tables as frames."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pandas as pd
import pyarrow as pa

from data.lake.queries import written
from data.schema import ARTICLE_TOPICS, GUIDED_TOPICS, TOPICS, to_frame


def placed(
    article_topics: pd.DataFrame, topics: pd.DataFrame, guided: pd.DataFrame, held: Iterable[int]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Where articles stand, and what themes, topics and stories are inside of, by `sql/placed.sql`.

    Args:
        article_topics, topics: see `data.schema`; the topics with the guided ones, sizes are as given.
        guided: see `schema.GUIDED_TOPICS`.
        held: numbers of the edits in force that make topics.
    Returns:
        Both frames.
    """
    with duckdb.connect(":memory:") as connection:
        rows = {
            "stored_article_topics": ARTICLE_TOPICS.to_arrow(article_topics),
            "stored_topics": TOPICS.to_arrow(topics),
            "guided_topics": GUIDED_TOPICS.to_arrow(guided),
            "guides_in_force": pa.table({"edit": pa.array(list(held), pa.int32())}),
        }
        for name, table in rows.items():
            connection.register(name, table)
        connection.execute(written("placed").sql)
        told = [connection.view(f"placed_{table.name}").to_arrow_table() for table in (ARTICLE_TOPICS, TOPICS)]
    frames = [to_frame(table.to_arrow(rows)) for table, rows in zip((ARTICLE_TOPICS, TOPICS), told, strict=True)]
    return frames[0], frames[1]
