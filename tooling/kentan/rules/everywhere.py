"""What is looked for in every record of every kind: references, days in the future, personal data."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.records.ledger import Comment
from kentan.records.meeting import Meeting
from kentan.rules.future import in_future
from kentan.rules.gathering import Gathered, gather
from kentan.rules.personal import personal
from kentan.rules.personal_data import may_hold_personal_data
from kentan.rules.placeholders import placeholders
from kentan.rules.references import unknown
from kentan.rules.rule import Context, Rule

RULES: tuple[Rule, ...] = ()
"""None of its own: it calls the checks of `references`, `future`, `placeholders` and `personal`."""


def check_case(case: Case, context: Context) -> Iterable[Finding]:
    """Return what is wrong anywhere in a case."""
    return _anywhere(case, context.file("case", case.id), context)


def check_meeting(meeting: Meeting, context: Context) -> Iterable[Finding]:
    """Return what is wrong anywhere in a meeting."""
    return _anywhere(meeting, context.file("meeting", meeting.id), context)


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what is wrong anywhere in a record of the registry."""
    for record, file in context.registry_records():
        yield from _anywhere(record, file, context)


def _anywhere(record: Any, file: str, context: Context) -> Iterable[Finding]:
    gathered = gather(record)
    found = [
        *unknown(record, gathered.references, file, context),
        *in_future(record, gathered.days, file, context),
        *placeholders(record, gathered.texts, file),
    ]
    found.extend(_personal(record, gathered, context.ledger.comments.get(file, ()), file))
    return found


def personal_data(record: Case | Meeting, comments: Sequence[Comment], file: str) -> Iterable[Finding]:
    """Return what is found of personal data in a record and in the comments of its file."""
    return _personal(record, gather(record), comments, file)


def _personal(record: Any, gathered: Gathered, comments: Sequence[Comment], file: str) -> Iterable[Finding]:
    published = [*gathered.texts, *gathered.searched]
    if comments:
        published.extend(comment.text for comment in comments)
    if getattr(record, "allowed", ()) or may_hold_personal_data("\n".join(published)):
        return personal(record, published, comments, file)
    return ()
