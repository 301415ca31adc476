"""Topics of several languages that are linked make groups, and a group stands as one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Link = tuple[str, str, float]
"""Two topics and how near they are, either way round."""


def groups(links: Iterable[Link], languages: Mapping[str, str]) -> dict[str, str]:
    """Which topics belong together: the links' connected components, with at most one topic of a language in each.

    The nearest are joined first. A link that would bring a second topic of a language into a group is passed over: two
    topics that one fit tells apart do not become one by way of another language.

    Args:
        links: as said; in any order, once or both ways.
        languages: by topic.
    Returns:
        The group of each topic that has another in it; a group is named by the first of its ids.
    """
    members: dict[str, set[str]] = {}
    for one, other, _ in sorted(links, key=lambda link: (-link[2], *sorted(link[:2]))):
        left, right = (members.setdefault(i, {i}) for i in (one, other))
        together = left | right
        if len({languages[i] for i in together}) == len(together):
            members |= dict.fromkeys(together, together)
    return {i: min(together) for i, together in members.items() if len(together) > 1}
