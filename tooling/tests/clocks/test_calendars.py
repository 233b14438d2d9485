"""The working calendar: what was announced, what is only the week, and the arithmetic of deadlines over both."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar  # type: ignore[import-untyped]
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kentan.clocks.calendars as calendars
from kentan.clocks.calendars import DayName, WorkingCalendar, working_calendar
from kentan.clocks.calendars.contradictions import Fault, contradictions
from kentan.clocks.calendars.countries import NoCalendar, calendar_for
from kentan.clocks.reckoner import calendar_of
from kentan.files.loading import shape
from kentan.files.reading import read
from kentan.records.calendar import CalendarYear, Closing, DaysOff, Notice
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.registry import Instance

YEARS = range(2019, 2027)
DAY = timedelta(days=1)


def load(text: bytes, name: str = "2026.yml") -> CalendarYear:
    year, findings = shape(read(name, text), "calendar")
    assert findings == []
    assert isinstance(year, CalendarYear)
    return year


def shipped() -> list[CalendarYear]:
    folder = Path(calendars.__file__).parent / "cn"
    return [load(file.read_bytes(), file.name) for file in sorted(folder.glob("*.yml"))]


SHIPPED = shipped()
CHINA = working_calendar("CN", SHIPPED)


def days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + offset * DAY


KNOWN_DAYS = list(days(date(2019, 1, 1), date(2026, 12, 31)))


# what was announced


def test_a_file_for_each_year_says_its_country_its_year_and_its_notices() -> None:
    assert [(year.country, year.year) for year in SHIPPED] == [("CN", year) for year in YEARS]
    for year in SHIPPED:
        for notice in year.notices:
            assert notice.number is not None
            assert notice.on is not None
            assert f"国办发明电〔{notice.on.year}〕" in notice.number
            assert notice.address is not None
            assert notice.address.startswith("https://www.gov.cn/")
        assert all("name_en" in off.translations for off in year.days_off)


@pytest.mark.parametrize("year", SHIPPED, ids=lambda year: str(year.year))
def test_a_shipped_year_does_not_contradict_itself(year: CalendarYear) -> None:
    assert list(contradictions(year)) == []


def test_every_day_agrees_with_chinesecalendar() -> None:
    assert [day for day in KNOWN_DAYS if CHINA.is_working(day) != chinese_calendar.is_workday(day)] == []


def test_every_day_agrees_with_holidays() -> None:
    china = holidays.country_holidays("CN", years=range(2018, 2028))
    assert [day for day in KNOWN_DAYS if CHINA.is_working(day) != china.is_working_day(day)] == []


def test_the_last_days_of_2018_are_as_the_notice_for_2019_says() -> None:
    last_days = days(date(2018, 12, 28), date(2018, 12, 31))
    assert [CHINA.is_working(day) for day in last_days] == [True, True, False, False]


@pytest.mark.parametrize(
    ("day", "kind", "chinese", "english"),
    [
        (date(2026, 3, 4), DayName.WORKING, "", ""),
        (date(2026, 3, 7), DayName.WEEKEND, "", ""),
        (date(2026, 2, 14), DayName.MAKE_UP, "", ""),
        (date(2026, 2, 17), DayName.HOLIDAY, "春节", "Spring Festival"),
        (date(2025, 10, 8), DayName.HOLIDAY, "国庆节、中秋节", "National Day and Mid-Autumn Festival"),
    ],
)
def test_a_day_says_what_it_is_and_why(day: date, kind: DayName, chinese: str, english: str) -> None:
    found = CHINA.day_kind(day)
    assert (found.kind, found.name_in("zh"), found.name_in("en")) == (kind, chinese, english)
    assert found.working == CHINA.is_working(day)


def test_a_reply_due_over_spring_festival_counts_the_make_up_days() -> None:
    # Friday 13 February 2026; Saturday 14 is worked, 15 to 23 are off, Saturday 28 is worked
    assert CHINA.add_working_days(date(2026, 2, 13), 6) == date(2026, 2, 28)


# what is not announced


def test_beyond_the_announced_years_only_the_week_is_known() -> None:
    national_day = date(2027, 10, 1)
    assert CHINA.is_working(national_day)
    assert CHINA.provisional(national_day)
    assert not CHINA.provisional(date(2026, 12, 31))
    assert CHINA.add_working_days(date(2026, 12, 30), 3) == date(2027, 1, 4)


def test_from_november_on_the_table_of_next_year_is_missed() -> None:
    assert CHINA.missing_year(date(2026, 10, 31)) is None
    assert CHINA.missing_year(date(2026, 11, 1)) == 2027
    assert CHINA.missing_year(date(2025, 12, 31)) is None
    assert CHINA.missing_year(date(2027, 1, 1)) == 2027


# what an instance adds and corrects


def test_an_instance_adds_a_year() -> None:
    year = load(
        b"year: 2027\n"
        b"notices:\n  - title: made up for this test\n"
        b"days_off:\n  - {from: 2027-01-01, to: 2027-01-03, name: test}\n"
        b"working_days:\n  - 2026-12-27\n"
    )
    china = working_calendar("CN", SHIPPED, [year])
    assert not china.provisional(date(2027, 1, 1))
    assert not china.is_working(date(2027, 1, 1))
    assert china.is_working(date(2026, 12, 27))
    assert china.missing_year(date(2026, 11, 22)) is None


def test_a_city_closes_for_a_typhoon_and_the_proof_can_say_so() -> None:
    year = load("year: 2026\nclosing:\n  - {from: 2026-07-14, to: 2026-07-15, reason: 台风}\n".encode())
    china = working_calendar("CN", SHIPPED, [year])
    assert china.day_kind(date(2026, 7, 14)).name_in("en") == "台风"
    assert china.add_working_days(date(2026, 7, 13), 1) == date(2026, 7, 16)


def test_a_closing_alone_announces_no_year() -> None:
    closing = Closing(from_=date(2027, 7, 14), to=date(2027, 7, 14), reason="台风", translations={})
    china = working_calendar("CN", SHIPPED, [CalendarYear(year=2027, closing=(closing,))])
    assert china.provisional(date(2027, 7, 14))
    assert not china.is_working(date(2027, 7, 14))


def test_a_correction_outweighs_what_is_shipped_in_both_directions() -> None:
    off = DaysOff(from_=date(2026, 2, 14), to=date(2026, 2, 14), name="更正", translations={})
    correction = CalendarYear(year=2026, days_off=(off,), working_days=(date(2026, 2, 16),))
    china = working_calendar("CN", SHIPPED, [correction])
    assert not china.is_working(date(2026, 2, 14))
    assert china.day_kind(date(2026, 2, 16)).kind is DayName.WORKING
    assert not china.is_working(date(2026, 2, 17))


def test_the_order_of_the_files_does_not_matter() -> None:
    assert working_calendar("CN", reversed(SHIPPED)) == CHINA


def test_files_of_another_country_are_left_out() -> None:
    assert working_calendar("DE", SHIPPED).announced == frozenset()


def test_a_file_with_an_endless_span_is_named_and_does_no_harm() -> None:
    endless = DaysOff(from_=date(1, 1, 1), to=date(9999, 12, 31), name="?", translations={})
    backwards = DaysOff(from_=date(2027, 5, 5), to=date(2027, 5, 1), name="?", translations={})
    again = DaysOff(from_=date(2027, 6, 1), to=date(2027, 6, 3), name="?", translations={})
    year = CalendarYear(
        year=2027,
        days_off=(endless, backwards, again, again),
        working_days=(date(2027, 6, 2), date(2030, 1, 1), date(2027, 1, 9), date(2027, 1, 9)),
    )
    assert [(found.fault, found.path) for found in contradictions(year)] == [
        (Fault.TOO_LONG, ("days_off", 0, "to")),
        (Fault.REVERSED, ("days_off", 1, "to")),
        (Fault.TWICE, ("days_off", 3)),
        (Fault.BOTH, ("working_days", 0)),
        (Fault.FAR_AWAY, ("working_days", 1)),
        (Fault.TWICE, ("working_days", 3)),
    ]
    china = working_calendar("CN", [year])
    assert china.add_working_days(date(2026, 11, 30), 1) == date(2027, 1, 9)
    assert china.is_working(date(2028, 2, 1))


# the arithmetic, against a reckoning of its own


def naive(working: dict[date, bool], start: date, count: int) -> list[date]:
    """The first `count` working days after `start`, day by day (before it, where `count` is negative)."""
    found: list[date] = []
    day = start
    while len(found) < abs(count):
        day += DAY if count > 0 else -DAY
        if working[day]:
            found.append(day)
    return found


def test_adding_and_counting_agree_with_a_reckoning_day_by_day_from_every_day() -> None:
    reach = list(days(date(2018, 10, 1), date(2027, 3, 31)))
    weekdays_beyond = {day: day.weekday() < 5 for day in reach}
    working = {
        day: chinese_calendar.is_workday(day) if 2018 <= day.year <= 2026 else weekdays_beyond[day] for day in reach
    }
    for day in days(date(2018, 10, 1), date(2018, 12, 28)):
        working[day] = weekdays_beyond[day]  # 2018 is not among the years that we know
    for start in KNOWN_DAYS:
        assert CHINA.add_working_days(start, 0) == start
        after = naive(working, start, 30)
        assert [CHINA.add_working_days(start, count) for count in range(1, 31)] == after
        assert [CHINA.working_days_between(start, day) for day in after] == list(range(1, 31))
        before = naive(working, start, -30)
        assert [CHINA.add_working_days(start, -count) for count in range(1, 31)] == before
        assert CHINA.next_working(start) == (start if working[start] else after[0])
        assert CHINA.previous_working(start) == (start if working[start] else before[0])


ANY_DAY = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@st.composite
def years(draw: st.DrawFn) -> CalendarYear:
    year = draw(st.integers(2018, 2028))
    within = st.dates(date(year - 1, 11, 1), date(year + 1, 2, 28))
    spans = draw(st.lists(st.tuples(within, st.integers(-3, 40)), max_size=6))
    closings = draw(st.lists(st.tuples(within, st.integers(-3, 10)), max_size=2))
    return CalendarYear(
        year=year,
        notices=(Notice(title="made up"),) if draw(st.booleans()) else (),
        days_off=tuple(DaysOff(from_=on, to=on + n * DAY, name="off", translations={}) for on, n in spans),
        working_days=tuple(draw(st.lists(within, max_size=8))),
        closing=tuple(Closing(from_=on, to=on + n * DAY, reason="shut", translations={}) for on, n in closings),
    )


@given(st.lists(years(), max_size=4), st.lists(years(), max_size=2), ANY_DAY, st.integers(0, 400))
def test_counting_undoes_adding_on_any_calendar(
    announced: list[CalendarYear], corrections: list[CalendarYear], start: date, count: int
) -> None:
    calendar = working_calendar("CN", announced, corrections)
    due = calendar.add_working_days(start, count)
    assert calendar.working_days_between(start, due) == count
    assert calendar.working_days_between(due, start) == -count
    assert sum(calendar.is_working(start + timedelta(days)) for days in range(1, (due - start).days + 1)) == count
    assert count == 0 or calendar.is_working(due)


@given(ANY_DAY, ANY_DAY, ANY_DAY)
def test_counts_of_adjoining_spans_add_up(first: date, second: date, third: date) -> None:
    between = CHINA.working_days_between
    assert between(first, second) + between(second, third) == between(first, third)


@given(ANY_DAY, st.integers(-60, 60), st.integers(0, 60))
def test_what_is_asked_later_is_due_no_earlier(start: date, count: int, shift: int) -> None:
    assert CHINA.add_working_days(start, count) <= CHINA.add_working_days(start + shift * DAY, count)


@pytest.mark.parametrize(("start", "count"), [(date(9999, 12, 1), 40), (date(1, 1, 20), -40)])
def test_the_end_of_the_world_is_an_error_with_a_name(start: date, count: int) -> None:
    with pytest.raises(OverflowError):
        CHINA.add_working_days(start, count)


def test_a_question_costs_the_same_however_many_days_lie_between(monkeypatch: pytest.MonkeyPatch) -> None:
    calendar, expected = working_calendar("CN", SHIPPED), CHINA.add_working_days(date(2019, 1, 1), 1500)
    calendar.working_days_between(date(2019, 1, 1), date(2026, 12, 31))
    asked: list[int] = []
    monkeypatch.setattr(WorkingCalendar, "_kind", lambda _, ordinal: asked.append(ordinal))
    assert calendar.add_working_days(date(2019, 1, 1), 1500) == expected
    assert calendar.working_days_between(date(2019, 1, 1), date(2026, 12, 31)) > 1900
    assert asked == []


# other countries


def test_another_country_comes_from_the_library_with_the_instances_closings() -> None:
    closing = Closing(from_=date(2026, 2, 16), to=date(2026, 2, 16), reason="Rosenmontag", translations={})
    germany = calendar_for("DE", [2026, 2025], [CalendarYear(country="DE", year=2026, closing=(closing,))])
    assert germany.day_kind(date(2026, 5, 1)).name_in("en") == "Labor Day"
    assert germany.day_kind(date(2026, 5, 1)).name_in("de") == "Erster Mai"
    assert not germany.is_working(date(2026, 2, 16))
    assert not germany.provisional(date(2025, 12, 31))
    assert germany.provisional(date(2027, 1, 1))


def test_another_country_has_a_weekend_and_make_up_days_of_its_own() -> None:
    assert calendar_for("SA", [2026]).is_working(date(2026, 3, 1))  # a Sunday
    assert not calendar_for("SA", [2026]).is_working(date(2026, 3, 6))  # a Friday
    assert calendar_for("HU", [2025]).day_kind(date(2025, 10, 18)).kind is DayName.MAKE_UP


@pytest.mark.parametrize("day", [date.min, date(1899, 12, 31), date(2998, 1, 1), date.max])
def test_of_the_first_and_the_last_days_there_are_another_country_has_a_calendar(day: date) -> None:
    instance = Instance(name="Talks", country="SG", translations={})
    calendar = calendar_of(Ledger(instance=instance), Moment(day))
    assert calendar.provisional(day)


@pytest.mark.parametrize("country", ["CN", "XX"])
def test_no_library_guesses_chinas_calendar_or_an_unknown_countrys(country: str) -> None:
    with pytest.raises(NoCalendar) as caught:
        calendar_for(country, [2026])
    assert not caught.value.library_missing


def test_without_the_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(NoCalendar, match="pip install") as caught:
        calendar_for("DE", [2026])
    assert caught.value.library_missing


def test_china_needs_no_library() -> None:
    script = "import sys, kentan.clocks.calendars; sys.exit('holidays' in sys.modules or 'yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
