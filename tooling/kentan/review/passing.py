"""What only earlier commits of a change have: personal data that the last one took out stays in the history."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kentan.records.case import Allowance, Case
from kentan.records.finding import Finding
from kentan.records.ledger import Comment
from kentan.records.meeting import Meeting
from kentan.review.findings import found
from kentan.rules.everywhere import personal_data
from kentan.rules.personal import IDLE_ALLOWANCE
from kentan.rules.personal_data import find_personal_data, mask
from kentan.rules.review.tree import PASSING_PERSONAL_DATA


def passing(
    file: str, earlier: Case | Meeting | str, comments: Sequence[Comment], allowed: tuple[Allowance, ...]
) -> Iterator[Finding]:
    """Yield the personal data in an earlier state of a file: its record with its comments, or else its whole text.

    `allowed` are the values that the last commit allows to be published.
    """
    if isinstance(earlier, str):
        values = [mask(match) for match in find_personal_data(earlier)]
    else:
        record = replace(earlier, allowed=allowed)
        told = personal_data(record, comments, file)
        values = [each.arguments["value"] for each in told if each.code != IDLE_ALLOWANCE.code]
    for value in dict.fromkeys(values):
        yield found(PASSING_PERSONAL_DATA, file, value=value)
