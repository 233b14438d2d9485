"""Lines of calendars are those that the library writes, whatever stands in them."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from kentan.publish.feeds.content_lines import day, duration, instant, line, text

WORDS = st.text('用地审a;,:\\^" \r\n\U00020bb7', max_size=90)


@given(WORDS)
def test_texts_are_escaped_and_folded_as_the_library_does(given: str) -> None:
    given = given.replace("\r", "")
    assert text("SUMMARY", given) in made("summary", given)


@given(st.text("用a\U00020bb7", max_size=200))
def test_no_line_is_longer_than_the_standard_allows(given: str) -> None:
    written = line("URL", given)
    assert max(map(len, written.split(b"\r\n"))) <= 75
    assert written.replace(b"\r\n ", b"") == f"URL:{given}\r\n".encode()


@given(st.dates(min_value=date(1000, 1, 1)), st.times(), st.integers(min_value=1, max_value=10_000))
def test_times_are_those_of_the_library(on: date, at: object, minutes: int) -> None:
    moment = datetime.combine(on, at, UTC).replace(microsecond=0)  # type: ignore[arg-type]
    assert day("DTSTART", on) in made("dtstart", on)
    assert instant("DTSTAMP", moment) in made("dtstamp", moment)
    assert duration("DURATION", timedelta(minutes=minutes)) in made("duration", timedelta(minutes=minutes))


def made(name: str, value: object) -> bytes:
    event = Event()
    event.add(name, value)
    return bytes(event.to_ical())
