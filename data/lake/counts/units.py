"""Which unit can be asked of what, and whose base it has."""

from __future__ import annotations

from data.errors import UsageError
from data.filter import Filter, Unit
from data.lake.archive import Without, without_subject


def of_articles(unit: Unit) -> Unit:
    """The unit, refused where it is `occurrences`: only a name occurs."""
    if unit == "occurrences":
        raise UsageError("Occurrences are counted for names only.", "Choose articles, texts or outlets.")
    return unit


def base_without(unit: Unit, without: Without) -> Without:
    """What the base leaves out: outlets divide by the outlets that published at all, whatever the subject."""
    return "subject" if unit == "outlets" else without


def base_filter(flt: Filter, unit: Unit, without: Without) -> Filter:
    """The filter that the base of a count of this unit passes."""
    return without_subject(flt, base_without(unit, without))
