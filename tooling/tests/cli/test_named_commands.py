"""Every command that a message, a template or a page names can be typed."""

import re
from collections.abc import Iterator
from pathlib import Path

from kentan.cli.verbs import VERBS

ROOT = Path(__file__).resolve().parents[3]
PLACES = [
    *("README.md", "CHANGELOG.md", "Makefile", "docs/**/*.md", ".github/**/*.yml", "site/templates/**/*.html"),
    *("tooling/kentan/**/*.py", "tooling/kentan/**/*.po", "tooling/kentan/**/*.yml", "tooling/kentan/**/*.md"),
]
NAMED = re.compile(
    r"`kentan ([a-z]+)|(?:Next|下一步)[:：].*?kentan ([a-z]+)|^\s*(?:run: |\$ )?kentan ([a-z]+)",
    re.MULTILINE,
)


def named() -> Iterator[tuple[str, str]]:
    for place in PLACES:
        for file in ROOT.glob(place):
            for found in NAMED.finditer(file.read_text("utf-8")):
                yield str(file.relative_to(ROOT)), next(filter(None, found.groups()))


def test_every_command_that_is_named_exists() -> None:
    found = list(named())
    assert len(found) > 50
    assert [each for each in found if each[1] not in VERBS] == []
