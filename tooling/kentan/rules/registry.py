"""The registry as a whole: its files are there, its entries begin before they end, its names tell things apart."""

from collections.abc import Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from kentan.languages import available, mark
from kentan.records.finding import Finding, Path
from kentan.records.moments import TIME_ZONE
from kentan.records.registry import Institution, Place, Topic
from kentan.rules.rule import REQUIRED_FILES, Context, Rule

N_ = mark

NO_INSTANCE = Rule(
    code="K801",
    name="no-instance",
    title=N_("No registry/instance.yml"),
    message=N_("There is no registry/instance.yml: this folder is no instance of Kentan."),
    mend=N_(
        "Run the command in the folder that holds cases/, meetings/ and registry/, or make a new instance "
        "with `kentan init FOLDER`."
    ),
    why=N_("It says what the site is called, in which time zone days end, and who the first registrars are."),
    bad="""\
cases/  meetings/
""",
    good="""\
# registry/instance.yml
name: 湖州恳谈
registrars:
  - registrar-01
""",
)

REGISTRY_FILE_MISSING = Rule(
    code="K802",
    name="registry-file-missing",
    title=N_("A file of the registry is missing"),
    message=N_("This file is missing; without it no reference to what it lists can be checked."),
    mend=N_("Put the file back (it may have been renamed: departments.yml, places.yml, topics.yml)."),
    why=N_("Every record names departments, places and topics; without their list every misspelling would pass."),
    bad="""\
registry/departments.yml  registry/places.yml
""",
    good="""\
# registry/topics.yml
topics:
  land:
    name: 用地
""",
)

ENDS_BEFORE_IT_BEGINS = Rule(
    code="K806",
    name="ends-before-it-begins",
    title=N_("An entry that ends before it begins"),
    message=N_("It ends on {on}, before it begins on {other}."),
    mend=N_("Correct whichever of the two days is wrong."),
    why=N_("Such a department, role or key never counts, and nobody notices why."),
    bad="""\
# registry/people.yml
people:
  registrar-01:
    roles:
      - role: registrar
        from: 2022-01-01
        until: 2021-12-31
""",
    good="""\
# registry/people.yml
people:
  registrar-01:
    roles:
      - role: registrar
        from: 2022-01-01
        until: 2022-12-31
""",
)

NAME_TWICE = Rule(
    code="K816",
    name="name-twice",
    title=N_("Two entries of one name"),
    message=N_("“{name}” is also a name of “{other}”."),
    mend=N_("Delete one of the two, or tell their names apart. A body that ended gets its `until`."),
    why=N_("Whoever chooses from a list takes one of the two, and figures fall apart."),
    bad="""\
# registry/topics.yml
topics:
  land:
    name: 用地
  land-use:
    name: 用地
""",
    good="""\
# registry/topics.yml
topics:
  land:
    name: 用地
  land-use:
    name: 用地规划
""",
)

UNKNOWN_LANGUAGE = Rule(
    code="K831",
    name="unknown-language",
    title=N_("A language that the site does not speak"),
    message=N_("There are no translations for “{value}”; there are: {allowed}."),
    mend=N_("Write one of: {allowed}; or take the language out of the list."),
    why=N_("The site cannot be built in a language that has no catalogue."),
    bad="""\
# registry/instance.yml
languages:
  - zh
  - fr
""",
    good="""\
# registry/instance.yml
languages:
  - zh
  - en
""",
)

UNKNOWN_TIME_ZONE = Rule(
    code="K832",
    name="unknown-time-zone",
    title=N_("A time zone that is not known"),
    message=N_("There is no time zone “{value}”."),
    mend=N_("Write the name of a time zone with its continent: Asia/Shanghai."),
    why=N_("When a day ends decides what is on time."),
    bad="""\
# registry/instance.yml
time_zone: Asia/Beijing
""",
    good="""\
# registry/instance.yml
time_zone: Asia/Shanghai
""",
)

RULES: tuple[Rule, ...] = (
    NO_INSTANCE,
    REGISTRY_FILE_MISSING,
    ENDS_BEFORE_IT_BEGINS,
    NAME_TWICE,
    UNKNOWN_LANGUAGE,
    UNKNOWN_TIME_ZONE,
)


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the registry's single files."""
    ledger = context.ledger
    for kind in REQUIRED_FILES:
        if (kind, "") not in ledger.files and (kind, "") not in ledger.unread:
            rule = NO_INSTANCE if kind == "instance" else REGISTRY_FILE_MISSING
            yield rule.found(f"registry/{kind}.yml").at(1, 1)
    yield from _spans(context)
    yield from _equal_names(context)
    spoken = available()
    for index, language in enumerate(ledger.instance.languages if ledger.instance else ()):
        if language not in spoken:
            path: Path = ("languages", index)
            yield UNKNOWN_LANGUAGE.found(context.file("instance"), path, value=language, allowed=", ".join(spoken))
    if ledger.instance and not _is_time_zone(ledger.instance.time_zone):
        yield UNKNOWN_TIME_ZONE.found(context.file("instance"), ("time_zone",), value=ledger.instance.time_zone)


def _spans(context: Context) -> Iterator[Finding]:
    ledger = context.ledger
    dated: list[tuple[str, Path, date | None, date | None]] = []
    for name, department in ledger.departments.items():
        dated.append(("departments", ("departments", name), department.from_, department.until))
    for name, institution in ledger.institutions.items():
        dated.append(("institutions", ("institutions", name), institution.from_, institution.until))
    for name, person in ledger.people.items():
        for index, role in enumerate(person.roles):
            dated.append(("people", ("people", name, "roles", index), role.from_, role.until))
        for index, key in enumerate(person.keys):
            dated.append(("people", ("people", name, "keys", index), key.from_, key.until))
    for kind, path, first, last in dated:
        if first and last and last < first:
            yield ENDS_BEFORE_IT_BEGINS.found(context.file(kind), (*path, "until"), on=str(last), other=str(first))


def _equal_names(context: Context) -> Iterator[Finding]:
    ledger = context.ledger
    listed: tuple[tuple[str, Mapping[str, Place | Topic | Institution]], ...] = (
        ("places", ledger.places),
        ("topics", ledger.topics),
        ("institutions", ledger.institutions),
    )
    for kind, entries in listed:
        seen: dict[tuple[str, str | None], str] = {}
        for name, entry in entries.items():
            other = seen.setdefault((entry.name, getattr(entry, "within", None)), name)
            if other != name:
                yield NAME_TWICE.found(context.file(kind), (kind, name, "name"), name=entry.name, other=other)
    known: dict[tuple[str, str | None], str] = {}
    for name, department in ledger.departments.items():
        for said in (department.name, *department.aliases):
            other = known.setdefault((said, department.place), name)
            earlier = ledger.departments[other]
            if other != name and not (earlier.until or department.until):
                yield NAME_TWICE.found(
                    context.file("departments"), ("departments", name, "name"), name=said, other=other
                )


def _is_time_zone(name: str) -> bool:
    """Whether a time zone is known; always where this computer knows none at all."""
    for zone in (name, TIME_ZONE):
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            continue
        return zone == name
    return True
