"""Who leads a case: its page, the lists and the counts say what its state and the open data say."""

from dataclasses import replace

from kentan.publish.site import pages
from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.vocabulary import Role
from tests.publish.conftest import DAY
from tests.publish.outputs import editions

MOVED = "HZ-2022-0002"
"""A case of the sample that was handed to a second department after the first one had objected."""
FIRST, SECOND = "housing", "commerce"


def moved_within_a_day(case: Case) -> Case:
    """The case as if the objection had been upheld, and the case handed on, on the day of the first hand-over."""
    first, second = (case.assignments[name] for name in ("housing", "natural-resources"))
    day = second.handed_over[0].on
    entry, objection = first.handed_over[0], first.objections[0]
    assert objection.decision
    objection = replace(objection, on=day, decision=replace(objection.decision, on=day))
    first = replace(first, role=Role.LEAD, handed_over=(replace(entry, on=day, ended=day),), objections=(objection,))
    return replace(case, assignments={FIRST: first, SECOND: second})


def test_a_case_that_moved_within_a_day_is_led_by_the_second_department_on_every_page(sample: Ledger) -> None:
    ledger = replace(sample, cases={MOVED: moved_within_a_day(sample.cases[MOVED])})
    edition = editions(ledger, DAY)[0]
    assert edition.index.computed.states[MOVED].lead == SECOND
    (row,) = edition.rows(edition.index.cases)
    assert row.lead
    assert row.lead.address == f"departments/{SECOND}.html"
    made = {page.address: page for page in pages(edition)}
    counts = {name: made[f"departments/{name}.html"].view() for name in (FIRST, SECOND)}
    assert {name: (one.leads, one.supports) for name, one in counts.items()} == {FIRST: (0, 0), SECOND: (1, 0)}
    related = [link.address for link in made[f"cases/2022/{MOVED}.html"].view().related]
    assert related[1:] == [f"cases/department/{SECOND}/index.html"]
