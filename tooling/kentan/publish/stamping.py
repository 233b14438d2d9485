"""The pages of one language, stamped into the theme's shells; what did not change is not made again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from markupsafe import Markup

from kentan.languages import Language
from kentan.publish.archive import KIND as ARCHIVED
from kentan.publish.brief import brief
from kentan.publish.edition import Edition
from kentan.publish.house import House
from kentan.publish.makers.home import NOT_FOUND
from kentan.publish.page import SECTIONS, File, Known, Page, Place, root_of
from kentan.publish.remembered import Remembered
from kentan.publish.shell import SLOTS, WAY, Shell, cut, without_slots
from kentan.publish.stage import Rendered, shell_address
from kentan.publish.templates import Templates
from kentan.publish.text import inline
from kentan.publish.views.footer import footer
from kentan.publish.writing import Writer, digest

_NAMES = {"zh": "中文", "en": "English"}
_FREQUENT = ("case", "report", "cases", "meeting")
_LINK_TO_OTHER = re.compile(r'<div class="[^"]*kentan-language">.*?</div>', re.DOTALL)
"""What site/theme/partials/alternate.html makes: a site in one language has nothing to link to."""
_OWN_ASSETS = (".css", ".js", ".svg")


@dataclass(frozen=True, slots=True)
class LightView:
    """What stands around a short page; `other` is None on a site in one language."""

    operator: Markup | None
    other: Language | None
    other_name: str


class Stamping:
    """What all pages of one language have in common: the shells, the templates, the other languages."""

    def __init__(
        self,
        house: House,
        edition: Edition,
        rendered: Rendered,
        places: tuple[Place, ...],
        compiled: Path | None = None,
    ) -> None:
        """`compiled` is the folder in which compiled templates are kept."""
        self.edition = edition
        self.rendered = rendered
        self.place = rendered.place
        self._places = places
        base = edition.instance.base_address
        self._base = None if base is None else escape(base.rstrip("/"))
        self._templates = Templates(house, edition.language, compiled)
        self._drawn = house.digest("templates", "assets")
        self._versions = {
            name: digest(path.read_bytes())[:8]
            for name, path in rendered.others()
            if name.startswith("assets/") and name.count("/") == 1 and name.endswith(_OWN_ASSETS)
        }
        foot = self._templates.render("footer", WAY, footer(edition))
        self._fill = {"footer": foot, "name": escape(edition.name)}
        self._shells = {section: self._shell(shell_address(section)) for section in SECTIONS}
        self._following = places[(places.index(self.place) + 1) % len(places)]
        self._short = self._light_shell()

    @property
    def hand_written(self) -> Mapping[str, str]:
        """The rendered hand-written pages by their address below the language's folder."""
        return {address: self.rendered.html(address) for address in self.rendered.hand_written}

    def prepare(self) -> None:
        """Compile what most pages need, before there are several processes."""
        self._templates.prepare(_FREQUENT)

    def digest(self) -> str:
        """A digest of all that stands around the pages' own parts, and of what these are drawn by."""
        shells = [one.parts for one in (*self._shells.values(), self._short)]
        return digest(repr((shells, self._drawn, self._places, self.edition.instance.base_address)).encode())

    def lay_hand_written(self, writer: Writer) -> int:
        """Lay down the hand-written pages and the scripts of the shells; return how many pages there are."""
        for shell in self._shells.values():
            _lay_scripts(writer, shell)
        for address in self.rendered.hand_written:
            shell = self._shell(address, ("head", "other"), squeeze=False)
            slots = {"head": self._head(address), "other": self._other(address)}
            writer.write(self.place.path(address), shell.stamp(address, slots))
            _lay_scripts(writer, shell)
        return len(self.rendered.hand_written)

    def lay(self, writer: Writer, remembered: Remembered, one: Page | Known | File) -> None:
        """Lay down a page made of records, or what stands beside it, unless the last build made it of the same."""
        path, key = self.place.path(one.address), remembered.key(one)
        known = remembered.digest_of(path, key)
        if known is None or not writer.keep(path, known):
            page = one.page() if isinstance(one, Known) else one
            writer.write(path, self.stamped(page) if isinstance(page, Page) else page.content())
            remembered.put(path, key, writer.digest_of(path))

    def stamped(self, page: Page) -> bytes:
        """One page, whole."""
        shell = self._short if page.is_short else self._shells[page.section]
        absolute = self._absolute_root() if page.address == NOT_FOUND else None
        root = root_of(page.address) if absolute is None else absolute + self.place.prefix
        body = self._templates.render(page.kind, root, page.view())
        slots = {
            "title": escape(page.title).encode(),
            "description": escape(page.description).encode(),
            "head": self._head(page.address),
            "other": self._other(page.address) if absolute is None else absolute.encode() + b"index.html",
            "body": (brief(body) if page.is_short and page.kind != ARCHIVED else body).encode(),
        }
        return shell.stamp(page.address, slots, absolute)

    def _shell(self, address: str, needs: tuple[str, ...] = SLOTS, *, squeeze: bool = True) -> Shell:
        return self._cut(self.rendered.html(address), address, needs, squeeze=squeeze)

    def _cut(self, html: str, address: str, needs: tuple[str, ...], *, squeeze: bool = True) -> Shell:
        if len(self._places) == 1:
            html, needs = _LINK_TO_OTHER.sub("", html), tuple(slot for slot in needs if slot != "other")
        return cut(html, self.place, address, self._versions, squeeze=squeeze, fill=self._fill, needs=needs)

    def _light_shell(self) -> Shell:
        """The shell of short pages: a few lines, and nothing of the theme's."""
        following, operator = self._following.language, footer(self.edition).operator
        view = LightView(
            Markup(without_slots(inline(operator))) if operator else None,
            following if len(self._places) > 1 else None,
            _NAMES.get(following, following),
        )
        html = self._templates.render("light", "", view)
        return self._cut(html, shell_address("cases"), ("title", "head", "other", "body"))

    def _absolute_root(self) -> str:
        """The path of the site at its public address: the page for lost addresses is shown at any depth."""
        base = self.edition.instance.base_address
        path = base.split("://", 1)[1].partition("/")[2].strip("/") if base else ""
        return f"/{path}/" if path else "/"

    def _other(self, address: str) -> bytes:
        """The way from a page to the same page in the next language."""
        return f"{root_of(self.place.path(address))}{self._following.path(address)}".encode()

    def _head(self, address: str) -> bytes:
        """The canonical address; it has to be absolute, so it needs the public address.

        The same page in other languages is named by the sitemap alone: for each `link[rel=alternate]` the theme's
        script would ask for a sitemap beside that page.
        """
        if self._base is None:
            return b""
        return f'<link rel="canonical" href="{self._base}/{self.place.path(address)}">'.encode()


def _lay_scripts(writer: Writer, shell: Shell) -> None:
    for name, content in shell.scripts.items():
        writer.write(name, content)
