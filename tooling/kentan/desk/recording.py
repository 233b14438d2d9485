"""Recording a fact of a case: asked for what is missing, put where it belongs.

Whether somebody may record it is for the review to say, whether it is complete for the rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any

from kentan.clocks.releases import releases
from kentan.desk.editing import Refused, Taken, case_of, chosen, edited, entries, part, programme_of, word
from kentan.desk.facts import OWN, Fact, Question, label_of, questions
from kentan.desk.handling import offices_of
from kentan.files.document import Raw
from kentan.files.loading import Loaded
from kentan.languages import messages
from kentan.records.case import Case
from kentan.records.describe import Month, Refers, marker
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.nearest import names_of
from kentan.records.spelled_days import spelled_day, spelled_period

_ = messages("desk")
_Gap = tuple[tuple[Any, ...], Any]
"""An entry with an empty slot: where it stands, and the record that it is."""
_MOST = 40
"""Signs of a text by which one entry is told from another."""


def record(loaded: Loaded, fact: Fact, case: str, given: Mapping[str, Any], on: Moment) -> Taken:
    """Return the case with a fact added; raises Refused, which says all that is missing. `given` answers questions."""
    found = case_of(loaded.ledger, case)
    gaps = _gaps(fact, found) if fact.fills else []
    if fact.fills and not gaps:
        problem = _("There is nothing in {case} for which to record it, or it is recorded already: {fact}")
        raise Refused(problem.format(case=found.id, fact=fact.label))
    answers: dict[str, Any] = {}
    problems: list[str] = []
    for each in questions(fact):
        said = given.get(each.name)
        try:
            if said or each.is_owed:
                known = _known(fact, each, found, loaded.ledger, gaps)
                answers[each.name] = _answer(each, said, known, label_of(fact, each))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*problems)
    *steps, last = _place(fact, answers, gaps)
    day = {"on": str(on)} if fact.is_dated else {}

    def add(raw: Any) -> None:
        for step in steps:
            raw = raw[step] if fact.fills else part(raw, step)
        if fact.fills:
            raw[last] = day | answers if fact.entry else day["on"]
        else:
            entries(raw, last).append(day | answers)

    return edited(loaded, found.id, add)


def _gaps(fact: Fact, case: Case) -> list[_Gap]:
    """Return the entries of a case in which the slot that a fact fills is there, and empty."""
    *holders, slot = fact.fills
    listed: list[_Gap] = [] if OWN in fact.path else [((), case)]
    for department, assignment in case.assignments.items() if OWN in fact.path else ():
        own = fact.path[1]
        ended = releases(assignment) if own == "handed_over" else repeat(None)
        entries_with_ends = enumerate(zip(getattr(assignment, own), ended, strict=False))
        listed += [((OWN, department, own, index), entry) for index, (entry, end) in entries_with_ends if end is None]

    def is_empty(entry: Any) -> bool:
        for holder in holders:
            entry = entry and getattr(entry, holder)
        return entry is not None and getattr(entry, slot) is None

    return [(place, entry) for place, entry in listed if is_empty(entry)]


def _known(
    fact: Fact, question: Question, case: Case, ledger: Ledger, gaps: Sequence[_Gap]
) -> Mapping[str, Iterable[str]] | None:
    """Return the choices of a question with their names, None where any text answers it; raises Refused."""
    match question.name:
        case "grade":
            return names_of(programme_of(ledger, case.programme).rules_on(case.raised.on.day).grades)
        case "office":
            offices: Iterable[str] = programme_of(ledger, case.programme).supervisors
        case "department" if fact.fills:
            offices = (place[1] for place, _entry in gaps)
        case "department" if OWN in fact.path:
            return offices_of(ledger, case)
        case _:
            return names_of(ledger.departments) if marker(question.hint, Refers) else None
    return names_of({name: ledger.departments[name] for name in offices if name in ledger.departments})


def _answer(question: Question, said: Any, known: Mapping[str, Iterable[str]] | None, label: str) -> Raw:
    """Return what was said as it stands in a file; raises Refused where it is none of the choices, or missing."""
    if question.words:
        return word(question.words, said or "", label)
    if known is not None:
        return chosen(said, known, label)
    if not said:
        raise Refused(_("Say which: {label}").format(label=label))
    if question.hint is date:
        return spelled_day(said, with_time=False) or str(said)
    if question.hint == Month:
        return spelled_period(said)
    return [*said] if question.is_several else str(said)


def _place(fact: Fact, answers: dict[str, Any], gaps: Sequence[_Gap]) -> Sequence[Any]:
    """Return where a fact stands in the file, and take what says so out of the answers; raises Refused."""
    if OWN not in fact.path:
        office = (answers.pop("office"),) if "office" in answers else ()
        return (*fact.path, *office, *fact.fills)
    department, number = answers.pop("department"), answers.pop("entry", None)
    if not fact.fills:
        return (OWN, department, fact.path[1])
    own = [(place, entry) for place, entry in gaps if place[1] == department]
    told = {str(index): (f"{entry.on} {_text(entry)}".strip(),) for index, (_place, entry) in enumerate(own, 1)}
    (question,) = (each for each in questions(fact) if each.name == "entry")
    place, _entry = own[int(chosen(number, told, label_of(fact, question))) - 1]
    return (*place, *fact.fills)


def _text(entry: Any) -> str:
    """Return the beginning of what an entry says, in one line."""
    said = next((getattr(entry, name) for name in ("promise", "question", "reason") if hasattr(entry, name)), "")
    return " ".join(str(getattr(said, "text", said)).split())[:_MOST]
