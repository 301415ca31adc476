"""File names that every system takes."""

from __future__ import annotations

import re

LONGEST = 80
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def file_name(title: str, ending: str) -> str:
    """A file name from a title: letters, digits and hyphens, at most 80 of them, and the ending without its dot.

    A title without a letter or digit, or one that Windows keeps for a device (CON, NUL), gives a name that begins with
    `svodka`.
    """
    words = re.sub(r"[\W_]+", "-", title).strip("-")[:LONGEST].strip("-")
    if not words or RESERVED.fullmatch(words):
        words = f"svodka-{words}".strip("-")
    return f"{words}.{ending}"
