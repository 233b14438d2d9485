"""The explorer as people use it: choosing, typing, sharing, going back, by keyboard, from a folder."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from kentan.clocks.status import Status
from kentan.publish.index import index
from kentan.records.ledger import Ledger
from tests.browser.conftest import Open
from tests.browser.test_every_kind import violations
from tests.publish.conftest import DAY


def ready(page: Page) -> None:
    page.wait_for_selector("#explorer[data-ready]", state="attached")


def shown(page: Page) -> list[str]:
    return [
        Path(link).stem for link in page.locator("#explorer .list__title").evaluate_all("all => all.map(a => a.href)")
    ]


def choose(page: Page, facet: str, value: str) -> None:
    box = page.locator("#explorer details", has=page.locator("summary", has_text=re.compile(f"^{facet}")))
    if not box.get_attribute("open"):
        box.locator("summary").click()
    expect(box.locator("label").first).to_be_visible()  # the values come when a facet is opened
    line = box.locator("label", has=page.get_by_text(value, exact=True))
    if not line.is_visible():
        box.locator("button").click()
    line.click()
    page.keyboard.press("Escape")


def left(page: Page, count: int) -> None:
    expect(page.locator("#explorer .lead")).to_contain_text(re.compile(rf"\b{count}\b"))


def closed(records: Ledger) -> dict[str, set[str]]:
    """The closed cases by topic."""
    found: dict[str, set[str]] = {}
    for one in index(records, DAY).filed:
        if one.found.status is Status.CLOSED:
            found.setdefault(one.case.topic, set()).add(one.case.id)
    return found


def test_choosing_leaves_exactly_those_cases(records: Ledger, opened: Open) -> None:
    window = opened()
    page = window.go("cases/index.html")
    ready(page)
    topic, wanted = max(closed(records).items(), key=lambda item: (len(item[1]), item[0]))
    choose(page, "状态", "已办结（已评价）")
    choose(page, "领域", records.topics[topic].name)
    left(page, len(wanted))
    page.wait_for_function(f"document.querySelectorAll('#explorer .list__title').length === {len(wanted)}")
    assert set(shown(page)) == wanted
    assert "status=closed" in page.url
    assert f"topic={topic}" in page.url
    window.is_quiet()


def test_the_counts_say_what_a_choice_would_leave(records: Ledger, opened: Open) -> None:
    page = opened().go("cases/index.html?status=closed")
    ready(page)
    page.locator("#explorer summary", has_text="领域").click()
    for topic, cases in closed(records).items():
        name = page.get_by_text(records.topics[topic].name, exact=True)
        line = page.locator("#explorer details[open] label", has=name)
        expect(line.locator(".count")).to_have_text(str(len(cases)))


def test_the_address_holds_the_state(opened: Open) -> None:
    page = opened().go("en/cases/index.html?topic=land&sort=oldest")
    ready(page)
    expect(page.locator("#explorer .list__title").first).to_be_visible()
    left(page, len(shown(page)))
    before = shown(page)
    assert page.locator("#explorer-sort").input_value() == "oldest"
    choose(page, "Kind", "difficulty")
    expect(page).to_have_url(re.compile("kind=difficulty"))
    page.go_back()
    expect(page).not_to_have_url(re.compile("kind="))
    page.wait_for_function(f"document.querySelectorAll('#explorer .list__title').length === {len(before)}")
    assert shown(page) == before
    page.go_forward()
    expect(page).to_have_url(re.compile("kind=difficulty"))
    page.reload()
    ready(page)
    expect(page.locator("#explorer .chip")).to_have_count(2)


def test_words_narrow_the_list_down(opened: Open) -> None:
    page = opened().go("cases/index.html")
    ready(page)
    page.fill("#explorer-text", "用電")
    expect(page).to_have_url(re.compile("q="))
    expect(page.locator("#explorer .list__title").first).to_be_visible()
    assert shown(page)
    page.get_by_role("button", name="全部清除").click()
    expect(page.locator("#static")).to_be_visible()
    assert "?" not in page.url


def test_by_keyboard_alone(opened: Open) -> None:
    page = opened().go("cases/index.html")
    ready(page)
    page.locator("#explorer summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#explorer .chip")).to_have_count(1)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    status = page.locator("#explorer [role=status]")
    expect(status).to_contain_text("件")
    page.locator("#explorer .chip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#explorer .chip")).to_have_count(0)


def test_it_excludes_nobody_while_it_is_used(opened: Open) -> None:
    for width, scheme in ((1440, "light"), (360, "dark")):
        window = opened(width, color_scheme=scheme)
        page = window.go("cases/index.html?status=closed&status=tracking")
        ready(page)
        page.locator("#explorer summary").first.click()
        expect(page.locator("#explorer .list__title").first).to_be_visible()
        assert violations(page) == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0
        window.is_quiet()


def test_it_works_from_a_folder(site: Path, opened: Open) -> None:
    window = opened(at=f"file://{site}/")
    page = window.go("cases/index.html")
    ready(page)
    choose(page, "状态", "已办结（已评价）")
    expect(page.locator("#explorer .list__title").first).to_be_visible()
    assert window.errors == []


def test_without_a_script_the_lists_lead_on(opened: Open) -> None:
    page = opened(java_script_enabled=False).go("cases/index.html")
    expect(page.locator("#static .list__title").first).to_be_visible()
    page.locator("#static summary", has_text="按渠道").click()
    page.locator("#static a", has_text="走访").first.click()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".list__title").first).to_be_visible()
