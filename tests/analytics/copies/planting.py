"""What outlets do to a dispatch before they print it, one function each: text and a source of chance in, text out."""

from __future__ import annotations

import re
from random import Random

DATELINE = "МОСКВА, {day} мая — Агентство. "
FOOTER = (
    "\n\nПодписывайтесь на наш канал и читайте главные новости дня первыми. При использовании материалов ссылка на "
    "редакцию обязательна. Нашли опечатку? Выделите её и сообщите нам."
)
LATIN = str.maketrans("аеорсухкАЕОРСХКМТВН", "aeopcyxkAEOPCXKMTBH")
WORD = re.compile(r"[^\W\d_]+")
SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def dateline(text: str, r: Random) -> str:
    return DATELINE.format(day=r.randint(1, 28)) + text


def footer(text: str, r: Random) -> str:
    return text + FOOTER


def without_planted(text: str) -> str:
    """The text without what `dateline` and `footer` add."""
    return re.sub("^" + DATELINE.format(day=r"\d+"), "", text).removesuffix(FOOTER)


def headline(text: str, r: Random) -> str:
    return text


def typography(text: str, r: Random) -> str:
    swapped = text.replace("«", '"').replace("»", '"').replace("—", "-").replace("–", "-").replace("ё", "е")
    return swapped.replace("...", "…").replace(" ", "\u00a0").replace("Ё", "Е")


def lookalikes(text: str, r: Random) -> str:
    return WORD.sub(lambda w: w[0].translate(LATIN) if r.random() < 0.3 else w[0], text)


def sentence_cut(text: str, r: Random) -> str:
    sentences = SENTENCE.split(text)
    if len(sentences) > 1:
        del sentences[r.randrange(len(sentences))]
    return " ".join(sentences)


def third_cut(text: str, r: Random) -> str:
    words = text.split(" ")
    return " ".join(words[: len(words) * 2 // 3])


def words_changed(text: str, r: Random) -> str:
    """One in ten of the words that are no numbers or names."""
    said = [w for w in WORD.findall(text) if w.islower()]
    return WORD.sub(lambda w: r.choice(said) if w[0].islower() and r.random() < 0.1 else w[0], text)


def all_three(text: str, r: Random) -> str:
    return footer(dateline(words_changed(text, r), r), r)
