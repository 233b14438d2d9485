"""Where a record stands and what it is called: file names, folders, prefixes, numbers."""

from collections.abc import Iterator, Mapping
from typing import Any

from kentan.languages import mark
from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.records.meeting import Meeting
from kentan.rules.rule import Context, Rule

N_ = mark

ID_IS_NOT_THE_FILE_NAME = Rule(
    code="K321",
    name="id-is-not-the-file-name",
    title=N_("An id that is not the file's name"),
    message=N_("The file is called {name}, but its record says “{id}”."),
    mend=N_("Rename the file to {id}.yml, or correct the line in the file: both have to be equal."),
    why=N_("People look for a record by its file's name, links go by its id: they have to arrive at the same one."),
    bad="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0020
""",
    good="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
""",
)

WRONG_FOLDER = Rule(
    code="K323",
    name="wrong-folder",
    title=N_("A file in the folder of another year"),
    message=N_("The file is in the folder {folder}, but the year is {year}."),
    mend=N_("Move the file to {room}/{year}/."),
    why=N_("A year's folder is that year's ledger: what is elsewhere is missing from it."),
    bad="""\
# cases/2021/HZ-2022-0002.yml
id: HZ-2022-0002
""",
    good="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
""",
)

FOREIGN_PREFIX = Rule(
    code="K325",
    name="foreign-prefix",
    title=N_("A prefix of another programme"),
    message=N_("The id begins with {prefix}; cases of this programme begin with {expected}."),
    mend=N_("Correct the programme, or give the case the next free number that begins with {expected}."),
    why=N_("The prefix tells at a glance under which rules a case is handled."),
    bad="""\
# cases/2022/SZ-2022-0001.yml
id: SZ-2022-0001
""",
    good="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
""",
)

EQUAL_BUT_FOR_CAPITALS = Rule(
    code="K326",
    name="equal-but-for-capitals",
    title=N_("File names that differ only in capitals"),
    message=N_("{name} and {other} differ only in capital letters."),
    mend=N_("Delete one of the two, or give it a number of its own. Ids of cases are written in capitals."),
    why=N_("On Windows and on a Mac both are one file: one of the two disappears in silence."),
    bad="""\
# cases/2022/hz-2022-0001.yml
id: hz-2022-0001
""",
    good="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
""",
)

EQUAL_NUMBER = Rule(
    code="K327",
    name="equal-number",
    title=N_("One number written in two ways"),
    message=N_("“{id}” and “{other}” are the same number."),
    mend=N_("Give this case the next free number, with as many digits as its neighbours."),
    why=N_("On the telephone and in a table without leading zeros nobody can tell the two apart."),
    bad="""\
# cases/2022/HZ-2022-00001.yml
id: HZ-2022-00001
""",
    good="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
""",
)

YEAR_OF_THE_ID = Rule(
    code="K328",
    name="year-of-the-id",
    title=N_("An id with another year than that in which the case was raised"),
    message=N_("“{id}” was raised in {year}."),
    mend=N_("Give the case a number of {year}. If only the day was mistyped, correct the day."),
    why=N_("The year in the id is the year of the ledger in which people look for it."),
    bad="""\
# cases/2022/HZ-2021-0001.yml
id: HZ-2021-0001
""",
    good="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
""",
)

DAY_OF_THE_ID = Rule(
    code="K329",
    name="day-of-the-id",
    title=N_("An id with another day than that of the meeting"),
    message=N_("The id “{id}” does not begin with the day on which the meeting was held or planned ({day})."),
    mend=N_(
        "Correct the day. If the meeting was moved after it was announced, keep the id and write the first "
        "day as `planned`."
    ),
    why=N_("Whoever looks for the meeting of a day looks for it under that day."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
held:
  on: 2022-06-15
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
planned: 2022-06-08
held:
  on: 2022-06-15
""",
)

RULES: tuple[Rule, ...] = (
    ID_IS_NOT_THE_FILE_NAME,
    WRONG_FOLDER,
    FOREIGN_PREFIX,
    EQUAL_BUT_FOR_CAPITALS,
    EQUAL_NUMBER,
    YEAR_OF_THE_ID,
    DAY_OF_THE_ID,
)

_DIGITS = 4
"""The number of an id has at least so many digits."""


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the id of a case and the place of its file."""
    file = context.file("case", case.id)
    _, folder, name = file.split("/")
    year = str(case.raised.on.day.year)
    if name != f"{case.id}.yml":
        yield ID_IS_NOT_THE_FILE_NAME.found(file, ("id",), id=case.id, name=name)
    if folder != year:
        yield WRONG_FOLDER.found(file, ("raised", "on"), folder=folder, year=year, room="cases")
    prefix, id_year, _ = case.id.split("-")
    programme = context.ledger.programmes.get(case.programme)
    if programme and programme.prefix != prefix:
        yield FOREIGN_PREFIX.found(file, ("id",), prefix=prefix, expected=programme.prefix)
    if id_year != year and not any(
        entry.path == "raised.on" and entry.was.startswith(id_year) for entry in case.corrections
    ):
        yield YEAR_OF_THE_ID.found(file, ("id",), id=case.id, year=year)


def check_meeting(meeting: Meeting, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the id of a meeting and the place of its file."""
    file = context.file("meeting", meeting.id)
    _, folder, name = file.split("/")
    if name != f"{meeting.id}.yml":
        yield ID_IS_NOT_THE_FILE_NAME.found(file, ("id",), id=meeting.id, name=name)
    if folder != meeting.id[:4]:
        yield WRONG_FOLDER.found(file, ("id",), folder=folder, year=meeting.id[:4], room="meetings")
    days = {str(day) for day in (meeting.held and meeting.held.on.day, meeting.planned) if day}
    if days and meeting.id[:10] not in days:
        yield DAY_OF_THE_ID.found(file, ("id",), id=meeting.id, day=max(days))


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield the registry's files with another name than their record."""
    ledger = context.ledger
    named: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
        ("programme", "id", ledger.programmes),
        ("survey", "id", ledger.surveys),
        ("claims", "programme", ledger.claims),
        ("calendar", "year", ledger.calendars),
    )
    for kind, field, records in named:
        for own, record in records.items():
            file = context.file(kind, own)
            name = file.rpartition("/")[2]
            said = str(getattr(record, field))
            if file and name != f"{said}.yml":
                yield ID_IS_NOT_THE_FILE_NAME.found(file, (field,), id=said, name=name)


def check_together(context: Context) -> Iterator[Finding]:
    """Yield names that some computers take for equal, and ids that people do."""
    yield from _equal_names(context)
    yield from _equal_numbers(context)


def _equal_names(context: Context) -> Iterator[Finding]:
    ledger = context.ledger
    files = [f"{kind}/{path.rpartition('/')[2]}" for (kind, _), path in ledger.files.items()]
    files += [f"{kind}/{name}.yml" for kind, name in ledger.unread if name]
    if len({*"\n".join(files).lower().split("\n")}) == len(files):  # all at once: there may be very many
        return
    seen: dict[tuple[str, str], str] = {}
    for kind, name in sorted(tuple(each.split("/", 1)) for each in files):
        other = seen.setdefault((kind, name.lower()), name)
        if other != name:
            read = (path for (of, _), path in ledger.files.items() if of == kind and path.endswith((name, other)))
            yield EQUAL_BUT_FOR_CAPITALS.found(next(read, f"registry/{name}"), ("id",), name=name, other=other)


def _equal_numbers(context: Context) -> Iterator[Finding]:
    cases = context.ledger.cases
    for name in cases:
        if name[-_DIGITS - 1] == "-":
            continue  # no more digits than every number has
        prefix, year, number = name.split("-")
        if number[0] == "0" and len(number) > _DIGITS:
            bare = number.lstrip("0")
            for width in range(max(_DIGITS, len(bare)), len(number)):
                other = f"{prefix}-{year}-{bare:0>{width}}"
                if other in cases:
                    yield EQUAL_NUMBER.found(context.file("case", name), ("id",), id=name, other=other)
                    break
