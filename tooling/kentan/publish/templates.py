"""The environment in which pages are rendered: everything is escaped, nothing may be missing.

It is our own, apart from the theme's, which does not escape. One template a kind of page
(`site/templates/<kind>.html`), macros in `site/templates/parts/`. A template knows its page's language through `_`,
`language` and the filters, the way to its language's folder as `root`, and the view as `view`; it loops and asks, and
judges nothing.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from shutil import rmtree
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from kentan.languages import Language, messages, ntranslate
from kentan.publish import text
from kentan.publish.archive import KIND as ARCHIVED
from kentan.publish.compiling import PlainEnvironment
from kentan.publish.house import House
from kentan.publish.lines import Lines
from kentan.publish.lookup import version
from kentan.publish.markup import link, links, tag
from kentan.publish.remembered import code
from kentan.publish.sheet import blocks
from kentan.publish.views.meeting import number
from kentan.records.moments import Moment

_FIXED = re.compile(r'\{\{ _\("([^"{}]*)"\) \}\}')


class Templates:
    """The compiled templates of one language."""

    def __init__(self, house: House, language: Language, compiled: Path | None = None) -> None:
        """`compiled` is the folder in which they are kept compiled."""
        self._environment = _environment(house, language, compiled)
        self._compiled: dict[str, Template] = {}
        written = Lines(language)
        self._environment.globals.update(lines=written.cases, brief_lines=written.brief)

    def prepare(self, kinds: Iterable[str]) -> None:
        """Compile the templates of some kinds now, so that no process does it again."""
        for kind in kinds:
            self._environment.get_template(f"{kind}.html")

    def render(self, kind: str, root: str, view: Any) -> str:
        """The body of a page of that kind."""
        if kind == ARCHIVED:
            return str(view)  # it is written already
        template = self._compiled.get(kind)
        if template is None:
            template = self._compiled[kind] = self._environment.get_template(f"{kind}.html")
        return "".join(template.root_render_func(template.new_context({"root": root, "view": view})))


def _environment(house: House, language: Language, compiled: Path | None) -> Environment:
    environment = PlainEnvironment(
        html_filters=frozenset({"inline", "block", "moment", "due"}),
        html_calls=frozenset({"lines", "brief_lines", "blocks", "link", "links", "tag"}),
        compiled=_folder(compiled, language) if compiled else None,
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(_loader(house, language)),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )

    def moment(when: Moment | date) -> Markup:
        return text.moment(when, language)

    def when(moment: Moment | date) -> str:
        return text.moment_in_words(moment, language)

    def due(when: Moment | date) -> Markup:
        return text.due(when, language)

    def counted(singular: str, plural: str, count: int) -> str:
        return ntranslate("publish", singular, plural, count, language).format(count=f"{count:,}")

    environment.globals.update(_=messages("publish", language), ngettext=counted, language=language)
    environment.globals.update(asset=partial(_asset, house), blocks=blocks, link=link, links=links, tag=tag)
    environment.filters.update(
        inline=text.inline, block=text.block, coded=text.coded, moment=moment, due=due, when=when, grouped=number
    )
    return environment


def _folder(compiled: Path, language: Language) -> Path:
    """Where the templates of a language are kept by this version of Kentan; those of others do not stay."""
    own = f"{language}-{code()}"
    for other in compiled.glob(f"{language}-*"):
        if other.name != own:
            rmtree(other, ignore_errors=True)
    return compiled / own


def _asset(house: House, name: str) -> str:
    """The address of an asset below the site's folder, with a digest so that a changed one is fetched anew."""
    path = house.file(f"assets/{name}")
    return f"assets/{name}?{version(path.read_bytes())}" if path else f"assets/{name}"


def _spoken(source: str, language: Language) -> str:
    """A template with its fixed texts in the language already, so that no page has to look them up."""
    speak = messages("publish", language)
    return _FIXED.sub(lambda found: escape(speak(found[1])), source)


def _loader(
    house: House, language: Language
) -> Callable[[str], tuple[str, str | None, Callable[[], bool] | None] | None]:
    def load(name: str) -> tuple[str, str | None, Callable[[], bool] | None] | None:
        path: Path | None = house.file(f"templates/{name}")
        return None if path is None else (_spoken(path.read_text("utf-8"), language), str(path), lambda: True)

    return load
