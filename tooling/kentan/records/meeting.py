"""A meeting: announced, held or cancelled, hosted, attended, scored. Cases point to it; it lists none."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from kentan.languages import mark
from kentan.records.case import Allowance, Correction, Redaction, Source, Withheld
from kentan.records.describe import (
    Between,
    DepartmentId,
    Dimension,
    EnterpriseRef,
    InstitutionId,
    KindOfMeeting,
    KindOfResult,
    Line,
    MeetingId,
    PlaceId,
    ProgrammeId,
    Refers,
    Translations,
    described,
    record,
    translations,
)
from kentan.records.moments import Moment
from kentan.records.vocabulary import HostKind, InstitutionType, MeetingFormat, Provenance

N_ = mark
Count = Annotated[int, Between(0, 10_000_000)]


@record
class Held:
    """That the meeting took place."""

    on: Moment = described(N_("The day on which it was held, or the day and the time at which it began."))
    minutes: Annotated[int, Between(1, 60 * 24 * 7)] | None = described(
        N_("How long it lasted, in minutes."), default=None
    )


@record
class Cancelled:
    """That the meeting did not take place."""

    on: Moment = described(N_("When it was cancelled."))
    reason: Line = described(N_("Why; published."))
    translations: Translations = translations()


@record
class Host:
    """Who hosts the meeting, by the rota of the programme."""

    kind: HostKind = described(N_("What the host is."))
    institution: InstitutionId | None = described(N_("The chamber or executive member that hosts."), default=None)
    department: DepartmentId | None = described(N_("The department that hosts."), default=None)
    rota: Line | None = described(N_("The rota that it follows."), default=None)
    translations: Translations = translations()


@record
class Participant:
    """An institution that came, and as what."""

    institution: InstitutionId = described(N_("The institution."))
    role: InstitutionType = described(N_("As what it came."))


@record
class Attendance:
    """Who came. Person-times are summed; enterprises known by pseudonym can be counted once."""

    enterprises: Count | None = described(N_("Number of enterprises."), default=None)
    entrepreneurs: Count | None = described(N_("Number of entrepreneurs."), default=None)
    person_times: Count | None = described(
        N_("Person-times: everybody who came, counted at each meeting."), default=None
    )
    present: tuple[EnterpriseRef, ...] = described(N_("Pseudonyms of the enterprises that came."), default=())
    departments: tuple[DepartmentId, ...] = described(N_("Departments that came."), default=())
    institutions: tuple[Participant, ...] = described(N_("Banks, universities, chambers that came."), default=())


@record
class Came:
    """How the enterprises came to speak."""

    signed_up: Count | None = described(N_("Signed up themselves."), default=None)
    named: Count | None = described(N_("Were named and invited."), default=None)
    written: Count | None = described(N_("Handed in their questions in writing."), default=None)


@record
class Result:
    """What the meeting brought beside the cases: financing, products, awards, projects."""

    kind: KindOfResult = described(N_("Kind of result, as the programme declares it."))
    quantity: Decimal = described(N_("How much or how many."))
    unit: Line = described(N_("Unit of the quantity, such as yuan."))
    text: Line | None = described(N_("What it was."), default=None)
    translations: Translations = translations()


@record
class Score:
    """The score in one dimension, with how many forms were returned."""

    score: Decimal = described(N_("Mean of the returned forms, on the programme's scale."))
    returned: Count = described(N_("Forms returned."))
    handed_out: Count | None = described(N_("Forms handed out."), default=None)


@record
class Meeting:
    """One meeting of enterprises and government."""

    id: Annotated[MeetingId, Refers("meeting", own=True)] = described(
        N_("Id: the day and a name; the same as the file's name.")
    )
    programme: ProgrammeId = described(N_("The programme, whose rules apply."))
    place: PlaceId = described(N_("The place; gives the level."))
    provenance: Provenance = described(N_("Where this record comes from."))
    kind: KindOfMeeting = described(N_("Kind of meeting, as the programme declares it."))
    round: Annotated[int, Between(1, 100_000)] | None = described(N_("Number of the round."), default=None)
    theme: Line = described(N_("Theme, one line."))
    format: MeetingFormat = described(N_("On site, by video, or both."))
    announced: date | None = described(N_("The day on which it was announced."), default=None)
    late_reason: Line | None = described(N_("Why it was announced later than the programme promises."), default=None)
    planned: date | None = described(
        N_("The day for which it is planned, while it is neither held nor cancelled."), default=None
    )
    held: Held | None = described(N_("That it was held."), default=None)
    cancelled: Cancelled | None = described(N_("That it was cancelled."), default=None)
    host: Host | None = described(N_("Who hosts."), default=None)
    chair: Line | None = described(N_("Office of the chair; no name."), default=None)
    agenda: tuple[Line, ...] = described(N_("Agenda."), default=())
    attendance: Attendance | None = described(N_("Who came."), default=None)
    invited: tuple[EnterpriseRef, ...] = described(N_("Pseudonyms of the invited, where caps count."), default=())
    came: Came | None = described(N_("How they came to speak."), default=None)
    results: tuple[Result, ...] = described(N_("What it brought beside the cases."), default=())
    scores: Mapping[Dimension, Score] = described(
        N_("Scores by dimension, as the programme declares them."), factory=dict
    )
    withheld: tuple[Withheld, ...] = described(N_("Fields that are not published, with the reason."), default=())
    allowed: tuple[Allowance, ...] = described(N_("Values that look like personal data and may stay."), default=())
    corrections: tuple[Correction, ...] = described(N_("Corrections; both values are shown."), default=())
    redactions: tuple[Redaction, ...] = described(N_("What was removed, and why."), default=())
    sources: tuple[Source, ...] = described(N_("Published reports that are the source."), default=())
    translations: Translations = translations()

    @property
    def day(self) -> date | None:
        """The day on which it was held, or is planned; None where neither is known."""
        return self.held.on.day if self.held else self.planned
