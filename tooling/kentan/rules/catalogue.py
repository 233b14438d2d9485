"""The catalogue of rules, and the checks behind it: gathered from the modules listed here. A new rule is a new line."""

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any

from kentan.records.finding import Finding
from kentan.rules import everywhere, references
from kentan.rules.rule import Check, Context, Rule

MODULES: tuple[ModuleType, ...] = (everywhere, references)
"""Every module with `RULES`; it may also have `check_case`, `check_meeting` and `check_ledger`."""

CATALOGUE: Mapping[str, Rule] = {
    rule.code: rule
    for rule in sorted((rule for module in MODULES for rule in module.RULES), key=lambda rule: str(rule.code))
}
"""Every rule by its code, in the order of the codes."""


def _all(name: str) -> tuple[Any, ...]:
    return tuple(found for module in MODULES if (found := getattr(module, name, None)) is not None)


CASE_CHECKS: tuple[Check, ...] = _all("check_case")
MEETING_CHECKS: tuple[Check, ...] = _all("check_meeting")
LEDGER_CHECKS: tuple[Callable[[Context], Iterable[Finding]], ...] = _all("check_ledger")
