"""Staging: what the renderer gets, and what it makes of it.

Staged are the hand-written pages, one empty page for each place of the navigation, the assets and the theme's
overrides; never a record. What the renderer makes of them is kept until one of them changes.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from kentan.publish.house import House
from kentan.publish.page import SECTIONS, Place
from kentan.publish.renderer import render

_SHELL = """---
template: shell.html
title: "kentan-slot:title:"
description: "kentan-slot:description:"
hide: [navigation, toc]
search: {exclude: true}
---
"""

_NOT_PUBLISHED = (".map", "sitemap.xml", "sitemap.xml.gz", "404.html")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the renderer made for one language: its folder, and the addresses of the hand-written pages in it."""

    place: Place
    folder: Path
    hand_written: tuple[str, ...]

    def html(self, address: str) -> str:
        """The HTML of one page."""
        return (self.folder / address).read_text("utf-8")

    def others(self) -> Iterator[tuple[str, Path]]:
        """Every file that is not a page (styles, scripts, the search index), by its path below the folder."""
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.is_file() and not name.endswith((".html", *_NOT_PUBLISHED)):
                yield name, path


def shell_address(section: str) -> str:
    """The address of the shell for a place of the navigation."""
    return f"{section}/index.html" if section else "index.html"


def staged(house: House, instance: Path, build: Path, all_places: tuple[Place, ...]) -> tuple[Rendered, ...]:
    """Stage and render each language of the site; nothing is done where nothing changed since the last time.

    `build` is the folder for everything generated.
    Raises RenderingFailed where the renderer refuses a hand-written page.
    """
    return tuple(_rendered(house, instance, build, place) for place in all_places)


def _rendered(house: House, instance: Path, build: Path, place: Place) -> Rendered:
    configuration = instance / (f"mkdocs.{place.language}.yml" if place.prefix else "mkdocs.yml")
    docs, output = build / "docs" / place.language, build / "rendered" / place.language
    pages = {path: file for path, file in house.files(f"pages/{place.language}") if path.endswith(".md")}
    hand_written = tuple(f"{path[:-3]}.html" for path in pages)
    key = build / "rendered" / f"{place.language}.json"
    wanted = json.dumps([_digest(house, instance, configuration), *_versions()])
    if not (key.exists() and key.read_text("utf-8") == wanted and output.is_dir()):
        key.unlink(missing_ok=True)
        _copy(dict(house.files("theme")), build / "theme")
        _copy(pages, docs)
        for section in SECTIONS:
            _put(docs / shell_address(section).replace(".html", ".md"), _SHELL.encode())
        for asset, file in house.files("assets"):
            _put(docs / "assets" / asset, file.read_bytes())
        render(configuration, output, {"KENTAN_NAME": "kentan-slot:name:"})
        key.write_text(wanted, "utf-8")
    return Rendered(place, output, hand_written)


def _digest(house: House, instance: Path, configuration: Path) -> str:
    digest = blake2b(house.digest().encode(), digest_size=16)
    for path in (instance / "mkdocs.yml", configuration):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _versions() -> tuple[str, ...]:
    return tuple(f"{package} {version(package)}" for package in ("mkdocs", "mkdocs-material"))


def _copy(files: dict[str, Path], target: Path) -> None:
    """Make a folder hold these files and no others."""
    shutil.rmtree(target, ignore_errors=True)
    for name, path in files.items():
        _put(target / name, path.read_bytes())


def _put(path: Path, content: bytes) -> None:
    os.makedirs(path.parent, exist_ok=True)
    path.write_bytes(content)
