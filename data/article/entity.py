"""What makes an entity one: its kind, and its name as names are compared."""

from __future__ import annotations

import re
from hashlib import blake2b

from data.article.folding import fold

QUOTES = re.compile('[«»"“”„]')


def entity_id(name: str, kind: str) -> str:
    """16 hex digits of a hash over the kind and the folded base form; quotation marks and spacing do not matter."""
    return blake2b(f"{kind}\n{name_key(name)}".encode(), digest_size=8).hexdigest()


def name_key(name: str) -> str:
    """A name as it is compared: folded, without quotation marks, single spaces."""
    return " ".join(fold(QUOTES.sub(" ", name)).split())
