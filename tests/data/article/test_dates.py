"""Written dates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.article.dates import ColumnDates, Written, instant, read, scan

MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize(
    "raw",
    [
        "8 января 2018, 19:27", "8 января 2018, 19:27 (обновлено 9 января 2018, 10:00)", "8 янв. 2018 г. 19:27", "понедельник, 8 января 2018 года в 19:27", "19:27, 8 января 2018",
        "8 січня 2018 року, 19.27", "8 січня 2018 о 19:27", "January 8, 2018 7:27 PM", "8th of January 2018 at 19:27",
        "08.01.2018 19:27", "19:27 08.01.2018", "08/01/2018 19:27", "2018/01/08 19:27", "2018-01-08T19:27", "2018-01-08 19:27:00",
        "20180108192700", "Mon Jan  8 19:27:00 2018", "08-Jan-2018 19:27", "8 de enero de 2018 19:27", "8 stycznia 2018 19:27",
    ],
)  # fmt: skip
def test_naive_times(raw: str) -> None:
    assert read(raw) == Written(datetime(2018, 1, 8, 19, 27), timed=True)  # noqa: DTZ001


@pytest.mark.parametrize(
    "raw",
    [
        "2018-01-08T16:27:00Z", "2018-01-08 19:27:00 +0300", "2018-01-08 16:27 UTC", "2018-01-08T19:27:00.000000000+03:00",
        "Mon, 08 Jan 2018 19:27:00 +0300", "Пн, 08 янв 2018 19:27:00 +0300", "Mon, 08 Jan 2018 16:27:00 GMT",
        "Mon Jan 08 2018 19:27:00 GMT+0300 (Moscow Standard Time)", "8 янв. 2018 г. 19:27 (мск)", "8 января 2018, 19:27 по московскому времени",
        "8 січня 2018, 18:27 за києвом", "19:27 08.01.2018 +03:00", "1515428820", "1515428820.0", "1515428820000",
    ],
)  # fmt: skip
def test_aware_times(raw: str) -> None:
    written = read(raw)
    assert written is not None
    assert written.timed
    assert written.wall.astimezone(UTC) == datetime(2018, 1, 8, 16, 27, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "2018-01-08",
        "08.01.2018",
        "08.01.18",
        "20180108",
        "8-го января 2018 года",
        "8 січня 2018",
        "Jan 8, 2018",
        "8 Jan 18",
        "8 janvier 2018",
    ],
)
def test_days_alone(raw: str) -> None:
    assert read(raw) == Written(datetime(2018, 1, 8), timed=False)  # noqa: DTZ001


@pytest.mark.parametrize(
    "raw",
    [
        "", "вчера, 14:05", "2 часа назад", "сегодня", "8 января", "январь 2018", "2018", "43108", "31.02.2018", "2018-13-01", "0000-00-00",
        "2018-W02-1", "12 марта 2018 (по слухам)", "см. 8 января 2018", "32 января 2018", "8 января 2018, 25:00", "x" * 10_000,
    ],
)  # fmt: skip
def test_what_names_no_certain_day_is_unreadable(raw: str) -> None:
    assert read(raw) is None


def test_slashed_dates_put_the_day_first_unless_their_column_says_otherwise() -> None:
    day_first, month_first = read("03/04/2018"), read("03/04/2018", month_first=True)
    assert (day_first.wall.day, day_first.wall.month) == (3, 4)
    assert (month_first.wall.day, month_first.wall.month) == (4, 3)
    assert read("01/25/2018").wall.day == 25
    assert scan(["03/04/2018", "01/25/2018"]) == ColumnDates(month_first=True)
    assert scan(["03/04/2018", "25/01/2018"]) == ColumnDates()
    assert scan(["25/01/2018", "01/25/2018"]) == ColumnDates()
    assert scan(["1/2/2018 10:00"] * 5 + ["1/25/2018 10:00"]) == ColumnDates(month_first=True)


def test_a_column_at_midnight() -> None:
    assert scan(["2018-01-08T00:00:00+00:00", None, "", "чушь", "2018-01-09 00:00"]).midnight
    assert scan(["2018-01-08", "2018-01-09T00:00:00"]).midnight
    assert not scan(["2018-01-08T00:00:00", "2018-01-09T00:00:01"]).midnight
    assert not scan(["2018-01-08"]).midnight
    assert not scan([]).midnight


def test_scanning_stops_where_the_column_is_told() -> None:
    column = iter(["2018-01-08T10:00:00", "2018-01-08T11:00:00"])
    scan(column)
    assert next(column) == "2018-01-08T11:00:00"


SECONDS = st.integers(0, 3_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None))
FORMS = ("%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M:%S", "%a, %d %b %Y %H:%M:%S", "%B %d, %Y %H:%M:%S")


@given(SECONDS, st.sampled_from(FORMS))
def test_formats_read_back(moment: datetime, form: str) -> None:
    assert read(moment.strftime(form)) == Written(moment, timed=True)


@given(st.text(alphabet="0123456789 .:/-,+TZgадянварьмскUTCPMam()", max_size=30) | st.text(max_size=30))
def test_c2_any_string_is_read_or_is_not_and_never_raises(raw: str) -> None:
    written = read(raw)
    if written is not None:
        try:
            moment, day_only = instant(written, MOSCOW, ColumnDates())
        except OverflowError:
            assert written.wall.year in (1, 9999)
        else:
            assert moment.utcoffset() == timedelta(0)
            assert day_only != written.timed
