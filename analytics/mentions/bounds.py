"""Where a name begins and ends: the model's spans without what is no part of them, and put together where it cut one.

Offices, legal forms, prepositions and verbs at its ends go, quotation marks too; a surname and the first name with
patronymic behind it are one person; a quotation is taken whole.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from functools import lru_cache

from analytics.mentions.context import is_family_word
from analytics.mentions.grammar import ADJECTIVES, NAMING, case_of, is_known, parses
from analytics.mentions.person_form import is_syllabic
from analytics.mentions.phrase_form import could_be_name
from analytics.mentions.spans import Span, apart, outermost
from analytics.text.lemmas import lemmatizer
from data.article.folding import fold
from data.words.names import COMPANIES, LEGAL_FORMS, PREPOSITIONS
from data.words.roles import GENERIC, ROLES

WORD = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*\.?")
EDGE = frozenset(" \t\n\r\u00a0,;:!?…-–—|/\\()[]*")
LETTER = re.compile(r"[^\W\d_]")
LONGEST = 500
"""Characters of a name; what is longer lost its spaces or its sentence ends, and is no name."""
QUOTATION = re.compile(r"«([^«»\n]{2,80})»|„([^„“”\n]{2,80})[“”]|“([^“”\n]{2,80})”|\"([^\"\n]{2,80})\"")
BEFORE_QUOTATION = re.compile(r"(?<![\w-])(?P<word>[^\W\d_]+)[ \u00a0]+$")
MARKS = ' \u00a0«„“"'
SIGHT = 30
FAMILY = 2
"""Words of a family's name that has the word before it (Сёстры Уильямс)."""
NAMELESS = frozenset(("VERB", "INFN", "GRND", "NPRO", "ADVB", "PREP", "CONJ", "PRCL", "PRED"))
SHORTEST_NAMELESS = 3
"""Parts of speech that are in no name, and letters from which on that can be said (Ли)."""
PATRONYMIC = re.compile(r"[а-яё]+(?:вич|вн|ичн|иничн)(?:а|у|ем|ом|е|ы|ой)?", re.IGNORECASE)


def named_spans(text: str, spans: Sequence[Span], language: str) -> list[Span]:
    """The names among a model's spans, each from its first letter to its last.

    Args:
        text: where they stand.
        spans: in order of place; of two where one lies in the other the longer counts, if it is a name.
        language: of the text; what grammar must decide is decided in Russian alone.
    Returns:
        In order of place, without overlap.
    """
    spans = outermost(span for span in spans if _trimmed(text, span, language))
    if language == "ru":
        spans = spans or _heading(text)
        spans = _with_companies(text, _one_person(text, spans))
    return [name for span in spans if (name := _trimmed(text, span, language))]


def _heading(text: str) -> list[Span]:
    """A heading of one word that the dictionary has as a place and as no surname: the model wants a sentence."""
    word = text.strip()
    tags = [parse.tag for parse in parses(word)] if word[:1].isupper() and is_known(word) else []
    if not any({"Geox", "nomn"} <= tag.grammemes for tag in tags) or any("Surn" in tag for tag in tags):
        return []
    start = text.index(word)
    return [Span(start, start + len(word), "place")]


def _one_person(text: str, spans: Iterable[Span]) -> list[Span]:
    """Абдурахмановой | Натальи Петровны: a surname that the model cut off from what follows it."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and last.kind == span.kind == "person" and _goes_on(text, last, span):
            joined[-1] = Span(last.start, span.end, "person")
        else:
            joined.append(span)
    return joined


def _goes_on(text: str, first: Span, second: Span) -> bool:
    words = text[second.start : second.end].split()
    between = text[first.end : second.start]
    alone = len(text[first.start : first.end].split()) == 1
    return alone and not between.strip() and "\n" not in between and len(words) == 2 and is_patronymic_form(words[1])


def is_patronymic_form(word: str) -> bool:
    """Whether a word is a patronymic in any case."""
    return bool(PATRONYMIC.fullmatch(word)) and any("Patr" in parse.tag for parse in parses(word))


def _with_companies(text: str, spans: Sequence[Span]) -> list[Span]:
    """Companies are the quotation behind what they are (ПАО «Роснефть»), whether the model saw all of it or not."""
    found = [Span(*quoted, "organisation") for quoted in _companies(text)]
    return sorted([*apart(spans, [_reach(text, company) for company in found]), *found])


def _companies(text: str) -> Iterable[tuple[int, int]]:
    for quotation in QUOTATION.finditer(text):
        before = BEFORE_QUOTATION.search(text, max(0, quotation.start() - SIGHT), quotation.start())
        if before and _is_company_word(before["word"]):
            yield quotation.span(quotation.lastindex or 0)


@lru_cache(maxsize=1 << 14)
def _is_company_word(word: str) -> bool:
    return fold(word) in LEGAL_FORMS or lemmatizer("ru").lemma(word) in COMPANIES


def _reach(text: str, company: Span) -> Span:
    """A company's place from the last letter before its quotation on: a span that ends there is part of it."""
    start = company.start
    while start and text[start - 1] in MARKS:
        start -= 1
    return company._replace(start=max(0, start - 1))


def are_adjectives(text: str) -> bool:
    """Whether a text is adjectives alone; False where it is empty."""
    words = [word.group() for word in WORD.finditer(text)]
    return bool(words) and all(any(parse.tag.POS in ADJECTIVES for parse in parses(word)) for word in words)


def _trimmed(text: str, span: Span, language: str) -> Span | None:
    """The span without role words and punctuation at its ends; None if it is no name then."""
    if span.end - span.start > LONGEST:
        return None
    name = _name_in(text[span.start : span.end], span.kind, language)
    return Span(span.start + name[0], span.start + name[1], span.kind) if name else None


@lru_cache(maxsize=1 << 16)
def _name_in(surface: str, kind: str, language: str) -> tuple[int, int] | None:
    words = deque(WORD.finditer(surface))
    start, end = 0, len(surface)
    if kind == "person" and language == "ru" and len(words) == FAMILY and is_family_word(words[0].group()):
        return None
    while words and _is_before(words, kind, language):
        words.popleft()
        start = words[0].start() if words else end
    while len(words) > 1 and kind == "person" and _is_behind([word.group() for word in words], language):
        words.pop()
        end = words[-1].end()
    return _checked(surface, start, end, kind, language)


def _is_before(words: Sequence[re.Match[str]], kind: str, language: str) -> bool:
    """Whether the first word of a span is no part of the name: an office, a preposition, a verb."""
    first, after = words[0].group(), [word.group() for word in words][1:3]
    if after and language == "ru" and (fold(first) in PREPOSITIONS or (kind == "person" and _is_nameless(first))):
        return True
    if kind != "person" and after:
        return False
    return _is_role(first, language) and (not after or language != "ru" or len(after) > 1 or _agrees(first, after[0]))


def _is_behind(words: Sequence[str], language: str) -> bool:
    """Whether the last word of a person's name is no part of it; of three syllables each is (Мун Чжэ Ином)."""
    word = words[-1]
    if language != "ru":
        return _is_role(word, language)
    return (word.islower() and _is_role(word, language)) or (_is_nameless(word) and not is_syllabic(words))


@lru_cache(maxsize=1 << 14)
def _is_role(word: str, language: str) -> bool:
    """Whether a word is an office or a rank, and no surname that looks like a form of one: Королёв, not Генсек."""
    lemmas = lemmatizer(language).lemma_forms(word.rstrip("."))
    if language == "ru" and word[:1].isupper() and lemmas[0] not in ROLES:
        return False
    upright = (
        [p for p in parses(word.rstrip(".")) if "Surn" in p.tag and case_of(p) == "nomn"] if language == "ru" else []
    )
    return any(lemma in ROLES for lemma in lemmas[:2]) and not (word[:1].isupper() and upright)


@lru_cache(maxsize=1 << 14)
def _agrees(role: str, name: str) -> bool:
    """Whether an office may stand in the case of the name behind it: in «Халифа Хафтар» the first word is a name."""
    if role.islower():
        return True
    cases, theirs = _cases(role), _cases(name)
    return not cases or not theirs or bool(cases & theirs)


def _cases(word: str) -> set[str]:
    found = (parse for parse in parses(word) if parse.tag.POS in NAMING and "plur" not in parse.tag)
    return {case_of(parse) for parse in found}


@lru_cache(maxsize=1 << 14)
def _is_nameless(word: str) -> bool:
    """Whether a word that a lost full stop or a headline put beside a name is a verb, a pronoun or an adverb alone."""
    tags = [parse.tag for parse in parses(word)] if is_known(word) and len(word) >= SHORTEST_NAMELESS else []
    return bool(tags) and all(tag.POS in NAMELESS or "Apro" in tag for tag in tags)


def _checked(text: str, start: int, end: int, kind: str, language: str) -> tuple[int, int] | None:
    bracket = text.find("(", start, end)
    if bracket > start and text.find(")", bracket, end) < 0:
        end = bracket
    while start < end and text[start] in EDGE:
        start += 1
    while start < end and text[end - 1] in EDGE:
        end -= 1
    return (start, end) if _is_name(text[start:end], kind, language) else None


def _is_name(name: str, kind: str, language: str) -> bool:
    words = [m.group() for m in WORD.finditer(name)]
    if len(LETTER.findall(name)) < 2 or name.islower():
        return False
    if any(c.isdigit() for c in name) and (kind == "person" or (kind == "place" and len(words) == 1)):
        return False  # Ан-26
    if all(lemmatizer(language).lemma(word) in GENERIC for word in words):
        return False
    return language != "ru" or could_be_name(tuple(words), kind)
