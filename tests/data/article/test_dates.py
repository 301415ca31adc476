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
        "20180108T192700", "20180108T1927", "2018年1月8日 19:27", "Published on 8 January 2018, 19:27",
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
        "20180108T162700Z", "20180108T192700+0300", "1515428820.000", "Дата публикации: 08.01.2018 16:27 GMT",
        "Monday, January 8, 2018 11:27 AM Eastern Standard Time", "8 січня 2018, 18:27 за києвом", "19:27 08.01.2018 +03:00", "1515428820", "1515428820.0", "1515428820000",
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
        "2018年1月8日",
        "2018년 1월 8일",
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


SECONDS = st.integers(1, 3_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None))
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
            assert day_only or written.timed


@pytest.mark.parametrize(
    "raw",
    [
        "0001-01-01T00:00:00", "01.01.0001 0:00:00", "1/1/0001 12:00:00 AM", "0001-01-01T10:30:00", "1900-01-00", "1900-01-00 10:30:00",
        "1899-12-30", "30.12.1899 0:00:00", "1899-12-31T10:30:00", "1900-01-01 00:00:00.000", "1970-01-01T00:00:00", "1970-01-01 00:00:00 UTC",
        "01.01.1970 00:00", "000000000", "0", "1799-12-31", "12 июня 1703 года",
    ],
)  # fmt: skip
def test_what_programs_write_for_no_date_is_none(raw: str) -> None:
    assert read(raw) is None


@pytest.mark.parametrize("raw", ["1812-09-07", "1914-08-01", "1970-01-01", "1970-01-02T00:00:00"])
def test_old_dates_stay_dates(raw: str) -> None:
    assert read(raw) is not None


def test_seconds_before_1970() -> None:
    assert read("-157766400") == Written(datetime(1965, 1, 1, tzinfo=UTC), timed=True)


def test_a_midnight_without_a_zone_is_a_day_alone() -> None:
    noon = datetime(2024, 1, 15, 9, tzinfo=UTC)
    assert instant(read("15.01.2024 00:00"), MOSCOW, ColumnDates()) == (noon, True)
    assert instant(read("2024-01-15T00:00:00+03:00"), MOSCOW, ColumnDates()) == (noon - timedelta(hours=12), False)


def test_day_numbers_of_a_spreadsheet_are_told_from_the_whole_column() -> None:
    column = scan(["45306,4375", None, "nan", "45307.5", "45308", "45308 10:30"])
    assert column.serial
    assert column.read("45306,4375") == Written(datetime(2024, 1, 15, 10, 30), timed=True)  # noqa: DTZ001
    assert column.read("45308") == Written(datetime(2024, 1, 17), timed=False)  # noqa: DTZ001
    assert column.read("45308 10:30") == Written(datetime(2024, 1, 17, 10, 30), timed=True)  # noqa: DTZ001
    assert column.read("99999") is None
    for other in (["45306", "2024-01-15"], ["45306", "99999"], ["45306", "п1"], ["2024"], ["1704094200"], []):
        assert not scan(other).serial
    assert read("45306,4375") is None


def test_hyphens_order_their_parts_as_slashes_do() -> None:
    assert scan(["03-04-2018", "01-25-2018"]) == ColumnDates(month_first=True)
    assert read("03-04-2018", month_first=True).wall.month == 3
    assert scan(["2018-01-25", "03-04-2018"]) == ColumnDates()


@given(st.datetimes(datetime(1927, 6, 1), datetime(2099, 1, 1)))  # noqa: DTZ001
def test_any_moment_as_a_day_number_is_read_to_the_second(moment: datetime) -> None:
    since = moment.replace(microsecond=0) - datetime(1899, 12, 30)  # noqa: DTZ001
    text = f"{since.days + since.seconds / 86_400:.10f}"
    found = scan([text]).read(text)
    assert found.wall == moment.replace(microsecond=0)
