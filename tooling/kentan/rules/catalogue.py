"""The catalogue of rules, and the checks behind it: gathered from the modules listed here. A new rule is a new line."""

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any

from kentan.records.finding import Finding
from kentan.rules import (
    asking,
    assigning,
    belonging,
    bodies,
    claim_filters,
    claims,
    convening,
    corrections,
    counting,
    decisions,
    declared_clocks,
    disclosure,
    everywhere,
    form,
    future,
    handling,
    hosting,
    keyboard,
    ladders,
    merging,
    naming,
    order,
    outcomes,
    pausing,
    personal,
    placeholders,
    placing,
    premature,
    programmes,
    promising,
    raising,
    rates,
    reading,
    references,
    registry,
    repeated,
    review,
    roster,
    rule_sets,
    shape,
    supervising,
    surveys,
    syntax,
    time,
    values,
    versions,
    withholding,
    within,
    working_days,
)
from kentan.rules.rule import Check, Context, Rule

MODULES: tuple[ModuleType, ...] = (
    reading,
    form,
    syntax,
    keyboard,
    shape,
    values,
    placing,
    references,
    belonging,
    claim_filters,
    bodies,
    naming,
    repeated,
    assigning,
    order,
    premature,
    handling,
    asking,
    pausing,
    promising,
    supervising,
    outcomes,
    decisions,
    merging,
    disclosure,
    raising,
    withholding,
    corrections,
    convening,
    hosting,
    counting,
    future,
    placeholders,
    personal,
    registry,
    within,
    roster,
    programmes,
    rule_sets,
    versions,
    declared_clocks,
    ladders,
    claims,
    rates,
    surveys,
    working_days,
    everywhere,
    review,
    time,
)
"""Every module with `RULES`; it may also have `check_case`, `check_meeting`, `check_ledger` and `check_together`."""

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
"""The checks of the registry and of all meetings together, which ask for no case."""
TOGETHER_CHECKS: tuple[Callable[[Context], Iterable[Finding]], ...] = _all("check_together")
"""The checks that ask for all cases together."""
