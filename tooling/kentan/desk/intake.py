"""Intake: a filled-in form becomes a record. What people wrote is data; ids and names of files are ours."""

from collections.abc import Mapping

from kentan.desk.editing import (
    Refused,
    Taken,
    begun,
    case_of,
    edited,
    entries,
    is_meant,
    named,
    outcome_of,
    part,
    plain,
    programme_of,
    reply_of,
    word,
)
from kentan.desk.forms import ANSWER, APPEAL, NoForm, fields_of
from kentan.files.document import Raw
from kentan.files.loading import Loaded
from kentan.languages import messages
from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.nearest import names_of
from kentan.records.registry import counts
from kentan.records.sectors import sector_called
from kentan.records.vocabulary import CaseKind, PersonRole, Size
from kentan.rules.personal_data import find_personal_data, mask

_ = messages("desk")


def take_answer(loaded: Loaded, body: str, account: str, on: Moment) -> Taken:
    """Add a department's answer, given at a moment by an account of the roster, to its case; raises Refused."""
    given = _given(body, ANSWER)
    ledger = loaded.ledger
    case = case_of(ledger, given.get("case", ""))
    department = _department(ledger, case, account, on, given.get("department"))
    reply = reply_of(given, outcome_of(given.get("outcome", "")), str(on))

    def answer(raw: dict[str, Raw]) -> None:
        entries(part(part(raw, "assignments"), department), "replies").append(reply)

    return edited(loaded, case.id, answer)


def take_appeal(ledger: Ledger, body: str, raised: Moment, private: bool) -> Taken:
    """Make a new case of a form that was sent in at a moment; raises Refused.

    Where the repository is not `private`, the programme has to allow appeals in public.
    """
    given = _given(body, APPEAL)
    programme = programme_of(ledger, given.get("programme"))
    if not private and not programme.public_intake:
        raise Refused(_("This repository is public, and the programme takes no appeals in public. Delete this issue."))
    missing = [APPEAL[name][0] for name in ("title", "kind", "topic", "summary") if name not in given]
    if missing:
        raise Refused(*(_("Nothing was filled in: {label}").format(label=label) for label in missing))
    places = {each: (ledger.places[each].name,) for each in programme.places if each in ledger.places}
    enterprise: dict[str, Raw] = {"disclosure": "withheld"}
    if "sector" in given:
        size = word(Size, given["size"], APPEAL["size"][0]) if "size" in given else None
        sector = sector_called(plain(given["sector"])) or given["sector"]
        enterprise = {"disclosure": "sector", "sector": sector, "size": size}
    raw: dict[str, Raw] = {
        "place": named(given["place"], places, APPEAL["place"][0]) if "place" in given else programme.places[0],
        "title": given["title"],
        "kind": word(CaseKind, given["kind"], APPEAL["kind"][0]),
        "topic": named(given["topic"], names_of(ledger.topics), APPEAL["topic"][0]),
        "raised": {"on": str(raised), "by": "enterprise", "channel": "online", "mode": "written"},
        "enterprise": enterprise,
        "summary": given["summary"],
    }
    return begun(ledger, programme, raised, raw)


def _given(body: str, labels: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return the fields of a form that holds no personal data."""
    try:
        given = fields_of(body, labels)
    except NoForm as wrong:
        raise Refused(str(wrong)) from wrong
    problems = [
        _("{label}: this looks like personal data: {value}").format(label=labels[name][0], value=mask(match))
        for name, text in given.items()
        for match in find_personal_data(text)
    ]
    if problems:
        raise Refused(*problems)
    return given


def _department(ledger: Ledger, case: Case, account: str, on: Moment, asked: str | None) -> str:
    """Return the department of the case for which an account answers on that day."""
    persons = [each for each in ledger.people.values() if each.account is not None and str(each.account) == account]
    own = {
        entry.department
        for person in persons
        for entry in person.roles
        if entry.role is PersonRole.DEPARTMENT
        and entry.department is not None
        and entry.department in case.assignments
        and counts(entry, on.day)
    }
    if asked:
        names = names_of({name: ledger.departments[name] for name in own if name in ledger.departments})
        own = {name for name in own if is_meant(asked, (name, *names.get(name, ())))}
    if len(own) != 1:
        raise Refused(
            _("By the roster, this account answers for several departments of this case: say for which.")
            if own
            else _("By the roster, this account answers for no such department of this case.")
        )
    return own.pop()
