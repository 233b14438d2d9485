"""By what a department is released from a case: the end of its hand-over, or an objection that was upheld."""

import pytest

from kentan.clocks.releases import releases
from kentan.records.case import Assignment, HandOver, Objection, ObjectionDecision
from kentan.records.moments import Moment, parse_moment
from kentan.records.vocabulary import ObjectionOutcome, Role


def moment(text: str) -> Moment:
    found = parse_moment(f"2022-06-{text}")
    assert found is not None
    return found


def hand_over(text: str) -> HandOver:
    on, _, ended = text.partition(" to ")
    return HandOver(on=moment(on), ended=moment(ended) if ended else None)


def objection(text: str) -> Objection:
    on, _, decided = text.partition(" to ")
    day, _, outcome = decided.rpartition(" ")
    decision = ObjectionDecision(on=moment(day), outcome=ObjectionOutcome(outcome)) if decided else None
    return Objection(on=moment(on), decision=decision, reason="不属本局职责。")


@pytest.mark.parametrize(
    ("handed_over", "objections", "released"),
    [
        (["09"], [], ["–"]),
        (["09 to 13"], [], ["13 ended"]),
        (["09"], ["10"], ["–"]),
        (["09"], ["10 to 13 rejected"], ["–"]),
        (["09"], ["10 to 13 upheld"], ["13 decision"]),
        (["09 to 15"], ["10 to 13 upheld"], ["13 decision"]),
        (["09 to 13"], ["10 to 13 upheld"], ["13 ended"]),
        (["09 to 11"], ["10 to 13 upheld"], ["11 ended"]),
        (["09", "20"], ["10 to 13 upheld"], ["13 decision", "–"]),
        (["09", "13"], ["10 to 13 upheld"], ["13 decision", "–"]),
        (["13"], ["13 to 13 upheld"], ["13 decision"]),
        (["09", "12"], ["10 to 13 upheld"], ["13 decision", "13 decision"]),
        (["09", "20"], ["10 to 13 rejected", "21 to 23 upheld"], ["23 decision", "23 decision"]),
        (["09", "20"], ["10 to 13 upheld", "21 to 23 upheld"], ["13 decision", "23 decision"]),
        (["09 14:00"], ["09 15:00 to 09 16:00 upheld"], ["09 16:00 decision"]),
        (["09 14:00", "09 17:00"], ["09 15:00 to 09 16:00 upheld"], ["09 16:00 decision", "–"]),
    ],
)
def test_a_hand_over_ends_by_whichever_comes_first(
    handed_over: list[str], objections: list[str], released: list[str]
) -> None:
    part = Assignment(
        handed_over=tuple(map(hand_over, handed_over)), objections=tuple(map(objection, objections)), role=Role.LEAD
    )
    found = [f"{str(each.on)[8:]} {each.path[-1]}" if each else "–" for each in releases(part)]
    assert found == released
