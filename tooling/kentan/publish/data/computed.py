"""What is computed of a case on the day of the site: never recorded, always marked, and the same in CSV and JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kentan.languages import mark
from kentan.publish.disclosed import Disclosed
from kentan.records.moments import Moment

N_ = mark
VALUES = N_("Computed from the records and the rules as of the day `as_of`; not part of the record.")


@dataclass(frozen=True, slots=True)
class Value:
    """One computed value: its key, its type in JSON Schema, what it means, and how it is found."""

    key: str
    types: str
    meaning: str
    of: Callable[[Disclosed], Any]


def _day(when: Moment | None) -> str | None:
    return str(when) if when else None


COMPUTED = (
    Value("status", "string", N_("Where the case stands."), lambda found: found.status.value),
    Value(
        "outcome",
        "string",
        N_("Outcome of the last reply."),
        lambda found: found.outcome.value if found.outcome else None,
    ),
    Value("lead", "string", N_("The department that leads."), lambda found: found.lead),
    Value("due", "string", N_("The next moment at which something is due."), lambda found: _day(found.due)),
    Value("overdue", "boolean", N_("Whether something is overdue."), lambda found: found.overdue),
    Value("was_overdue", "boolean", N_("Whether something ever was overdue."), lambda found: found.was_overdue),
    Value(
        "answered_on",
        "string",
        N_("The lead's first reply since the case began or was reopened."),
        lambda found: _day(found.answered_on),
    ),
    Value(
        "settled_on",
        "string",
        N_("When it was replied and nothing promised was open."),
        lambda found: _day(found.settled_on),
    ),
    Value("closed_on", "string", N_("When it was closed."), lambda found: _day(found.closed_on)),
    Value("rating", "integer", N_("The last rating, from 1 to 5."), lambda found: found.rating),
)


def computed(found: Disclosed) -> dict[str, Any]:
    """The computed values that there are."""
    values = ((one.key, one.of(found)) for one in COMPUTED)
    return {key: value for key, value in values if value is not None}
