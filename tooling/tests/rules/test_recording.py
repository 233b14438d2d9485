"""How long after it happened a fact may be recorded: never less than the programme's limit, in whatever unit it is."""

import pytest

from kentan.records.clock import Limit, Weekday
from kentan.rules.review.recording import allowed_days


@pytest.mark.parametrize(
    ("limit", "days"),
    [
        (None, 7),
        (Limit(days=0), 0),
        (Limit(minutes=30), 1),
        (Limit(hours=48), 3),
        (Limit(office_hours=16), 13),
        (Limit(working_days=5), 16),
        (Limit(months=2), 62),
        (Limit(weekday=Weekday.FRIDAY, weeks_after=1), 14),
        (Limit(day_of_month=5), 31),
        (Limit(day_of_month=5, months_after=1), 62),
        (Limit(end_of_month=0), 31),
    ],
)
def test_recording_is_late_after_the_limit_in_its_own_unit(limit: Limit | None, days: int) -> None:
    assert allowed_days(limit) == days
