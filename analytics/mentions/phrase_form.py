"""The base form of a name: nominative, agreement kept inside the span, endings by pymorphy3 and by rules.

A surface may have several readings ("Захарова" is a woman in the nominative or a man in the genitive). Each is
returned with a weight; the article and the archive, which usually hold the name in other cases too, decide between
them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, product
from math import prod
from typing import NamedTuple

from analytics.mentions.grammar import (
    ADJECTIVES,
    NAMING,
    PERSONAL,
    Form,
    case_of,
    is_abbreviation,
    is_cyrillic,
    is_known,
    nominative,
    parses,
    score_of,
    shaped,
)
from analytics.mentions.person_form import candidates, is_common
from analytics.text.lemmas import has_dictionary, lemmatizer

PIECE = re.compile(r"[^\W_]+(?:[-‐‑'’ʼ][^\W_]+)*\.?|[^\w\s]", re.UNICODE)
QUOTED = re.compile(r"""^["«“„'](.*)["»”“']$""", re.DOTALL)
OPENING, CLOSING = frozenset('"«“„'), frozenset('"»”“')

OBLIQUE_ADJECTIVE = re.compile("(?:ого|ому|им|ої|ій|ою)$")
ADJECTIVE_OF = {"а": "а", "я": "а", "о": "е", "е": "е"}
"""Ukrainian: endings of an adjective in the nominative, after the last letter of its noun."""

UNCHANGED = 0.02
"""Weight of a phrase left as it stands, beside readings whose weights add up to 1."""
PLURAL_ONLY = 3.0
"""The same where every reading is a plural of a word that no dictionary has."""
UNLIKELY = 0.1
"""Factor for a reading as a person's name, or in another number, where a thing is expected."""


class Reading(NamedTuple):
    """One base form a surface may stand for, and how likely; the weights of a surface add up to 1.

    Attributes:
        plural: whether it names several at once, as a family.
    """

    base: str
    weight: float
    plural: bool = False


@lru_cache(maxsize=1 << 16)
def readings(surface: str, kind: str, language: str = "ru", context: str = "") -> tuple[Reading, ...]:
    """The base forms a name may have, the likeliest first; never empty.

    Args:
        surface: the name as written.
        kind: `person`, or `organisation` and `place`, which are read as a noun phrase: adjectives and the noun they
            belong to go to the nominative, what follows stays as it is.
        language: `ru` or `uk`; a name in any other stays as written.
        context: what the words around a person's name say of it, see `context.contexts`.
    """
    if language not in ("ru", "uk"):
        return (Reading(_spaced(surface), 1.0),)
    names = _spaced(surface).split()
    if kind == "person" and not is_common(names, language):
        return tuple(Reading(*candidate) for candidate in candidates(surface, language, context))
    found = _lone_adjective(names, language) if kind == "person" else ()
    weights: dict[str, float] = {}
    for base, weight in found or _phrase(surface, language):
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
    tags = [[parse.tag for parse in parses(word)] if is_known(word) else [] for word in words]
    if kind == "person" and any(known and all(tag.POS == "INFN" for tag in known) for known in tags):
        return False
    if len(words) > 1 or not is_cyrillic(words[0]) or words[0].isupper():
        return True
    parts = {parse.tag.POS for parse in parses(words[0])}
    if kind != "person" and parts <= ADJECTIVES:
        return False
    return not tags[0] or any(tag.POS in NAMING or not tag.POS for tag in tags[0])


@lru_cache(maxsize=1 << 16)
def is_patronymic(word: str) -> bool:
    """Whether a nominative is a patronymic."""
    return any("Patr" in parse.tag for parse in parses(word))


def _lone_adjective(names: list[str], language: str) -> list[tuple[str, float]]:
    """An adjective alone (немецкие) names people by its masculine; with a capital it may be a woman's surname."""
    found = parses(names[0], language) if len(names) == 1 else []
    if not found or not all(parse.tag.POS in ADJECTIVES for parse in found):
        return []
    read = []
    for parse in found:
        gender = "femn" if "femn" in parse.tag and not names[0].islower() else "masc"
        upright = nominative(parse, language, "sing", gender) or parse
        read.append((shaped(upright.word, names[0]), score_of(parse, names[0], language)))
    return read


def _phrase(surface: str, language: str) -> list[tuple[str, float]]:
    text = _spaced(surface)
    quoted = QUOTED.match(text)
    if quoted and not set(quoted.group(1)) & (OPENING | CLOSING):
        text = quoted.group(1).strip()
    words = list(PIECE.finditer(text))
    if not has_dictionary(language):
        return [(_by_list(text, words, language), 1.0)]
    for head in reversed(_heads([word.group() for word in words], language)):
        moved, tail = words[: head + 1], text[words[head].end() :]
        options = [_phrase_forms(word.group(), language, is_head=i == head) for i, word in enumerate(moved)]
        gaps = [text[a.end() : b.start()] for a, b in pairwise(moved)] + [tail]
        found = [
            ("".join(form.base + gap for form, gap in zip(forms, gaps, strict=True)), prod(f.weight for f in forms))
            for forms in product(*options)
            if _agree(forms)
        ]
        if found:
            return [*found, (text, _unchanged(words, head, options, language) * max(weight for _, weight in found))]
    return [(text, 1.0)]


def _unchanged(words: list[re.Match[str]], head: int, options: list[tuple[Form, ...]], language: str) -> float:
    """How likely a phrase stands in the nominative though none of its readings does, beside the best of these.

    A lone name that no dictionary has is hardly the plural that its ending suggests: Эр-Рияд.
    """
    alone = head == 0 and len(words) == 1
    only_plural = all(form.number == "plur" for form in options[head])
    return PLURAL_ONLY if alone and only_plural and not is_known(words[0].group(), language) else UNCHANGED


def _by_list(text: str, words: list[re.Match[str]], language: str) -> str:
    """Without a dictionary the head goes to its lemma, the adjectives before it by their endings to its gender."""
    adjectives = [word for word in words[:-1] if OBLIQUE_ADJECTIVE.search(word.group())]
    if not words or adjectives != words[: len(adjectives)]:
        return text
    head = words[len(adjectives)]
    if not is_cyrillic(head.group()) or is_abbreviation(head.group(), language):
        return text
    base = shaped(lemmatizer(language).lemma(head.group()), head.group())
    if base.endswith(("ий", "ій")):
        return text  # an adjective that stands in the nominative, or a name that looks like one
    ending = ADJECTIVE_OF.get(base[-1:], "ий")
    before = "".join(
        OBLIQUE_ADJECTIVE.sub(ending, word.group()) + text[word.end() : after.start()]
        for word, after in pairwise([*adjectives, head])
    )
    return before + base + text[head.end() :]


def _heads(words: list[str], language: str) -> list[int]:
    """Places of the nouns that may govern a phrase: each has nothing but adjectives before it."""
    heads = []
    for i, word in enumerate(words):
        if not is_cyrillic(word) or is_abbreviation(word, language):
            break
        parts = {parse.tag.POS for parse in parses(word, language)}
        if "NOUN" in parts:
            heads.append(i)
        if not parts & ADJECTIVES:
            break
    return heads


@lru_cache(maxsize=1 << 15)
def _phrase_forms(word: str, language: str, *, is_head: bool) -> tuple[Form, ...]:
    forms = []
    for parse in parses(word, language):
        grammemes = parse.tag.grammemes
        part = "NOUN" if parse.tag.POS == "NOUN" else "ADJF" if parse.tag.POS in ADJECTIVES else ""
        if part != ("NOUN" if is_head else "ADJF"):
            continue
        number = "plur" if "plur" in grammemes else "sing"
        case = case_of(parse)
        upright = parse if case == "nomn" else nominative(parse, language, number) or parse
        weight = score_of(parse, word, language) * (UNLIKELY if PERSONAL & grammemes else 1.0)
        if number == "plur" and not (language == "ru" and is_known(word, language)):
            weight *= UNLIKELY
        gender = str(parse.tag.gender or "")
        forms.append(Form(case, gender, number, shaped(upright.word, word), weight, part))
        single = (
            nominative(parse, language, "sing") if number == "plur" and is_head and is_known(word, language) else None
        )
        if single:  # Донецкой и Луганской областей: the noun is plural, each adjective is not
            base = shaped(single.word, word)
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


def _spaced(text: str) -> str:
    return " ".join(text.split())
