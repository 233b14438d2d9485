"""After a site is built its pages are read on other days: due dates and its age are told from the day of reading."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

CASE = "cases/2026/HZ-2026-0007.html"  # two weeks for the reply, until 23 November 2026


def at(hour: str) -> datetime:
    return datetime.fromisoformat(f"{hour}+08:00").astimezone(UTC)


def read(opened: Open, address: str, hour: str, **how: object) -> Page:
    window = opened(**how)
    window.page.clock.set_fixed_time(at(hour))
    return window.go(address)


@pytest.mark.parametrize(
    ("hour", "chinese", "english"),
    [
        ("2026-11-22T09:00", "明天", "tomorrow"),
        ("2026-11-23T23:59", "今天", "today"),
        ("2026-11-24T00:01", "昨天", "yesterday"),
        ("2026-12-03T12:00", "10天前", "10 days ago"),
        ("2026-11-18T12:00", "5天后", "in 5 days"),
    ],
)
def test_a_due_date_is_told_from_the_day_of_reading(opened: Open, hour: str, chinese: str, english: str) -> None:
    for prefix, words in (("", chinese), ("en/", english)):
        page = read(opened, prefix + CASE, hour)
        expect(page.locator("#owed .relative")).to_have_text(words)
        expect(page.locator("#deadlines td .relative")).to_have_text(words)


def test_the_day_is_that_of_the_site_wherever_it_is_read(opened: Open) -> None:
    page = read(opened, CASE, "2026-11-23T00:30", timezone_id="America/Los_Angeles")
    expect(page.locator("#owed .relative")).to_have_text("今天")


def test_without_a_script_the_due_date_itself_stands_in_the_page(opened: Open) -> None:
    page = opened(java_script_enabled=False).go(CASE)
    expect(page.locator("#owed time")).to_have_text("2026年11月23日")
    expect(page.locator(".relative")).to_have_count(0)
    expect(page.locator(".foot")).to_contain_text("2026年11月22日")


def test_a_deadline_that_was_met_is_not_told_so(opened: Open) -> None:
    page = read(opened, CASE, "2026-11-22T09:00")
    assert page.locator("#deadlines tr", has_text="按期完成").locator(".relative").count() == 0


def test_a_page_says_that_it_is_old_36_hours_after_its_day_and_not_before(
    opened: Open,
) -> None:
    for prefix, words in (("", "本页面较旧"), ("en/", "This page is old")):
        window = opened()
        window.page.clock.set_fixed_time(at("2026-11-24T12:00"))
        expect(window.go(prefix + "index.html").locator("[data-stale]")).to_be_hidden()
        window.page.clock.set_fixed_time(at("2026-11-24T12:01"))
        page = window.go(prefix + CASE)
        expect(page.locator("[data-stale]")).to_be_visible()
        expect(page.locator("[data-stale]")).to_contain_text(words)
        above = page.evaluate("document.querySelector('[data-stale]').getBoundingClientRect().top")
        assert above < page.evaluate("document.querySelector('h1').getBoundingClientRect().top")
        window.is_quiet()


def test_a_site_for_a_past_day_says_so(opened: Open) -> None:
    page = read(opened, "index.html", "2026-11-25T09:00")
    expect(page.locator("[data-stale]")).to_contain_text("2026年11月22日")
