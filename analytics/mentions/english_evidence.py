"""What speaks for the kind of an English name: its own words and the words around it."""

from __future__ import annotations

import re

from analytics.mentions.english_runs import ACRONYM, Run, is_place
from analytics.mentions.territories import territories
from data.words.english_names import (
    BEFORE_A_FIRM,
    BODIES,
    EVENT_WORDS,
    FIRST_NAMES,
    OF_A_CLUB,
    OF_A_FIRM,
    OF_PEOPLE,
    OF_PLACES,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    ROLES_EN,
    SAYING,
    WORKS,
)

BEFORE = re.compile(r"(?:([a-z]+) )?([a-z]+(?:-[a-z]+)*),? (?:the |a )?[\"“‘']?$")
AFTER = re.compile(r"(?:['’]s?)? ([a-z]+(?:-[a-z]+)*)")
SIGHT = 40
"""Characters to the left of a name that are looked at."""
AGED = re.compile(r",? (?:\(\d\d\)|\d\d,)")
COMPOUND = re.compile(r"(?!Ma?c|O['’]|D[ei]|L[ae]|Van)\w*[a-z][A-Z]|.*\.com$")
"""eBay, DaimlerChrysler; no McDonald."""
HELD = {"shares", "share", "stake", "interest", "investors"}
PERSON, ORGANISATION, PLACE = "person", "organisation", "place"
KINDS = (ORGANISATION, PERSON, PLACE)
Weights = dict[str, float]


def weights_of(text: str, run: Run) -> Weights | None:
    """How much speaks for each kind at this place; None for a work or an event."""
    before = BEFORE.search(text, max(0, run.start - SIGHT), run.start)
    after = AFTER.match(text, run.end)
    owned, left = before.groups() if before else ("", "")
    right = after[1] if after else ""
    if left in WORKS or (len(run.words) > 1 and run.words[-1] in EVENT_WORDS):
        return None
    weights = dict.fromkeys(KINDS, 0.0)
    _weigh_name(weights, text[run.start : run.end], run)
    _weigh_left(weights, owned or "", left, the=text[max(0, run.start - 4) : run.start].lower() == "the ")
    _weigh_right(weights, right, country=" ".join(run.words) in territories("en"))
    if AGED.match(text, run.end):
        weights[PERSON] += 3
    return weights


def _weigh_name(weights: Weights, written: str, run: Run) -> None:
    name = " ".join(run.words)
    if run.titled:
        weights[PERSON] += 5
    if name in BODIES or run.words[-1] in BODIES:
        weights[ORGANISATION] += 5
    if is_place(name):
        weights[PLACE] += 3
    if len(run.words) > 1:
        _weigh_words(weights, run.words)
        if ACRONYM.fullmatch(written.partition(" ")[0]):
            weights[ORGANISATION] += 1.5  # BBC One
    else:
        _weigh_word(weights, written, name)


def _weigh_words(weights: Weights, words: tuple[str, ...]) -> None:
    if words[-1] in ORGANISATION_WORDS:
        weights[ORGANISATION] += 4
    elif any(word in ORGANISATION_WORDS for word in words):
        weights[ORGANISATION] += 2.5
    if words[-1] in PLACE_WORDS or words[0] in OF_PLACES:
        weights[PLACE] += 3.5
    if words[0] in FIRST_NAMES and len(words) < 5:
        weights[PERSON] += 3
    elif len(words[0]) == 1 or not OF_PEOPLE.isdisjoint(words[1:]):
        weights[PERSON] += 2
    elif len(words) == 2:
        weights[PERSON] += 0.7


def _weigh_word(weights: Weights, written: str, word: str) -> None:
    if ACRONYM.fullmatch(written) and not is_place(word):
        weights[ORGANISATION] += 3
    elif COMPOUND.match(written):
        weights[ORGANISATION] += 2
    if word in FIRST_NAMES:
        weights[PERSON] += 1.5
    else:
        weights[ORGANISATION] += 0.5


def _weigh_left(weights: Weights, owned: str, left: str, *, the: bool) -> None:
    if left in ROLES_EN:
        weights[PERSON] += 2
    elif left in SAYING:
        weights[PERSON] += 0.8
    if left in BEFORE_A_FIRM:
        weights[ORGANISATION] += 2.5
    if owned in HELD:
        weights[ORGANISATION] += 3
    if left in {"in", "near", "across", "throughout"}:
        weights[PLACE] += 1.5
    elif left in {"at", "from", "to"}:
        weights[PLACE] += 0.5
    if the:
        weights[ORGANISATION] += 0.7
        weights[PERSON] -= 1


def _weigh_right(weights: Weights, right: str, *, country: bool) -> None:
    if right in SAYING:
        weights[PERSON] += 0.4
    elif right in {"are", "were", "have"}:
        weights[ORGANISATION] += 1  # a team, a band
    if right in OF_A_CLUB and not country:
        weights[ORGANISATION] += 3.5
    if right in OF_A_FIRM and not country:
        weights[ORGANISATION] += 1.5
