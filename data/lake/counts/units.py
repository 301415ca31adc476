"""Which unit can be asked of what, and whose base it has."""

from __future__ import annotations

from data.errors import UsageError
from data.filter import Unit
from data.lake.archive import Without


def of_articles(unit: Unit) -> Unit:
    """The unit, refused where it is `occurrences`: only a name occurs."""
    if unit == "occurrences":
        raise UsageError("Occurrences are counted for names only.", "Choose articles, texts or outlets.")
    return unit


def base_without(unit: Unit, without: Without) -> Without:
    """What the base leaves out: outlets divide by the outlets that published at all, whatever the subject."""
    return "subject" if unit == "outlets" else without
