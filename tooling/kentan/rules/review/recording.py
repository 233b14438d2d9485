"""How long after it happened a fact may be recorded before it counts as late: for the review and for the site."""

from kentan.records.clock import Limit, Weekday

USUAL_DAYS = 7
"""Days after which recording is late where the programme does not say `recorded_within`."""


def allowed_days(limit: Limit | None) -> int:
    """Return after how many natural days recording is late: generously, as with a holiday between and in long months.

    Of office hours eight count as a working day.
    """
    match limit:
        case Limit(days=int(days)):
            return days
        case Limit(minutes=int(minutes)):
            return minutes // (24 * 60) + 1
        case Limit(hours=int(hours)):
            return hours // 24 + 1
        case Limit(working_days=int(days)):
            return days * 7 // 5 + 9
        case Limit(office_hours=int(hours)):
            return (hours // 8 + 1) * 7 // 5 + 9
        case Limit(months=int(months)):
            return months * 31
        case Limit(end_of_month=int(months)):
            return (months + 1) * 31
        case Limit(day_of_month=int(), months_after=months):
            return (months + 1) * 31
        case Limit(weekday=Weekday(), weeks_after=weeks):
            return (weeks + 1) * 7
    return USUAL_DAYS
