"""Records that the desk writes: a new file in its canonical form, or an addition to one that is there."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from unicodedata import normalize

from kentan.desk.renumber import next_free
from kentan.files.document import Raw
from kentan.files.formatting import canonical, compose
from kentan.files.loading import Loaded, shape
from kentan.files.reading import read
from kentan.files.tree import Unreadable
from kentan.languages import CHINESE, ENGLISH, current, messages, translate
from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.nearest import names_of
from kentan.records.programme import Programme
from kentan.records.spelled_days import spelled_day
from kentan.records.vocabulary import Outcome, Vocabulary

_ = messages("desk")
_FEW = 12
"""Of more choices than this only the nearest are told."""
_OUTCOMES = {"A": Outcome.SOLVED, "B": Outcome.IN_PROGRESS, "C": Outcome.PLANNED, "D": Outcome.EXPLAINED}
_LETTER = re.compile(r"([A-D])(?![A-Za-z])[ :.、]*")


class Refused(Exception):
    """Nothing is written; `problems` say why, without repeating personal data."""

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Taken:
    """A record's file, its new content, and what reading that content found (then it is unfit)."""

    file: str
    id: str
    data: bytes
    findings: tuple[Finding, ...]


def composed(file: str, identity: str, kind: str, content: str) -> Taken:
    """Return a content as it would be written, with the errors that reading it finds."""
    data = content.encode("utf-8", "backslashreplace")
    _record, findings = shape(read(file, data), kind)
    return Taken(file, identity, data, tuple(each for each in findings if each.severity == "error"))


def edited(loaded: Loaded, case: str, change: Callable[[dict[str, Raw]], None]) -> Taken:
    """Return a case's file after `change` has added to its plain values; raises Refused where it cannot be read."""
    ledger = loaded.ledger
    file = ledger.files[("case", case)]
    try:
        data = loaded.tree.read(file)
    except Unreadable as gone:
        raise Refused(_("The file of the case cannot be read.")) from gone
    programme = ledger.programmes.get(ledger.cases[case].programme)
    content = changed(file, "case", data, change, programme.supervisors if programme else ())
    return composed(file, case, "case", content)


def changed(
    file: str, kind: str, data: bytes, change: Callable[[dict[str, Raw]], None], offices: Sequence[str] = ()
) -> str:
    """Return a record's file after `change` has changed its plain values; raises Refused where it cannot be read.

    Nothing is written over errors: what is no field of a record would be lost.
    """
    document = read(file, data)
    if document.raw is None or shape(document, kind)[1]:
        raise Refused(_("The file of the case cannot be read."))
    raw = deepcopy(document.raw)
    change(raw)
    return canonical(replace(document, raw=raw), kind, offices)


def entries(raw: dict[str, Raw], slot: str) -> list[Raw]:
    """Return the list of a slot, made where the slot was empty or missing."""
    found = raw.get(slot)
    if not isinstance(found, list):
        found = raw[slot] = []
    return found


def part(raw: dict[str, Raw], slot: str) -> dict[str, Raw]:
    """Return the mapping of a slot, made where the slot was empty or missing."""
    found = raw.get(slot)
    if not isinstance(found, dict):
        found = raw[slot] = {}
    return found


def programme_of(ledger: Ledger, asked: str | None, label: str = "") -> Programme:
    """Return the programme of that id or name, or the only one; raises Refused, which says for what under `label`."""
    return ledger.programmes[chosen(asked, names_of(ledger.programmes), label or _("Programme"))]


def case_of(ledger: Ledger, asked: str) -> Case:
    """Return the case of that id, also where it was written with full-width signs, in small letters or without zeros;
    raises Refused."""
    written = plain(asked).upper()
    series, _dash, number = written.rpartition("-")
    for name in (written, f"{series}-{number:0>4}"):
        case = ledger.cases.get(name)
        if case is not None:
            return case
        if ("case", name) in ledger.files:
            raise Refused(_("The file of the case cannot be read."))
    raise Refused(_("There is no case of that number."))


def begun(ledger: Ledger, programme: Programme, on: Moment, raw: Mapping[str, Raw]) -> Taken:
    """Return a new case of a programme, with the next free number of the year in which it was raised."""
    identity = next_free(f"{programme.prefix}-{on.day.year}-", ledger.cases)
    file = f"cases/{on.day.year}/{identity}.yml"
    common = {"id": identity, "programme": programme.id, "provenance": "live"}
    whole = {**common, **raw, "supervision": dict.fromkeys(programme.supervisors)}
    return composed(file, identity, "case", compose(file, whole, "case"))


def plain(asked: str) -> str:
    """Return what was asked for without blanks around it, full-width signs as plain ones."""
    return normalize("NFKC", asked).strip()


def is_meant(asked: str, names: Iterable[str]) -> bool:
    """Whether somebody means one of these names, also with blanks around it or in full-width signs."""
    return not {asked, plain(asked)}.isdisjoint(names)


def chosen(asked: str | None, known: Mapping[str, Iterable[str]], label: str) -> str:
    """Return the only choice that there is, where none was asked for; else the one that is meant, as `named`."""
    return next(iter(known)) if asked is None and len(known) == 1 else named(asked or "", known, label)


def named(asked: str, known: Mapping[str, Iterable[str]], label: str) -> str:
    """Return the id that is meant by an id or a name (empty: none was given); raises Refused, which says for what under
    `label`."""
    for name, names in known.items():
        if is_meant(asked, (name, *names)):
            return name
    raise _unknown(asked, label, [f"{name} {' / '.join(names)}" for name, names in known.items()])


def word(vocabulary: type[Vocabulary], asked: str, label: str) -> str:
    """Return the word of a closed list that is meant by the word, or by its label in either language; as `named`."""
    for each in vocabulary:
        labels = (translate("records", each.label, language) for language in (CHINESE, ENGLISH))
        if is_meant(asked, (each.value, *labels)):
            return each.value
    own = [f"{each.value} {translate('records', each.label, current())}" for each in vocabulary]
    raise _unknown(asked, label, own)


def _unknown(asked: str, label: str, choices: list[str]) -> Refused:
    """Return the refusal of a choice that there is not, with the nearest of those that there are; of none, with all."""
    if not choices:
        return Refused(_("There is nothing to choose from; kentan check says why: {label}").format(label=label))
    if not asked:
        return Refused(_("Say which: {label}").format(label=label), *choices)
    problem = _("This is none of the choices: {label}").format(label=label)
    near = choices if len(choices) <= _FEW else [each for each in choices if {*asked} & {*each.partition(" ")[2]}]
    near.sort(key=lambda each: -SequenceMatcher(None, asked, each).ratio())
    return Refused(problem, *near[:_FEW])


def outcome_of(asked: str) -> Outcome:
    """Return the outcome that a letter, its word, or both together stand for; raises Refused."""
    written = plain(asked)
    letter = _LETTER.match(written.upper() if len(written) == 1 else written)
    if letter:
        return _OUTCOMES[letter[1]]
    for each in Outcome:
        labels = (translate("records", each.label, language) for language in (CHINESE, ENGLISH))
        if written in (each.value, *(_LETTER.sub("", label, 1) for label in labels)):
            return each
    raise Refused(_("Say how the matter ends: A, B, C or D."))


def reply_of(given: Mapping[str, str], outcome: Outcome, on: str) -> dict[str, Raw]:
    """Return a reply as it stands in a file; raises Refused. What its outcome owes is for the rules to say."""
    reply: dict[str, Raw] = {"on": on, "outcome": outcome.value}
    if "promise" in given or "due" in given:
        due = given.get("due")
        reply["promise"] = {"kept": None, "due": due and (spelled_day(due, False) or due), "text": given.get("promise")}
    if "evidence" not in given and ("number" in given or "address" in given):
        raise Refused(_("The number or the address of a document was given without its title."))
    if "evidence" in given:
        evidence: dict[str, Raw] = {name: given.get(name) for name in ("number", "address")}
        reply["evidence"] = [{"title": given["evidence"], **evidence}]
    return reply | {name: given.get(name) for name in ("basis", "text", "late_reason")}
