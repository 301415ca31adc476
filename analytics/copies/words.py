"""The words of a text as numbers, in the form in which texts are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import chain

import numpy as np

from analytics.copies.ragged import Ragged, starts_of
from data.article.folding import fold

URL = re.compile(r"(?:https?://|www\.|t\.me/)[^\s<>()\[\]\"«»]*", re.IGNORECASE)
WORD = re.compile(r"\d+(?:[.,:]\d+)+|[^\W_]+")  # 3,5  19:30  2020  вице, премьер
UNSEEN = re.compile("[\u0301\u00ad\u200b-\u200d\u2060\ufeff]")  # stress marks, soft hyphens, signs of no width
# A word of these letters alone is the same to the eye in either script: Cyrillic «СССР» and Latin "CCCP".
_EITHER_SCRIPT = re.compile("[aeopcxykmtbhi]+")
_CYRILLIC = str.maketrans("aeopcxykmtbhi", "аеорсхукмтвні")


MOST_WORDS = 1_000_000  # words whose ids are kept from call to call, about 150 MB


class _Identities(dict[str, int]):
    """The id of each word met: the words of a corpus are few, so folding and hashing them costs next to nothing."""

    def __missing__(self, word: str) -> int:
        digest = blake2b(folded_word(word).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self[word] = identity = int.from_bytes(digest, "little", signed=True)
        return identity


_IDENTITIES = _Identities()


def folded_word(word: str) -> str:
    """A word without case, ё, stress marks and look-alike letters; in a number the comma is a point."""
    if word[0].isdigit():
        return word.replace(",", ".")
    folded = fold(word)
    return folded.translate(_CYRILLIC) if _EITHER_SCRIPT.fullmatch(folded) else folded


def words_of(texts: Iterable[str]) -> Ragged:
    """The words of each text, in order, as 64-bit ids that are the same in every run.

    Case, ё, punctuation, quotes, stress marks, hyphens and Latin letters that look like Cyrillic ones make no
    difference; numbers are words, addresses of the web are none. A word of look-alike letters alone is taken for a
    Cyrillic one in every text, so it equals itself whatever script it was typed in.
    """
    return ids_of([WORD.findall(plain(text)) for text in texts])


def ids_of(rows: Sequence[Sequence[str]]) -> Ragged:
    """The ids of texts that are cut into words already."""
    if len(_IDENTITIES) > MOST_WORDS:
        _IDENTITIES.clear()
    starts = starts_of(np.fromiter(map(len, rows), np.int64, len(rows)))
    values = map(_IDENTITIES.__getitem__, chain.from_iterable(rows))
    return Ragged(np.fromiter(values, np.int64, starts[-1]), starts)


def plain(text: str) -> str:
    """The text in small letters, without what `shown` leaves out."""
    return shown(text).casefold()


def shown(text: str) -> str:
    """The text composed (NFC), its case kept, without addresses of the web and signs that nobody sees."""
    composed = unicodedata.normalize("NFC", text)
    if "/" in composed or "www" in composed:
        composed = URL.sub(" ", composed)
    return UNSEEN.sub("", composed)
