"""A browser before `kentan serve`: what is saved appears, and a page whose file stays the same stays as it is."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.served import instance_in, retitle, served


def test_a_saved_case_appears_in_the_browser(opened: Open, tmp_path: Path) -> None:
    instance = instance_in(tmp_path / "instance")
    first, second = sorted((instance / "cases").rglob("*.yml"))[:2]
    with served(instance) as (_server, address):
        window, other = opened(at=address), opened(at=address)
        page = window.go(f"cases/{first.parent.name}/{first.stem}.html")
        left_alone = other.go(f"cases/{second.parent.name}/{second.stem}.html")
        left_alone.evaluate("window.marked = true")
        for title in ("换了的标题", "又换了的标题"):
            retitle(first, title)
            expect(page.locator("h1")).to_have_text(title)
        assert left_alone.evaluate("window.marked")
        window.is_quiet()
        other.is_quiet()
