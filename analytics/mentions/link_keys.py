"""Keys of names, by which entities that may be one meet: from the kind and a name to nothing or several."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable

from analytics.mentions.canonical import surname_of
from analytics.mentions.grammar import is_known
from analytics.mentions.identities import identity
from analytics.mentions.link_groups import INITIALLED, is_full
from analytics.mentions.spelling import (
    romanised,
    skeleton,
    sounds,
    stem,
    undeclined,
    usual_first_name,
    words_of,
)
from data.article.folding import fold
from data.words.names import LEGAL_FORMS
from data.words.organisation_heads import BRANDED_RU, BRANDED_UK

Found = Collection[Hashable]
Keys = Callable[[str, str], Found]

ACRONYM = re.compile(r"[^\W\d_]{3,6}")
LETTERS = re.compile(r"[^\W\d_]+")
SMALL = re.compile("[^A-ZА-ЯЁІЇЄҐ]{1,3}")
"""Words that an acronym may leave out: и, по, of."""
MOST_WORDS = 12
FEWEST_HEARD = 4
"""Consonants that do not tell a name of one script yet."""
HEADS = BRANDED_RU | BRANDED_UK | frozenset(("airline", "company", "corporation", "group", "newspaper"))
FORMS = LEGAL_FORMS | frozenset(("the", "ag", "co", "corp", "dac", "gmbh", "inc", "llc", "ltd", "plc", "sa"))


def known(kind: str, name: str) -> Found:
    """Whom the alias table and CLDR have under the name."""
    key = identity(name, kind)
    return (key,) if key else ()


def spelling(kind: str, name: str) -> Found:
    """The letters that spellings share; of a first name alone those of its usual form: Мохаммед is Мухаммед."""
    letters = usual_first_name(skeleton(name)) if kind == "person" else skeleton(name)
    return ((kind, letters),) if len(letters) > 1 else ()


def stems(kind: str, name: str) -> Found:
    """The letters that languages share."""
    letters = stem(name)
    return ((kind, letters),) if len(letters) > 2 else ()


def heard(kind: str, name: str) -> Found:
    """The consonants that scripts share."""
    return [(kind, each) for each in sounds(name)]


def heard_through(kind: str, name: str) -> Found:
    """The consonants of a name as if it were one word: Саиф уль-Малук, Сайфул Малук."""
    heard = (each.rstrip("a") for each in sounds("".join(words_of(name))))
    return {(kind, each) for each in heard if len(each) > FEWEST_HEARD}


def initials(kind: str, name: str) -> Found:
    """First initial and surname of a person called so."""
    match = INITIALLED.fullmatch(name) if kind == "person" and "." in name else None
    return ((skeleton(match[1]), skeleton(match[2])),) if match else ()


def for_initials(kind: str, name: str) -> Found:
    """What a person's initials and surname may be: Джереми Хант is Д. and Дж. Хант."""
    if not _is_full_person(kind, name):
        return ()
    first, last = skeleton(name.split(maxsplit=1)[0]), skeleton(surname_of(name))
    return ((first[:1], last), (first[:2], last)) if len(first) > 1 else ((first, last),)


def lone_surname(kind: str, name: str) -> Found:
    """A person's name of one word."""
    return (skeleton(name),) if kind == "person" and " " not in name and "." not in name and len(name) > 1 else ()


def surname(kind: str, name: str) -> Found:
    """The surname in a person's full name."""
    return (skeleton(surname_of(name)),) if _is_full_person(kind, name) else ()


def undeclined_name(kind: str, name: str) -> Found:
    """A person's full name without endings."""
    return (letters,) if _is_full_person(kind, name) and (letters := undeclined(name)) else ()


def first_and_last(kind: str, name: str) -> Found:
    """The words of a person's name that has two."""
    letters = skeleton(name) if _is_full_person(kind, name) else ""
    return (letters,) if letters.count(" ") == 1 else ()


def middle_left_out(kind: str, name: str) -> Found:
    """First and last word of a person's name that has more."""
    words = skeleton(name).split() if _is_full_person(kind, name) else ()
    return (f"{words[0]} {words[-1]}",) if len(words) > 2 else ()


def acronym(kind: str, name: str) -> Found:
    """An organisation's name of three to six capitals, in Latin letters."""
    return (romanised(fold(name)),) if kind == "organisation" and name.isupper() and ACRONYM.fullmatch(name) else ()


def first_letters(kind: str, name: str) -> Found:
    """The acronyms that an organisation's name of several words may have, in Latin letters."""
    words = LETTERS.findall(name) if kind == "organisation" else []
    if not 2 < len(words) <= MOST_WORDS:
        return ()
    large = [word for word in words if not SMALL.fullmatch(word)]
    return {romanised("".join(fold(word[0]) for word in each)) for each in (words, large) if len(each) > 2}


def coined(kind: str, name: str) -> Found:
    """An organisation's name in which no word is another word too: Хезболла, Техрик-э-Лабаик."""
    words = [word for word in words_of(name) if len(word) > 2] if kind == "organisation" else []
    return (skeleton(name),) if words and not any(map(is_known, words)) else ()


def beginnings(kind: str, name: str) -> Found:
    """What an organisation's name of several words begins with."""
    words = name.split()[:MOST_WORDS] if kind == "organisation" else []
    return [skeleton(" ".join(words[:cut])) for cut in range(1, len(words))]


def bare(kind: str, name: str) -> Found:
    """An organisation's name without what it is called before it and its legal form."""
    letters = skeleton(parted(name)[1]) if kind == "organisation" else ""
    return (letters,) if len(letters) > 2 else ()


def parted(name: str) -> tuple[str, str]:
    """What an organisation is called before its name, folded and without legal forms, and the name itself."""
    words = [word for word in name.split() if fold(word).strip(".,") not in FORMS]
    noun = fold(words[0]) if len(words) > 1 and words[0].islower() and fold(words[0]) in HEADS else ""
    return noun, " ".join(words[bool(noun) :])


def _is_full_person(kind: str, name: str) -> bool:
    return kind == "person" and is_full(name)
