"""By keyboard alone: past the head, to every control, seen at every step, and out again."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.kinds import KINDS, address

_NUMBERED = """() => {
  const all = 'a[href], button, input, select, textarea, summary, label[tabindex], [tabindex="0"]';
  const seen = [...document.querySelectorAll(all)].filter(one => one.tabIndex >= 0 && !one.disabled
    && !one.closest('[inert]') && one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length);
  const groups = new Map();
  let number = 0;
  for (const one of seen) {
    const name = one.type === 'radio' ? one.name : '';
    one.dataset.stop = groups.get(name) ?? number++;
    if (name) { groups.set(name, one.dataset.stop); }
  }
  return number;
}"""
_FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) { return null; }
  const seen = one.matches('.md-option') ? one.nextElementSibling : one;
  const style = getComputedStyle(seen), box = seen.getBoundingClientRect();
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const inside = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight && box.width > 1;
  return {stop: Number(one.dataset.stop ?? -1), seen: inside && (ring || style.boxShadow !== 'none'),
    html: one.outerHTML.slice(0, 120)};
}"""
_HTML = "number => document.querySelector(`[data-stop='${number}']`).outerHTML.slice(0, 120)"
ON_A_PHONE = ("home", "case", "cases", "programme", "report", "search")
SKIPPED = "md-toggle"
"""Controls of the theme that are operated by a label of their own."""


def stops(page: Page) -> tuple[int, list[dict[str, object]]]:
    """How many controls a page has, and at which of them the tabulator stops, in order."""
    expected = page.evaluate(_NUMBERED)
    visited: list[dict[str, object]] = []
    for _ in range(expected + 12):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if focused is None:
            break
        visited.append(focused)
    else:
        raise AssertionError(f"the tabulator never leaves the page: {visited[-3:]}")
    return expected, visited


@pytest.mark.parametrize(("kind", "width"), [*((kind, 1440) for kind in KINDS), *((kind, 360) for kind in ON_A_PHONE)])
def test_every_control_is_reached_and_seen_and_nothing_is_a_trap(
    kind: str, width: int, site: Path, opened: Open
) -> None:
    page = opened(width, reduced_motion="reduce").go(address(site, kind, "zh"))
    page.wait_for_load_state("networkidle")
    expected, visited = stops(page)
    reached = {one["stop"] for one in visited}
    missed = [page.evaluate(_HTML, number) for number in range(expected) if number not in reached]
    assert [html for html in missed if SKIPPED not in html] == []
    assert [one["html"] for one in visited if not one["seen"]] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_stop_leads_past_the_head(kind: str, site: Path, opened: Open) -> None:
    page = opened(360).go(address(site, kind, "zh"))
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.querySelector('.md-content').contains(document.activeElement)"
    foot = "document.querySelector('.md-footer').contains(document.activeElement)"
    assert page.evaluate(inside) or page.evaluate(foot)


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(opened: Open) -> None:
    page = opened(360, reduced_motion="reduce").go("index.html")
    menu, link = (
        page.get_by_role("button", name="菜单"),
        page.locator('.md-sidebar--primary a[href="meetings/index.html"]'),
    )
    menu.focus()
    expect(link).not_to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(link).to_be_in_viewport()
    expect(menu).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    page.keyboard.press("Escape")
    expect(link).not_to_be_in_viewport()
    expect(menu).to_be_focused()
