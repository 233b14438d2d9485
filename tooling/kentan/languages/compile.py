"""Compile the catalogues: ``python -m kentan.languages.compile`` (for developers; needs Babel).

Writes each ``.mo`` beside its ``.po``, the same bytes for the same entries on any machine and day, and then lists
the messages that lack a translation and the entries that no code uses. Exit code 1 where there are any.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kentan.languages import ENGLISH, LOCALE, available
from kentan.languages.scan import scan

PACKAGE = Path(LOCALE).parent
LIBRARIES = {"click"}
"""Domains of what libraries say by themselves: the scan of our own code cannot find those messages."""
TEMPLATES = PACKAGE.parent.parent / "site" / "templates"


class _Bare(Catalog):
    """A catalogue whose header says nothing of the day or the tool, so that it compiles to the same bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", self.plural_forms),
        ]


def catalogues() -> list[Path]:
    """Every ``.po`` file, in the order of languages and domains."""
    return sorted(Path(LOCALE).glob("*/LC_MESSAGES/*.po"))


def entries(path: Path) -> Iterator[Message]:
    """The entries of a ``.po`` file, in its order, without the header."""
    with path.open("rb") as file:
        yield from (entry for entry in read_po(file, locale=path.parent.parent.name, abort_invalid=True) if entry.id)


def compiled(path: Path) -> bytes:
    """What the ``.mo`` of this ``.po`` has to be. Entries marked fuzzy are not taken: nobody has vouched for them."""
    bare = _Bare(locale=path.parent.parent.name)
    for entry in entries(path):
        if not entry.fuzzy:
            bare.add(entry.id, entry.string)
    target = BytesIO()
    write_mo(target, bare)
    return target.getvalue()


def complaints() -> Iterator[str]:
    """What is wrong between the messages in use and the catalogues, one line each."""
    uses, faults = scan(PACKAGE, TEMPLATES)
    for fault in faults:
        yield f"{_place(fault.path)}:{fault.line}: {fault.why}"
    for language in available():
        if language == ENGLISH:
            continue
        translated: set[tuple[str, str]] = set()
        in_use = {(use.domain, use.message) for use in uses}
        for path in Path(LOCALE, language, "LC_MESSAGES").glob("*.po"):
            for entry in entries(path):
                first = entry.id if isinstance(entry.id, str) else entry.id[0]
                if entry.string and all(entry.string) and not entry.fuzzy:
                    translated.add((path.stem, first))
                if path.stem not in LIBRARIES and (path.stem, first) not in in_use:
                    yield f"{_place(path)}:{entry.lineno}: no code uses {first!r}"
        for use in uses:
            if (use.domain, use.message) not in translated:
                yield f"{_place(use.path)}:{use.line}: {language}/{use.domain}.po has no translation of {use.message!r}"


def _place(path: Path) -> str:
    return str(path.relative_to(PACKAGE.parent.parent))


def main() -> int:
    """Compile all catalogues, list the complaints; 1 where there are any, else 0."""
    for path in catalogues():
        path.with_suffix(".mo").write_bytes(compiled(path))
    found = sorted(complaints())
    print(*found, sep="\n")
    print(f"{len(catalogues())} catalogues compiled, {len(found)} complaints")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
