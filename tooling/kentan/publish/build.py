"""Building the site: records in, a folder of pages out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from kentan.languages import Language
from kentan.publish.edition import Edition
from kentan.publish.house import House, find
from kentan.publish.index import Index, index
from kentan.publish.makers.home import NOT_FOUND
from kentan.publish.outputs import own_outputs, shared_outputs
from kentan.publish.page import SECTIONS, Page, Place, places, root_of
from kentan.publish.shell import WAY, Shell, cut
from kentan.publish.site import pages
from kentan.publish.stage import Rendered, shell_address, staged
from kentan.publish.templates import Templates
from kentan.publish.text import machine
from kentan.publish.views.footer import footer
from kentan.publish.writing import Writer, Written, digest
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how far it is, and of how much."""

_TICK = 250
_BUILT = "assets/built.js"
_OWN_ASSETS = (".css", ".js", ".svg")


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did: the folder, the number of pages, and how many files were written and removed."""

    output: Path
    pages: int
    written: Written


class NoInstance(ValueError):
    """The ledger has no `registry/instance.yml` that could be read; without it nothing can be published."""


def build(
    ledger: Ledger,
    instance_root: Path,
    output: Path,
    as_of: date,
    progress: Progress | None = None,
    built: Moment | None = None,
) -> BuildResult:
    """Build the whole site into the folder `output`; what did not change is not written again.

    `instance_root` holds `mkdocs.yml` and, where there is one, the instance's own `site/`. Working files go into its
    `build/`. `as_of` is the day of the site in the instance's time zone: nothing else of today gets into it,
    but for one file that holds the moment of the build, `built` (else the end of `as_of`), and tells pages their age.
    Raises NoInstance, RenderingFailed (the renderer refuses a page), ShellBroken (the theme lacks what pages need),
    and NotOurs (the folder `output` holds something else).
    """
    instance = ledger.instance
    if instance is None:
        raise NoInstance("registry/instance.yml")
    report = progress or (lambda _what, _done, _total: None)
    house = find(instance_root)
    all_places = places(tuple(Language(language) for language in instance.languages))
    found = index(ledger, as_of)
    editions = tuple(Edition(found, instance, place.language, as_of) for place in all_places)
    writer = Writer(output, instance_root / "build" / ".kentan" / digest(str(output.resolve()).encode()))
    rendered = staged(house, instance_root, instance_root / "build", all_places)
    _shared(writer, rendered)
    writer.write(_BUILT, f'document.documentElement.dataset.built="{machine(built or as_of)}"\n'.encode())
    for path, content in shared_outputs(editions):
        writer.write(path, content)
    count = 0
    for edition, one in zip(editions, rendered, strict=True):
        count += _edition(_Laying(house, writer, report, all_places, found), edition, one)
    return BuildResult(output, count, writer.finish())


@dataclass(frozen=True, slots=True)
class _Laying:
    house: House
    writer: Writer
    report: Progress
    places: tuple[Place, ...]
    index: Index


def _shared(writer: Writer, rendered: tuple[Rendered, ...]) -> None:
    """Lay down what is not a page; the assets are the same for all languages and stand once."""
    for one in rendered:
        for name, path in one.others():
            if not name.startswith("assets/"):
                writer.write(one.place.path(name), path.read_bytes())
            elif not one.place.prefix:
                writer.write(name, path.read_bytes())


def _edition(laying: _Laying, edition: Edition, rendered: Rendered) -> int:
    place = rendered.place
    templates = Templates(laying.house, edition.language)
    versions = {
        name: digest(path.read_bytes())[:8]
        for name, path in rendered.others()
        if name.startswith("assets/") and name.count("/") == 1 and name.endswith(_OWN_ASSETS)
    }
    foot = templates.render("footer", WAY, footer(edition))

    fill = {"footer": foot, "name": escape(edition.name)}

    def shell_of(address: str, **how: object) -> Shell:
        return cut(rendered.html(address), place, address, versions, fill=fill, **how)  # type: ignore[arg-type]

    shells = {section: shell_of(shell_address(section)) for section in SECTIONS}
    for section in SECTIONS:
        for name, content in shells[section].scripts.items():
            laying.writer.write(name, content)
    all_pages = list(pages(edition))
    written = {address: rendered.html(address) for address in rendered.hand_written}
    for path, content in own_outputs(edition, place, all_pages, written):
        laying.writer.write(path, content)
    for number, page in enumerate(all_pages):
        if number % _TICK == 0:
            laying.report(str(place.language), number, len(all_pages))
        laying.writer.write(place.path(page.address), _stamped(laying, edition, templates, shells[page.section], page))
    for address in rendered.hand_written:
        shell = shell_of(address, squeeze=False, needs=("head", "other"))
        slots = {"head": _head(laying, edition, address), "other": _other(laying, place, address)}
        laying.writer.write(place.path(address), shell.stamp(address, slots))
        for name, content in shell.scripts.items():
            laying.writer.write(name, content)
    laying.report(str(place.language), len(all_pages), len(all_pages))
    return len(all_pages) + len(rendered.hand_written)


def _stamped(laying: _Laying, edition: Edition, templates: Templates, shell: Shell, page: Page) -> bytes:
    absolute = _absolute_root(edition) if page.address == NOT_FOUND else None
    root = root_of(page.address) if absolute is None else absolute + shell.place.prefix
    slots = {
        "title": escape(page.title).encode(),
        "description": escape(page.description).encode(),
        "head": _head(laying, edition, page.address),
        "other": _other(laying, shell.place, page.address) if absolute is None else absolute.encode() + b"index.html",
        "body": templates.render(page.kind, root, page.view()).encode(),
    }
    return shell.stamp(page.address, slots, absolute)


def _absolute_root(edition: Edition) -> str:
    """The path of the site at its public address: the page for addresses that lead nowhere is shown at any depth."""
    base = edition.instance.base_address
    path = base.split("://", 1)[1].partition("/")[2].strip("/") if base else ""
    return f"/{path}/" if path else "/"


def _other(laying: _Laying, place: Place, address: str) -> bytes:
    """The way from a page to the same page in the next language."""
    following = laying.places[(laying.places.index(place) + 1) % len(laying.places)]
    return f"{root_of(place.path(address))}{following.path(address)}".encode()


def _head(laying: _Laying, edition: Edition, address: str) -> bytes:
    """The canonical and the alternate addresses; they have to be absolute, so they need the public address."""
    base = edition.instance.base_address
    if base is None:
        return b""
    top = escape(base.rstrip("/"))
    own = next(place for place in laying.places if place.language == edition.language)
    links = [f'<link rel="canonical" href="{top}/{own.path(address)}">']
    links += [
        f'<link rel="alternate" hreflang="{place.language}" href="{top}/{place.path(address)}">'
        for place in laying.places
    ]
    return "".join(links).encode()
