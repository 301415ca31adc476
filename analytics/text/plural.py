"""Plural forms: 1 статья, 2 статьи, 5 статей, 21 статья."""

from __future__ import annotations


def plural(count: float, forms: tuple[str, ...]) -> str:
    """The form of a noun that goes with a number.

    Args:
        count: its sign does not matter.
        forms: two forms (one, other) as in English, or three (one, few, many) as in Russian and Ukrainian.
    Returns:
        The form alone, without the number; a fraction takes the second. Rules: Unicode CLDR, cardinal numbers.
    """
    n = abs(count)
    if len(forms) == 2:
        return forms[0] if n == 1 else forms[1]
    one, few, many = forms
    if n != int(n):
        return few
    if n % 10 == 1 and n % 100 != 11:
        return one
    return few if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else many
