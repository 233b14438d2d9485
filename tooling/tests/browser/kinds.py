"""The kinds of page that the site has, each with a page of the sample that shows most of it."""

from pathlib import Path

KINDS = {
    "home": "index.html",
    "not-found": "404.html",
    "cases": "cases/index.html",
    "case": "cases/*/*-*-*.html",
    "withheld": "cases/*/*-*-*.html",
    "list": "cases/topic/*/index.html",
    "meetings": "meetings/index.html",
    "meeting": "meetings/*/*-*.html",
    "departments": "departments/index.html",
    "department": "departments/[!i]*.html",
    "topics": "topics/index.html",
    "programmes": "programmes/index.html",
    "programme": "programmes/[!i]*.html",
    "reports": "reports/index.html",
    "report": "reports/*/*.html",
    "claims": "claims/index.html",
    "integrity": "integrity/index.html",
    "rules": "rules/index.html",
    "rule": "rules/[!i]*.html",
    "data": "data/index.html",
    "search": "search/index.html",
    "about": "about/index.html",
    "method": "about/method/index.html",
    "raise": "about/raise.html",
    "answer": "about/answer.html",
    "honesty": "about/honesty.html",
}
HIDDEN = "HZ-2022-0005"
"""The case of the test site of which nothing is published."""

PREFIXES = {"zh": "", "en": "en/"}


def address(site: Path, kind: str, language: str) -> str:
    """The largest page of a kind: the one with most to go wrong."""
    below = site / PREFIXES[language]
    found = sorted(below.glob(KINDS[kind]), key=lambda path: (-path.stat().st_size, path.name))
    if kind == "withheld":
        found = [path for path in found if path.stem == HIDDEN]
    assert found, f"the site has no page of the kind {kind}"
    return found[0].relative_to(site).as_posix()
