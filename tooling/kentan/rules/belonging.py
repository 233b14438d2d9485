"""What a record may use of its programme: the grades, kinds of meeting, dimensions and offices that this declares."""

from collections.abc import Iterable, Iterator

from kentan.languages import mark
from kentan.records.case import Case
from kentan.records.finding import Finding, Path
from kentan.records.meeting import Meeting
from kentan.records.programme import Programme
from kentan.records.registry import around
from kentan.rules.rule import Context, Rule

N_ = mark

UNDECLARED_GRADE = Rule(
    code="K309",
    name="undeclared-grade",
    title=N_("A grade that the programme does not declare"),
    message=N_("The programme's rules of that day have no grade “{id}”. They have: {allowed}."),
    mend=N_(
        "Write one of the grades that the programme declares: {allowed}. One that is missing there a registrar adds to "
        "`grades` of the programme."
    ),
    why=N_("Deadlines hang on the grade: with an unknown one no clock runs."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
grades:
  - on: 2022-06-08
    grade: urgent
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
grades:
  - on: 2022-06-08
    grade: ordinary
""",
)

UNDECLARED_KIND_OF_MEETING = Rule(
    code="K310",
    name="undeclared-kind-of-meeting",
    title=N_("A kind of meeting that the programme does not declare"),
    message=N_("The programme's rules have no kind of meeting “{id}”. They have: {allowed}."),
    mend=N_(
        "Write one of the kinds that the programme declares: {allowed}. One that is missing there a registrar adds to "
        "`meetings` of the programme."
    ),
    why=N_("Whether meetings are held as often as promised is counted by their kind."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
kind: salon
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
kind: talk
""",
)

UNDECLARED_DIMENSION = Rule(
    code="K311",
    name="undeclared-dimension",
    title=N_("A score in a dimension that the programme does not declare"),
    message=N_("The programme's rules have no dimension “{id}”. They have: {allowed}."),
    mend=N_(
        "Write one of the dimensions that the programme declares: {allowed}. One that is missing there a registrar "
        "adds to `scores` of the programme."
    ),
    why=N_("Only scores in the same dimensions can be compared from week to week."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
scores:
  benefit:
    score: 4.5
    returned: 20
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
scores:
  activity:
    score: 4.5
    returned: 20
""",
)

UNDECLARED_KIND_OF_RESULT = Rule(
    code="K312",
    name="undeclared-kind-of-result",
    title=N_("A kind of result that the programme does not declare"),
    message=N_("The programme's rules have no kind of result “{id}”. They have: {allowed}."),
    mend=N_(
        "Write one of the kinds of result that the programme declares: {allowed}. One that is missing there a "
        "registrar adds to `results` of the programme."
    ),
    why=N_("Results are added up by kind; one of an unknown kind is added to nothing."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
results:
  - kind: loans
    quantity: 5000000
    unit: 元
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
results:
  - kind: financing
    quantity: 5000000
    unit: 元
""",
)

UNNAMED_SUPERVISOR = Rule(
    code="K313",
    name="unnamed-supervisor",
    title=N_("An office that may not step in"),
    message=N_("The programme does not name “{id}” among its supervising offices. It names: {allowed}."),
    mend=N_(
        "Write under the office that stepped in (one of: {allowed}); a new one a registrar adds to "
        "`supervisors` of the programme."
    ),
    why=N_("Each supervising office has its own place in a case; others have none."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
supervision:
  finance:
    - on: 2022-06-22
      kind: reminder
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
supervision:
  federation:
    - on: 2022-06-22
      kind: reminder
""",
)

PLACE_OUTSIDE_THE_PROGRAMME = Rule(
    code="K314",
    name="place-outside-the-programme",
    title=N_("A place in which the programme does not run"),
    message=N_("The programme does not run in “{id}”. It runs in: {allowed}."),
    mend=N_(
        "Correct the place or the programme. If the programme was extended, a registrar adds the place to its `places`."
    ),
    why=N_("Figures of a place would otherwise count what another programme did there."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
place: suzhou
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
place: huzhou-wuxing
""",
)

RULES: tuple[Rule, ...] = (
    UNDECLARED_GRADE,
    UNDECLARED_KIND_OF_MEETING,
    UNDECLARED_DIMENSION,
    UNDECLARED_KIND_OF_RESULT,
    UNNAMED_SUPERVISOR,
    PLACE_OUTSIDE_THE_PROGRAMME,
)


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield what a case uses that its programme does not have."""
    programme = context.ledger.programmes.get(case.programme)
    if programme is None:
        return
    if case.place not in programme.places:
        yield from _place(case.place, programme, context.file("case", case.id), context)
    if case.grades:
        grades = programme.rules_on(case.raised.on.day).grades
        for index, entry in enumerate(case.grades):
            if entry.grade not in grades:
                path: Path = ("grades", index, "grade")
                file = context.file("case", case.id)
                yield UNDECLARED_GRADE.found(file, path, id=entry.grade, allowed=listed(grades))
    for office in case.supervision:
        if office not in programme.supervisors:
            file = context.file("case", case.id)
            yield UNNAMED_SUPERVISOR.found(
                file, ("supervision", office), at_key=True, id=office, allowed=listed(programme.supervisors)
            )


def check_meeting(meeting: Meeting, context: Context) -> Iterator[Finding]:
    """Yield what a meeting uses that its programme does not have."""
    programme = context.ledger.programmes.get(meeting.programme)
    if programme is None:
        return
    file = context.file("meeting", meeting.id)
    if meeting.place not in programme.places:
        yield from _place(meeting.place, programme, file, context)
    rules = programme.rules_on(meeting.day) if meeting.day else programme.versions[-1]
    if meeting.kind not in rules.meetings:
        yield UNDECLARED_KIND_OF_MEETING.found(file, ("kind",), id=meeting.kind, allowed=listed(rules.meetings))
    for name in meeting.scores:
        if name not in rules.scores:
            yield UNDECLARED_DIMENSION.found(file, ("scores", name), at_key=True, id=name, allowed=listed(rules.scores))
    for index, result in enumerate(meeting.results):
        if result.kind not in rules.results:
            yield UNDECLARED_KIND_OF_RESULT.found(
                file, ("results", index, "kind"), id=result.kind, allowed=listed(rules.results)
            )


def _place(place: str, programme: Programme, file: str, context: Context) -> Iterator[Finding]:
    """Yield a finding where neither a place nor any place around it is one of the programme's.

    One that is not known, or lies in one that is not, is told of as such.
    """
    places = context.ledger.places
    lies_in = [place, *around(place, places)]
    if lies_in[-1] in places and set(lies_in).isdisjoint(programme.places):
        yield PLACE_OUTSIDE_THE_PROGRAMME.found(file, ("place",), id=place, allowed=listed(programme.places))


def listed(ids: object) -> str:
    """Return ids in a row, for a message; nothing where there are none."""
    return ", ".join(sorted(ids)) if isinstance(ids, Iterable) else ""
