"""The one form in which words are compared."""

from __future__ import annotations

import re
import unicodedata

_LOOKALIKES = str.maketrans("aeopcxykmtbhi", "аеорсхукмтвні")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_FOREIGN_LATIN = re.compile(r"[a-z\u00df-\u024f]")


def fold(text: str) -> str:
    """The form in which words are compared: NFC, case folded, ё as е, no stress marks, й kept.

    Latin letters that look like Cyrillic ones become Cyrillic inside a word that is otherwise Cyrillic ("HАТО", "CША").
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    folded = folded.replace("ё", "е").replace("\u0301", "")
    if _LATIN.search(folded) and _CYRILLIC.search(folded):
        return _WORD.sub(_cyrillic_word, folded)
    return folded


def _cyrillic_word(found: re.Match[str]) -> str:
    word = found[0]
    if not _CYRILLIC.search(word) or not _LATIN.search(word):
        return word
    as_cyrillic = word.translate(_LOOKALIKES)
    return word if _FOREIGN_LATIN.search(as_cyrillic) else as_cyrillic
