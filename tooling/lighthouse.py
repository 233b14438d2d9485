"""Lighthouse before home, a case, the explorer and a department: `python tooling/lighthouse.py build/public`.

The site is served as a web server would serve it, compressed. Needs Node 20 with npm, which fetches Lighthouse, and a
Chromium (`CHROMIUM`, or the one on the PATH). Ends with 1 where a page does not reach the goals.
"""

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

from tests.browser.kinds import PREFIXES, address

LIGHTHOUSE = "lighthouse@12.8.2"
KINDS = ("home", "case", "cases", "department")
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}
FLAGS = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
_COMPRESSED = (".html", ".js", ".css", ".svg", ".json", ".xml", ".txt")


@cache
def packed(path: str) -> bytes:
    """A file as it travels, compressed once."""
    return gzip.compress(Path(path).read_bytes(), 6)


class Compressing(SimpleHTTPRequestHandler):
    """Serves a folder compressed, over connections that stay open, and says nothing of it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, or as the standard library does."""
        path = self.translate_path(self.path)
        if path.endswith("/"):
            path += "index.html"
        if not path.endswith(_COMPRESSED) or not os.path.isfile(path):
            super().do_GET()
            return
        content = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """The type of a file; all our texts are UTF-8."""
        found = super().guess_type(path)
        return f"{found}; charset=utf-8" if found.startswith("text/") else found

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


def judged(url: str, form: str) -> dict[str, int]:
    """The scores of a page, as Lighthouse gives them; on a phone it slows network and processor down."""
    npx, chromium = shutil.which("npx"), os.environ.get("CHROMIUM") or shutil.which("chromium")
    if npx is None or chromium is None:
        sys.exit("needs npx (Node 20) and a Chromium")
    command = [npx, "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command += [f"--only-categories={','.join(GOALS)}", *(["--preset=desktop"] if form == "desktop" else [])]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "CHROME_PATH": chromium}
    )
    report = json.loads(done.stdout)
    wrong = [
        f"    {name}: {one['title']}" + (f" ({one['displayValue']})" if one.get("displayValue") else "")
        for name, one in report["audits"].items()
        if one.get("score") is not None and one["score"] < 0.9 and one["scoreDisplayMode"] in ("binary", "numeric")
    ]
    print("\n".join(wrong), file=sys.stderr)
    return {name: round(100 * report["categories"][name]["score"]) for name in GOALS}


def main() -> None:
    """Judge the pages that the arguments name, and print a table of their scores."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--only", nargs="*", choices=KINDS, default=list(KINDS))
    parser.add_argument("--languages", nargs="*", choices=PREFIXES, default=["zh"])
    parser.add_argument("--forms", nargs="*", choices=("phone", "desktop"), default=["phone", "desktop"])
    parser.add_argument("--turns", type=int, default=1, help="the median of so many turns counts")
    wanted = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(wanted.site.resolve())))
    Thread(target=server.serve_forever, daemon=True).start()
    missed = False
    print("| page | on | " + " | ".join(GOALS) + " |\n| --- | --- |" + " --- |" * len(GOALS))
    for kind in wanted.only:
        for language in wanted.languages:
            below = address(wanted.site, kind, language)
            for form in wanted.forms:
                turns = [judged(f"http://127.0.0.1:{server.server_port}/{below}", form) for _ in range(wanted.turns)]
                scores = {name: round(median(turn[name] for turn in turns)) for name in GOALS}
                print(f"| {below} | {form} | " + " | ".join(map(str, scores.values())) + " |", flush=True)
                missed = missed or any(scores[name] < goal for name, goal in GOALS.items())
    server.shutdown()
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
