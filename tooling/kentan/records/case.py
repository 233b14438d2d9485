"""A case: one appeal, from the day it was raised to how it ended. Every fact is an entry with a date."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from kentan.languages import mark
from kentan.records.describe import (
    Address,
    Between,
    CaseId,
    DepartmentId,
    EnterpriseRef,
    FieldPath,
    GradeId,
    Line,
    MeetingId,
    Month,
    PersonId,
    PlaceId,
    ProgrammeId,
    Refers,
    Sector,
    Text,
    TopicId,
    Translations,
    described,
    record,
    translations,
)
from kentan.records.moments import Moment
from kentan.records.vocabulary import (
    CallbackResult,
    CaseKind,
    Channel,
    Decision,
    Disclosure,
    ExtensionOutcome,
    KeptBy,
    Mode,
    ObjectionOutcome,
    Outcome,
    Provenance,
    RaisedBy,
    RatedBy,
    RefusalReason,
    Role,
    Size,
    SupervisionKind,
)

N_ = mark
_ON = N_("The day on which it happened, or the day and time (2022-06-08, or 2022-06-08 14:30).")
_LATE = N_("Why it was late; owed where a deadline had passed.")


@record
class Source:
    """Where a published report is the source of a record."""

    title: Line = described(N_("Title of the report."))
    publisher: Line = described(N_("Who published it."))
    on: date | None = described(N_("The day of publication, where known."), default=None)
    address: Address | None = described(N_("Public address of the report."), default=None)
    translations: Translations = translations()


@record
class Allowance:
    """One value that looks like personal data and may stay, with the reason."""

    value: str = described(N_("The value exactly as it stands in the text."))
    reason: Line = described(N_("Why it may be published."))


@record
class Withheld:
    """One field that is published as a stub with the reason."""

    field: FieldPath = described(N_("The field that is withheld, as a path such as raised.statement."))
    reason: Line = described(N_("Why it is withheld; published."))
    until: date | None = described(N_("The day from which it is published."), default=None)
    translations: Translations = translations()


@record
class Correction:
    """The only way to change what was recorded: both values are shown."""

    on: Moment = described(_ON)
    by: PersonId = described(N_("Who corrected it, by the id in the roster."))
    path: FieldPath = described(N_("What was corrected, as a path such as raised.on."))
    was: str = described(N_("The value that stood there."))
    now: str = described(N_("The value that stands there now."))
    why: Line = described(N_("Why it was corrected; published."))


REDACTED = "［已删除］"
"""What stands in a text where something was redacted."""


@record
class Redaction:
    """The only way to remove what was recorded: personal data or a secret; only its salted digest is kept."""

    on: Moment = described(_ON)
    by: PersonId = described(N_("Who redacted it, by the id in the roster."))
    path: FieldPath = described(N_("What was redacted, as a path."))
    why: Line = described(N_("Why it was redacted; published."))
    digest: str = described(N_("Salted digest of the value that was removed."))


@record
class Raised:
    """How the matter came in."""

    on: Moment = described(_ON)
    by: RaisedBy = described(N_("Who raised it."))
    channel: Channel = described(N_("The way by which it came in."))
    meeting: MeetingId | None = described(N_("The meeting, where the channel is a meeting."), default=None)
    mode: Mode = described(N_("In person or in writing."), default=Mode.IN_PERSON)
    report: Line | None = described(N_("Number of the direct report that carried it."), default=None)
    statement: Text | None = described(
        N_("What was said, word for word, where the enterprise consented."), default=None
    )
    translations: Translations = translations()


@record
class Enterprise:
    """Who raised it, as far as it consented to be shown. The register of real names is never in the repository."""

    ref: EnterpriseRef | None = described(N_("Pseudonym from the office's own register."), default=None)
    disclosure: Disclosure = described(N_("What the enterprise consented to publish."))
    name: Line | None = described(N_("Name; only where disclosure is named."), default=None)
    sector: Sector | None = described(N_("Sector, such as manufacturing."), default=None)
    size: Size | None = described(N_("Size."), default=None)
    translations: Translations = translations()


@record
class Acceptance:
    """A decision on the case as a whole."""

    on: Moment = described(_ON)
    decision: Decision = described(N_("What was decided."))
    reason: RefusalReason | None = described(N_("Why it was not accepted."), default=None)
    into: CaseId | None = described(N_("The case into which it was merged."), default=None)
    explanation: Text | None = described(N_("Explanation for the enterprise; published."), default=None)
    late_reason: Line | None = described(_LATE, default=None)
    translations: Translations = translations()


@record
class GradeEntry:
    """The grade of a case from a day on."""

    on: Moment = described(_ON)
    grade: GradeId = described(N_("A grade that the programme declares."))
    leaders: tuple[Line, ...] = described(N_("Offices (no names) of those who lead a task force."), default=())
    plan: Text | None = described(N_("The plan of a task force."), default=None)
    late_reason: Line | None = described(_LATE, default=None)
    translations: Translations = translations()


@record
class HandOver:
    """A hand-over of the case to a department."""

    on: Moment = described(_ON)
    ended: Moment | None = described(N_("When the department was released again."), default=None, slot=True)
    task: Text | None = described(N_("What this department is to do."), default=None)
    late_reason: Line | None = described(_LATE, default=None)
    translations: Translations = translations()


@record
class ObjectionDecision:
    """What was decided on an objection."""

    on: Moment = described(_ON)
    outcome: ObjectionOutcome = described(N_("What was decided."))
    late_reason: Line | None = described(_LATE, default=None)


@record
class Objection:
    """A department says that the case is not its own."""

    on: Moment = described(_ON)
    decision: ObjectionDecision | None = described(N_("The decision on it; written by staff."), default=None, slot=True)
    proposed: DepartmentId | None = described(N_("The department that it proposes instead."), default=None)
    reason: Text = described(N_("Why; published."))
    late_reason: Line | None = described(_LATE, default=None)
    translations: Translations = translations()

    @property
    def upheld(self) -> ObjectionDecision | None:
        """The decision that the case is not the department's own; None where there is none."""
        decision = self.decision
        return decision if decision and decision.outcome is ObjectionOutcome.UPHELD else None


@record
class Pause:
    """A department waits for the enterprise."""

    on: Moment = described(_ON)
    until: Moment | None = described(N_("When the enterprise had answered."), default=None, slot=True)
    question: Text = described(N_("What the enterprise was asked."))
    late_reason: Line | None = described(_LATE, default=None)
    translations: Translations = translations()


@record
class ExtensionDecision:
    """What was decided on a request for more time."""

    on: Moment = described(_ON)
    outcome: ExtensionOutcome = described(N_("What was decided."))
    by: DepartmentId | None = described(N_("The office that decided."), default=None)
    late_reason: Line | None = described(_LATE, default=None)


@record
class Extension:
    """A department asks for more time."""

    on: Moment = described(_ON)
    decision: ExtensionDecision | None = described(
        N_("The decision on it; not written by the department."), default=None, slot=True
    )
    until: date = described(N_("The day until which time is asked for."))
    reason: Text = described(N_("Why; published."))
    late_reason: Line | None = described(_LATE, default=None)
    translations: Translations = translations()


@record
class Evidence:
    """A document that shows a result: title, number and public address; no files in the record."""

    title: Line = described(N_("Title of the document."))
    number: Line | None = described(N_("Number of the document."), default=None)
    on: date | None = described(N_("Its date."), default=None)
    address: Address | None = described(N_("Public address."), default=None)
    translations: Translations = translations()


@record
class Kept:
    """Somebody other than the department says that a promise was kept."""

    on: Moment = described(_ON)
    by: KeptBy = described(N_("Who says so."))
    late_reason: Line | None = described(_LATE, default=None)


@record
class Promise:
    """What a department promises with a reply of outcome B or C, by when."""

    kept: Kept | None = described(
        N_("That it was kept; not written by the department that gave it."), default=None, slot=True
    )
    due: date = described(N_("The day by which it is promised."))
    text: Text = described(N_("What is promised."))
    translations: Translations = translations()


@record
class Reply:
    """A department's reply."""

    on: Moment = described(_ON)
    outcome: Outcome = described(N_("How it ends: A solved, B in progress, C planned, D explained."))
    promise: Promise | None = described(N_("B and C: a dated promise."), default=None)
    evidence: tuple[Evidence, ...] = described(N_("A: what shows that it is solved."), default=())
    basis: Text | None = described(N_("D: the reason in law or policy."), default=None)
    text: Text = described(N_("The reply."))
    late_reason: Line | None = described(_LATE, default=None)
    translations: Translations = translations()


@record
class Progress:
    """A report on how a promise or a long matter goes on."""

    on: Moment = described(_ON)
    text: Text = described(N_("What was done since the last report."))
    late_reason: Line | None = described(_LATE, default=None)
    translations: Translations = translations()


@record
class Assignment:
    """One department's part in a case; the staff's `role` closes it, so that plain Git merges what owners add."""

    handed_over: tuple[HandOver, ...] = described(
        N_("Hand-overs to this department, in the order of time."), default=(), slot=True
    )
    objections: tuple[Objection, ...] = described(N_("The department's objections."), default=(), slot=True)
    pauses: tuple[Pause, ...] = described(N_("Times of waiting for the enterprise."), default=(), slot=True)
    extensions: tuple[Extension, ...] = described(N_("Requests for more time."), default=(), slot=True)
    replies: tuple[Reply, ...] = described(N_("The department's replies, in the order of time."), default=(), slot=True)
    progress: tuple[Progress, ...] = described(N_("Reports on progress."), default=(), slot=True)
    role: Role = described(N_("Lead, support or coordinator; one lead at a time."))


@record
class Supervision:
    """An office stepped in."""

    on: Moment = described(_ON)
    kind: SupervisionKind = described(N_("How it stepped in."))
    department: DepartmentId | None = described(
        N_("The department that is reminded; all where it is left out."), default=None
    )
    text: Text | None = described(N_("What it said."), default=None)
    late_reason: Line | None = described(_LATE, default=None)
    translations: Translations = translations()


@record
class RatingRequest:
    """The enterprise was asked for its rating."""

    on: Moment = described(_ON)
    late_reason: Line | None = described(_LATE, default=None)
    translations: Translations = translations()


@record
class Rating:
    """What the enterprise thinks of the result, from 1 (very dissatisfied) to 5 (very satisfied)."""

    on: Moment = described(_ON)
    score: Annotated[int, Between(1, 5)] = described(N_("1 very dissatisfied to 5 very satisfied."))
    by: RatedBy = described(N_("How the rating was taken."))
    text: Text | None = described(N_("What the enterprise said."), default=None)
    late_reason: Line | None = described(_LATE, default=None)
    translations: Translations = translations()


@record
class Callback:
    """A call-back: was it done, and well?"""

    on: Moment = described(_ON)
    result: CallbackResult = described(N_("What the call-back found."))
    text: Text | None = described(N_("What the enterprise said."), default=None)
    late_reason: Line | None = described(_LATE, default=None)
    translations: Translations = translations()


@record
class Featured:
    """The case was chosen as a model case."""

    month: Month = described(N_("The month for which it was chosen."))
    reason: Text = described(N_("Why it was chosen."))
    translations: Translations = translations()


@record
class Case:
    """One appeal: what was raised, who answered, when, and how it ended."""

    id: Annotated[CaseId, Refers("case", own=True)] = described(
        N_("Id: prefix of the programme, year, number; the same as the file's name.")
    )
    programme: ProgrammeId = described(N_("The programme, whose rules apply."))
    place: PlaceId = described(N_("The place; gives the level."))
    provenance: Provenance = described(N_("Where this record comes from."))
    title: Line = described(N_("Title, one line."))
    kind: CaseKind = described(N_("What the enterprise brings."))
    topic: TopicId = described(N_("Topic."))
    raised: Raised = described(N_("How the matter came in."))
    enterprise: Enterprise | None = described(N_("Who raised it, as far as it consented to be shown."), default=None)
    summary: Text = described(N_("The office's summary."))
    acceptance: tuple[Acceptance, ...] = described(N_("Decisions on the case as a whole."), default=(), slot=True)
    grades: tuple[GradeEntry, ...] = described(N_("Grades from a day on."), default=(), slot=True)
    assignments: Mapping[DepartmentId, Assignment] = described(
        N_("Who handles it, by department."), factory=dict, slot=True
    )
    supervision: Mapping[DepartmentId, tuple[Supervision, ...]] = described(
        N_("Offices that stepped in, by office."), factory=dict, slot=True
    )
    rating_requests: tuple[RatingRequest, ...] = described(
        N_("When the enterprise was asked for a rating."), default=(), slot=True
    )
    ratings: tuple[Rating, ...] = described(N_("Ratings by the enterprise."), default=(), slot=True)
    callbacks: tuple[Callback, ...] = described(N_("Call-backs."), default=(), slot=True)
    featured: Featured | None = described(N_("Chosen as a model case."), default=None, slot=True)
    withheld: tuple[Withheld, ...] = described(
        N_("Fields that are not published, with the reason."), default=(), slot=True
    )
    allowed: tuple[Allowance, ...] = described(N_("Values that look like personal data and may stay."), default=())
    corrections: tuple[Correction, ...] = described(N_("Corrections; both values are shown."), default=(), slot=True)
    redactions: tuple[Redaction, ...] = described(N_("What was removed, and why."), default=(), slot=True)
    sources: tuple[Source, ...] = described(N_("Published reports that are the source."), default=())
    translations: Translations = translations()
