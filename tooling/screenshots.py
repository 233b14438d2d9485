"""Pictures of every kind of page, to be looked at: `python tooling/screenshots.py build/public pictures/`.

Desktop and phone, light and dark, for the first page of each kind that the site has. Needs Playwright and a Chromium
(`CHROMIUM`, or the one on the PATH).
"""

import argparse
import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

KINDS = {
    "home": "index.html",
    "cases": "cases/index.html",
    "case": "cases/*/*-*-*.html",
    "list": "cases/topic/*/index.html",
    "meetings": "meetings/index.html",
    "meeting": "meetings/*/*-*.html",
    "departments": "departments/index.html",
    "department": "departments/[!i]*.html",
    "topics": "topics/index.html",
    "programmes": "programmes/index.html",
    "programme": "programmes/[!i]*.html",
    "reports": "reports/index.html",
    "report": "reports/programme/*/[!i]*.html",
    "claims": "claims/index.html",
    "rules": "rules/index.html",
    "rule": "rules/[!i]*.html",
    "about": "about/index.html",
}
WIDTHS = {"desktop": 1440, "phone": 360}
SETTLED = 400  # milliseconds until the tabs have faded in
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    """Make the pictures that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--only", nargs="*", choices=KINDS, default=list(KINDS))
    parser.add_argument("--schemes", nargs="*", choices=("light", "dark"), default=["light", "dark"])
    parser.add_argument("--widths", nargs="*", choices=WIDTHS, default=list(WIDTHS))
    parser.add_argument("--page", help="one page by its address, instead of the first of each kind")
    wanted = parser.parse_args()
    pages = {wanted.page.replace("/", "-"): wanted.page} if wanted.page else {kind: KINDS[kind] for kind in wanted.only}
    wanted.pictures.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=ARGUMENTS
        )
        for scheme in wanted.schemes:
            for width in wanted.widths:
                page = browser.new_page(viewport={"width": WIDTHS[width], "height": 900}, color_scheme=scheme)
                for name, pattern in pages.items():
                    found = sorted(wanted.site.glob(pattern))
                    if not found:
                        print(f"no page for {name}")
                        continue
                    page.goto(found[0].resolve().as_uri())
                    page.wait_for_timeout(SETTLED)
                    page.screenshot(path=wanted.pictures / f"{name}-{width}-{scheme}.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
