"""Words, numbers and dates of the interface, in each of its languages.

Every string a user can see is taken by key from the language's gettext catalogue, `locale/*/LC_MESSAGES/svodka.po`;
article text and labels enter only as values, so braces in them mean nothing. Names of months and languages and the
marks within numbers are CLDR's, as Babel has them. Numbers and dates are formed here and not by the process's locale,
so that a page, a picture and a table agree. A null of any kind reads "–".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from gettext import c2py
from pathlib import Path

import pandas as pd
from babel.core import Locale
from babel.messages.pofile import read_po

from analytics.trends.periods import bounds
from data.settings import INTERFACES

LOCALES = Path(__file__).with_name("locale")
NOTHING = "–"
NBSP = "\u00a0"  # not U+202F: a font without that one draws a box, and Liberation Sans is such a font
MINUS = "\u2212"
DAY = 24 * 60  # minutes

Number = int | float
Words = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class Language:
    """What is read of a language once in a process.

    Attributes:
        words: of its catalogue, by key: a string, or plural forms in the order of its header `Plural-Forms`.
        form: which of the plural forms goes with a whole number.
        decimal, group: CLDR's decimal mark and the mark between thousands.
        percent: what stands behind a figure in per cent.
        months, months_alone: twelve short names, beside a day and without one (8 мая, май).
        names: of languages, by code.
    """

    words: Words
    form: Callable[[int], int]
    decimal: str
    group: str
    percent: str
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    names: Mapping[str, str]


@cache
def language_of(lang: str) -> Language:
    """Read a language of the interface: about 30 ms the first time."""
    with (LOCALES / lang / "LC_MESSAGES" / "svodka.po").open("rb") as file:
        catalogue = read_po(file, locale=lang)
    told, marks = Locale.parse(lang), Locale.parse(lang).number_symbols["latn"]
    months = {width: told.months[width]["abbreviated"] for width in ("format", "stand-alone")}
    words = {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in catalogue if m.id}
    return Language(
        words=words,
        form=c2py(catalogue.plural_expr),
        decimal=marks["decimal"],
        group=marks["group"].replace("\u202f", NBSP),
        percent=words[msgid("number.percent")].removeprefix("{n}").replace(" ", NBSP),  # CLDR has no blank in Ukrainian
        months=tuple(months["format"][n] for n in range(1, 13)),
        months_alone=tuple(months["stand-alone"][n] for n in range(1, 13)),
        names=told.languages,
    )


def msgid(key: str) -> str:
    """The key itself: marks one that reaches `t` by a way that its extraction from the code cannot see."""
    return key


class Texts:
    """The interface in one language.

    Args:
        lang: one of `INTERFACES`; anything else reads as `ru`.
    """

    def __init__(self, lang: str = "ru") -> None:
        self.lang = lang if lang in INTERFACES else "ru"
        self._own = language_of(self.lang)
        self._words = self._own.words

    @property
    def percent_sign(self) -> str:
        """What stands behind a figure in per cent, with the blank before it where the language has one."""
        return self._own.percent

    @property
    def decimal_comma(self) -> bool:
        """Whether numbers have a comma where English has a point; files of such a language part cells by semicolons."""
        return self._own.decimal == ","

    def t(self, key: str, **values: object) -> str:
        """The string of a key with values filled in.

        Raises:
            KeyError: the catalogue has no such key, or it needs a value that is not given.
        """
        text = self._words[key]
        if not isinstance(text, str):
            raise KeyError(f"{key} has plural forms: use plural()")
        return text.format_map(values)

    def plural(self, key: str, n: Number, **values: object) -> str:
        """The string of a key in the form that a number asks for, a fraction as 2 does; `{n}` in it is the number as
        `number` writes it.

        Raises:
            KeyError: the catalogue has no such key, or no forms under it.
        """
        forms = self._words[key]
        if isinstance(forms, str):
            raise KeyError(f"{key} has no plural forms: use t()")
        form = self._own.form(abs(int(n)) if n == int(n) else 2)
        return forms[form].format_map({"n": self.number(n), **values})

    def number(self, x: Number | None, digits: int | None = None) -> str:
        """A number with separators: 1 234,5 in Russian and Ukrainian, 1,234.5 in English.

        Args:
            x: null reads "–".
            digits: after the decimal mark; None: none for whole numbers, one for others.
        """
        if x is None or pd.isna(x):
            return NOTHING
        places = digits if digits is not None else int(float(x) != int(x))
        plain = f"{abs(x):,.{places}f}"
        if self._own.decimal != ".":
            plain = plain.replace(",", self._own.group).replace(".", self._own.decimal)
        return (MINUS if x < 0 and plain.strip("0.,") else "") + plain

    def signed(self, x: Number | None, digits: int | None = None) -> str:
        """A number with its sign, +5 or −5; zero has none."""
        text = self.number(x, digits)
        return text if x is None or not x > 0 or not text.strip("0.,") else f"+{text}"

    def percent(self, share: float | None) -> str:
        """A share of 0..1 in per cent: 7,4 %, 23,0 %, 0 %, 100 %; a trace above nothing reads < 0,1 %."""
        if share is None or pd.isna(share):
            return NOTHING
        value = 100 * share
        if 0 < value < 0.05:
            return f"<{NBSP}{self.number(0.1)}{self.percent_sign}"
        return f"{self.number(value, 0 if value in (0, 100) else 1)}{self.percent_sign}"

    def points(self, pp: float | None) -> str:
        """A difference of shares in percentage points with its sign: +2,3 п. п., −0.4 pp."""
        if pp is None or pd.isna(pp):
            return NOTHING
        return self.t("number.points", n=self.signed(pp, 1)).replace(" ", NBSP)

    def duration(self, hours: float | None) -> str:
        """A span of time in hours: 15 мин, 2 ч 15 мин; from two days on, and where it is whole days: 3 дня."""
        if hours is None or pd.isna(hours):
            return NOTHING
        minutes = round(60 * hours)
        if minutes >= 2 * DAY or (minutes and minutes % DAY == 0):
            return self.plural("count.days", round(minutes / DAY))
        whole, rest = divmod(minutes, 60)
        parts = [self.t("time.hours", n=whole)] * (whole > 0) + [self.t("time.minutes", n=rest)] * (
            not whole or rest > 0
        )
        return NBSP.join(parts).replace(" ", NBSP)

    def lag(self, hours: float | None) -> str:
        """How long after another: через 2 ч 15 мин, через 3 дня, в ту же минуту."""
        if hours is None or pd.isna(hours):
            return NOTHING
        said = self.t("time.later", time=self.duration(hours)) if round(60 * hours) else self.t("time.at_once")
        return said.replace(" ", NBSP)

    def day(self, day: date | None) -> str:
        """8 янв. 2018, 8 Jan 2018."""
        if day is None or pd.isna(day):
            return NOTHING
        return f"{self._short(day)}{NBSP}{day.year}"

    def moment(self, moment: datetime | None) -> str:
        """A local time, as it stands: 8 янв. 2018, 19:27."""
        if moment is None or pd.isna(moment):
            return NOTHING
        return f"{self.day(moment)}, {moment:%H:%M}"

    def span(self, first: date | None, last: date | None) -> str:
        """Whole days from first to last, both included, no part said twice: 4–10 дек. 2017; 27 нояб. – 3 дек. 2017."""
        if first is None or last is None or pd.isna(first) or pd.isna(last):
            return NOTHING
        if first == last:
            return self.day(first)
        if first.year != last.year:
            return f"{self.day(first)} – {self.day(last)}"
        if first.month != last.month:
            return f"{self._short(first)} – {self.day(last)}"
        return f"{first.day}–{self.day(last)}"

    def week(self, key: str) -> str:
        """An ISO week by its key, 2017-W49: неделя 49, 4–10 дек. 2017."""
        first, last = bounds(key)
        return self.t("period.week", number=first.isocalendar().week, days=self.span(first, last))

    def month(self, key: str) -> str:
        """A month by its key, 2017-12: дек. 2017."""
        first, _ = bounds(key)
        return f"{self._own.months_alone[first.month - 1]}{NBSP}{first.year}"

    def period(self, key: str) -> str:
        """A day, week or month by its key, in as few words as are clear; a week by its days."""
        return _period(self.lang, key)

    def tick(self, day: date) -> str:
        """A day on an axis, without its year: 4 дек."""
        return self._short(day)

    def month_tick(self, day: date) -> str:
        """A month on an axis, without its year: дек."""
        return self._own.months_alone[day.month - 1]

    def number_locale(self) -> dict[str, object]:
        """How d3 writes numbers in this language, for figures that the browser forms (in tooltips)."""
        marks = {"decimal": self._own.decimal, "thousands": self._own.group, "percent": self.percent_sign}
        return {**marks, "grouping": [3], "currency": ["", ""], "minus": MINUS}

    def language(self, code: str | None) -> str:
        """The name of a language by its code."""
        if code in (None, "und"):
            return self.t("language.und")
        return self._own.names.get(code, code.upper())

    def listing(self, items: Iterable[str]) -> str:
        """Several things in a row: a, b и c."""
        *head, last = [*items] or [NOTHING]
        return f"{', '.join(head)} {self.t('and')} {last}" if head else last

    def _short(self, day: date) -> str:
        return f"{day.day}{NBSP}{self._own.months[day.month - 1]}"


@lru_cache(maxsize=50_000)
def _period(lang: str, key: str) -> str:
    texts = Texts(lang)
    first, last = bounds(key)
    return texts.month(key) if len(key) == 7 else texts.span(first, last)
