"""Names in the letters by which they are compared: spellings of one alphabet, Russian and Ukrainian, Latin.

Each form forgets more than the one before, so that fewer names that are alike in it are one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from data.article.folding import fold
from data.words.given_names import GIVEN_NAMES
from data.words.translated_words import TRANSLATED_WORDS

LONGEST = 100
"""Letters of a name that are compared; what is longer is no name."""
CACHED = 1 << 17

APART = re.compile(r"['’ʼ`ʹ]")
WORD = re.compile(r"[^\W_]+")
CAPITALS = re.compile(r"\b[A-ZА-ЯЁІЇЄҐ]{2,5}\b")
DOUBLED = re.compile(r"([^\W\d_])\1+")
ALIKE = str.maketrans("іїыйэєґ", "ииииеег", "ьъ")
"""Letters that Russian and Ukrainian, or two spellings of one name, have for each other."""
CYRILLIC = re.compile("[а-яіїєґ]")
ENDING = re.compile("(?<=...)[аеиоуюя]+$")
"""What a word may end in otherwise in the other language."""

CASES = re.compile("(?<=..)(?:ого|его|ому|ему|ови|еви|ою|ею|ом|ем|им|ою|ею|ои|еи|ия|ию|ие|ая|ую|[аеиоуюя])$")
"""What the words of a skeleton end in where they decline."""

CYRILLIC_SOUNDS = str.maketrans(dict(zip("абвгдежзиклмнопрстуфхцчшщюя", "abvgdejsiklmnoprstufhcqxxua", strict=True)))
"""The sound of each Cyrillic letter, in the letters of `LATIN_SOUNDS`."""
LONG_SPELLINGS = "shch:x sch:x sh:x tch:q ch:q dzh:j zh:j kh:h ph:f th:t ts:c tz:c ck:k qu:k ce:se ci:si cy:si"
LETTERS = "c:k q:k w:v x:ks y:i z:s"
LATIN_SOUNDS = dict(pair.split(":") for pair in f"{LONG_SPELLINGS} {LETTERS}".split())
"""Of spellings the longer ones first."""
SPELLED = re.compile("|".join(LATIN_SOUNDS))
SILENT = re.compile(r"(?<=\w)h(?![aeiou])")
VOWELS = re.compile("[aeiou]+")
CLASSES = str.maketrans("eu", "io")
"""Vowels that scripts have for each other."""
TELLING = 3
"""Consonants that tell a word; with fewer its first vowel does too."""
FEWEST_CONSONANTS = 4
"""Of a name that is told by its consonants."""


@lru_cache(maxsize=CACHED)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without apostrophes; none of a name longer than any is."""
    return tuple(WORD.findall(APART.sub("", fold(name)))) if len(name) <= LONGEST else ()


@lru_cache(maxsize=CACHED)
def skeleton(name: str) -> str:
    """A name without what spellings differ in: э and е, й and и, і, ї, ы and и, doubled letters, ь, hyphens, quotes."""
    abbreviations = set(map(fold, CAPITALS.findall(name)))  # ВС are other forces than ВВС
    return " ".join(_letters(word, single=word not in abbreviations) for word in words_of(name))


@lru_cache(maxsize=CACHED)
def stem(name: str) -> str:
    """The skeleton with г for х, without the vowels that words end in, and several words as Russian has them."""
    return " ".join(map(_stem, _in_russian(name)))


def undeclined(name: str) -> str:
    """The skeleton without the endings of cases, alike for all forms of a name and for some others."""
    return " ".join(map(_undeclined, skeleton(name).split()))


def sounds(name: str) -> tuple[str, ...]:
    """The consonants of a name and some vowels, alike for Cyrillic and Latin letters.

    Several, since a Latin j is read in two ways; none where there are too few consonants to tell a name by.
    """
    ones, others = zip(*map(_heard, _in_russian(name)), strict=True)
    if sum(map(len, ones)) < FEWEST_CONSONANTS:
        return ()
    return (" ".join(ones),) if ones == others else (" ".join(ones), " ".join(others))


def romanised(letters: str) -> str:
    """Folded Cyrillic letters by their sound in Latin ones; others as they are."""
    return letters.translate(CYRILLIC_SOUNDS)


def usual_first_name(letters: str) -> str:
    """The Russian form's skeleton, for that of a first name; others as they are."""
    return _given().get(letters, letters)


def is_latin(name: str) -> bool:
    """Whether a name has Latin letters and no Cyrillic ones."""
    folded = fold(name)
    return not CYRILLIC.search(folded) and any("a" <= letter <= "z" for letter in folded)


@lru_cache(maxsize=CACHED)
def _letters(word: str, *, single: bool) -> str:
    alike = word.translate(ALIKE)
    return DOUBLED.sub(r"\1", alike) if single else alike


@lru_cache(maxsize=CACHED)
def _stem(letters: str) -> str:
    return ENDING.sub("", letters.replace("х", "г"))


@lru_cache(maxsize=CACHED)
def _undeclined(letters: str) -> str:
    return CASES.sub("", letters)


@lru_cache(maxsize=CACHED)
def _heard(letters: str) -> tuple[str, str]:
    """The consonants of a skeleton's word, and the same with a Latin j as in German."""
    read = _cyrillic(letters) if CYRILLIC.search(letters) else _latin(letters)
    return _consonants(read), _consonants(read.replace("j", "i"))


def _cyrillic(word: str) -> str:
    return word.replace("дж", "ж").translate(CYRILLIC_SOUNDS)


def _latin(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return SPELLED.sub(lambda found: LATIN_SOUNDS[found[0]], plain)


def _consonants(read: str) -> str:
    """A word's consonants behind its first vowel, where it begins with one or is short, and before a last a."""
    heard = DOUBLED.sub(r"\1", SILENT.sub("", read).replace("h", "g"))
    first = VOWELS.search(heard)
    found = VOWELS.sub("", heard) + ("a" if heard.endswith("a") else "")
    tells = first is None or (first.start() > 0 and len(found) >= TELLING)
    return found if tells or first is None else first[0][-1].translate(CLASSES) + found


@lru_cache(maxsize=CACHED)
def _in_russian(name: str) -> tuple[str, ...]:
    """The words of a skeleton; of several a first name and what is another word there as Russian has them."""
    words = skeleton(name).split(" ")
    if len(words) > 1:
        words = [_translated().get(word, word) for word in words]
        words[0] = usual_first_name(words[0])
    return tuple(words)


@lru_cache(maxsize=1)
def _translated() -> dict[str, str]:
    return {skeleton(theirs): skeleton(ours) for theirs, ours in TRANSLATED_WORDS.items()}


@lru_cache(maxsize=1)
def _given() -> dict[str, str]:
    """For each first name's skeleton the Russian one's."""
    found: dict[str, str] = {}
    for russian, *others in GIVEN_NAMES:
        for form in (russian, *others):
            found.setdefault(skeleton(form), skeleton(russian))
    return found
