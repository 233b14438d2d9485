"""The environment in which pages are rendered: everything is escaped, nothing may be missing.

It is our own, apart from the theme's, which does not escape. One template a kind of page
(`site/templates/<kind>.html`), macros in `site/templates/parts/`. A template knows its page's language through `_`,
`language` and the filters, the way to its language's folder as `root`, and the view as `view`; it loops and asks, and
judges nothing.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from kentan.languages import Language, messages, ntranslate
from kentan.publish import text
from kentan.publish.house import House
from kentan.records.moments import Moment


class Templates:
    """The compiled templates of one language."""

    def __init__(self, house: House, language: Language) -> None:
        self._environment = _environment(house, language)
        self._compiled: dict[str, Template] = {}

    def render(self, kind: str, root: str, view: Any) -> str:
        """The body of a page of that kind."""
        template = self._compiled.get(kind)
        if template is None:
            template = self._compiled[kind] = self._environment.get_template(f"{kind}.html")
        return template.render(root=root, view=view)


def _environment(house: House, language: Language) -> Environment:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(_loader(house)),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )

    def moment(when: Moment | date) -> Markup:
        return text.moment(when, language)

    def counted(singular: str, plural: str, count: int) -> str:
        return ntranslate("publish", singular, plural, count, language).format(count=count)

    environment.globals.update(_=messages("publish", language), ngettext=counted, language=language)
    environment.filters.update(inline=text.inline, block=text.block, moment=moment)
    return environment


def _loader(house: House) -> Callable[[str], tuple[str, str | None, Callable[[], bool] | None] | None]:
    def load(name: str) -> tuple[str, str | None, Callable[[], bool] | None] | None:
        path: Path | None = house.file(f"templates/{name}")
        return None if path is None else (path.read_text("utf-8"), str(path), lambda: True)

    return load
