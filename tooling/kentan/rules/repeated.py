"""One matter that stands in the ledger twice."""

from collections.abc import Hashable, Iterator
from datetime import date

from kentan.languages import mark
from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.rules.rule import Context, Rule

N_ = mark

RECORDED_TWICE = Rule(
    code="K330",
    name="recorded-twice",
    title=N_("One matter recorded twice"),
    message=N_("“{id}” has the enterprise, the day and the title of “{other}”."),
    mend=N_(
        "If it is the same matter, delete this file before the merge, or record it as merged into {other}. "
        "If it is another one, say so in the title."
    ),
    why=N_("A matter that came in by two ways is counted twice, and answered in two ways."),
    bad="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
title: 希望加快工业用地审批
""",
    good="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
title: 希望缓缴土地出让金
""",
)

RULES: tuple[Rule, ...] = (RECORDED_TWICE,)


Matter = tuple[str, str, date, str]
"""Programme, enterprise, day and title."""


def check_together(context: Context) -> Iterator[Finding]:
    """Yield cases with the enterprise, the day and the title of another that is not merged with them."""
    seen: dict[Hashable, str] = {}
    cases = context.ledger.cases
    matters = context.matters
    for name in cases:
        matter = matters[name] if name in matters else matter_of(cases[name])
        if matter:
            other = seen.setdefault(matter, name)
            if other != name:
                yield RECORDED_TWICE.found(context.file("case", name), ("title",), id=name, other=other)


def matter_of(case: Case) -> Matter | None:
    """Return what a case is about; None where its enterprise is not told, or it is merged with another."""
    if case.enterprise is None or not case.enterprise.ref:
        return None
    for entry in case.acceptance:
        if entry.into:
            return None
    return (case.programme, case.enterprise.ref, case.raised.on.day, case.title)
