"""Dates as people and programs write them, read without ever inventing one.

A date that names no year, no month or no day is unreadable, and so is one relative to an unknown "now" ("вчера").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

LONGEST = 100
"""Characters; a longer cell is prose, not a date."""

_MONTHS = (
    "январь января янв|січень січня січ|january jan",
    "февраль февраля фев февр|лютий лютого лют|february feb",
    "март марта мар|березень березня бер|march mar",
    "апрель апреля апр|квітень квітня кві квіт|april apr",
    "май мая|травень травня тра трав|may",
    "июнь июня июн|червень червня чер черв|june jun",
    "июль июля июл|липень липня лип|july jul",
    "август августа авг|серпень серпня сер серп|august aug",
    "сентябрь сентября сен сент|вересень вересня вер|september sep sept",
    "октябрь октября окт|жовтень жовтня жов жовт|october oct",
    "ноябрь ноября ноя нояб|листопад листопада лис лист|november nov",
    "декабрь декабря дек|грудень грудня гру груд|december dec",
)
MONTHS = {form: month for month, forms in enumerate(_MONTHS, 1) for form in re.split(r"[ |]", forms)}

_FILLER_WORDS = (
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс "
    "понеділок вівторок середа четвер пʼятниця п'ятниця субота неділя нд "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "г год года р рік року в о об от від at on the t"
)
_FILLER = frozenset(_FILLER_WORDS.split())
_MOSCOW, _KYIV = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Kyiv")
_HOURS = {"z": 0, "utc": 0, "gmt": 0, "ut": 0, "est": -5, "edt": -4, "pst": -8, "pdt": -7}
_HOURS |= {"bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3}
_ZONES: dict[str, tzinfo] = {name: timezone(timedelta(hours=hours)) for name, hours in _HOURS.items()}
_ZONES |= dict.fromkeys(("мск", "msk", "по москве", "по московскому времени", "московское время"), _MOSCOW)
_ZONES |= dict.fromkeys(("по киеву", "по киевскому времени", "за києвом", "за київським часом"), _KYIV)

_OTHER_LANGUAGES = "ru uk be en de fr es it pl pt tr cs bg sr ka kk ro nl"
"""What dateparser tries, about 10 ms for a string that is no date; all its languages would take ten times that."""
_LONGEST_OTHER = 40
_PARTS = (re.compile(r"\b\d{4}\b"), re.compile(r"\b\d{1,2}\b"), re.compile(r"[^\W\d_]{3}"))
_UPDATED = re.compile(r"[\s(,;|]*\b(?:обновлен|обновлён|изменен|изменён|оновлен|updated|modified)\w*\b.*", re.DOTALL)

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?P<time>[T ]\d{2}:?\d{2}.*)?")
_LOOSE_OFFSET = re.compile(r"\s*(?:UTC|GMT)?\s*([+-]\d{2}:?\d{2})$|\s*(?:UTC|GMT|Z)$", re.IGNORECASE)
_OFFSET_FORM = r"(?:(?:utc|gmt)\s*([+-]\d{1,2}(?::?\d{2})?)|([+-]\d{2}(?::?\d{2})?))(?![\d.-])"
_CLOCK = r"(?<![\d.])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?!\d)(?:\s*([ap])\.?m\b\.?)?"
_TIME = re.compile(_CLOCK + rf"(?:\s*{_OFFSET_FORM})?")
_DOTTED_TIME = re.compile(rf"(?<![\d.])(\d{{1,2}})\.(\d{{2}})()()(?![\d.])(?:\s*{_OFFSET_FORM})?")
_OFFSET = re.compile(_OFFSET_FORM)
_ZONE = re.compile(r"\(?\b(" + "|".join(sorted(_ZONES, key=len, reverse=True)) + r")\b\)?")
_ASIDE = re.compile(r"\([^()\d]*\)")
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:-?(?:го|е|ое|st|nd|rd|th))?[\s.,-]*(?:of\s+)?([^\W\d_]{3,})[\s.,-]*(\d{4}|\d{2})\b"
)
_MONTH_DAY = re.compile(r"\b([^\W\d_]{3,})[\s.]*(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})\b")
_DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d])")
_YEAR_FIRST = re.compile(r"(?<![\d.])(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?!\d)")
_SLASHED = re.compile(r"\D*?(\d{1,2})/(\d{1,2})/\d{2,4}")
_EPOCH_DIGITS = {9: 1, 10: 1, 13: 1_000, 16: 1_000_000, 19: 1_000_000_000}


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it was written: `wall` is naive, or aware where a zone stood beside it; `timed` if it names a time."""

    wall: datetime
    timed: bool


@dataclass(frozen=True, slots=True)
class ColumnDates:
    """What only a whole column tells.

    Attributes:
        midnight: every time in it is 00:00, so the times mean nothing and each stamp is a date alone.
        month_first: slashed dates put the month first; some has a second part above 12 and none a first.
    """

    midnight: bool = False
    month_first: bool = False


def scan(column: Iterable[str | None]) -> ColumnDates:
    """Read a column of dates as far as is needed to tell how it is written."""
    timed, midnight = False, True
    day_first = month_first = False
    for raw in column:
        written = read(raw) if raw else None
        if written is None:
            continue
        if written.timed:
            timed = True
            midnight = midnight and written.wall.time() == time()
        slashed = _SLASHED.match(raw or "")
        if slashed:
            day_first = day_first or int(slashed[1]) > 12
            month_first = month_first or int(slashed[2]) > 12
        if timed and not midnight and (not slashed or day_first or month_first):
            break
    return ColumnDates(timed and midnight, month_first and not day_first)


def instant(written: Written, zone: ZoneInfo, column: ColumnDates) -> tuple[datetime, bool]:
    """The moment in UTC, and whether only the day is known (then it is 12:00 of that day in the zone).

    A local time that a clock change makes ambiguous is the earlier one; one that it skips is read with the offset
    before the change.

    Raises:
        OverflowError: the moment lies outside the years 1 to 9999 once converted.
    """
    wall = written.wall
    if not written.timed or column.midnight:
        return datetime.combine(wall.date(), time(12), zone).astimezone(UTC), True
    return (wall if wall.tzinfo else wall.replace(tzinfo=zone)).astimezone(UTC), False


@lru_cache(maxsize=16_384)
def read(raw: str, month_first: bool = False) -> Written | None:
    """Read one written date; None if it cannot be read. Slashed dates are day first unless `month_first`."""
    text = raw.strip()
    if not text or len(text) > LONGEST:
        return None
    try:
        return _iso(text) or _digits(text) or _parts(text.lower(), month_first) or _by_dateparser(text)
    except (ValueError, OverflowError):
        return None


def _iso(text: str) -> Written | None:
    found = _ISO.fullmatch(text)
    if not found:
        return None
    timed = found["time"] is not None
    if timed:
        text = _LOOSE_OFFSET.sub(lambda offset: offset[1] or "+00:00", text)
    try:
        return Written(datetime.fromisoformat(text), timed)
    except ValueError:
        return None


def _digits(text: str) -> Written | None:
    """20180108, 20180108192700, and seconds, milli-, micro- or nanoseconds since 1970."""
    whole = text.removesuffix(".0")
    if not (whole.isascii() and whole.isdigit()):
        return None
    if len(whole) == 8:
        return Written(datetime.strptime(whole, "%Y%m%d"), timed=False)  # noqa: DTZ007 - zone comes later
    if len(whole) == 14:
        return Written(datetime.strptime(whole, "%Y%m%d%H%M%S"), timed=True)  # noqa: DTZ007
    scale = _EPOCH_DIGITS.get(len(whole))
    return Written(datetime.fromtimestamp(int(whole) / scale, UTC), timed=True) if scale else None


def _parts(text: str, month_first: bool) -> Written | None:
    """Find time, date and zone each for itself; whatever else stands there must be filler."""
    text = _UPDATED.sub("", text)
    clock = _TIME.search(text)
    day, rest = _take_day(_without(text, clock), month_first)
    if day is None:
        return None
    if clock is None:
        clock = _DOTTED_TIME.search(rest)
        rest = _without(rest, clock)
    zone: tzinfo | None = None
    if clock:
        zone, rest = _take_zone(clock, rest)
    if any(word not in _FILLER for word in re.findall(r"[^\W_]+(?:['ʼ][^\W_]+)?", rest)):
        return None
    return Written(datetime.combine(day, _time(clock), zone), timed=True) if clock else Written(day, timed=False)


def _without(text: str, found: re.Match[str] | None) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}" if found else text


def _time(clock: re.Match[str]) -> time:
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[4]:
        hour = hour % 12 + (12 if clock[4] == "p" else 0)
    return time(hour, minute, min(second, 59))  # a leap second is written 60


def _take_zone(clock: re.Match[str], rest: str) -> tuple[tzinfo | None, str]:
    """The zone that stands behind the time or elsewhere in the rest; an aside such as "(MSK)" may name it again."""
    apart = None if clock[5] or clock[6] else _OFFSET.search(rest)
    offset = clock[5] or clock[6] or (apart and (apart[1] or apart[2]))
    if offset:
        return _fixed(offset), _ASIDE.sub(" ", _without(rest, apart))
    named = _ZONE.search(rest)
    return (_ZONES[named[1]] if named else None), _without(rest, named)


def _fixed(offset: str) -> timezone:
    digits = offset[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    distance = timedelta(hours=hours, minutes=minutes)
    return timezone(-distance if offset[0] == "-" else distance)


def _take_day(text: str, month_first: bool) -> tuple[datetime | None, str]:
    for pattern, order in ((_DAY_MONTH, "dmy"), (_MONTH_DAY, "mdy"), (_YEAR_FIRST, "y_md"), (_DAY_FIRST, "d_my")):
        found = pattern.search(text)
        if not found:
            continue
        named = dict(zip(order, found.groups(), strict=True))
        day, month = named["d"], named["m"]
        if order == "d_my" and named["_"] == "/" and _swapped(int(day), int(month), month_first):
            day, month = month, day
        number = MONTHS.get(month) if not month.isdigit() else int(month)
        if number is not None:
            return datetime(_year(named["y"]), number, int(day)), _without(text, found)  # noqa: DTZ001 - zone: later
    return None, text


def _swapped(first: int, second: int, month_first: bool) -> bool:
    return second > 12 if not month_first else first <= 12


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 69 else 1900)  # the POSIX rule for two digits


def _by_dateparser(text: str) -> Written | None:
    """Other spellings and languages. Asked only where a year, a day and a word that may be the month stand."""
    if len(text) > _LONGEST_OTHER or not all(part.search(text) for part in _PARTS):
        return None
    import dateparser  # takes 0.1 s, and most files never need it

    found = dateparser.parse(
        text,
        languages=_OTHER_LANGUAGES.split(),
        settings={
            "DATE_ORDER": "DMY",
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
        },
    )
    if found is None:
        return None
    return Written(found, bool(re.search(r"\d[:.]\d{2}", text)))
