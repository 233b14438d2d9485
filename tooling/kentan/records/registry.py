"""The registry: the instance, its departments, institutions, roster, places and topics. Entries end, never vanish."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from kentan.languages import mark
from kentan.records.case import Allowance, Source
from kentan.records.describe import (
    Address,
    Between,
    DepartmentId,
    GradeId,
    InstitutionId,
    KindOfMeeting,
    KindOfResult,
    Line,
    MeetingId,
    Month,
    Pattern,
    PersonId,
    PlaceId,
    ProgrammeId,
    Refers,
    Slug,
    Text,
    TopicId,
    Translations,
    described,
    record,
    translations,
)
from kentan.records.meeting import Count
from kentan.records.moments import TIME_ZONE
from kentan.records.vocabulary import DepartmentType, InstitutionType, Level, PersonRole, Provenance, Qualifier

N_ = mark
_FROM = N_("The day from which it counts.")
_UNTIL = N_("The last day on which it counts; entries end, they are never deleted.")
Language = Annotated[str, Pattern(r"[a-z]{2}", "zh")]


@record
class Licence:
    """The licence of the published data."""

    name: Line = described(N_("Name of the licence."))
    address: Address | None = described(N_("Public address of its text."), default=None)


@record
class Filing:
    """A record-filing number for the footer (ICP, public security)."""

    number: Line = described(N_("The number as it must be shown."))
    address: Address | None = described(N_("The address to which it must link."), default=None)


@record
class Instance:
    """What this instance is: `registry/instance.yml`."""

    name: Line = described(N_("Name of the site."))
    operator: Line | None = described(N_("Who runs it."), default=None)
    notice: Text | None = described(N_("A notice for every page, such as what the data are."), default=None)
    time_zone: Line = described(N_("Time zone, such as Asia/Shanghai."), default=TIME_ZONE)
    country: Annotated[str, Pattern(r"[A-Z]{2}", "CN")] = described(
        N_("Country, for the working calendar."), default="CN"
    )
    languages: tuple[Language, ...] = described(
        N_("Languages of the site; the first stands at its root."), default=("zh", "en")
    )
    base_address: Address | None = described(N_("Public address of the site."), default=None)
    repository: Address | None = described(N_("Public address of the repository."), default=None)
    licence: Licence | None = described(N_("Licence of the data."), default=None)
    filings: tuple[Filing, ...] = described(N_("Record-filing numbers for the footer."), default=())
    registrars: tuple[PersonId, ...] = described(N_("The first registrars, named by the first commit."), default=())
    format: Annotated[int, Between(1, 1)] = described(N_("Version of the records' format."), default=1)
    translations: Translations = translations()


@record
class Department:
    """A body that answers, decides or supervises."""

    name: Line = described(N_("Name."))
    aliases: tuple[Line, ...] = described(N_("Other names by which it is known."), default=())
    type: DepartmentType = described(N_("What kind of body it is."))
    level: Level = described(N_("Administrative level."))
    place: PlaceId | None = described(N_("The place to which it belongs."), default=None)
    from_: date | None = described(_FROM, default=None)
    until: date | None = described(_UNTIL, default=None)
    translations: Translations = translations()


@record
class Institution:
    """A bank, university, chamber or other body outside government."""

    name: Line = described(N_("Name."))
    type: InstitutionType = described(N_("What kind of body it is."))
    from_: date | None = described(_FROM, default=None)
    until: date | None = described(_UNTIL, default=None)
    translations: Translations = translations()


@record
class RoleEntry:
    """One role of an account, for a time."""

    role: PersonRole = described(N_("Staff, department, supervisor or registrar."))
    department: DepartmentId | None = described(N_("The department or office for which it acts."), default=None)
    from_: date = described(_FROM)
    until: date | None = described(_UNTIL, default=None)


@record
class Key:
    """A key with which a person signs commits."""

    kind: Annotated[str, Pattern(r"ssh|gpg", "ssh")] = described(N_("Kind of key: ssh or gpg."))
    key: str = described(N_("Public key, or fingerprint of a GPG key."))
    from_: date = described(_FROM)
    until: date | None = described(_UNTIL, default=None)


def counts(entry: Department | Institution | RoleEntry | Key, day: date) -> bool:
    """Whether an entry of the registry counts on a day; its first day and its last one are included."""
    return not ((entry.from_ and day < entry.from_) or (entry.until and day > entry.until))


@record
class Person:
    """An account in the roster. Names and telephone numbers have no place here."""

    account: Annotated[int, Between(1, 10**15)] | None = described(
        N_("Numeric account id at the Git host."), default=None
    )
    keys: tuple[Key, ...] = described(N_("Keys that sign commits, with dates."), default=())
    roles: tuple[RoleEntry, ...] = described(N_("Roles, with dates."))


@record
class Place:
    """A city, or one of its districts."""

    name: Line = described(N_("Name."))
    level: Level = described(N_("Administrative level."))
    within: PlaceId | None = described(N_("The place of which it is a part."), default=None)
    translations: Translations = translations()


def around(name: str, places: Mapping[str, Place]) -> Iterator[str]:
    """Yield the places in which a place lies, the nearest first, up to one that is not known; in a circle each once."""
    seen = {name}
    found = places.get(name)
    while found is not None and found.within is not None and found.within not in seen:
        yield found.within
        seen.add(found.within)
        found = places.get(found.within)


@record
class Topic:
    """What a case is about."""

    name: Line = described(N_("Name."))
    within: TopicId | None = described(N_("The wider topic."), default=None)
    translations: Translations = translations()


@record
class Departments:
    """`registry/departments.yml`."""

    departments: Mapping[Annotated[DepartmentId, Refers("department", own=True)], Department] = described(
        N_("Departments by id.")
    )


@record
class Institutions:
    """`registry/institutions.yml`."""

    institutions: Mapping[Annotated[InstitutionId, Refers("institution", own=True)], Institution] = described(
        N_("Institutions by id."), factory=dict, slot=True
    )


@record
class People:
    """`registry/people.yml`."""

    people: Mapping[Annotated[PersonId, Refers("person", own=True)], Person] = described(
        N_("Accounts by id; ids say the role, not the name."), factory=dict, slot=True
    )


@record
class Places:
    """`registry/places.yml`."""

    places: Mapping[Annotated[PlaceId, Refers("place", own=True)], Place] = described(N_("Places by id."))


@record
class Topics:
    """`registry/topics.yml`."""

    topics: Mapping[Annotated[TopicId, Refers("topic", own=True)], Topic] = described(N_("Topics by id."))


@record
class Answer:
    """How many gave one answer in a survey."""

    answer: Line = described(N_("The answer."))
    count: Count = described(N_("How many gave it."))
    satisfied: bool = described(N_("Whether it counts as satisfied."), default=False)
    translations: Translations = translations()


@record
class Survey:
    """A ballot or a monthly evaluation: `registry/surveys/<id>.yml`."""

    id: Slug = described(N_("Id; the same as the file's name."))
    programme: ProgrammeId = described(N_("The programme."))
    place: PlaceId = described(N_("The place."))
    provenance: Provenance = described(N_("Where this record comes from."))
    title: Line = described(N_("Title, one line."))
    of: Line = described(N_("Who was asked."))
    level: Level | None = described(N_("The level of the meetings whose participants were asked."), default=None)
    month: Month | None = described(N_("The month that is evaluated."), default=None)
    meeting: MeetingId | None = described(N_("The meeting that is evaluated."), default=None)
    on: date = described(N_("The day on which the result was drawn up."))
    sent: Count | None = described(N_("Ballots sent."), default=None)
    returned: Count = described(N_("Ballots returned."))
    answers: tuple[Answer, ...] = described(N_("Answers, with how many gave each."))
    base_is_chosen: bool = described(N_("Whether the base is our choice, because none was published."), default=False)
    allowed: tuple[Allowance, ...] = described(N_("Values that look like personal data and may stay."), default=())
    sources: tuple[Source, ...] = described(N_("Published reports that are the source."), default=())
    translations: Translations = translations()


@record
class ClaimFilter:
    """Which records a claim counts; what is left out does not restrict."""

    place: PlaceId | None = described(N_("Only this place."), default=None)
    level: Level | None = described(N_("Only this administrative level."), default=None)
    meeting_kind: KindOfMeeting | None = described(
        N_("Only meetings of this kind, or cases raised there."), default=None
    )
    round_from: int | None = described(N_("Only from this round on."), default=None)
    round_until: int | None = described(N_("Only until this round."), default=None)
    raised_from: date | None = described(N_("Only what was raised or held from this day on."), default=None)
    raised_until: date | None = described(N_("Only what was raised or held until this day."), default=None)
    channel: Slug | None = described(N_("Only cases that came in this way."), default=None)
    grade: GradeId | None = described(N_("Only cases of this grade."), default=None)
    result: KindOfResult | None = described(N_("Only results of this kind."), default=None)
    survey: Slug | None = described(N_("Only this survey."), default=None)


@record
class Claim:
    """A figure that somebody published, and what should reproduce it."""

    statement: Line = described(N_("What was claimed, in our words."))
    value: Decimal = described(N_("The figure; a rate in percent."))
    unit: Line = described(N_("What it counts, such as meetings or %."))
    qualifier: Qualifier = described(N_("exact, over, nearly or about."), default=Qualifier.EXACT)
    numerator: int | None = described(N_("Numerator, where published."), default=None)
    denominator: int | None = described(N_("Denominator, where published."), default=None)
    possible_denominators: tuple[Annotated[int, Between(1, 10_000_000)], ...] = described(
        N_("Published figures that a reader may take for the base of a rate."), default=()
    )
    indicator: Slug | None = described(N_("The indicator that should reproduce it."), default=None)
    filter: ClaimFilter | None = described(N_("Which records it counts."), default=None)
    as_of: date = described(N_("The day as of which it was claimed."))
    uncheckable: Line | None = described(N_("Why no record can reproduce it."), default=None)
    source: Source = described(N_("Where it was published."))
    translations: Translations = translations()


@record
class Claims:
    """`registry/claims/<programme>.yml`."""

    programme: ProgrammeId = described(N_("The programme; the same as the file's name."))
    claims: Mapping[Slug, Claim] = described(N_("Claims by id."))
