"""The explorer as people use it: choosing, typing, sharing, going back, by keyboard, from a folder."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from kentan.clocks.status import Status
from kentan.publish.explorer import rows
from kentan.publish.index import index
from kentan.records.ledger import Ledger
from tests.browser.conftest import Open
from tests.browser.test_every_kind import violations
from tests.publish.conftest import DAY
from tests.publish.outputs import outputs


def ready(page: Page) -> None:
    page.wait_for_selector("#explorer[data-ready]", state="attached")


def shown(page: Page) -> list[str]:
    return [
        Path(link).stem for link in page.locator("#explorer .list__title").evaluate_all("all => all.map(a => a.href)")
    ]


def whole(page: Page, count: int) -> list[str]:
    """All lines of a page, of which the later ones come when their end is seen."""
    titles = page.locator("#explorer .list__title")
    more = page.locator("#explorer .pager").get_by_text(re.compile("^(显示更多|Show more)$"))
    expect(titles.first).to_be_visible()
    while titles.count() < count:
        before = titles.count()
        more.scroll_into_view_if_needed()
        expect(titles).not_to_have_count(before)
    expect(titles).to_have_count(count)
    expect(more).to_have_count(0)
    return shown(page)


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
    assert set(whole(page, len(wanted))) == wanted
    expect(page).to_have_url(re.compile(rf"status=closed.*topic={topic}"))
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
    before = shown(page)
    assert page.locator("#explorer-sort").input_value() == "oldest"
    choose(page, "Kind", "difficulty")
    expect(page).to_have_url(re.compile("kind=difficulty"))
    page.go_back()
    expect(page).not_to_have_url(re.compile("kind="))
    expect(page.locator("#explorer .chip")).to_have_count(1)
    assert shown(page) == before
    page.go_forward()
    expect(page).to_have_url(re.compile("kind=difficulty"))
    page.reload()
    ready(page)
    expect(page.locator("#explorer .chip")).to_have_count(2)


def test_words_narrow_the_list_down(records: Ledger, opened: Open) -> None:
    page = opened().go("cases/index.html")
    ready(page)
    page.fill("#explorer-text", "用電")
    expect(page).to_have_url(re.compile("q="))
    expect(page.locator("#explorer .list__title").first).to_be_visible()
    assert shown(page)
    page.get_by_role("button", name="全部清除").click()
    expect(page).to_have_url(re.compile(r"html$"))
    left(page, len(index(records, DAY).cases))
    assert shown(page)[0] == index(records, DAY).cases[-1].id


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
    assert page.evaluate("document.activeElement.id") == "explorer-text"


def tabbed(page: Page, summary: Locator) -> None:
    page.locator("#explorer-sort").focus()
    while not summary.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("how", ["mouse", "finger", "keyboard"])
@pytest.mark.parametrize("width", [390, 1440])
def test_one_touch_closes_a_facet_and_opens_another_under_the_finger(width: int, how: str, opened: Open) -> None:
    page = opened(width, has_touch=how == "finger").go("cases/index.html")
    ready(page)
    summaries, open_ones = page.locator("#explorer summary"), page.locator("#explorer details[open]")
    for number in (2, 0, 5, 2, 7):
        summary = summaries.nth(number)
        summary.evaluate("one => scrollBy({top: one.getBoundingClientRect().top - 250, behavior: 'instant'})")
        box = summary.bounding_box()
        assert box
        if how == "finger":
            page.touchscreen.tap(box["x"] + 20, box["y"] + 20)
        elif how == "mouse":
            page.mouse.click(box["x"] + 20, box["y"] + 20)
        else:
            tabbed(page, summary)
        expect(summaries.nth(number).locator("..")).to_have_attribute("open", "")
        expect(open_ones).to_have_count(1)
        expect(open_ones.locator("label").first).to_be_visible()
        expect(summary).to_be_in_viewport()
        there = summary.bounding_box()
        assert there
        at_the_top = page.evaluate("scrollY") == 0  # a page does not go on above its beginning
        assert how == "keyboard" or at_the_top or abs(there["y"] - box["y"]) <= 1


@pytest.mark.parametrize("how", ["mouse", "finger"])
def test_what_is_touched_below_an_open_facet_is_what_was_meant(how: str, opened: Open) -> None:
    page = opened(390, has_touch=how == "finger").go("cases/index.html?status=closed&status=tracking")
    ready(page)
    page.locator("#explorer summary").first.click()
    expect(page.locator("#explorer details[open] label").first).to_be_visible()
    chip = page.locator("#explorer .chip").last
    removed = (chip.text_content() or "").strip()
    if how == "finger":
        chip.tap()
    else:
        chip.click()
    expect(page.locator("#explorer .chip")).to_have_count(1)
    expect(page.locator("#explorer .chip")).not_to_have_text(removed)
    expect(page.locator("#explorer details[open]")).to_have_count(0)


def test_the_next_lines_come_by_keyboard_too(records: Ledger, opened: Open) -> None:
    page = opened().go("cases/index.html?sort=oldest")
    ready(page)
    before = len(shown(page))
    assert before < 30
    page.locator("#explorer .pager button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#explorer .list__title")).not_to_have_count(before)
    assert whole(page, 30) == [case.id for case in index(records, DAY).cases[:30]]
    page.locator("#explorer .pager button").click()
    expect(page).to_have_url(re.compile("page=2"))
    expect(page.locator("#explorer .list__title").first).to_have_attribute(
        "href", re.compile(index(records, DAY).cases[30].id)
    )


def test_typing_on_leaves_what_was_typed_last(opened: Open) -> None:
    page = opened().go("cases/index.html")
    ready(page)
    page.locator("#explorer-text").press_sequentially("用电价格")
    expect(page).to_have_url(re.compile("q=%E7%94%A8%E7%94%B5%E4%BB%B7%E6%A0%BC$"))
    said = page.locator("#explorer [role=status]")
    expect(said).to_contain_text("件")  # the address may stand before the list
    after = said.text_content()
    page.reload()
    ready(page)
    assert said.text_content() == after


def test_a_rare_value_has_its_newest_lines_in_one_file(
    records: Ledger, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "VERY_MANY", 10)
    monkeypatch.setattr(rows, "CHUNK", 4)
    large = outputs(records, DAY)
    filed = index(records, DAY).filed
    rare = {path.split("/")[-1][:-3] for path in large if path.startswith("lookup/rows/topic/")}
    topic = max(rare, key=lambda code: (sum(one.case.topic == code for one in filed), code))
    asked = []

    def serve(route: Route) -> None:
        asked.append(urlsplit(route.request.url).path[1:])
        route.fulfill(body=large[asked[-1]], content_type="text/javascript")

    window = opened()
    window.page.route("**/lookup/rows/**", serve)
    page = window.go(f"cases/index.html?topic={topic}")
    ready(page)
    wanted = [one.case.id for one in reversed(filed) if one.case.topic == topic]
    assert shown(page) == wanted[:6]
    assert asked == ["lookup/rows/index.js", f"lookup/rows/topic/{topic}.js"]
    window.is_quiet()


@pytest.mark.parametrize(
    "without",
    ["", "delete window.Worker", "const own = Worker; window.Worker = function () { return new own('/none.js') }"],
)
def test_files_are_looked_up_beside_the_page_where_that_can_be(records: Ledger, opened: Open, without: str) -> None:
    window = opened()
    window.page.add_init_script(without)
    page = window.go("cases/index.html")
    ready(page)
    page.wait_for_timeout(500)
    assert len(page.workers) == (not without)
    topic, wanted = max(closed(records).items(), key=lambda item: (len(item[1]), item[0]))
    choose(page, "状态", "已办结（已评价）")
    choose(page, "领域", records.topics[topic].name)
    assert set(whole(page, len(wanted))) == wanted


def test_what_is_pointed_at_is_known_when_it_is_chosen(opened: Open) -> None:
    page = opened().go("cases/index.html")
    ready(page)
    choose(page, "状态", "已办结（已评价）")
    before, told = shown(page), page.locator("#explorer [role=status]").text_content()
    sort = page.locator("#explorer-sort")
    sort.focus()
    page.wait_for_timeout(600)
    page.route("**/lookup/**", lambda route: route.abort())
    assert shown(page) == before  # nothing is shown of what is only foreseen
    expect(page).to_have_url(re.compile(r"\?status=closed$"))
    sort.select_option("due")
    expect(page).to_have_url(re.compile("sort=due"))
    assert len(shown(page)) == len(before)  # and not what is said where a file is missing
    assert page.locator("#explorer [role=status]").text_content() == told


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
