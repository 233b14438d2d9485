"""What staff and departments add to the records: a new case or meeting, a decision, a hand-over, a reply, a rating.

Whether they may is for the review to say, whether it is complete for the rules.
"""

from collections.abc import Mapping
from datetime import date

from kentan.clocks.releases import releases
from kentan.desk.editing import (
    Refused,
    Taken,
    begun,
    case_of,
    composed,
    edited,
    entries,
    named,
    outcome_of,
    part,
    programme_of,
    reply_of,
    word,
)
from kentan.files.document import Raw
from kentan.files.formatting import compose
from kentan.files.loading import Loaded
from kentan.languages import ENGLISH, messages
from kentan.records.case import Assignment, Case
from kentan.records.describe import text_in
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.nearest import names_of
from kentan.records.vocabulary import CaseKind, Channel, Decision, RatedBy, RefusalReason, Role

_ = messages("desk")
TO_BE_WRITTEN = "待填写"
"""Stands for a text that is not written yet; the check finds it (K448)."""


def new_case(ledger: Ledger, given: Mapping[str, str], on: Moment) -> Taken:
    """Return a new case with the next free number; raises Refused.

    `given` may have title, programme, place, kind, topic, channel, meeting and summary; names serve as well as ids.
    What is raised at a meeting has its place and its day.
    """
    meeting = ledger.meetings.get(given["meeting"]) if "meeting" in given else None
    if "meeting" in given and meeting is None:
        raise Refused(_("There is no meeting {id}.").format(id=given["meeting"]))
    asked = given.get("programme") or (meeting.programme if meeting else None)
    programme = programme_of(ledger, asked, _("Programme (--programme)"))
    if meeting and meeting.held:
        on = meeting.held.on
    channel = word(Channel, given.get("channel", Channel.MEETING if meeting else ""), _("Channel (--channel)"))
    place = meeting.place if meeting else programme.places[0]
    raw: dict[str, Raw] = {
        "place": named(given["place"], names_of(ledger.places), _("Place (--place)")) if "place" in given else place,
        "title": given.get("title", TO_BE_WRITTEN),
        "kind": word(CaseKind, given.get("kind", "difficulty"), _("Kind (--kind)")),
        "topic": named(given.get("topic", ""), names_of(ledger.topics), _("Topic (--topic)")),
        "raised": {"on": str(on), "by": "enterprise", "channel": channel, "meeting": meeting.id if meeting else None},
        "enterprise": {"disclosure": "withheld"},
        "summary": given.get("summary", TO_BE_WRITTEN),
    }
    return begun(ledger, programme, on, raw)


def new_meeting(ledger: Ledger, given: Mapping[str, str], on: Moment, today: date) -> Taken:
    """Return a new meeting that was held on a day, or is planned for it; raises Refused.

    `given` may have theme, programme, place and kind; names serve as well as ids.
    """
    programme = programme_of(ledger, given.get("programme"), _("Programme (--programme)"))
    declared = programme.rules_on(on.day).meetings
    kinds = {key: dict.fromkeys((each.name, text_in(each, "name", ENGLISH))) for key, each in declared.items()}
    kind = given.get("kind", next(iter(kinds), ""))
    place = programme.places[0]
    if "place" in given:
        place = named(given["place"], names_of(ledger.places), _("Place (--place)"))
    numbers = (f"{on.day.isoformat()}-{place}{f'-{number}' if number > 1 else ''}" for number in range(1, 1000))
    identity = next(each for each in numbers if each not in ledger.meetings)
    when: dict[str, Raw] = {"planned": on.day.isoformat()} if on.day > today else {"held": {"on": str(on)}}
    raw: dict[str, Raw] = {
        "id": identity,
        "programme": programme.id,
        "place": place,
        "provenance": "live",
        "kind": named(kind, kinds, _("Kind of meeting (--kind)")),
        "theme": given.get("theme", TO_BE_WRITTEN),
        "format": "onsite",
        **when,
    }
    file = f"meetings/{on.day.year}/{identity}.yml"
    return composed(file, identity, "meeting", compose(file, raw, "meeting"))


def decide(loaded: Loaded, case: str, decision: str, given: Mapping[str, str], on: Moment) -> Taken:
    """Return the case with a decision on it as a whole; raises Refused. `given`: reason, into, explanation."""
    found = case_of(loaded.ledger, case)
    entry: dict[str, Raw] = {"on": str(on), "decision": word(Decision, decision, _("Decision"))}
    if "reason" in given:
        entry["reason"] = word(RefusalReason, given["reason"], _("Reason (--reason)"))
    if "into" in given:
        entry["into"] = case_of(loaded.ledger, given["into"]).id
    entry |= {name: given[name] for name in ("explanation", "late_reason") if name in given}
    return edited(loaded, found.id, lambda raw: entries(raw, "acceptance").append(entry))


def assign(loaded: Loaded, case: str, department: str, given: Mapping[str, str], on: Moment) -> Taken:
    """Return the case handed over to a department, for the first time or again; raises Refused.

    `given` may have role, task and late_reason. The first department leads, unless a role says otherwise.
    """
    found = case_of(loaded.ledger, case)
    office = named(department, names_of(loaded.ledger.departments), _("Department"))
    is_led = any(each.role is Role.LEAD and _has(each) for each in found.assignments.values())
    role = word(Role, given["role"], _("Role (--role)")) if "role" in given else ("support" if is_led else "lead")
    hand_over: dict[str, Raw] = {"on": str(on), "ended": None}
    hand_over |= {name: given[name] for name in ("task", "late_reason") if name in given}

    def hand(raw: dict[str, Raw]) -> None:
        assignment = part(part(raw, "assignments"), office)
        entries(assignment, "handed_over").append(hand_over)
        assignment["role"] = role if "role" in given else assignment.get("role", role)

    return edited(loaded, found.id, hand)


def _has(assignment: Assignment) -> bool:
    """Whether a department has the case, or is to have it."""
    return not assignment.handed_over or releases(assignment)[-1] is None


def offices_of(ledger: Ledger, case: Case) -> Mapping[str, tuple[str, ...]]:
    """Return the departments that have a case, with their names; raises Refused where none has."""
    having = [name for name, assignment in case.assignments.items() if _has(assignment)]
    if not having:
        raise Refused(_("No department has this case: kentan assign hands it over."))
    return names_of({name: ledger.departments[name] for name in having if name in ledger.departments})


def answer(loaded: Loaded, case: str, department: str, outcome: str, given: Mapping[str, str], on: Moment) -> Taken:
    """Return the case with a department's reply; raises Refused.

    `outcome` is A, B, C or D, or its word. `given` may have text, promise, due, basis, evidence, number, address and
    late_reason.
    """
    found = case_of(loaded.ledger, case)
    office = named(department, offices_of(loaded.ledger, found), _("Department that handles this case"))
    reply = reply_of({"text": TO_BE_WRITTEN, **given}, outcome_of(outcome), str(on))
    return edited(
        loaded,
        found.id,
        lambda raw: entries(part(part(raw, "assignments"), office), "replies").append(reply),
    )


def rate(loaded: Loaded, case: str, score: int, by: str, given: Mapping[str, str], on: Moment) -> Taken:
    """Return the case with the enterprise's rating from 1 to 5; raises Refused. `given`: text, late_reason."""
    found = case_of(loaded.ledger, case)
    rating: dict[str, Raw] = {"on": str(on), "score": str(score), "by": word(RatedBy, by, _("How it was taken (--by)"))}
    rating |= dict(given)
    return edited(loaded, found.id, lambda raw: entries(raw, "ratings").append(rating))
