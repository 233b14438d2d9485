"""The numbers of a meeting: who came, what it brought, how it was scored."""

from collections.abc import Iterator, Sequence

from kentan.languages import mark
from kentan.records.finding import Finding, Path
from kentan.records.meeting import Attendance, Meeting, Score
from kentan.records.programme import RuleSet
from kentan.rules.rule import Context, Rule

N_ = mark

SCORE_OFF_THE_SCALE = Rule(
    code="K476",
    name="score-off-the-scale",
    title=N_("A score off its scale"),
    message=N_("The score {value} is not between {least} and {most}."),
    mend=N_("Write the mean of the returned forms on the programme's scale, from {least} to {most}."),
    why=N_("One score of another scale spoils every mean."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
scores:
  activity:
    score: 92
    returned: 20
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
scores:
  activity:
    score: 4.6
    returned: 20
""",
)

SCORE_OF_NOBODY = Rule(
    code="K477",
    name="score-of-nobody",
    title=N_("A score that nobody gave"),
    message=N_("There is a score, but no form was returned."),
    mend=N_("Write how many forms were returned, or delete the score."),
    why=N_("A mean of nothing is invented."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
scores:
  activity:
    score: 4.6
    returned: 0
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
scores:
  activity:
    score: 4.6
    returned: 20
""",
)

MORE_RETURNED_THAN_HANDED_OUT = Rule(
    code="K478",
    name="more-returned-than-handed-out",
    title=N_("More forms returned than handed out"),
    message=N_("{value} forms were returned, but only {most} handed out."),
    mend=N_("Correct whichever of the two numbers is wrong."),
    why=N_("The rate of return shows how far a score can be trusted; above 100 % it shows that it cannot."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
scores:
  activity:
    score: 4.6
    returned: 20
    handed_out: 12
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
scores:
  activity:
    score: 4.6
    returned: 12
    handed_out: 20
""",
)

ATTENDANCE_DOES_NOT_ADD_UP = Rule(
    code="K479",
    name="attendance-does-not-add-up",
    title=N_("Attendance that does not add up"),
    message=N_("`{part}` is {value}, but `{whole}`, of which it is a part, only {most}."),
    mend=N_(
        "Correct whichever of the two is wrong. Person-times count everybody who came, so they are never "
        "fewer than the entrepreneurs."
    ),
    why=N_("Attendance is summed up over years; an impossible number stays in every sum."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
attendance:
  enterprises: 12
  entrepreneurs: 20
  person_times: 15
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
attendance:
  enterprises: 12
  entrepreneurs: 15
  person_times: 20
""",
)

LISTED_TWICE = Rule(
    code="K481",
    name="listed-twice",
    title=N_("Listed twice"),
    message=N_("“{id}” is already on this list."),
    mend=N_("Delete the repeated line."),
    why=N_("Caps on invitations and counts of enterprises go by these lists."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
invited:
  - e-4f2a91
  - e-77b0c3
  - e-4f2a91
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
invited:
  - e-4f2a91
  - e-77b0c3
""",
)

ANOTHER_UNIT = Rule(
    code="K482",
    name="another-unit",
    title=N_("A result in another unit"),
    message=N_("The unit is “{unit}”; the programme counts this kind of result in “{expected}”."),
    mend=N_("Convert the quantity and write it in “{expected}”."),
    why=N_("Quantities are added up: yuan and ten thousands of yuan together are wrong by a factor of ten thousand."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
results:
  - kind: financing
    quantity: 1700
    unit: 万元
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
results:
  - kind: financing
    quantity: 17000000
    unit: 元
""",
)

QUANTITY_NOT_POSITIVE = Rule(
    code="K483",
    name="quantity-not-positive",
    title=N_("A result of nothing"),
    message=N_("The quantity is {value}."),
    mend=N_("Write how much it was, or delete the entry: no result is no entry."),
    why=N_("A zero counts as one more result, a negative one takes away from another meeting's."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
results:
  - kind: financing
    quantity: 0
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

RULES: tuple[Rule, ...] = (
    SCORE_OFF_THE_SCALE,
    SCORE_OF_NOBODY,
    MORE_RETURNED_THAN_HANDED_OUT,
    ATTENDANCE_DOES_NOT_ADD_UP,
    LISTED_TWICE,
    ANOTHER_UNIT,
    QUANTITY_NOT_POSITIVE,
)


def check_meeting(meeting: Meeting, context: Context) -> Iterator[Finding]:
    """Yield numbers of a meeting that cannot be."""
    file = context.file("meeting", meeting.id)
    programme = context.ledger.programmes.get(meeting.programme)
    rules = programme.rules_on(meeting.day) if programme and meeting.day else None
    for name, score in meeting.scores.items():
        yield from _score(name, score, rules, file)
    for index, result in enumerate(meeting.results):
        kind = rules.results.get(result.kind) if rules else None
        if kind and kind.unit != result.unit:
            yield ANOTHER_UNIT.found(file, ("results", index, "unit"), unit=result.unit, expected=kind.unit)
        if result.quantity <= 0:
            yield QUANTITY_NOT_POSITIVE.found(file, ("results", index, "quantity"), value=str(result.quantity))
    if meeting.attendance:
        yield from _attendance(meeting.attendance, file)
        yield from _twice(meeting.attendance.present, file, ("attendance", "present"))
        yield from _twice(meeting.attendance.departments, file, ("attendance", "departments"))
    yield from _twice(meeting.invited, file, ("invited",))


def _score(name: str, score: Score, rules: RuleSet | None, file: str) -> Iterator[Finding]:
    dimension = rules.scores.get(name) if rules else None
    if dimension and not dimension.least <= score.score <= dimension.most:
        yield SCORE_OFF_THE_SCALE.found(
            file,
            ("scores", name, "score"),
            value=str(score.score),
            least=str(dimension.least),
            most=str(dimension.most),
        )
    if score.returned == 0:
        yield SCORE_OF_NOBODY.found(file, ("scores", name, "returned"))
    if score.handed_out is not None and score.returned > score.handed_out:
        yield MORE_RETURNED_THAN_HANDED_OUT.found(
            file, ("scores", name, "returned"), value=str(score.returned), most=str(score.handed_out)
        )


def _attendance(came: Attendance, file: str) -> Iterator[Finding]:
    parts: tuple[tuple[str, int | None, str, int | None], ...] = (
        ("present", len(came.present) or None, "enterprises", came.enterprises),
        ("entrepreneurs", came.entrepreneurs, "person_times", came.person_times),
    )
    for part, less, whole, more in parts:
        if less is not None and more is not None and less > more:
            yield ATTENDANCE_DOES_NOT_ADD_UP.found(
                file, ("attendance", whole), part=part, value=str(less), whole=whole, most=str(more)
            )


def _twice(names: Sequence[str], file: str, path: Path) -> Iterator[Finding]:
    seen = set[str]()
    for index, name in enumerate(names):
        if name in seen:
            yield LISTED_TWICE.found(file, (*path, index), id=name)
        seen.add(name)
