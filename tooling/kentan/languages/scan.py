"""Which messages are in use: found in the package's syntax trees and in the site's templates, without running either.

Only literals can be found, so a message is always a literal at one of these places: ``_("…")``, ``N_("…")``,
``gettext("domain", "…")``, ``ngettext("domain", "…", "…", n)``, ``translate``, ``ntranslate``, and in templates
``{{ _("…") }}`` and ``{% trans %}``. A module's domain is its room, unless its ``messages("…")`` says another.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TEMPLATES_DOMAIN = "publish"

_WITH_DOMAIN = {"gettext": 1, "translate": 1, "ngettext": 2, "ntranslate": 2}
_OF_MODULE = {"_", "N_", "mark"}


@dataclass(frozen=True, slots=True)
class Use:
    """One message in use: its domain, its text (the singular, where there are two), and where it stands."""

    domain: str
    message: str
    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where a message cannot be found, such as an f-string."""

    path: Path
    line: int
    why: str


def scan(package: Path, templates: Path) -> tuple[list[Use], list[Fault]]:
    """All messages of the package's modules and of the templates, in the order of the files, and what is wrong."""
    uses: list[Use] = []
    faults: list[Fault] = []
    for path in sorted(package.rglob("*.py")):
        if path.parent.name == "languages" and path.parent.parent == package:
            continue
        room = path.relative_to(package).parts[0]
        for found in _module(path, ast.parse(path.read_text("utf-8")), room):
            if isinstance(found, Use):
                uses.append(found)
            else:
                faults.append(found)
    for path in sorted(file for file in templates.rglob("*") if file.is_file()):
        uses.extend(_template(path))
    return uses, faults


def _module(path: Path, tree: ast.Module, room: str) -> Iterator[Use | Fault]:
    own = _domain(tree) or room
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _name(node.func)
        if name in _OF_MODULE and node.args:
            parts = node.args[:1]
        elif name in _WITH_DOMAIN and len(node.args) > _WITH_DOMAIN[name]:
            parts = node.args[1 : 1 + _WITH_DOMAIN[name]]
        else:
            continue
        if any(isinstance(part, ast.JoinedStr) for part in parts):
            yield Fault(path, node.lineno, "an f-string cannot be translated: translate first, then format")
            continue
        text = _literal(parts[0])
        if text is None:
            continue  # a variable: what it holds was marked where it stands
        domain = own if name in _OF_MODULE else _literal(node.args[0])
        if domain is None:
            yield Fault(path, node.lineno, "the domain has to be a literal")
            continue
        yield Use(domain, text, path, node.lineno)


def _domain(tree: ast.Module) -> str | None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == "messages" and node.args:
            return _literal(node.args[0])
    return None


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _template(path: Path) -> Iterator[Use]:
    from jinja2 import Environment

    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for line, _function, texts in environment.extract_translations(path.read_text("utf-8")):  # type: ignore[attr-defined]
        first = texts[0] if isinstance(texts, tuple) else texts
        if first is not None:
            yield Use(TEMPLATES_DOMAIN, first, path, line)
