"""Articles in, mentions out."""

from __future__ import annotations

from hashlib import blake2b
from importlib.metadata import version as installed
from types import ModuleType

import pandas as pd

from analytics.mentions.finding import found_in
from analytics.mentions.naming import Named, named
from data.words import english_names, names, organisation_heads, place_abbreviations
from data.words.aliases import ALIASES
from data.words.roles import ROLES

CODE = 3  # raise it whenever the same text would give other mentions


def version() -> str:
    """What mentions depend on besides the text: this code, the word lists, the models, the names of territories."""
    modules = (english_names, names, organisation_heads, place_abbreviations)
    lists = [_constants(module) for module in modules]
    words = blake2b(repr((ALIASES, sorted(ROLES), lists)).encode(), digest_size=8).hexdigest()
    return f"{CODE} words={words} natasha={installed('natasha')} babel={installed('babel')}"


def _constants(module: ModuleType) -> list[tuple[str, object]]:
    """A module's word lists; sets in an order of their own, since theirs is another in each process."""
    lists = ((name, value) for name, value in sorted(vars(module).items()) if name.isupper())
    return [(name, sorted(value) if isinstance(value, frozenset) else value) for name, value in lists]


def mentions_of(articles: pd.DataFrame) -> Named:
    """Find the people, organisations and places that articles name, with their places in the text.

    Args:
        articles: columns article_id, language, title, text (strings, empty where there is none), published_at (UTC or
            null).
    Returns:
        Mentions of model and alias table, and the names of their entities, see `naming.named`; the articles handed
        over together are the archive whose forms vote.
    """
    return named(found_in(articles))
