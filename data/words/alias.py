"""What an entry of the alias table is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Match = Literal["lemma", "exact case"]


@dataclass(frozen=True, slots=True)
class Alias:
    """Forms under which one entity is written. An entity may have several entries, one a condition.

    Attributes:
        name: the entity's name as shown; its kind and name make its id. Counts as a form itself, unless `needs`.
        kind: `person`, `organisation` or `place`.
        forms: further forms in the nominative, in any language. A capital letter must be one in the text as well, a
            word in capitals must begin with two.
        match: `lemma`, every inflected form counts; `exact case`, the form as it stands and no other.
        needs: the name of an entity that must stand in the same article under an entry without a condition.
        example: a sentence in which one of the forms counts.
    """

    name: str
    kind: str
    forms: tuple[str, ...] = ()
    match: Match = "lemma"
    needs: str | None = None
    example: str = ""
