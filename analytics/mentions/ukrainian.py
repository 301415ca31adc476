"""Names in Ukrainian texts, found without Ukrainian weights.

The letters that Russian lacks are read as their Russian neighbours, each as one letter, so that every place in the text
stays where it was; the model for Russian knows most names then by what stands around them. What kind of name it is,
is said better by countries' names, by what organisations are called, and by what the other texts have it for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from analytics.mentions import network
from analytics.mentions.spans import Span, apart, outermost
from analytics.mentions.surnames import bare_surnames
from analytics.mentions.territories import territories
from data.article.folding import fold
from data.words.organisation_heads import BRANDED_UK, INSTITUTIONS_UK, TERRITORIES_UK

LETTERS = str.maketrans("іїєґІЇЄҐ", "ииегИИЕГ")
SMALL_WORDS = {"й": "и", "та": "и ", "у": "в", "У": "В", "з": "с", "із": "с ", "зі": "со", "від": "от "}
"""Words of as many letters that the model looks at when it cuts names apart."""
SMALL_WORD = re.compile(rf"\b(?:{'|'.join(SMALL_WORDS)})\b")
APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’ʼ](?=[^\W\d_])")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
LATIN = re.compile(
    r"(?<![\w@.-])(?<![a-z][ ,])[A-Z][A-Za-z&’'-]*[A-Za-z](?: [A-Z][A-Za-z&’'-]*[A-Za-z])*(?![\w@-]|\.\w| [a-z])"
)
"""Words in Latin letters that are no part of a text in Latin script, an address or a code."""
LATIN_SHARE = 1 / 3
"""Of the places of a name in Latin letters, those where the model must see an organisation for it to be one in all."""
IN_BRACKETS = re.compile(r" ?\(([A-Z][a-z’'-]+(?: [A-Za-z’'-]+){1,3})\)")
PHRASE = re.compile(
    r"\b[А-ЯІЇЄҐ][^\W\d_]*(?P<hard>[сцз]ьк|н|ов|ев|єв|ч|ш)(?:ий|ій|а|е|ого|ої|ому|у|им|ою|ім) (?P<noun>[^\W\d_]+)"
)
TOWARDS = re.compile(r"(?:Північн|Південн|Західн|Східн|Центральн)")
VERB = re.compile(r"\w{3,}(?:[єеи]мо|ться|лися|вся|лась)")
ENDING = re.compile(
    r"(?<=\w{3})(?:ями|ами|ові|еві|єві|ого|ому|ої|ою|ею|єю|ий|их|им|ими|ій|ам|ям|ах|ях|ом|ем|єм|ів|[аяиіїуюеєойь])$"
)


def ukrainian_spans(texts: Sequence[str]) -> list[list[Span]]:
    """The names in Ukrainian texts: one list a text, in order of place and without overlap.

    These texts vote: what stands in small letters too, every word of it, is no person and no place; a name is of the
    kind that it has most often.
    """
    common = {word for text in texts for word in WORD.findall(text) if word.islower()}
    read = network.read([_as_russian(text) for text in texts])
    named = [[_of_kind(text, span) for span in spans] for text, spans in zip(texts, read, strict=True)]
    usual = _usual(zip(texts, named, strict=True))
    latin = [_latin(text) for text in texts]
    foreign = _organisations(texts, latin, named)
    result = []
    for text, spans, runs in zip(texts, named, latin, strict=True):
        of_kind = [span._replace(kind=usual[_key(text, span)]) for span in apart(spans, runs)]
        kept = [span for span in of_kind if span.kind == "organisation" or not _is_common(text, span, common)]
        phrases = outermost(_phrases(text))
        sure = [*phrases, *apart([run for run in runs if text[run.start : run.end] in foreign], phrases)]
        found = _together(_spelt_again(text, kept), sure, kept, _countries(text))
        result.append(sorted([*found, *bare_surnames(text, found)]))
    return result


def _as_russian(text: str) -> str:
    with_words = SMALL_WORD.sub(lambda found: SMALL_WORDS[found[0]], text)
    return APOSTROPHE.sub("ъ", with_words).translate(LETTERS)


def _together(*found: Iterable[Span]) -> list[Span]:
    """All that was found; where two touch, the one that stands earlier here."""
    kept: list[Span] = []
    for spans in found:
        kept = sorted([*kept, *apart(outermost(spans), kept)])
    return kept


def _spelt_again(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """What stands in brackets behind a person: the same in Latin letters."""
    for span in spans:
        if span.kind == "person" and (again := IN_BRACKETS.match(text, span.end)):
            yield Span(*again.span(1), "person")


def _latin(text: str) -> list[Span]:
    return [Span(*found.span(), "organisation") for found in LATIN.finditer(text)]


def _organisations(texts: Sequence[str], latin: Sequence[Sequence[Span]], named: Sequence[Sequence[Span]]) -> set[str]:
    """The names in Latin letters that the model sees an organisation in often enough."""
    places: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for text, runs, spans in zip(texts, latin, named, strict=True):
        places.update(text[run.start : run.end] for run in runs)
        models = [span for span in spans if span.kind == "organisation"]
        unseen = Counter(text[run.start : run.end] for run in apart(runs, models))
        seen.update(Counter(text[run.start : run.end] for run in runs) - unseen)
    sure = {name for name, count in places.items() if seen[name] >= count * LATIN_SHARE}
    return {name for name in places if name in sure or not sure.isdisjoint(name.split("-"))}


def _usual(named: Iterable[tuple[str, Sequence[Span]]]) -> Mapping[str, str]:
    """The commonest kind of each name."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for text, spans in named:
        for span in spans:
            kinds[_key(text, span)][span.kind] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in kinds.items()}


def _phrases(text: str) -> Iterator[Span]:
    """What an adjective with a capital letter and the noun behind it name: "Верховний суд", "Північна Ірландія"."""
    for found in PHRASE.finditer(text):
        stem = _stem(found["noun"])
        if stem in _heads(INSTITUTIONS_UK):
            yield Span(*found.span(), "organisation")
        elif stem in _heads(TERRITORIES_UK) or (TOWARDS.match(found[0]) and found["noun"][0].isupper()):
            yield Span(*found.span(), "place")


def _countries(text: str) -> Iterator[Span]:
    for word in WORD.finditer(text):
        if word.group()[0].isupper() and _stem(word.group()) in _places():
            yield Span(*word.span(), "place")


def _of_kind(text: str, span: Span) -> Span:
    """What a span's words say of its kind; a person who ends in a country is that country."""
    bracket = text.find(" (", span.start, span.end)
    span = span._replace(end=bracket) if bracket > 0 else span
    words = list(WORD.finditer(text, span.start, span.end))
    while len(words) > 1 and words[-1].group().islower():
        span = span._replace(end=words[-2].end())
        words.pop()
    stems = [_stem(word.group()) for word in words]
    if " ".join(stems) in _places():
        return span._replace(kind="place")
    if any(stem in _heads(INSTITUTIONS_UK) or stem in _heads(BRANDED_UK) for stem in stems):
        return span._replace(kind="organisation")
    if any(stem in _heads(TERRITORIES_UK) for stem in stems):
        return span._replace(kind="place")
    if span.kind == "person" and stems and stems[-1] in _places():
        return Span(*words[-1].span(), "place")
    return span


def _is_common(text: str, span: Span, common: set[str]) -> bool:
    words = WORD.findall(text, span.start, span.end)
    return all(word.lower() in common for word in words) or (len(words) == 1 and VERB.fullmatch(words[0]) is not None)


def _key(text: str, span: Span) -> str:
    return stems(text[span.start : span.end])


def stems(name: str) -> str:
    """The words of a Ukrainian name without their case endings."""
    return " ".join(map(_stem, WORD.findall(name)))


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """The word without its case ending."""
    return ENDING.sub("", APOSTROPHE.sub("", fold(word)))


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(map(stems, territories("uk")))


@lru_cache(maxsize=4)
def _heads(nouns: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_stem, nouns))
