"""The search as people use it: what they type is found, in the order that they expect, and is never a script."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kentan.publish.searching.grams import folded, grams
from kentan.publish.searching.postings import shard_of
from kentan.publish.searching.texts import document
from kentan.records.ledger import Ledger
from tests.browser.conftest import Open, once, serving, shared_folder
from tests.browser.test_every_kind import violations
from tests.publish.conftest import DAY, built
from tests.publish.outputs import editions

TEXTS = [
    "加快工业用地审批",
    "5G基站ISO9001認證",
    "ＡＢＣ 數位轉型",
    "𠮷野家a",
    "HZ-2022-0123",
    "A",
    "税",
    "the subsidy",
    "",
]


def results(page: Page, query: str) -> list[str]:
    page.fill("#find-here", "")
    expect(page.locator("#find-status")).to_have_text("")
    page.fill("#find-here", query)
    expect(page.locator("#find-status")).not_to_have_text("")
    return page.locator("#found .list__title").all_inner_texts()


def test_a_query_is_cut_as_the_texts_are(opened: Open) -> None:
    page = opened().go("search/index.html")
    cut = page.evaluate(
        "texts => Promise.all(texts.map(async text => { const low = await kentan.folded(text); "
        "const all = kentan.grams(low); return [low, all, all.map(one => kentan.shardOf(one, 256))]; }))",
        TEXTS,
    )
    for text, (low, found, shards) in zip(TEXTS, cut, strict=True):
        assert low == folded(text)
        assert set(found) <= grams(text) | set(low)
        assert shards == [shard_of(one, 256) for one in found]
        assert found or len(text) < 2


def test_the_cases_that_hold_all_that_was_typed_are_found_by_title_first_then_the_newest(
    opened: Open, records: Ledger
) -> None:
    both = editions(records, DAY)
    filed, words = both[0].index.filed, tuple(edition.words for edition in both)
    held = [document(words, one.case) for one in filed]
    queries = [one.case.title for one in filed]
    queries += ["企业", "融资", "用地 企业", "企业 没有的词", f"{queries[0]} 企业", "land quota"]
    page = opened().go("search/index.html")
    found = page.evaluate(
        "queries => Promise.all(queries.map(async query => { const found = await kentan.cases(query); "
        "return [kentan.grams(await kentan.folded(query)), found]; }))",
        queries,
    )
    for wanted, numbers in found:
        within = [at for at, (_title, everything) in enumerate(held) if everything.issuperset(wanted)]
        in_title = [at for at in within if held[at][0].issuperset(wanted)]
        assert numbers == [*in_title[::-1], *sorted(set(within).difference(in_title), reverse=True)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("HZ-2026-0004", "数字化改造验收半年，补助没有到账"),
        ("hz2026 4", "数字化改造验收半年，补助没有到账"),
        ("數字化改造驗收", "数字化改造验收半年，补助没有到账"),
        ("验收半", "数字化改造验收半年，补助没有到账"),
        ("自然资源", "自然资源和规划局"),
        ("K401", "K401"),
        ("怎样提出", "怎样提出事项"),
    ],
)
def test_what_is_typed_comes_first(query: str, first: str, opened: Open) -> None:
    window = opened()
    page = window.go("search/index.html")
    assert results(page, query)[0].startswith(first)
    window.is_quiet()


def test_the_address_of_a_search_can_be_shared(opened: Open) -> None:
    page = opened().go("en/search/index.html?q=land%20quota")
    expect(page.locator("#found .list__title").first).to_contain_text("land quota")


def test_the_box_in_the_head_suggests_and_is_left_with_escape(opened: Open) -> None:
    window = opened()
    page = window.go("index.html")
    page.keyboard.press("/")
    page.keyboard.type("用地")
    expect(page.locator(".find__panel .list__title").first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.classList.contains('list__title')")
    page.keyboard.press("Escape")
    expect(page.locator(".find__panel")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    expect(page.locator("#found .list__title").first).to_be_visible()
    window.is_quiet()


def test_without_a_script_the_page_says_so_and_leads_on(opened: Open) -> None:
    page = opened(java_script_enabled=False).go("search/index.html")
    expect(page.get_by_text("搜索功能需要启用脚本")).to_be_visible()
    expect(page.locator(".ways a").first).to_be_visible()


def test_nothing_that_is_found_is_read_as_html(
    records: Ledger, opened: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    attack = "用地<img src=x onerror=boom()><script>boom()</script>\"'><svg onload=boom()>"
    changed = {name: replace(case, title=attack, translations={}) for name, case in records.cases.items()}
    names = {name: replace(one, name=f"局{attack}", translations={}) for name, one in records.departments.items()}
    ledger = replace(records, cases=changed, departments=names)
    folder = once(shared_folder(tmp_path_factory, "attacked"), lambda folder: built(ledger, folder))
    with serving(Path(folder)) as home:
        window = opened(at=home)
        window.page.add_init_script("window.boom = () => { window.boomed = true; };")
        page = window.go("search/index.html")
        assert any("<img" in one for one in results(page, "用地"))
        page.goto(f"{home}cases/index.html?sort=oldest")
        expect(page.locator("#explorer .list__title").first).to_be_visible()
        page.locator("#explorer summary", has_text="部门").click()
        page.fill("#find", "用地")
        expect(page.locator(".find__panel .list__title").first).to_be_visible()
        assert page.evaluate("window.boomed") is None
        assert page.locator("#explorer img, .find__panel img, #found img").count() == 0
        assert page.evaluate("[...document.scripts].filter(one => !one.src && !one.type).length") == 0
        assert window.strangers == []
        assert window.missing == []
