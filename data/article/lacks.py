"""What an article may lack, named alike in every report."""

from __future__ import annotations

from collections.abc import Mapping

FLAGGED = {
    "undated": "undated",
    "unreadable_date": "unreadable_dates",
    "future_date": "future_dates",
    "no_text": "without_text",
    "no_title": "without_title",
}
"""The flag of `schema.FLAGS` under which an article is counted."""

LACKS = (*FLAGGED.values(), "without_outlet")
"""All that is counted."""

_WORDS = {
    "undated": "{:,} without a date",
    "unreadable_dates": "{:,} with a date that cannot be read",
    "future_dates": "{:,} dated in the future",
    "far_dated": "{:,} dated far from all others",
    "without_text": "{:,} without text",
    "without_title": "{:,} without title",
    "without_outlet": "{:,} without outlet",
}


def in_words(counts: Mapping[str, int]) -> str:
    """What is not nothing, in a row; empty where all is there."""
    return ", ".join(words.format(counts[name]) for name, words in _WORDS.items() if counts.get(name))
