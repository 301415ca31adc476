"""What the words around a Russian name say of it: in which case it stands, whether of a man or a woman, of how many.

"Актриса Ярослава Новожилова сыграла" is a woman in the nominative, "о Сергее Королёве" a prepositional; neither can be
told from the name alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from analytics.mentions.grammar import CASES, case_of, is_known, parses
from analytics.mentions.person_form import BEGINS
from data.article.folding import fold
from data.words.names import CASES_AFTER, COUNTED, FAMILIES, TIMES
from data.words.roles import ROLES

BEFORE = re.compile(r"(?:(?P<earlier>[^\W\d_][\w-]*|[^\w\s])[ \u00a0]+)?(?P<word>[^\W\d_][\w-]*)[ \u00a0]+$")
AFTER = re.compile(r"[ \u00a0]+(?P<word>[^\W\d_][\w-]*)")
BEFORE_SENTENCE = re.compile(r"(?:^|[.!?…:\n])[\s«„“\"'(—–-]*$")
SIGHT = 60
"""Characters on either side that are looked at."""
SPEECH = re.compile(r"[^\w\s.]")
NAMES = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn"))
NO_SUBJECT = frozenset(CASES) - {"nomn"}
GENDERS = frozenset(("masc", "femn"))
SKIPPED = 2
"""Adverbs and particles between a name and its verb that are passed over."""


def context_of(text: str, start: int, end: int) -> str:
    """Grammemes that a name's surroundings ask for: of each category none, one or several.

    Args:
        text: where the name stands.
        start: its offset in Unicode code points.
        end: the offset behind it.
    Returns:
        Words among the cases of pymorphy, `masc`, `femn`, `sing`, `begins` (a sentence), in order of the alphabet;
        empty: nothing is known.
    """
    before = BEFORE.search(text[max(0, start - SIGHT) : start])
    word, earlier = (before["word"], before["earlier"] or "") if before else ("", "")
    verb = _verb_after(text[end : end + SIGHT])
    wanted = _of_words(word, earlier, verb)
    if not wanted and begins_sentence(text, start):
        wanted = frozenset(CASES) - {"loct"} | {BEGINS}
    return " ".join(sorted(wanted))


def begins_sentence(text: str, start: int) -> bool:
    """Whether a name is the first word of its sentence, as far as signs tell."""
    return bool(BEFORE_SENTENCE.search(text[max(0, start - SIGHT) : start]))


def stands_for_family(text: str, start: int) -> bool:
    """Whether the word before a surname says that it is several people's: супруги Обама, братьев Кличко, два Буша."""
    before = BEFORE.search(text[max(0, start - SIGHT) : start])
    return before is not None and is_family_word(before["word"])


@lru_cache(maxsize=1 << 14)
def is_thing_too(word: str) -> bool:
    """Whether a name is a common noun of the dictionary as well: Волк, Вера, Роман."""
    return is_known(word) and any(
        parse.tag.POS == "NOUN" and case_of(parse) == "nomn" and not parse.tag.grammemes & NAMES
        for parse in parses(word)
    )


@lru_cache(maxsize=1 << 14)
def is_family_word(word: str) -> bool:
    """Whether a surname after this word is that of several people."""
    found = parses(word)
    if fold(word) in COUNTED or found[0].normal_form in COUNTED:
        return True
    return any(fold(parse.normal_form) in FAMILIES and "plur" in parse.tag for parse in found)


@lru_cache(maxsize=1 << 16)
def _of_words(word: str, earlier: str, verb: str) -> frozenset[str]:
    low = fold(word)
    if low in CASES_AFTER:
        return frozenset(CASES_AFTER[low].split())
    found = parses(word) if word and is_known(word) else []
    of_verb, of_noun = _of_verb(verb, found), _of_noun(low, found)
    if of_verb and of_noun == NO_SUBJECT:
        return frozenset()  # either may be true: на встрече Захарова сказала, по приказу Кима пущена ракета
    return of_verb or _of_verb_before(found, earlier) or of_noun


def _of_verb(verb: str, nouns: Sequence[Any]) -> frozenset[str]:
    """A verb says what its subject is, which a noun before the name may be instead: речь Мун Чжэ Ина длилась."""
    for parse in parses(verb) if verb else []:
        tag = parse.tag
        gender = str(tag.gender or "")
        if tag.number != "sing" or any(_is_subject(noun, gender) for noun in nouns):
            continue
        if gender in GENDERS and (tag.POS in ("PRTS", "ADJS") or tag.tense == "past"):
            return frozenset(("nomn", "sing", gender))
        if tag.POS == "VERB" and tag.person == "3per":
            return frozenset(("nomn", "sing"))
    return frozenset()


def _is_subject(noun: Any, gender: str) -> bool:
    """Whether a noun may be what a verb of that gender, or of the present, tells of."""
    fits = not gender or bool(noun.tag.grammemes & {gender, "ms-f", "Ms-f"})
    return noun.tag.POS == "NOUN" and case_of(noun) == "nomn" and fits and "plur" not in noun.tag


def _of_verb_before(found: list[Any], earlier: str) -> frozenset[str]:
    """«…», — сказала Мария: after speech, or where the verb takes no object, the name is the subject."""
    for parse in found:
        tag = parse.tag
        told = tag.POS == "VERB" and tag.tense == "past" and tag.number == "sing" and tag.gender in GENDERS
        if told and ("intr" in tag or SPEECH.fullmatch(earlier)):
            return frozenset(("nomn", "sing", str(tag.gender)))
    return frozenset()


def _of_noun(low: str, found: list[Any]) -> frozenset[str]:
    """A role stands in the name's case, and a woman's before a woman's name; a thing is followed by no subject."""
    nouns = [parse for parse in found if parse.tag.POS == "NOUN" and "plur" not in parse.tag]
    if not nouns or low in TIMES or found[0].tag.POS != "NOUN":
        return frozenset()
    cases = frozenset(map(case_of, nouns)) & frozenset(CASES)
    if all({"femn", "anim"} <= noun.tag.grammemes for noun in nouns):
        return cases | {"femn", "sing"}
    if all("anim" in noun.tag for noun in nouns):
        return cases | ({"sing"} if nouns[0].normal_form in ROLES else {"gent"})
    return NO_SUBJECT if all("inan" in noun.tag for noun in nouns) else frozenset()


def _verb_after(text: str) -> str:
    """The word after a name, adverbs and particles passed over; empty where none follows at once."""
    place = 0
    for _ in range(SKIPPED + 1):
        found = AFTER.match(text, place)
        if not found:
            return ""
        parse = parses(found["word"])[0]
        if parse.tag.POS not in ("ADVB", "PRCL"):
            return found["word"]
        place = found.end()
    return ""
