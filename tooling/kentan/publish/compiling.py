"""Templates become plain Python functions: the same language, the same escaping, a third of the time.

Jinja's own code asks at every step what it might be dealing with: an attribute that may be an item, a function that
may want the context, a macro that may take anything. Here views are objects, functions are called as they stand, and
macros take what they declare, by position. What is written out is escaped once, unless it is marked as HTML.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.nodes import EvalContext
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from kentan.publish.placing import write_whole
from kentan.publish.writing import digest

_IMPORTED = "from jinja2.runtime import "
_OURS = "from kentan.publish.compiling import escaped as escape, html as Markup, macro as Macro\n"


_SPECIAL = re.compile("[&<>\"']").search


def html(text: str) -> Markup:
    """A text that is HTML already, without asking whether it knows better."""
    return str.__new__(Markup, text)


def escaped(value: Any) -> str:
    """What stands in the page for a value: HTML as it is, everything else escaped."""
    kind = value.__class__
    if kind is str and not _SPECIAL(value):
        return value  # type: ignore[no-any-return]
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    return escape(value)


def macro(
    environment: Environment, function: Callable[..., Any], name: str, arguments: tuple[str, ...], *how: Any
) -> Any:
    """A macro: its function alone, with every argument optional, unless it catches what it did not declare."""
    if any(how[:3]):
        return Macro(environment, function, name, list(arguments), *how)
    function.__defaults__ = (missing,) * len(arguments)
    return function


class _Context:
    """What a template sees: what it was given, and what all templates know."""

    def __init__(self, environment: Environment, known: dict[str, Any], name: str | None) -> None:
        self.environment = environment
        self.vars: dict[str, Any] = {}
        self.exported_vars: set[str] = set()
        self.eval_ctx = EvalContext(environment, name)
        self._known = known

    def resolve_or_missing(self, key: str) -> Any:
        """What stands behind a name."""
        found = self.vars.get(key, missing)
        return self._known.get(key, missing) if found is missing else found

    def get_all(self) -> dict[str, Any]:
        """Everything that an included template sees."""
        return {**self._known, **self.vars}

    def get_exported(self) -> dict[str, Any]:
        """What other templates may import."""
        return {name: self.vars[name] for name in self.exported_vars}


class _Template(Template):
    """A template that is rendered with no more around it than it asks for."""

    def new_context(  # type: ignore[override]
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> _Context:
        """What it sees; `shared` says that the names of all templates are among the given ones already."""
        known = vars if shared else {**self.environment.globals, **(vars or {})}
        if locals:
            known = {**(known or {}), **{name: value for name, value in locals.items() if value is not missing}}
        return _Context(self.environment, known or {}, self.name)

    def _get_default_module(self, _context: object = None) -> TemplateModule:
        """Its macros, made once: all templates know the same names."""
        if self._module is None:
            self._module = self.make_module()
        return self._module


class _Generator(CodeGenerator):
    _safe_calls: frozenset[str] = frozenset()

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Note which calls yield HTML: macros, and what the environment declares."""
        names = set(self.environment.html_calls)  # type: ignore[attr-defined]
        names.update(macro.name for macro in node.find_all(nodes.Macro))
        for imported in node.find_all(nodes.FromImport):
            names.update(name if isinstance(name, str) else name[1] for name in imported.names)
        self._safe_calls = frozenset(names)
        super().visit_Template(node, frame)

    def _is_html(self, node: nodes.Node) -> bool:
        """Whether an expression yields HTML, so that nobody has to ask when it does."""
        if isinstance(node, nodes.Filter):
            return node.name in self.environment.html_filters  # type: ignore[attr-defined]
        return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in self._safe_calls

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._is_html(node):
            self.write("(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """An attribute of a view is one of an object."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: ARG002
        """A function is called as it stands."""
        self.visit(node.node, frame)
        self.write("(")
        first = True
        for argument in (*node.args, *node.kwargs):
            if not first:
                self.write(", ")
            self.visit(argument, frame)
            first = False
        self.write(")")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: ARG002
        """What a macro returns is HTML."""
        super().return_buffer_contents(frame, force_unescaped=False)


_KNOWN: dict[tuple[str, str], CodeType] = {}


class _Compiled(BytecodeCache):
    """Templates that were compiled in this process or before it was forked, by what they were compiled from; with a
    folder also those of earlier builds."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand over what is known."""
        bucket.code = _KNOWN.get((bucket.key, bucket.checksum))
        if bucket.code is None and self._folder:
            with suppress(OSError):
                known, _, content = (self._folder / bucket.key).read_bytes().partition(b"\n")
                if known == digest(content).encode():
                    bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code:
            _KNOWN[bucket.key, bucket.checksum] = bucket.code
            if self._folder:
                content = bucket.bytecode_to_string()
                with suppress(OSError):
                    self._folder.mkdir(parents=True, exist_ok=True)
                    write_whole(self._folder / bucket.key, digest(content).encode() + b"\n" + content)


class PlainEnvironment(Environment):
    """An environment whose templates become plain functions."""

    code_generator_class = _Generator
    template_class = _Template

    def __init__(
        self, html_filters: frozenset[str], html_calls: frozenset[str], compiled: Path | None, **how: Any
    ) -> None:
        """`html_filters` and `html_calls` name the filters and the functions that yield HTML; `compiled` is the folder
        in which compiled templates are kept."""
        self.html_filters = html_filters
        self.html_calls = html_calls
        self._loaded: dict[str, Template] = {}
        super().__init__(bytecode_cache=_Compiled(compiled), **how)

    def get_template(self, name: Any, _parent: str | None = None, _globals: Any = None) -> Template:
        """A template by its name, looked up once."""
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name)
        return found

    def _generate(self, *arguments: Any, **how: Any) -> str:
        source: str = super()._generate(*arguments, **how)
        head, found, rest = source.partition(_IMPORTED)
        line, _, rest = rest.partition("\n")
        return f"{head}{found}{line}\n{_OURS}{rest}"
