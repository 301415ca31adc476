"""Which rows are the same article: an id made from what was read, the same for ever."""

from __future__ import annotations

from hashlib import blake2b

from data.article.address import Address


def article_id(raw: dict[str, str], address: Address | None, *, outlet: str | None, as_read: str) -> str:
    """16 hex digits that stay the article's for ever, made from what was read and never from what was cleaned.

    Over the canonical URL; without one over outlet and external_id (without outlet external_id and title); without
    that over outlet, title, date as written and text as read.
    """
    if address and address.canonical:
        return digest("url", address.canonical)
    publisher, external = (outlet or "").strip(), raw.get("external_id", "").strip()
    if external:
        return (
            digest("outlet+id", publisher, external)
            if publisher
            else digest("id+title", external, raw.get("title", ""))
        )
    return digest("content+date", publisher, raw.get("title", ""), raw.get("date", ""), as_read)


def digest(*parts: str) -> str:
    """16 hex digits over the parts in their order; the length of each counts, so no two lists of parts run together."""
    over = blake2b(digest_size=8)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        over.update(b"%d:" % len(data))
        over.update(data)
    return over.hexdigest()
