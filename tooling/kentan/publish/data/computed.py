"""What is computed of a case on the day of the site: never recorded, always marked, and the same in CSV and JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kentan.languages import mark
from kentan.publish.facets import Filed
from kentan.records.moments import Moment

N_ = mark
VALUES = N_("Computed from the records and the rules as of the day `as_of`; not part of the record.")


@dataclass(frozen=True, slots=True)
class Value:
    """One computed value: its key, its type in JSON Schema, what it means, and how it is found."""

    key: str
    types: str
    meaning: str
    of: Callable[[Filed], Any]


@lru_cache(1 << 13)
def _day(when: Moment | None) -> str | None:
    return str(when) if when else None


COMPUTED = (
    Value("status", "string", N_("Where the case stands."), lambda one: one.found.status.value),
    Value(
        "outcome",
        "string",
        N_("Outcome of the last reply."),
        lambda one: one.found.outcome.value if one.found.outcome else None,
    ),
    Value("lead", "string", N_("The department that leads."), lambda one: one.found.lead),
    Value("due", "string", N_("The next moment at which something is due."), lambda one: _day(one.found.due)),
    Value("overdue", "boolean", N_("Whether something is overdue."), lambda one: one.found.overdue),
    Value("was_overdue", "boolean", N_("Whether something ever was overdue."), lambda one: one.found.was_overdue),
    Value(
        "answered_on",
        "string",
        N_("The lead's first reply since the case began or was reopened."),
        lambda one: _day(one.found.answered_on),
    ),
    Value(
        "settled_on",
        "string",
        N_("When it was replied and nothing promised was open."),
        lambda one: _day(one.found.settled_on),
    ),
    Value("closed_on", "string", N_("When it was closed."), lambda one: _day(one.found.closed_on)),
    Value("rating", "integer", N_("The last rating, from 1 to 5."), lambda one: one.found.rating),
    Value("open", "boolean", N_("Whether somebody still owes something to it."), lambda one: one.counted.open),
    Value(
        "due_soon",
        "boolean",
        N_("Whether something is due soon, by the rules of the programme, and nothing is overdue."),
        lambda one: one.counted.due_soon,
    ),
    Value(
        "handed_over_on",
        "string",
        N_("When it was first handed over to a department."),
        lambda one: _day(one.counted.handed_over_on),
    ),
    Value(
        "first_answered_on",
        "string",
        N_("The lead's first reply of all, whatever came later."),
        lambda one: _day(one.counted.first_answered_on),
    ),
    Value(
        "answered_in_time",
        "boolean",
        N_("Whether the reply came by its due date; empty where it is not due yet or nothing sets a date."),
        lambda one: one.counted.answered_in_time,
    ),
    Value(
        "solved",
        "boolean",
        N_("Whether it counts as solved: the last reply is of outcome A, or all that was promised was kept."),
        lambda one: one.counted.solved,
    ),
    Value(
        "satisfied",
        "boolean",
        N_("Whether the programme counts the last rating as satisfied; empty where nobody has rated it."),
        lambda one: one.counted.satisfied,
    ),
)


def computed(filed: Filed) -> dict[str, Any]:
    """The computed values that there are."""
    values = ((one.key, one.of(filed)) for one in COMPUTED)
    return {key: value for key, value in values if value is not None}
