"""Intake: a filled-in form becomes a record. What people wrote is data; ids and names of files are ours."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace

from kentan.desk.forms import ANSWER, APPEAL, NoForm, fields_of
from kentan.files.document import Raw
from kentan.files.encoding import decode
from kentan.files.formatting import canonical, compose
from kentan.files.loading import Loaded, shape
from kentan.files.reading import read
from kentan.files.tree import Unreadable
from kentan.languages import CHINESE, ENGLISH, messages, translate
from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.programme import Programme
from kentan.records.vocabulary import CaseKind, Outcome, PersonRole, Size, Vocabulary
from kentan.rules.personal_data import find_personal_data, mask

_ = messages("desk")
_OUTCOMES = {"A": Outcome.SOLVED, "B": Outcome.IN_PROGRESS, "C": Outcome.PLANNED, "D": Outcome.EXPLAINED}
_CASE = re.compile(r"[A-Z]{2,6}-[0-9]{4}-[0-9]{4,9}")


class Refused(Exception):
    """A form is not taken in; `problems` say why, without repeating personal data."""

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Taken:
    """A record made from a form: its file, its new content, and what reading that content found (then it is unfit)."""

    file: str
    id: str
    data: bytes
    findings: tuple[Finding, ...]


def take_answer(loaded: Loaded, body: str, account: str, on: Moment) -> Taken:
    """Add a department's answer, given at a moment by an account of the roster, to its case; raises Refused."""
    given = _given(body, ANSWER)
    ledger = loaded.ledger
    number = given.get("case", "")
    case = ledger.cases.get(number) if _CASE.fullmatch(number) else None
    if case is None:
        raise Refused(_("There is no case of that number."))
    department = _department(ledger, case, account, on, given.get("department"))
    outcome = _OUTCOMES.get(given.get("outcome", "")[:1].upper())
    if outcome is None:
        raise Refused(_("Say how the matter ends: A, B, C or D."))
    file = ledger.files[("case", case.id)]
    try:
        data = loaded.tree.read(file)
    except Unreadable as gone:
        raise Refused(_("The file of the case cannot be read.")) from gone
    document, (text, _findings) = read(file, data), decode(file, data)
    if document.raw is None or document.findings or text is None:
        raise Refused(_("The file of the case cannot be read."))
    raw = deepcopy(document.raw)
    replies = _replies(raw, department)
    replies.append(_reply(given, outcome, on))
    programme = ledger.programmes.get(case.programme)
    content = canonical(replace(document, raw=raw), text, "case", programme.supervisors if programme else ())
    return _checked(file, case.id, content)


def _replies(raw: dict[str, Raw], department: str) -> list[Raw]:
    """Return the list of a department's replies, made where its slot was empty."""
    assignments = raw["assignments"]
    assert isinstance(assignments, dict)
    assignment = assignments[department]
    assert isinstance(assignment, dict)
    replies = assignment.get("replies")
    if not isinstance(replies, list):
        replies = assignment["replies"] = []
    return replies


def take_appeal(ledger: Ledger, body: str, raised: Moment, private: bool) -> Taken:
    """Make a new case of a form that was sent in at a moment; raises Refused.

    Where the repository is not `private`, the programme has to allow appeals in public.
    """
    given = _given(body, APPEAL)
    programme = _programme(ledger, given.get("programme"))
    if not private and not programme.public_intake:
        raise Refused(_("This repository is public, and the programme takes no appeals in public. Delete this issue."))
    missing = [APPEAL[name][0] for name in ("title", "kind", "topic", "summary") if name not in given]
    if missing:
        raise Refused(*(_("Nothing was filled in: {label}").format(label=label) for label in missing))
    topics = {each: {topic.name, *topic.translations.values()} for each, topic in ledger.topics.items()}
    places = {each: {ledger.places[each].name} for each in programme.places if each in ledger.places}
    year = raised.day.year
    identity = f"{programme.prefix}-{year}-{_next_number(ledger, programme, year):04d}"
    enterprise: dict[str, Raw] = {"disclosure": "withheld"}
    if "sector" in given:
        size = _word(Size, given["size"], "size") if "size" in given else None
        enterprise = {"disclosure": "sector", "sector": given["sector"], "size": size}
    raw: dict[str, Raw] = {
        "id": identity,
        "programme": programme.id,
        "place": _named(given["place"], places, "place") if "place" in given else programme.places[0],
        "provenance": "live",
        "title": given["title"],
        "kind": _word(CaseKind, given["kind"], "kind"),
        "topic": _named(given["topic"], topics, "topic"),
        "raised": {"on": str(raised), "by": "enterprise", "channel": "online", "mode": "written"},
        "enterprise": enterprise,
        "summary": given["summary"],
        "supervision": dict.fromkeys(programme.supervisors),
    }
    file = f"cases/{year}/{identity}.yml"
    return _checked(file, identity, compose(file, raw, "case"))


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
        and entry.from_ <= on.day
        and (entry.until is None or on.day <= entry.until)
    }
    if asked:
        own = {name for name in own if asked in (name, _name(ledger, name))}
    if len(own) != 1:
        raise Refused(
            _("By the roster, this account answers for several departments of this case: say for which.")
            if own
            else _("By the roster, this account answers for no such department of this case.")
        )
    return own.pop()


def _name(ledger: Ledger, department: str) -> str | None:
    known = ledger.departments.get(department)
    return known.name if known else None


def _reply(given: Mapping[str, str], outcome: Outcome, on: Moment) -> dict[str, Raw]:
    """Return an answer as it stands in a file; what its outcome owes is for the rules to say."""
    reply: dict[str, Raw] = {"on": str(on), "outcome": outcome.value}
    if "promise" in given or "due" in given:
        reply["promise"] = {"kept": None, "due": given.get("due"), "text": given.get("promise")}
    if "evidence" in given:
        evidence: dict[str, Raw] = {
            "title": given["evidence"],
            "number": given.get("number"),
            "address": given.get("address"),
        }
        reply["evidence"] = [evidence]
    reply |= {name: given.get(name) for name in ("basis", "text", "late_reason")}
    return reply


def _programme(ledger: Ledger, asked: str | None) -> Programme:
    """Return the programme of that id or name, or the only one."""
    running = [each for each in ledger.programmes.values() if asked is None or asked in (each.id, each.name)]
    if len(running) != 1:
        raise Refused(_("Say which programme: {ids}").format(ids=", ".join(sorted(ledger.programmes))))
    return running[0]


def _next_number(ledger: Ledger, programme: Programme, year: int) -> int:
    start = f"{programme.prefix}-{year}-"
    numbers = (int(each.removeprefix(start)) for each in ledger.cases if each.startswith(start))
    return max(numbers, default=0) + 1


def _named(asked: str, known: Mapping[str, set[str]], field: str) -> str:
    """Return the id that is meant by an id or a name."""
    for name, names in known.items():
        if asked == name or asked in names:
            return name
    raise _unknown(field)


def _word(vocabulary: type[Vocabulary], asked: str, field: str) -> str:
    """Return the word of a closed list that is meant by the word, or by its label in either language."""
    for each in vocabulary:
        if asked in (each.value, *(translate("records", each.label, language) for language in (CHINESE, ENGLISH))):
            return each.value
    raise _unknown(field)


def _unknown(field: str) -> Refused:
    return Refused(_("This is none of the choices: {label}").format(label=APPEAL[field][0]))


def _checked(file: str, identity: str, content: str) -> Taken:
    data = content.encode("utf-8", "backslashreplace")
    _record, findings = shape(read(file, data), "case")
    return Taken(file, identity, data, tuple(_errors(findings)))


def _errors(findings: list[Finding]) -> Iterator[Finding]:
    yield from (each for each in findings if each.severity == "error")
