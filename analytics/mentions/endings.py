"""How names that no dictionary holds decline: for each ending the nominatives that it may belong to.

Rules of grammar alone: they say what is possible, the archive's other forms say what is so (`mentions.vote`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

SHORTEST_STEM = 2
HARD = "[бвгґджзклмнпрстфхцчшщ]"
BARE = "(?!(?<=ен)к|(?<=[сц]ь)к|(?<=[сц]ько)м)" + HARD
"""What a Ukrainian name without an ending ends in: Шевчука is Шевчук, Порошенка no Порошенк."""
IN_O = "(?:(?<![уюаяиі])к|л|р|(?<![иії])н)"
"""What stands before the last letter of Порошенко, Павло, Дмитро, Махно."""
SOFT = "[бвдзлмнпрстфжчш]"
VOWEL = "[аеёиоуыэюяіїє]"
SURNAME = "(?:ов|ев|ёв|ин|ын|єв|ін|їн)"


class Ending(NamedTuple):
    """One reading of a word: it is a case of a name of that gender whose nominative is `base`, in small letters."""

    case: str
    gender: str
    base: str


class _Rule(NamedTuple):
    gender: str
    case: str
    ending: str
    nominative: str
    stem: re.Pattern[str]


def _paradigm(genders: str, nominative: str, stem: str, **cases: str) -> Iterable[_Rule]:
    """Rules of one declension: the endings of each case, the nominative's own and what its stem ends with."""
    pattern = re.compile(stem + "$")
    for gender in genders.split():
        for case, endings in cases.items():
            yield from (_Rule(gender, case, ending, nominative, pattern) for ending in endings.split())


RUSSIAN = (
    *_paradigm("masc", "", HARD, gent="а", datv="у", accs="а", ablt="ом ем", loct="е"),
    *_paradigm("masc", "", SURNAME, ablt="ым"),
    *_paradigm("masc", "й", VOWEL, gent="я", datv="ю", accs="я", ablt="ем", loct="е и"),
    *_paradigm("masc", "ь", SOFT, gent="я", datv="ю", accs="я", ablt="ем", loct="е"),
    *_paradigm("masc", "ий", "[кгхжшчщцн]", gent="ого его", datv="ому ему", accs="ого его", ablt="им", loct="ом ем"),
    *_paradigm("masc", "ый", "[бвдзлмнпрстф]", gent="ого", datv="ому", accs="ого", ablt="ым", loct="ом"),
    *_paradigm("masc", "ой", "[бвдзлмнпрстфкгх]", gent="ого", datv="ому", accs="ого", ablt="ым им", loct="ом"),
    *_paradigm("masc", "ец", "[а-я]", gent="ца", datv="цу", accs="ца", ablt="цом цем", loct="це"),
    *_paradigm("masc femn", "а", HARD, gent="ы и", datv="е", accs="у", ablt="ой ей", loct="е"),
    *_paradigm("masc femn", "я", "[бвдзлмнпрстфаеоуыэюяь]", gent="и", datv="е", accs="ю", ablt="ей", loct="е"),
    *_paradigm("masc femn", "ия", "[бвгдзклмнпрстфхц]", gent="ии", datv="ии", accs="ию", ablt="ией", loct="ии"),
    *_paradigm("femn", "а", SURNAME, gent="ой", datv="ой", accs="у", ablt="ой", loct="ой"),
    *_paradigm("femn", "ая", "[бвгдзклмнпрстфх]", gent="ой", datv="ой", accs="ую", ablt="ой", loct="ой"),
    *_paradigm("femn", "ь", SOFT, gent="и", datv="и", ablt="ью", loct="и"),
)
UKRAINIAN = (
    *_paradigm("masc", "", BARE, gent="а", datv="у ові", accs="а", ablt="ом ем", loct="і ові у"),
    *_paradigm("masc", "", "р", gent="я", datv="ю еві", accs="я", ablt="ем", loct="еві ю і"),
    *_paradigm("masc", "", SURNAME, ablt="им"),
    *_paradigm("masc", "о", IN_O, gent="а", datv="у ові", accs="а", ablt="ом", loct="ові у"),
    *_paradigm("masc", "й", VOWEL, gent="я", datv="ю єві", accs="я", ablt="єм", loct="ї єві ю"),
    *_paradigm("masc", "ь", "(?!р)" + SOFT, gent="я", datv="ю еві", accs="я", ablt="ем", loct="еві ю і"),
    *_paradigm("masc", "ий", "[а-яґ]", gent="ого", datv="ому", accs="ого", ablt="им", loct="ому"),
    *_paradigm("masc", "ець", "[а-яґ]", gent="ця", datv="цю цеві", accs="ця", ablt="цем", loct="цеві цю"),
    *_paradigm("masc", "ів", "як", gent="ова", datv="ову", accs="ова", ablt="овом", loct="ові"),
    *_paradigm("masc femn", "а", "(?!(?<=ен)к)" + HARD, gent="и", datv="і", accs="у", ablt="ою", loct="і"),
    *_paradigm("masc femn", "га", "[а-яіїєґ]", datv="зі", loct="зі"),
    *_paradigm("masc femn", "ка", "[а-яіїєґ]", datv="ці", loct="ці"),
    *_paradigm("masc femn", "я", SOFT, gent="і", datv="і", accs="ю", ablt="ею", loct="і"),
    *_paradigm("masc femn", "я", "(?!(?<=[внк])о)" + VOWEL, gent="ї", datv="ї", accs="ю", ablt="єю", loct="ї"),
    *_paradigm("femn", "а", SURNAME, gent="ої", datv="ій", accs="у", ablt="ою", loct="ій"),
    *_paradigm("femn", "а", "[сц]ьк|н", gent="ої", datv="ій", accs="у", ablt="ою", loct="ій"),
)
RULES = {"ru": RUSSIAN, "uk": UKRAINIAN}


@lru_cache(maxsize=1 << 16)
def by_ending(word: str, language: str) -> tuple[Ending, ...]:
    """The oblique cases that a word may stand in by its ending alone; empty for other languages than ru and uk."""
    low = word.lower()
    found = (
        Ending(rule.case, rule.gender, stem + rule.nominative)
        for rule in RULES.get(language, ())
        if low.endswith(rule.ending)
        and len(stem := low.removesuffix(rule.ending)) >= SHORTEST_STEM
        and rule.stem.search(stem)
    )
    return tuple(dict.fromkeys(found))
