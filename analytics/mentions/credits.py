"""Credits are no mentions: "сообщает ТАСС" says where an article has something from, not what it is about."""

from __future__ import annotations

import pandas as pd

from analytics.mentions.spans import Places, Span

NOT_PEOPLE = ("organisation", "place")
"""What a medium's name may be taken for, or hold: "112 Украина"."""


def without_credits(found: pd.DataFrame, credited: pd.DataFrame) -> pd.DataFrame:
    """Leave out the names of media that stand in a formula of attribution.

    Args:
        found: see `finding.found_in`.
        credited: see `attribution.formulas.attributed`, of the same texts or of more.
    Returns:
        The rows of `found` in their order, without the organisations and places that touch a credited medium's name in
        the text; a title credits nobody. A medium stays wherever else it is named ("ТАСС оштрафован").
    """
    media = {article_id: _places(rows) for article_id, rows in credited.groupby("article_id", sort=False)}
    rows = found[["article_id", "part", "start", "end", "kind"]].itertuples(index=False, name=None)
    inside = [
        part == "text" and at[2] in NOT_PEOPLE and article_id in media and bool(media[article_id].touching(Span(*at)))
        for article_id, part, *at in rows
    ]
    return found[~pd.Series(inside, dtype="bool", index=found.index)].reset_index(drop=True)


def _places(rows: pd.DataFrame) -> Places[Span]:
    """Where the names of an article's media stand."""
    at = zip(rows["source_start"].tolist(), rows["source_end"].tolist(), strict=True)
    return Places([Span(start, end, "organisation") for start, end in at])
