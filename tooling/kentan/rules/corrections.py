"""Corrections: each names one value, what it was, and what really stands there now."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kentan.languages import mark
from kentan.records.case import Case, Correction
from kentan.records.finding import Finding
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment
from kentan.rules.rule import Context, Rule
from kentan.rules.walk import value_at

N_ = mark

CORRECTED_UNKNOWN_FIELD = Rule(
    code="K458",
    name="corrected-unknown-field",
    title=N_("Corrected is a field that is not there"),
    message=N_("There is no single value at “{path}” in this record."),
    mend=N_(
        "Write the path of one value as it stands in this file, with dots: raised.on, ratings.0.score "
        "(entries of a list count from 0)."
    ),
    why=N_("A correction has to show what was changed; this one points nowhere."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
corrections:
  - on: 2022-06-30
    by: staff-01
    path: raised.day
    was: 2022-06-07
    now: 2022-06-08
    why: 日期写错。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
corrections:
  - on: 2022-06-30
    by: staff-01
    path: raised.on
    was: 2022-06-07
    now: 2022-06-08
    why: 日期写错。
""",
)

NOT_WHAT_STANDS_THERE = Rule(
    code="K459",
    name="not-what-stands-there",
    title=N_("Corrected to something else than what stands there"),
    message=N_("By the correction “{path}” is now “{now}”, but there stands “{value}”."),
    mend=N_(
        "Change the value itself as well, or write under `now` exactly what stands there. A later change is "
        "a correction of its own."
    ),
    why=N_("The site shows both values of a correction: the newer has to be the one that counts."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
corrections:
  - on: 2022-06-30
    by: staff-01
    path: topic
    was: land
    now: industrial-land
    why: 领域选错。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
topic: industrial-land
corrections:
  - on: 2022-06-30
    by: staff-01
    path: topic
    was: land
    now: industrial-land
    why: 领域选错。
""",
)

NOTHING_CORRECTED = Rule(
    code="K468",
    name="nothing-corrected",
    title=N_("A correction that changes nothing"),
    message=N_("`was` and `now` are both “{value}”."),
    mend=N_("Write under `was` what stood there before, or delete the entry."),
    why=N_("Both values of a correction are shown; the old one must not get lost."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
corrections:
  - on: 2022-06-30
    by: staff-01
    path: topic
    was: land
    now: land
    why: 领域选错。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
corrections:
  - on: 2022-06-30
    by: staff-01
    path: topic
    was: industrial-land
    now: land
    why: 领域选错。
""",
)

BROKEN_CHAIN = Rule(
    code="K469",
    name="broken-chain",
    title=N_("Corrections that do not continue each other"),
    message=N_("“{path}” was last corrected to “{now}”, but this correction says that it was “{value}”."),
    mend=N_("Write under `was` what the correction before has under `now`."),
    why=N_("A gap between two corrections is a change that nobody recorded."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
corrections:
  - on: 2022-06-30
    by: staff-01
    path: topic
    was: finance
    now: industrial-land
    why: 领域选错。
  - on: 2022-07-01
    by: staff-01
    path: topic
    was: tax
    now: land
    why: 领域仍不准确。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
corrections:
  - on: 2022-06-30
    by: staff-01
    path: topic
    was: finance
    now: industrial-land
    why: 领域选错。
  - on: 2022-07-01
    by: staff-01
    path: topic
    was: industrial-land
    now: land
    why: 领域仍不准确。
""",
)

RULES: tuple[Rule, ...] = (
    CORRECTED_UNKNOWN_FIELD,
    NOT_WHAT_STANDS_THERE,
    NOTHING_CORRECTED,
    BROKEN_CHAIN,
)

_MOST_DIGITS = 6
"""A position has no more digits."""


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the corrections of a case."""
    if case.corrections:
        yield from _corrections(case, context.file("case", case.id))


def check_meeting(meeting: Meeting, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the corrections of a meeting."""
    if meeting.corrections:
        yield from _corrections(meeting, context.file("meeting", meeting.id))


def _corrections(record: Case | Meeting, file: str) -> Iterator[Finding]:
    redacted = {entry.path for entry in record.redactions}
    latest: dict[str, Correction] = {}
    for index, correction in enumerate(record.corrections):
        if correction.was == correction.now:
            yield NOTHING_CORRECTED.found(file, ("corrections", index, "now"), value=correction.now)
        before = latest.get(correction.path)
        if before and before.now != correction.was and not _took_back(before):
            yield BROKEN_CHAIN.found(
                file, ("corrections", index, "was"), path=correction.path, value=correction.was, now=before.now
            )
        latest[correction.path] = correction
    for index, correction in enumerate(record.corrections):
        if latest[correction.path] is correction and correction.path not in redacted:
            yield from _stands_there(record, correction, index, file)


def _stands_there(record: Case | Meeting, correction: Correction, index: int, file: str) -> Iterator[Finding]:
    try:
        written = _as_written(value_at(record, correction.path))
    except LookupError:
        if not (_took_back(correction) and _had_an_entry(record, correction.path)):
            yield CORRECTED_UNKNOWN_FIELD.found(file, ("corrections", index, "path"), path=correction.path)
        return
    if written != correction.now.strip() and not _took_back(correction):
        yield NOT_WHAT_STANDS_THERE.found(
            file, ("corrections", index, "now"), path=correction.path, now=correction.now, value=written
        )


def _took_back(correction: Correction) -> bool:
    """Whether a value of an entry of a list went; what stands in its place is another entry, recorded later."""
    return not correction.now and any(step.isdigit() for step in correction.path.split("."))


def _had_an_entry(record: Case | Meeting, path: str) -> bool:
    """Whether a path leads to a list of the record, and to an entry behind its last one."""
    steps = path.split(".")
    at = next(number for number, step in enumerate(steps) if step.isdigit())
    try:
        entries = value_at(record, ".".join(steps[:at]))
    except LookupError:
        return False
    return isinstance(entries, tuple) and len(steps[at]) <= _MOST_DIGITS and len(entries) <= int(steps[at])


def _as_written(value: Any) -> str:
    """Return a single value as its file has it; raises LookupError for a list or a group of fields."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | Decimal | date | Moment):
        return str(value).strip()
    raise LookupError
