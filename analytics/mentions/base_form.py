"""The base form of a Russian name: nominative, agreement kept inside the span, endings by pymorphy3.

A surface may have several readings ("Захарова" is a woman in the nominative or a man in the genitive). Each is
returned with a weight; the article, which usually holds the name in other cases too, decides between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise, product
from typing import Any, NamedTuple

from analytics.text.lemmas import analyzer

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
ALIKE = {"gen2": "gent", "gen1": "gent", "acc2": "accs", "loc2": "loct", "loc1": "loct", "voct": "nomn"}
ADJECTIVES = frozenset(("ADJF", "PRTF"))
PIECE = re.compile(r"[^\W_]+(?:[-‐‑'’ʼ][^\W_]+)*\.?|[^\w\s]", re.UNICODE)
INITIALS = re.compile(r"[^\W\d_]{1,2}\.(?:-?[^\W\d_]{1,2}\.)?")
QUOTED = re.compile(r"""^["«“„'](.*)["»”“']$""", re.DOTALL)
OPENING, CLOSING = frozenset('"«“„'), frozenset('"»”“')
BRACKET = re.compile(r"[()\[\]]")
CYRILLIC = re.compile("[а-яёіїєґ]", re.IGNORECASE)
CONSONANT = re.compile("[бвгджзклмнпрстфхцчшщ]$")

NAMING = frozenset(("NOUN", "ADJF"))
PERSONAL = frozenset(("Name", "Surn", "Patr"))
LONGEST_ABBREVIATION = 5

UNCHANGED = 0.02
"""Weight of a word left as it stands, beside readings whose weights add up to 1."""
UNDECLINED = 0.3
"""The same where it has no other reading for that gender, as women's surnames: Терезы Мэй, Иванки Трамп."""
UNLIKELY = 0.1
"""Factor for a reading as a common noun where a name is expected."""


class Reading(NamedTuple):
    """One base form a surface may stand for, and how likely; the weights of a surface add up to 1."""

    base: str
    weight: float


class Form(NamedTuple):
    """One way to read a word: its grammar and its nominative. Empty case or gender: any."""

    case: str
    gender: str
    number: str
    base: str
    weight: float
    part: str


@lru_cache(maxsize=1 << 16)
def readings(surface: str, kind: str) -> tuple[Reading, ...]:
    """The base forms a Russian name may have, the likeliest first; never empty.

    Args:
        surface: the name as written.
        kind: `person`, or `organisation` and `place`, which are read as a noun phrase: adjectives and the noun they
            belong to go to the nominative, what follows stays as it is.
    """
    found = _person(surface) if kind == "person" else _phrase(surface)
    weights: dict[str, float] = {}
    for base, weight in found:
        weights[base] = weights.get(base, 0.0) + weight
    total = sum(weights.values())
    if not total:
        return (Reading(_spaced(surface), 1.0),)
    ordered = sorted(weights.items(), key=lambda item: -item[1])
    return tuple(Reading(base, weight / total) for base, weight in ordered)


@lru_cache(maxsize=1 << 16)
def could_be_name(words: tuple[str, ...], kind: str) -> bool:
    """Whether Russian words can name something of a kind.

    A lone adjective names no place or organisation ("Варшавском" саммите), a lone adverb or verb nothing ("Сегодня"),
    and no person's name holds an infinitive ("Поделиться").
    """
    tags = [[parse.tag for parse in _parses(word)] if _is_known(word) else [] for word in words]
    if kind == "person" and any(known and all(tag.POS == "INFN" for tag in known) for known in tags):
        return False
    if len(words) > 1 or not _is_cyrillic(words[0]) or words[0].isupper():
        return True
    parts = {parse.tag.POS for parse in _parses(words[0])}
    if kind != "person" and parts <= ADJECTIVES:
        return False
    return not tags[0] or any(tag.POS in NAMING or not tag.POS for tag in tags[0])


def is_patronymic(word: str) -> bool:
    """Whether a nominative is a patronymic."""
    return any("Patr" in parse.tag for parse in _parses(word))


def _person(surface: str) -> Iterable[tuple[str, float]]:
    pieces = _spaced(BRACKET.sub(" ", surface)).split()
    names = [piece for piece in pieces if not INITIALS.fullmatch(piece)]
    for gender in ("masc", "femn"):
        for forms in zip(*(_likeliest(name, gender) for name in names), strict=True):
            if None not in forms:
                bases = iter([form.base for form in forms])
                base = " ".join(piece if INITIALS.fullmatch(piece) else next(bases) for piece in pieces)
                yield base, _product(form.weight for form in forms)


@lru_cache(maxsize=1 << 15)
def _likeliest(word: str, gender: str) -> list[Form | None]:
    """The best reading of one word of a person's name for each of CASES; None where it cannot stand in it."""
    forms = _name_forms(word, gender)
    return [max((form for form in forms if form.case in ("", case)), key=_weight, default=None) for case in CASES]


def _name_forms(word: str, gender: str) -> list[Form]:
    """Readings of one word of a person's name, for a man or a woman."""
    if not _is_cyrillic(word):
        return [Form("", gender, "sing", word, 1 / len(CASES), "")]
    forms = [form for parse in _parses(word) if (form := _name_form(parse, word, gender))]
    parses, low = _parses(word), word.lower()
    weight = UNCHANGED
    if not any(parse.tag.POS in NAMING for parse in parses):
        weight = 1.0
    elif any(_is_known(word) and parse.tag.POS in NAMING for parse in parses) and forms:
        weight = UNCHANGED
    elif low.endswith(("и", "о", "э")) or (low.endswith("ой") and gender == "masc"):
        weight = UNDECLINED
    elif gender == "femn" and not low.endswith(("а", "я")) and all(form.case == "nomn" for form in forms):
        weight = UNCHANGED if any("Name" in parse.tag and _is_known(word) for parse in parses) else UNDECLINED
    return [*forms, Form("", gender, "sing", word, weight / len(CASES), "")]


def _name_form(parse: Any, word: str, gender: str) -> Form | None:
    grammemes = parse.tag.grammemes
    if parse.tag.POS not in NAMING or "plur" in grammemes or not grammemes & {gender, "ms-f", "Ms-f"}:
        return None
    nominative = parse.inflect({"nomn", "sing", gender}) or parse.inflect({"nomn", "sing"}) or parse
    base = _shaped(nominative.word, word)
    weight = parse.score
    if _is_known(word) and not grammemes & PERSONAL:
        weight *= UNLIKELY
    if not _is_known(word) and gender == "masc" and CONSONANT.search(base):
        weight *= 2  # most foreign men's names end in a consonant, their genitive looks like a woman's nominative
    return Form(_case(parse), gender, "sing", base, weight, "NOUN")


def _phrase(surface: str) -> list[tuple[str, float]]:
    text = _spaced(surface)
    quoted = QUOTED.match(text)
    if quoted and not set(quoted.group(1)) & (OPENING | CLOSING):
        text = quoted.group(1).strip()
    words = list(PIECE.finditer(text))
    for head in reversed(_heads([word.group() for word in words])):
        moved, tail = words[: head + 1], text[words[head].end() :]
        options = [_phrase_forms(word.group(), is_head=i == head) for i, word in enumerate(moved)]
        gaps = [text[a.end() : b.start()] for a, b in pairwise(moved)] + [tail]
        found = [
            ("".join(form.base + gap for form, gap in zip(forms, gaps, strict=True)), _product(f.weight for f in forms))
            for forms in product(*options)
            if _agree(forms)
        ]
        if found:
            return [*found, (text, UNCHANGED * max(weight for _, weight in found))]
    return [(text, 1.0)]


def _heads(words: list[str]) -> list[int]:
    """Places of the nouns that may govern a phrase: each has nothing but adjectives before it."""
    heads = []
    for i, word in enumerate(words):
        if not _is_cyrillic(word) or _is_abbreviation(word):
            break
        parts = {parse.tag.POS for parse in _parses(word)}
        if "NOUN" in parts:
            heads.append(i)
        if not parts & ADJECTIVES:
            break
    return heads


@lru_cache(maxsize=1 << 15)
def _phrase_forms(word: str, *, is_head: bool) -> tuple[Form, ...]:
    forms = []
    for parse in _parses(word):
        grammemes = parse.tag.grammemes
        part = "NOUN" if parse.tag.POS == "NOUN" else "ADJF" if parse.tag.POS in ADJECTIVES else ""
        if part != ("NOUN" if is_head else "ADJF"):
            continue
        number = "plur" if "plur" in grammemes else "sing"
        case = _case(parse)
        nominative = parse if case == "nomn" else parse.inflect({"nomn", number}) or parse
        weight = parse.score * (UNLIKELY if PERSONAL & grammemes else 1.0)
        if number == "plur" and not _is_known(word):
            weight *= UNLIKELY
        gender = str(parse.tag.gender or "")
        forms.append(Form(case, gender, number, _shaped(nominative.word, word), weight, part))
        single = parse.inflect({"nomn", "sing"}) if number == "plur" and is_head and _is_known(word) else None
        if single:  # Донецкой и Луганской областей: the noun is plural, each adjective is not
            base = _shaped(single.word, word)
            forms.append(Form(case, gender or str(single.tag.gender or ""), "sing", base, weight * UNLIKELY, "NOUN"))
    return tuple(forms)


def _agree(forms: tuple[Form, ...]) -> bool:
    head = forms[-1]
    return all(
        form.case == head.case
        and form.number == head.number
        and (head.number == "plur" or not head.gender or form.gender in ("", head.gender))
        for form in forms[:-1]
    )


def _case(parse: Any) -> str:
    case = str(parse.tag.case or "")
    return ALIKE.get(case, case)


def _weight(form: Form) -> float:
    return form.weight


def _product(weights: Iterable[float]) -> float:
    result = 1.0
    for weight in weights:
        result *= weight
    return result


def _spaced(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=1 << 16)
def _parses(word: str) -> list[Any]:
    return list(analyzer("ru").parse(word.lower()))


@lru_cache(maxsize=1 << 16)
def _is_known(word: str) -> bool:
    return bool(analyzer("ru").word_is_known(word.lower()))


def _is_cyrillic(word: str) -> bool:
    return bool(CYRILLIC.search(word))


def _is_abbreviation(word: str) -> bool:
    """Whether a word in capitals has no endings: РФПИ, УНИАН; not МИД, which a dictionary declines."""
    return word.isupper() and len(word) <= LONGEST_ABBREVIATION and not any("Abbr" in p.tag for p in _parses(word))


def _shaped(base: str, word: str) -> str:
    """The nominative in the letters of the word as written: its capitals, its е for ё."""
    bases, words = base.split("-"), word.split("-")
    if len(words) == len(bases) > 1:
        return "-".join(_shaped(b, w) for b, w in zip(bases, words, strict=True))
    if word.isupper() and len(word) > LONGEST_ABBREVIATION:
        word = word.capitalize()
    same = 0
    for ours, theirs in zip(base, word.lower(), strict=False):
        if ours.replace("ё", "е") != theirs.replace("ё", "е"):
            break
        same += 1
    return word[:same] + base[same:]
