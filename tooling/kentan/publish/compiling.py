"""Templates become plain Python functions: the same language, the same escaping, a third of the time.

Jinja's own code asks at every step what it might be dealing with: an attribute that may be an item, a function that
may want the context, a macro that may take anything. Here views are objects, functions are called as they stand, and
macros take what they declare, by position. What is written out is escaped once, unless it is marked as HTML.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

_IMPORTED = "from jinja2.runtime import "
_OURS = "from kentan.publish.compiling import escaped as escape, macro as Macro\n"


def escaped(value: Any) -> str:
    """What stands in the page for a value: HTML as it is, everything else escaped."""
    kind = value.__class__
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


class _Generator(CodeGenerator):
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


class PlainEnvironment(Environment):
    """An environment whose templates become plain functions."""

    code_generator_class = _Generator

    def _generate(self, *arguments: Any, **how: Any) -> str:
        source: str = super()._generate(*arguments, **how)
        head, found, rest = source.partition(_IMPORTED)
        line, _, rest = rest.partition("\n")
        return f"{head}{found}{line}\n{_OURS}{rest}"
