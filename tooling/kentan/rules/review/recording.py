"""How long after it happened a fact may be recorded before it counts as late: for the review and for the site."""

from kentan.records.programme import Limit

USUAL_DAYS = 7
"""Days after which recording is late where the programme does not say `recorded_within`."""


def allowed_days(limit: Limit | None) -> int:
    """Return after how many natural days recording is late; working days generously, as with a holiday between."""
    if limit is None:
        return USUAL_DAYS
    if limit.days is not None:
        return limit.days
    if limit.hours is not None:
        return limit.hours // 24 + 1
    if limit.working_days is not None:
        return limit.working_days * 7 // 5 + 9
    if limit.months is not None:
        return limit.months * 31
    return USUAL_DAYS
