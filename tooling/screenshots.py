"""Pictures of every kind of page, to be looked at: `python tooling/screenshots.py build/public pictures/`.

Desktop and phone, light and dark, both languages, and as printed on A4, for the fullest page of each kind that the
site has. Needs Playwright and a Chromium (`CHROMIUM`, or the one on the PATH).
"""

import argparse
import os
import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

from tests.browser.kinds import KINDS, PREFIXES, address

WIDTHS = {"desktop": 1440, "tablet": 768, "phone": 360}
SETTLED = 400  # milliseconds until the tabs have faded in
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


def pages(site: Path, kinds: list[str], languages: list[str]) -> dict[str, str]:
    """What is to be pictured, by the name of the picture: the address below the site."""
    found = {}
    for kind in kinds:
        for language in languages:
            try:
                found[f"{kind}-{language}"] = address(site, kind, language)
            except AssertionError as none:
                print(none)
    return found


def take(browser: Browser, home: str, wanted: argparse.Namespace, found: dict[str, str]) -> None:
    """Make the pictures, each named after its page, the width and the scheme."""
    for scheme in wanted.schemes:
        for width in wanted.widths:
            page = browser.new_page(viewport={"width": WIDTHS[width], "height": 900}, color_scheme=scheme)
            for name, below in found.items():
                page.goto(f"{home}{below}")
                page.wait_for_timeout(SETTLED)
                page.screenshot(path=wanted.pictures / f"{name}-{width}-{scheme}.png", full_page=True)
            page.close()
    if wanted.paper:
        page = browser.new_page()
        for name, below in found.items():
            page.goto(f"{home}{below}")
            page.pdf(path=wanted.pictures / f"{name}.pdf", format="A4")
        page.close()


def main() -> None:
    """Make the pictures that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--only", nargs="*", choices=KINDS, default=list(KINDS))
    parser.add_argument("--languages", nargs="*", choices=PREFIXES, default=list(PREFIXES))
    parser.add_argument("--schemes", nargs="*", choices=("light", "dark"), default=["light", "dark"])
    parser.add_argument("--widths", nargs="*", choices=WIDTHS, default=["desktop", "phone"])
    parser.add_argument("--paper", action="store_true", help="a PDF of each page beside the pictures")
    parser.add_argument("--page", help="one page by its address, instead of one of each kind")
    wanted = parser.parse_args()
    found = (
        {wanted.page.replace("/", "-"): wanted.page}
        if wanted.page
        else pages(wanted.site, wanted.only, wanted.languages)
    )
    wanted.pictures.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(wanted.site)))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        take(browser, f"http://127.0.0.1:{server.server_port}/", wanted, found)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
