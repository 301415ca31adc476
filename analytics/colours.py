"""Which of the eight series colours each of the largest themes, topics and names owns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

COLOURS = 8


def own_colours(largest: Sequence[str], before: Mapping[str, int]) -> dict[str, int]:
    """Give each of the largest its colour, the one it had before wherever that is possible.

    Args:
        largest: ids, largest first; the first eight get a colour.
        before: id to colour number (0..7) in the edition before.
    Returns:
        id to colour number, all different.
    """
    chosen = list(largest[:COLOURS])
    owned = {i: before[i] for i in chosen if i in before}
    free = [n for n in range(COLOURS) if n not in owned.values()]
    return owned | dict(zip((i for i in chosen if i not in owned), free, strict=False))
