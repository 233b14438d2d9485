"""Withheld and redacted fields: each has to name what is really there."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.records.meeting import Meeting
from kentan.rules.rule import Context, Rule
from kentan.rules.walk import value_at

N_ = mark

WITHHELD_UNKNOWN_FIELD = Rule(
    code="K456",
    name="withheld-unknown-field",
    title=N_("Withheld is a field that is not there"),
    message=N_("There is no field “{path}” in this record."),
    mend=N_(
        "Write the path of the field as it stands in this file, with dots: raised.statement, "
        "assignments.finance.replies.0.text (entries of a list count from 0)."
    ),
    why=N_("Under a misspelt path nothing is withheld: what should stay inside would be published."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
withheld:
  - field: raised.statment
    reason: 涉及商业秘密
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
withheld:
  - field: raised.statement
    reason: 涉及商业秘密
""",
)

NEEDED_FOR_THE_STUB = Rule(
    code="K457",
    name="needed-for-the-stub",
    title=N_("Withheld is what even a stub has to show"),
    message=N_("“{path}” cannot be withheld: even a stub shows it."),
    mend=N_("Withhold the texts that need protection (title, summary, raised.statement …), each with its reason."),
    why=N_(
        "That there is a case, since when and under which programme, is always public; otherwise appeals "
        "could disappear."
    ),
    bad="""\
# cases/2022/HZ-2022-0001.yml
withheld:
  - field: raised.on
    reason: 涉及商业秘密
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
withheld:
  - field: summary
    reason: 涉及商业秘密
""",
)

REDACTED_UNKNOWN_FIELD = Rule(
    code="K460",
    name="redacted-unknown-field",
    title=N_("Redacted is a field that does not exist"),
    message=N_("No record has a field at “{path}”."),
    mend=N_("Write the path of what was removed, with dots: raised.statement."),
    why=N_("A removal that names nothing cannot be checked by anybody."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
redactions:
  - on: 2022-06-30
    by: registrar-01
    path: statement
    why: 含有个人信息
    digest: sha256-9c1f5e
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
redactions:
  - on: 2022-06-30
    by: registrar-01
    path: raised.statement
    why: 含有个人信息
    digest: sha256-9c1f5e
""",
)

RULES: tuple[Rule, ...] = (
    WITHHELD_UNKNOWN_FIELD,
    NEEDED_FOR_THE_STUB,
    REDACTED_UNKNOWN_FIELD,
)

_STUB = frozenset(
    {"id", "programme", "place", "provenance", "kind", "raised", "raised.on", "held", "held.on", "planned"}
    | {"withheld", "corrections", "redactions"}
)
"""What even a stub shows, so that it can be found, counted and timed."""


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with what a case keeps back."""
    if case.withheld or case.redactions:
        yield from _kept_back(case, context.file("case", case.id))


def check_meeting(meeting: Meeting, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with what a meeting keeps back."""
    if meeting.withheld or meeting.redactions:
        yield from _kept_back(meeting, context.file("meeting", meeting.id))


def _kept_back(record: Case | Meeting, file: str) -> Iterator[Finding]:
    for index, withheld in enumerate(record.withheld):
        if withheld.field in _STUB:
            yield NEEDED_FOR_THE_STUB.found(file, ("withheld", index, "field"), path=withheld.field)
        elif not _is_there(record, withheld.field):
            yield WITHHELD_UNKNOWN_FIELD.found(file, ("withheld", index, "field"), path=withheld.field)
    for index, redaction in enumerate(record.redactions):
        if not _is_there(record, redaction.path.partition(".")[0]):
            yield REDACTED_UNKNOWN_FIELD.found(file, ("redactions", index, "path"), path=redaction.path)


def _is_there(record: Case | Meeting, path: str) -> bool:
    try:
        value_at(record, path)
    except LookupError:
        return False
    return True
