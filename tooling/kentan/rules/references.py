"""References: every id that a record names has to be one that the registry, or another record, has."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from kentan.languages import mark
from kentan.records.finding import Finding
from kentan.rules.rule import Context, Rule
from kentan.rules.walk import walk

N_ = mark
MOST_COMPARED = 500

UNKNOWN_DEPARTMENT = Rule(
    code="K301",
    name="unknown-department",
    title=N_("A department that the registry does not know"),
    message=N_("There is no department “{id}” in registry/departments.yml."),
    mend=N_(
        "Write the id of a department as registry/departments.yml has it (the nearest is: {nearest}). If the "
        "department is new, ask a registrar to add it there first."
    ),
    why=N_(
        "An answer can be demanded only of a body that is known; a misspelt id makes a department that nobody reminds."
    ),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resource:
    handed_over:
      - on: 2022-06-09
    role: lead
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
    role: lead
""",
)

UNKNOWN_PLACE = Rule(
    code="K302",
    name="unknown-place",
    title=N_("A place that the registry does not know"),
    message=N_("There is no place “{id}” in registry/places.yml."),
    mend=N_(
        "Write the id of a place as registry/places.yml has it (the nearest is: {nearest}). If it is missing "
        "there, ask a registrar to add it."
    ),
    why=N_("The place gives the level, and every figure by city and district is counted by it."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
place: huzou
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
place: huzhou
""",
)

UNKNOWN_TOPIC = Rule(
    code="K303",
    name="unknown-topic",
    title=N_("A topic that the registry does not know"),
    message=N_("There is no topic “{id}” in registry/topics.yml."),
    mend=N_(
        "Choose a topic of registry/topics.yml (the nearest is: {nearest}). If none fits, ask a registrar to add one."
    ),
    why=N_("The same matter under two spellings is counted as two, and is found under neither."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
topic: lands
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
topic: industrial-land
""",
)

UNKNOWN_MEETING = Rule(
    code="K304",
    name="unknown-meeting",
    title=N_("A meeting that is not recorded"),
    message=N_("There is no meeting “{id}” under meetings/."),
    mend=N_(
        "Write the id of the meeting as its file's name has it (the nearest is: {nearest}), or record the "
        "meeting first."
    ),
    why=N_("A case that points nowhere is missing from its meeting's page and from the meeting's figures."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
  channel: meeting
  meeting: 2022-06-08-huzou
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
  channel: meeting
  meeting: 2022-06-08-huzhou
""",
)

UNKNOWN_CASE = Rule(
    code="K305",
    name="unknown-case",
    title=N_("A case that is not recorded"),
    message=N_("There is no case “{id}” under cases/."),
    mend=N_("Write the id of the case as its file's name has it (the nearest is: {nearest})."),
    why=N_("Whoever follows a merged case has to arrive at the case that is answered instead."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: merged
    into: HZ-2022-0999
assignments:
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: merged
    into: HZ-2022-0002
assignments:
""",
)

UNKNOWN_PROGRAMME = Rule(
    code="K306",
    name="unknown-programme",
    title=N_("A programme that is not recorded"),
    message=N_("There is no programme “{id}” under registry/programmes/."),
    mend=N_("Write the id of a programme as its file's name has it (the nearest is: {nearest})."),
    why=N_("The programme gives the deadlines: without it nothing of the record can ever be due."),
    bad="""\
# registry/surveys/2022-06-huzhou.yml
programme: huzou
""",
    good="""\
# registry/surveys/2022-06-huzhou.yml
programme: huzhou
""",
)

UNKNOWN_INSTITUTION = Rule(
    code="K307",
    name="unknown-institution",
    title=N_("An institution that the registry does not know"),
    message=N_("There is no institution “{id}” in registry/institutions.yml."),
    mend=N_(
        "Write the id of an institution as registry/institutions.yml has it (the nearest is: {nearest}). If "
        "it is new, ask a registrar to add it there first."
    ),
    why=N_("Banks, universities and chambers are counted by their ids: two spellings become two institutions."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
host:
  kind: chamber
  institution: chamber-1
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
host:
  kind: chamber
  institution: chamber-01
""",
)

UNKNOWN_PERSON = Rule(
    code="K308",
    name="unknown-person",
    title=N_("A person who is not in the roster"),
    message=N_("There is no “{id}” in registry/people.yml."),
    mend=N_("Write the id of the account as registry/people.yml has it (the nearest is: {nearest}); never a name."),
    why=N_("Who corrected or removed a fact must be answerable for it, and can be only as an account of the roster."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
corrections:
  - on: 2022-06-30
    by: staff-1
    path: topic
    was: industrial-land
    now: land
    why: 领域选错。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
corrections:
  - on: 2022-06-30
    by: staff-01
    path: topic
    was: industrial-land
    now: land
    why: 领域选错。
""",
)

RULES: tuple[Rule, ...] = (
    UNKNOWN_DEPARTMENT,
    UNKNOWN_PLACE,
    UNKNOWN_TOPIC,
    UNKNOWN_MEETING,
    UNKNOWN_CASE,
    UNKNOWN_PROGRAMME,
    UNKNOWN_INSTITUTION,
    UNKNOWN_PERSON,
)

_UNKNOWN = {
    "department": UNKNOWN_DEPARTMENT,
    "place": UNKNOWN_PLACE,
    "topic": UNKNOWN_TOPIC,
    "meeting": UNKNOWN_MEETING,
    "case": UNKNOWN_CASE,
    "programme": UNKNOWN_PROGRAMME,
    "institution": UNKNOWN_INSTITUTION,
    "person": UNKNOWN_PERSON,
}


def unknown(record: Any, references: list[tuple[str, str]], file: str, context: Context) -> Iterable[Finding]:
    """Return a finding for each reference of a record to something that is not there, with the nearest id there is."""
    if context.found.issuperset(references):
        return ()  # as nearly all, which many records share
    known = context.known
    for to, name in references:
        if name not in known[to]:
            return _unknown(record, file, context)
    context.found.update(references)
    return ()


def _unknown(record: Any, file: str, context: Context) -> Iterator[Finding]:
    known = context.known
    for part in walk(record):
        if part.kind == "reference" and part.value not in known[part.to]:
            nearest = _nearest(part.to, part.value, context)
            yield _UNKNOWN[part.to].found(file, part.path, at_key=part.at_key, id=part.value, nearest=nearest)


def _nearest(kind: str, wanted: str, context: Context) -> str:
    """Return the id of a kind that is most like an unknown one, empty where none is."""
    found = context.nearest.get((kind, wanted))
    if found is None:
        ids = context.known[kind]
        near = get_close_matches(wanted, _alike(wanted, ids), 1, 0.6) if isinstance(ids, Iterable) else []
        found = context.nearest[kind, wanted] = near[0] if near else ""
    return found


def _alike(wanted: str, ids: Iterable[str]) -> list[str]:
    """Return the ids worth comparing: where there are very many, those that begin or end as the wanted one does.

    Comparing is slow; with a hundred broken references among ten thousand cases it would take half a minute.
    """
    found = list(ids)
    if len(found) <= MOST_COMPARED:
        return found
    head, tail = wanted[: len(wanted) - 2], wanted[-4:]
    return [each for each in found if each.startswith(head) or each.endswith(tail)][:MOST_COMPARED]
