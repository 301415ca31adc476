"""Dates as people and programs write them, read without ever inventing one.

A date that names no year, no month or no day is unreadable; so is one relative to an unknown "now" ("вчера"), one
before 1800, and what programs write where they know none: .NET's year 1, a spreadsheet's day 0, second 0 of 1970.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
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
_HOURS |= {"eastern standard time": -5, "eastern daylight time": -4, "central standard time": -6}
_HOURS |= {"central daylight time": -5, "mountain standard time": -7, "mountain daylight time": -6}
_HOURS |= {"pacific standard time": -8, "pacific daylight time": -7, "greenwich mean time": 0, "british summer time": 1}
_HOURS |= {"central european time": 1, "central european summer time": 2, "coordinated universal time": 0}
_ZONES: dict[str, tzinfo] = {name: timezone(timedelta(hours=hours)) for name, hours in _HOURS.items()}
_ZONES |= dict.fromkeys(
    ("мск", "msk", "moscow standard time", "по москве", "по московскому времени", "московское время"), _MOSCOW
)
_ZONES |= dict.fromkeys(("по киеву", "по киевскому времени", "за києвом", "за київським часом"), _KYIV)

_OTHER_LANGUAGES = "ru uk be en de fr es it pl pt tr cs bg sr ka kk ro nl"
"""What dateparser tries, about 10 ms for a string that is no date; all its languages would take ten times that."""
_LONGEST_OTHER = 40
_PARTS = (re.compile(r"\b\d{4}\b"), re.compile(r"\b\d{1,2}\b"), re.compile(r"[^\W\d_]{3}"))
_LABEL = re.compile(
    r"(?:опубликовано|дата(?: публикации| публікації| выхода)?|опубліковано|(?:published|posted)(?: on| at)?"
    r"|(?:publication )?date)(?:\s*:\s*|\s+)"
)
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_UPDATED = re.compile(r"[\s(,;|]*\b(?:обновлен|обновлён|изменен|изменён|оновлен|updated|modified)\w*\b.*", re.DOTALL)

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?P<time>[T ]\d{2}:?\d{2}.*)?")
_PLAIN_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[+-]\d{2}:\d{2})?")
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
_SLASHED = re.compile(r"\D*?(?<![\d])(\d{1,2})([/-])(\d{1,2})\2\d{2,4}")
_COMPACT = re.compile(r"\d{8}T\d{4}(?:\d{2})?(?:Z|[+-]\d{2}:?\d{2})?")
_NUMBER = re.compile(r"(-?)(\d+)(?:[.,](\d+))?")
_EPOCH_DIGITS = {9: 0, 10: 0, 13: 3, 16: 6, 19: 9}
"""How many digits there are since 1970, and how many of them are a second's fraction."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?(?:[ T]+(.+))?")
_SERIAL_DAYS = range(10_000, 73_051)
"""1927 to 2099: days since 30 December 1899, as spreadsheets number them."""
_SERIAL_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001 - zone: later

EARLIEST_YEAR = 1800
_NO_DAYS = frozenset({date(1899, 12, 30), date(1899, 12, 31)})
_NO_MOMENTS = frozenset({datetime(1970, 1, 1), datetime(1900, 1, 1), datetime(1904, 1, 1)})  # noqa: DTZ001
LAST_NONE = 1970
"""No program writes a later year for none."""


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
        serial: all of it are a spreadsheet's day numbers ("45306,4375").
    """

    midnight: bool = False
    month_first: bool = False
    serial: bool = False

    def read(self, raw: str) -> Written | None:
        """Read one written date of this column; None if it cannot be read."""
        return _serial(raw.strip()) if self.serial else read(raw, self.month_first)


def scan(column: Iterable[str | None]) -> ColumnDates:
    """Read a column of dates as far as is needed to tell how it is written."""
    timed, midnight = False, True
    day_first = month_first = False
    serial: bool | None = None
    for raw in column:
        if serial is not False and raw and any(map(str.isdigit, raw)):
            serial = _serial(raw.strip()) is not None
        written = read(raw) if raw else None
        if written is None:
            continue
        if written.timed:
            timed = True
            midnight = midnight and written.wall.time() == time()
        slashed = _SLASHED.match(raw or "")
        if slashed:
            day_first = day_first or int(slashed[1]) > 12
            month_first = month_first or int(slashed[3]) > 12
        if timed and not midnight and (not slashed or day_first or month_first):
            break
    return ColumnDates(timed and midnight, month_first and not day_first, bool(serial))


def instant(written: Written, zone: ZoneInfo, column: ColumnDates) -> tuple[datetime, bool]:
    """The moment in UTC, and whether only the day is known (then it is 12:00 of that day in the zone).

    A midnight without a zone is what spreadsheets and databases write for a day alone. A local time that a clock
    change makes ambiguous is the earlier one; one that it skips is read with the offset before the change.

    Raises:
        OverflowError: the moment lies outside the years 1 to 9999 once converted.
    """
    wall = written.wall
    if not written.timed or column.midnight or (wall.tzinfo is None and wall.time() == time()):
        return datetime.combine(wall.date(), time(12), zone).astimezone(UTC), True
    return (wall if wall.tzinfo else wall.replace(tzinfo=zone)).astimezone(UTC), False


@lru_cache(maxsize=16_384)
def read(raw: str, month_first: bool = False) -> Written | None:
    """Read one written date; None if it cannot be read. Slashed dates are day first unless `month_first`."""
    text = raw.strip()
    if not text or len(text) > LONGEST:
        return None
    try:
        found = _iso(text) or _digits(text) or _parts(text.lower(), month_first) or _by_dateparser(text)
    except (ValueError, OverflowError):
        return None
    return found if found and not _stands_for_none(found) else None


def _stands_for_none(written: Written) -> bool:
    """Whether it is no date but what a program writes for none."""
    wall = written.wall
    if wall.year > LAST_NONE:
        return False
    if wall.year < EARLIEST_YEAR or wall.date() in _NO_DAYS:
        return True
    return written.timed and not wall.utcoffset() and wall.replace(tzinfo=None) in _NO_MOMENTS


def _serial(text: str) -> Written | None:
    """A spreadsheet's day number, with the time of day as its fraction or written behind it."""
    found = _SERIAL.fullmatch(text)
    if not found or int(found[1]) not in _SERIAL_DAYS:
        return None
    day = _SERIAL_FIRST + timedelta(days=int(found[1]))
    if found[3]:
        clock = _TIME.fullmatch(found[3].strip().lower()) or _DOTTED_TIME.fullmatch(found[3].strip())
        return Written(datetime.combine(day, _time(clock)), timed=True) if clock else None
    if not found[2]:
        return Written(day, timed=False)
    return Written(day + timedelta(seconds=round(float(f"0.{found[2]}") * 86_400)), timed=True)


def _iso(text: str) -> Written | None:
    plain = _PLAIN_ISO.fullmatch(text)  # as most are
    found = None if plain else _ISO.fullmatch(text)
    if not plain and not found:
        return Written(datetime.fromisoformat(text), timed=True) if _COMPACT.fullmatch(text) else None
    timed = found is None or found["time"] is not None
    if found and timed:
        text = _LOOSE_OFFSET.sub(lambda offset: offset[1] or "+00:00", text)
    try:
        return Written(datetime.fromisoformat(text), timed)
    except ValueError:
        return None


def _digits(text: str) -> Written | None:
    """20180108, 20180108192700, and seconds, milli-, micro- or nanoseconds since 1970, or seconds before."""
    number = _NUMBER.fullmatch(text)
    if not number or not text.isascii():
        return None
    sign, whole, fraction = number[1], number[2], (number[3] or "").rstrip("0")
    if not sign and not fraction and len(whole) in (8, 14):
        timed = len(whole) == 14
        return Written(datetime.strptime(whole, "%Y%m%d%H%M%S" if timed else "%Y%m%d"), timed)  # noqa: DTZ007
    digits = _EPOCH_DIGITS.get(len(whole)) if not sign else 0
    if digits is None or (sign and not 8 <= len(whole) <= 10):
        return None
    since = timedelta(microseconds=int(float(f"0.{fraction or 0}") * 1_000_000) + int(whole) * 1_000_000 // 10**digits)
    return Written(_EPOCH - since if sign else _EPOCH + since, timed=True)


def _parts(text: str, month_first: bool) -> Written | None:
    """Find time, date and zone each for itself; whatever else stands there must be filler."""
    text = _EAST_ASIAN.sub(r"\1-\2-\3 ", _UPDATED.sub("", _LABEL.sub("", text, count=1)))
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
        if order == "d_my" and named["_"] != "." and _swapped(int(day), int(month), month_first):
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
