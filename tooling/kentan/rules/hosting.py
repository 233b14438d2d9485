"""Who hosts a meeting, at which level, in which round: as the programme declares, and once."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.finding import Finding
from kentan.records.meeting import Host, Meeting
from kentan.records.programme import MeetingKind
from kentan.records.vocabulary import HostKind
from kentan.rules.rule import Context, Rule

N_ = mark

HOST_CONTRADICTS_KIND = Rule(
    code="K485",
    name="host-contradicts-kind",
    title=N_("A host that contradicts its kind"),
    message=N_("The host is “{kind}”, but `{field}` is filled in."),
    mend=N_(
        "Chambers and executive members stand under `institution`, departments and leaders' offices under "
        "`department`. Correct the kind or the field."
    ),
    why=N_("Turns of hosts are counted by this field."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
host:
  kind: department
  institution: chamber-01
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
host:
  kind: department
  department: federation
""",
)

HOST_NOT_DECLARED = Rule(
    code="K486",
    name="host-not-declared",
    title=N_("A host that the programme does not provide for"),
    message=N_("Meetings of this kind are hosted by: {allowed}; not by “{kind}”."),
    mend=N_(
        "Correct the kind of the host, or that of the meeting. If the rota was changed, a registrar changes "
        "the programme."
    ),
    why=N_("Who takes turns is a promise of the programme."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
host:
  kind: chamber
  institution: chamber-01
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
host:
  kind: leader
""",
)

LEVEL_NOT_DECLARED = Rule(
    code="K487",
    name="level-not-declared",
    title=N_("A meeting at a level that the programme does not provide for"),
    message=N_("“{id}” is of the level “{level}”; meetings of this kind are held at: {allowed}."),
    mend=N_("Correct the place or the kind of the meeting."),
    why=N_("Meetings are counted by level: city and districts apart."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
place: zhili
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
place: huzhou-wuxing
""",
)

ROUND_TWICE = Rule(
    code="K488",
    name="round-twice",
    title=N_("The number of a round used twice"),
    message=N_("Round {round} of the same kind and place is already {other}."),
    mend=N_("Give this meeting the number of its round; if both files are the same meeting, delete one."),
    why=N_("One meeting recorded twice makes every figure of meetings too high."),
    bad="""\
# meetings/2022/2022-06-15-huzhou.yml
id: 2022-06-15-huzhou
round: 1
held:
  on: 2022-06-15
""",
    good="""\
# meetings/2022/2022-06-15-huzhou.yml
id: 2022-06-15-huzhou
round: 2
held:
  on: 2022-06-15
""",
)

RULES: tuple[Rule, ...] = (
    HOST_CONTRADICTS_KIND,
    HOST_NOT_DECLARED,
    LEVEL_NOT_DECLARED,
    ROUND_TWICE,
)


def check_meeting(meeting: Meeting, context: Context) -> Iterator[Finding]:
    """Yield what contradicts the programme about a meeting's host and level."""
    file = context.file("meeting", meeting.id)
    if meeting.host:
        yield from _host(meeting.host, file)
    programme = context.ledger.programmes.get(meeting.programme)
    if programme and meeting.day:
        kind = programme.rules_on(meeting.day).meetings.get(meeting.kind)
        if kind:
            yield from _as_declared(meeting, kind, file, context)


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield meetings with the number of a round that another meeting of the same kind and place has."""
    seen: dict[tuple[str, str, str, int], str] = {}
    for name, meeting in sorted(context.ledger.meetings.items()):
        if meeting.round and not meeting.cancelled:
            key = (meeting.programme, meeting.kind, meeting.place, meeting.round)
            other = seen.setdefault(key, name)
            if other != name:
                file = context.file("meeting", name)
                yield ROUND_TWICE.found(file, ("round",), round=str(meeting.round), other=other)


def _host(host: Host, file: str) -> Iterator[Finding]:
    by_department = host.kind in (HostKind.DEPARTMENT, HostKind.LEADER)
    if (by_department and host.institution) or (not by_department and host.department):
        field = "institution" if by_department else "department"
        yield HOST_CONTRADICTS_KIND.found(file, ("host", field), at_key=True, field=field, kind=host.kind.value)


def _as_declared(meeting: Meeting, kind: MeetingKind, file: str, context: Context) -> Iterator[Finding]:
    if kind.hosts and meeting.host and meeting.host.kind not in kind.hosts:
        allowed = ", ".join(each.value for each in kind.hosts)
        yield HOST_NOT_DECLARED.found(file, ("host", "kind"), kind=meeting.host.kind.value, allowed=allowed)
    level = context.ledger.level_of(meeting.place)
    if kind.levels and level and level not in kind.levels:
        allowed = ", ".join(each.value for each in kind.levels)
        yield LEVEL_NOT_DECLARED.found(file, ("place",), id=meeting.place, level=level.value, allowed=allowed)
