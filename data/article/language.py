"""Languages as files name them."""

from __future__ import annotations

import re
from functools import lru_cache

_LANGUAGE_NAMES = {
    "ru": "rus russian русский русск рус російська russisch",
    "uk": "ua ukr ukrainian українська украинский укр",
    "en": "eng english английский англ англійська",
    "be": "bel belarusian белорусский беларуская білоруська",
    "de": "deu ger german немецкий deutsch німецька",
    "fr": "fra fre french французский français французька",
    "pl": "pol polish польский polski польська",
    "es": "spa spanish испанский español іспанська",
    "zh": "zho chi chinese китайский",
    "ar": "ara arabic арабский",
}
_LANGUAGES = {name: code for code, names in _LANGUAGE_NAMES.items() for name in names.split()}
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?")
_UNSTATED = frozenset({"und", "unk", "mul", "zxx", "unknown"})


@lru_cache(maxsize=1_024)
def language_code(raw: str) -> str | None:
    """A language as files name it ("ru-RU", "RUS", "русский") as its code; None where it says nothing."""
    said = raw.strip().casefold()
    known = _LANGUAGES.get(said)
    if known:
        return known
    found = _LANGUAGE.fullmatch(said)
    if not found or found[1] in _UNSTATED:
        return None
    return _LANGUAGES.get(found[1], found[1])
