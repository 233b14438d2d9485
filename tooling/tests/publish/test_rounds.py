"""What a programme's page says of its rounds follows from where the records of its meetings come from."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kentan.publish.views.rounds import rounds_view
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.records.vocabulary import Provenance
from tests.publish.conftest import DAY
from tests.publish.outputs import editions

PRESS, EXAMPLE = "媒体报道的个别场次", "示例"


def told(sample: Ledger, change: Callable[[Meeting], Meeting | None], programme: str = "huzhou") -> str:
    changed = {name: found for name, one in sample.meetings.items() if (found := change(one))}
    edition = editions(replace(sample, meetings=changed), DAY)[0]
    return rounds_view(edition, edition.index.ledger.programmes[programme]).why_not


def all_of(provenance: Provenance) -> Callable[[Meeting], Meeting]:
    return lambda meeting: replace(meeting, provenance=provenance)


def test_live_meetings_are_judged_and_never_called_reports_or_examples(sample: Ledger) -> None:
    for programme in sample.programmes:
        said = told(sample, all_of(Provenance.LIVE), programme)
        assert PRESS not in said
        assert EXAMPLE not in said


def test_one_live_meeting_is_no_whole_period(sample: Ledger) -> None:
    def only(meeting: Meeting) -> Meeting | None:
        return replace(meeting, provenance=Provenance.LIVE) if meeting.id == "2026-11-18-huzhou" else None

    assert told(sample, only).startswith("在册的首次会议与末次会议之间还不满一个完整周期")


@pytest.mark.parametrize(
    ("provenance", "words", "never"),
    [(Provenance.REPORTED, PRESS, EXAMPLE), (Provenance.SAMPLE, EXAMPLE, PRESS)],
)
def test_reports_and_examples_are_called_what_they_are(
    sample: Ledger, provenance: Provenance, words: str, never: str
) -> None:
    said = told(sample, all_of(provenance))
    assert words in said
    assert never not in said
    assert "因此不评判" in said
