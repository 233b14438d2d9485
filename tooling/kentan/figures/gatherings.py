"""Indicators over meetings and over surveys: sums of what each recorded, and how many recorded nothing."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from kentan.figures.figure import Figure, Indicator, LeftOut, Number, leaving_out, share
from kentan.figures.indicators import INDICATORS
from kentan.languages import mark
from kentan.records.meeting import Attendance, Meeting
from kentan.records.registry import Survey
from kentan.records.vocabulary import HostKind, InstitutionType

N_ = mark
NOT_RECORDED = N_("not recorded")
SEVERAL_UNITS = N_("recorded in another unit")
NOT_RETURNED = N_("sent and not returned")


def of_meetings(indicator: Indicator, held: Iterable[Meeting], result: str | None) -> Figure:
    """Return the figure of an indicator over meetings held; `result` is the kind of result that `results` sums."""
    meetings = tuple(held)
    if indicator.id == "results":
        return _results(indicator, meetings, result)
    if indicator.id == "scores":
        return _scores(indicator, meetings)
    if indicator.id in _SUMS:
        return _sum(indicator, meetings, _SUMS[indicator.id])
    return _different(indicator, meetings, _SETS[indicator.id])


def of_surveys(indicator: Indicator, selected: Iterable[Survey]) -> Figure:
    """Return the figure of an indicator over surveys."""
    surveys = tuple(selected)
    sent = tuple(survey for survey in surveys if survey.sent is not None)
    records = tuple(survey.id for survey in surveys)
    posted = sum(survey.sent or 0 for survey in sent)
    unsaid = leaving_out((NOT_RECORDED, len(surveys) - len(sent)))
    if indicator.id == "survey-returned":
        returned = sum(survey.returned for survey in sent)
        used = tuple(survey.id for survey in sent)
        return _rate(indicator, returned, posted, used, unsaid)
    returned = sum(survey.returned for survey in surveys)
    if indicator.id == "survey-satisfied":
        satisfied = sum(answer.count for survey in surveys for answer in survey.answers if answer.satisfied)
        missing = posted - sum(survey.returned for survey in sent)
        return _rate(indicator, satisfied, returned, records, leaving_out((NOT_RETURNED, missing)))
    if indicator.id == "survey-sent":
        return _count(indicator, posted if sent else None, tuple(survey.id for survey in sent), unsaid)
    return _count(indicator, returned if surveys else None, records, ())


def _of_attendance(part: Callable[[Attendance], int | None]) -> Callable[[Meeting], int | None]:
    return lambda meeting: None if meeting.attendance is None else part(meeting.attendance)


_SUMS: Mapping[str, Callable[[Meeting], int | None]] = {
    "meetings": lambda _: 1,
    "entrepreneurs": _of_attendance(lambda attendance: attendance.entrepreneurs),
    "person-times": _of_attendance(lambda attendance: attendance.person_times),
    "enterprises": _of_attendance(lambda attendance: attendance.enterprises),
}


def _hosts(meeting: Meeting) -> tuple[str, ...]:
    host = meeting.host
    return (host.institution,) if host is not None and host.institution is not None else ()


def _executive_hosts(meeting: Meeting) -> tuple[str, ...]:
    host = meeting.host
    return _hosts(meeting) if host is not None and host.kind is HostKind.EXECUTIVE_MEMBER else ()


def _banks(meeting: Meeting) -> tuple[str, ...]:
    present = meeting.attendance.institutions if meeting.attendance else ()
    return tuple(each.institution for each in present if each.role is InstitutionType.BANK)


_SETS: Mapping[str, Callable[[Meeting], tuple[str, ...]]] = {
    "enterprises-once": lambda meeting: meeting.attendance.present if meeting.attendance else (),
    "hosts": _hosts,
    "executive-hosts": _executive_hosts,
    "financial-institutions": _banks,
    "departments": lambda meeting: meeting.attendance.departments if meeting.attendance else (),
}
OVER_MEETINGS = frozenset([*_SUMS, *_SETS, "results", "scores"])
"""The indicators that meetings yield."""
OVER_SURVEYS = frozenset(each for each in INDICATORS if each.startswith("survey-"))
"""The indicators that surveys yield."""


def _sum(indicator: Indicator, meetings: tuple[Meeting, ...], part: Callable[[Meeting], int | None]) -> Figure:
    parts = [(meeting.id, part(meeting)) for meeting in meetings]
    known = [(name, number) for name, number in parts if number is not None]
    total = sum(number for _, number in known) if known or not meetings else None
    return _count(
        indicator, total, tuple(name for name, _ in known), leaving_out((NOT_RECORDED, len(meetings) - len(known)))
    )


def _different(
    indicator: Indicator, meetings: tuple[Meeting, ...], names: Callable[[Meeting], tuple[str, ...]]
) -> Figure:
    named = [(meeting.id, found) for meeting in meetings if (found := names(meeting))]
    different = {name for _, found in named for name in found}
    left_out = leaving_out((NOT_RECORDED, len(meetings) - len(named)))
    return _count(indicator, len(different) if named else None, tuple(where for where, _ in named), left_out)


def _results(indicator: Indicator, meetings: tuple[Meeting, ...], kind: str | None) -> Figure:
    found = [(meeting.id, each) for meeting in meetings for each in meeting.results if kind in (None, each.kind)]
    unit = found[0][1].unit if found else ""
    same = [(where, each) for where, each in found if each.unit == unit]
    total = sum((each.quantity for _, each in same), Decimal(0))
    records = tuple(dict.fromkeys(where for where, _ in same))
    recorded = {where for where, _ in found}
    left_out = leaving_out((NOT_RECORDED, len(meetings) - len(recorded)), (SEVERAL_UNITS, len(found) - len(same)))
    return _count(indicator, total if same else None, records, left_out, unit)


def _scores(indicator: Indicator, meetings: tuple[Meeting, ...]) -> Figure:
    scored = [meeting for meeting in meetings if meeting.scores]
    scores = [score for meeting in scored for score in meeting.scores.values()]
    total = sum((score.score * score.returned for score in scores), Decimal(0))
    forms = sum(score.returned for score in scores)
    return Figure(
        indicator=indicator,
        numerator=total,
        denominator=forms,
        value=Fraction(total) / forms if forms else None,
        unit=indicator.unit.label,
        left_out=leaving_out((NOT_RECORDED, len(meetings) - len(scored))),
        records=tuple(meeting.id for meeting in scored),
    )


def _count(
    indicator: Indicator,
    number: Number | None,
    records: tuple[str, ...],
    left_out: tuple[LeftOut, ...],
    unit: str | None = None,
) -> Figure:
    return Figure(
        indicator=indicator,
        numerator=number,
        value=None if number is None else Fraction(number),
        unit=indicator.unit.label if unit is None else unit,
        left_out=left_out,
        records=records,
    )


def _rate(
    indicator: Indicator, numerator: int, denominator: int, records: tuple[str, ...], left_out: tuple[LeftOut, ...]
) -> Figure:
    return Figure(
        indicator=indicator,
        numerator=numerator,
        denominator=denominator,
        value=share(numerator, denominator),
        unit=indicator.unit.label,
        left_out=left_out,
        records=records,
    )
