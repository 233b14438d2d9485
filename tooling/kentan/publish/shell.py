"""The theme's HTML, rendered once and cut into parts, into which any number of pages are stamped.

The renderer is given a page whose texts are slots (`kentan-slot:title:`). Its HTML is cut at the slots, and every
relative address in it at the way to the site's folder, so that the same shell serves pages at any depth, under any
base address and from a file system. Scripts that stand in the HTML move into files: the Content-Security-Policy
then needs no exception, and what all pages share is sent once.
"""

import json
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from kentan.publish.page import Place

SLOTS = ("title", "description", "head", "other", "body")
"""The slots of a shell; `other` is the address of the same page in the other language."""

WAY = "\x00root\x00"
"""The way to the language's folder in HTML that fills a slot; no text of a record can hold it."""
_SLOT = re.compile(r"kentan-slot:([a-z]+):")
_TAG = re.compile(r"<[a-z][^<>]*>")
_ATTRIBUTE = re.compile(r'(?<=\s)(href|src|action)="([^"]*)"')
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CONFIGURATION = re.compile(r'(<script id="?__config"? type="?application/json"?>)(.*?)(</script>)', re.DOTALL)
_SEARCH = 'data-md-component="search"'
_HERE = re.compile(r'new URL\("([^"]*)",location\)')
_INVALID = re.compile(
    r'(<(?:input|label)\b(?=[^<>]*(?:type="?(?:checkbox|radio)|tabindex(?:[ >]|=""))[^<>]*)[^<>]*?)'
    r' (?:autocomplete="?off"?|tabindex(?:="")?)(?=[ />])'
)
"""Attributes of the theme's own switches that HTML does not allow where they stand."""
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#")
_BLANKS = re.compile(r"\s*(<[^>]*>)\s*")
_SCRIPTS = "assets/shell/"


class ShellBroken(RuntimeError):
    """The theme's HTML lacks what pages are stamped into; `missing` names the slots."""

    def __init__(self, name: str, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__(f"{name}: {', '.join(missing)}")


@dataclass(frozen=True, slots=True)
class Shell:
    """One rendered page, cut: literal bytes and the names of slots in turns.

    `scripts` are the files that its inline scripts moved into, by their path below the site's folder.
    """

    place: Place
    parts: tuple[bytes | str, ...]
    scripts: Mapping[str, bytes]
    _by_depth: dict[int, tuple[bytes | str, ...]] = field(default_factory=dict)

    def stamp(self, address: str, slots: Mapping[str, bytes], root: str | None = None) -> bytes:
        """The page at that address with its slots filled in.

        `root` is the way to the site's folder where it must not be relative (the page for addresses that lead
        nowhere is shown at any depth); otherwise it follows from the address.
        """
        if root is not None:
            return b"".join(part if isinstance(part, bytes) else slots[part] for part in self._rooted(root))
        depth = address.count("/")
        parts = self._by_depth.get(depth)
        if parts is None:
            parts = self._by_depth[depth] = self._rooted("../" * (depth + self.place.prefix.count("/")))
        return b"".join([part if part.__class__ is bytes else slots[part] for part in parts])  # type: ignore[index]

    def _rooted(self, site: str) -> tuple[bytes | str, ...]:
        """The parts with the ways to the site's and to the language's folder filled in, neighbours joined."""
        down = 3 * self.place.prefix.count("/")
        own = site[: len(site) - down] if site.startswith("../") else site + self.place.prefix
        ways = {"site": site.encode(), "root": own.encode(), "base": (own or ".").encode()}
        joined: list[bytes | str] = []
        for part in self.parts:
            known = ways.get(part, part) if isinstance(part, str) else part
            if isinstance(known, bytes) and joined and isinstance(joined[-1], bytes):
                joined[-1] += known
            else:
                joined.append(known)
        return tuple(joined)


def cut(
    html: str,
    place: Place,
    address: str,
    versions: Mapping[str, str],
    *,
    squeeze: bool = True,
    fill: Mapping[str, str] | None = None,
    needs: tuple[str, ...] = SLOTS,
) -> Shell:
    """Cut a rendered page at its slots and at every relative address.

    `address` is where the renderer put it, below its language's folder; `versions` are digests of assets, by path,
    which are added to their addresses so that a changed file is fetched anew. `squeeze` drops the blanks between
    tags; it is for shells, not for pages whose own text stands in the HTML. `fill` are slots with the same HTML on
    every page; ways in it are written with `WAY`.
    Raises ShellBroken where one of the slots that it `needs` is missing.
    """
    scripts: dict[str, bytes] = {}
    folder = posixpath.dirname(address)

    def way(url: str) -> str:
        if _ABSOLUTE.match(url):
            return url
        path, mark, rest = url.partition("#")
        path = posixpath.normpath(posixpath.join(folder, path or posixpath.basename(address))).lstrip("/")
        if path == "." or posixpath.splitext(path)[1] == "":
            path = posixpath.join(path, "index.html").removeprefix("./")
        if path.startswith("assets/"):
            version = versions.get(path)
            return f"kentan-slot:site:{path}" + (f"?{version}" if version else "")
        return f"kentan-slot:root:{path}{mark}{rest}"

    def script(match: re.Match[str]) -> str:
        text = _HERE.sub('new URL("../../",document.currentScript.src)', match[1]).encode()
        path = f"{_SCRIPTS}{blake2b(text, digest_size=6).hexdigest()}.js"
        scripts[path] = text
        return f'<script src="kentan-slot:site:{path}"></script>'

    def tag(match: re.Match[str]) -> str:
        return _ATTRIBUTE.sub(lambda found: f'{found[1]}="{way(found[2])}"', match[0])

    html = _INVALID.sub(r"\1", html)
    html = _TAG.sub(tag, html)
    searches = _SEARCH in html
    html = _CONFIGURATION.sub(lambda match: match[1] + _configuration(match[2], way, searches) + match[3], html)
    html = _SCRIPT.sub(script, html)
    if squeeze:
        html = _BLANKS.sub(r"\1", html)
    for slot, text in (fill or {}).items():
        html = html.replace(f"kentan-slot:{slot}:", without_slots(text).replace(WAY, "kentan-slot:root:"))
    pieces = _SLOT.split(html)
    missing = tuple(slot for slot in needs if slot not in pieces[1::2])
    if missing:
        raise ShellBroken(place.path(address), missing)
    parts = tuple(piece if index % 2 else piece.encode() for index, piece in enumerate(pieces))
    return Shell(place, parts, scripts)


def without_slots(html: str) -> str:
    """HTML in which no text can be taken for a slot."""
    return html.replace("kentan-slot:", "kentan-slot&#58;")


def _configuration(text: str, way: Callable[[str], str], searches: bool) -> str:
    """The theme's own settings, in fewer bytes and with ways instead of addresses; without the words of the theme's
    search unless it is there."""
    settings = json.loads(text)
    settings["base"] = "kentan-slot:base:"
    if "search" in settings:
        settings["search"] = way(settings["search"])
    if not searches and "translations" in settings:
        words = settings["translations"].items()
        settings["translations"] = {name: said for name, said in words if not name.startswith("search.")}
    return json.dumps(settings, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
