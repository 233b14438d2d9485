"""Entries that follow each other are passed over: exactly those of which there is nothing to say."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kentan.records.case import RatingRequest
from kentan.records.moments import Moment
from kentan.rules.order import BEFORE_RAISED, _follow, _listed

MOMENTS = st.builds(Moment, st.dates(date(2022, 6, 8), date(2022, 6, 10)), st.sampled_from([540, 870, 1440, 1440]))


@given(MOMENTS, st.lists(MOMENTS, max_size=4))
def test_nothing_is_said_of_entries_that_follow(raised: Moment, moments: list[Moment]) -> None:
    entries = tuple(RatingRequest(on=moment) for moment in moments)
    if _follow(raised, entries):
        assert list(_listed(BEFORE_RAISED, entries, raised, "file", ("rating_requests",))) == []
    else:
        assert [raised, *moments] != sorted([raised, *moments])
