"""Which articles have to be read again because users added names, or took some back."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from analytics.mentions.gazetteer import WORD
from data.words.alias import Alias


def to_read_again(articles: pa.Table, aliases: Sequence[Alias]) -> pa.Array:
    """The articles that one of the names may stand in: all in which the gazetteer finds it, and some more.

    Args:
        articles: article_id, title, text.
        aliases: names that were added or taken back, see `name_edits.changed`; forms count as they are written.
    Returns:
        Their ids, in order.
    """
    beginnings = {WORD.findall(form)[0] for alias in aliases for form in (alias.name, *alias.forms)}
    if not beginnings:
        return pa.array([], pa.string())
    pattern = "|".join(re.escape(word) for word in sorted(beginnings))
    found = [pc.match_substring_regex(articles.column(part), pattern) for part in ("title", "text")]
    return articles.column("article_id").filter(pc.or_(*found)).combine_chunks()
