"""Staging: what the renderer gets, and what it makes of it.

Staged are the hand-written pages, one empty page for each place of the navigation, the assets and the theme's
overrides; never a record. What the renderer makes of them is kept until one of them changes.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Self

from kentan.publish.house import House
from kentan.publish.page import SECTIONS, Place
from kentan.publish.placing import removed
from kentan.publish.renderer import Rendering
from kentan.publish.touched import laid_down
from kentan.publish.writing import digest

_SHELL = """---
template: shell.html
title: "kentan-slot:title:"
description: "kentan-slot:description:"
hide: [navigation, toc]
search: {exclude: true}
---
"""

_NOT_PUBLISHED = (".map", "sitemap.xml", "sitemap.xml.gz", "404.html")
_RENDERS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "pygments", "jinja2")
_OF_ITS_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""What the theme brings for its own search, which is not used."""


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
        """Every file that is not a page (styles, scripts, pictures), by its path below the folder."""
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            kept = not name.endswith((".html", *_NOT_PUBLISHED)) and not name.startswith(_OF_ITS_SEARCH)
            if kept and path.is_file():
                yield name, path


def shell_address(section: str) -> str:
    """The address of the shell for a place of the navigation."""
    return f"{section}/index.html" if section else "index.html"


class Staging:
    """Stages each language of the site and renders them side by side, while the caller does something else.

    Nothing is done where nothing changed since the last time. `build` is the folder for everything generated. Used
    as a context, no renderer outlives it.
    """

    def __init__(self, house: House, instance: Path, build: Path, all_places: tuple[Place, ...]) -> None:
        configurations = [
            instance / (f"mkdocs.{place.language}.yml" if place.prefix else "mkdocs.yml") for place in all_places
        ]
        languages = [_Language(house, instance, build, *one) for one in zip(all_places, configurations, strict=True)]
        stale = [language for language in languages if not language.is_current]
        if stale:
            _copy(dict(house.files("theme")), build / "theme")
        for language in stale:
            language.stage()
        self._languages = languages
        self._renderings = [(language, language.start()) for language in stale]

    def rendered(self) -> tuple[Rendered, ...]:
        """What was rendered, once it is. Raises RenderingFailed where the renderer refuses a hand-written page."""
        for language, rendering in self._renderings:
            rendering.finish()
            language.remember()
        return tuple(language.rendered for language in self._languages)

    def __enter__(self) -> Self:
        """Go on; the renderers run already."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End what still runs."""
        for _language, rendering in self._renderings:
            rendering.stop()


class _Language:
    """One language of the site: what is staged of it, and what its key was when it was rendered."""

    def __init__(self, house: House, instance: Path, build: Path, place: Place, configuration: Path) -> None:
        self._house = house
        self._configuration = configuration
        self._docs, self._output = build / "docs" / place.language, build / "rendered" / place.language
        self._pages = {path: file for path, file in house.files(f"pages/{place.language}") if path.endswith(".md")}
        self._key = build / "rendered" / f"{place.language}.json"
        self._wanted = rests_on(house, instance, configuration)
        self.rendered = Rendered(place, self._output, tuple(f"{path[:-3]}.html" for path in self._pages))

    @property
    def is_current(self) -> bool:
        """Whether what was rendered the last time is still right."""
        return self._key.is_file() and self._key.read_bytes() == self._said()

    def stage(self) -> None:
        """Put down what the renderer gets."""
        removed(self._key)
        if not self._output.is_dir():
            removed(self._output)
        _copy(self._pages, self._docs)
        for section in SECTIONS:
            _put(self._docs / shell_address(section).replace(".html", ".md"), _SHELL.encode())
        for asset, file in self._house.files("assets"):
            _put(self._docs / "assets" / asset, file.read_bytes())

    def start(self) -> Rendering:
        """Let the renderer begin."""
        return Rendering(self._configuration, self._output, {"KENTAN_NAME": "kentan-slot:name:"})

    def remember(self) -> None:
        """Note what was rendered."""
        self._key.write_bytes(self._said())

    def _said(self) -> bytes:
        """Of what it was rendered, and which files there are, untouched since."""
        return f"{self._wanted} {digest(repr(sorted(laid_down(self._output).items())).encode())}".encode()


def rests_on(house: House, instance: Path, configuration: Path) -> str:
    """What the renderer's work for one language rests on: the house, the configurations, and the renderer itself."""
    return json.dumps([_digest(house, instance, configuration), *_versions()])


def _digest(house: House, instance: Path, configuration: Path) -> str:
    digest = blake2b(house.digest().encode(), digest_size=16)
    for path in (instance / "mkdocs.yml", configuration):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def _versions() -> tuple[str, ...]:
    return tuple(f"{package} {version(package)}" for package in _RENDERS)


def _copy(files: dict[str, Path], target: Path) -> None:
    """Make a folder hold these files and no others."""
    removed(target)
    for name, path in files.items():
        _put(target / name, path.read_bytes())


def _put(path: Path, content: bytes) -> None:
    os.makedirs(path.parent, exist_ok=True)
    path.write_bytes(content)
