"""A saved case before a browser: `python tooling/bench/serving.py FOLDER`, FOLDER being one of `kentan demo`.

`kentan serve` shows the site, a Chromium shows the page of a case, and the case is saved with another title, as often
as `--turns` says. Measured is, from the moment at which the file is there, until the page with that title is painted.
Between two turns the build that follows in the background comes to its end, or, with `--at-once`, does not.
"""

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright
from written import busy

from tests.browser.conftest import ARGUMENTS

_PAINTED = """title => new Promise(done => {
  const look = () => document.querySelector("h1")?.innerText === title
    ? requestAnimationFrame(() => setTimeout(done)) : requestAnimationFrame(look)
  look()
})"""


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--turns", type=int, default=7)
    asked.add_argument("--at-once", action="store_true")
    given = asked.parse_args()
    case = sorted((given.folder / "cases").rglob("*.yml"))[-1]
    before = case.read_text("utf-8")
    command = [sys.executable, "-m", "kentan", "serve", str(given.folder), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server, sync_playwright() as playwright:
        assert server.stderr is not None
        home = next(filter(None, (re.search(r"http://[\d.:]+/", line) for line in server.stderr))).group()
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"{home}cases/{case.parent.name}/{case.stem}.html")
        seconds = []
        try:
            for turn in range(given.turns):
                title = f"第 {turn + 1} 次改的标题"
                case.write_text(re.sub(r"^title: .*$", f"title: {title}", before, flags=re.M), "utf-8")
                began = time.perf_counter()
                page.wait_for_function("title => document.querySelector('h1')?.innerText === title", arg=title)
                page.evaluate(_PAINTED, title)
                seconds.append(time.perf_counter() - began)
                if not given.at_once:
                    time.sleep(6)
        finally:
            case.write_text(before, "utf-8")
            browser.close()
            server.terminate()
    said = ", ".join(f"{one:.2f}" for one in seconds)
    print(f"{said}; median {median(seconds):.2f}, most {max(seconds):.2f} s; {busy()}")


if __name__ == "__main__":
    main()
