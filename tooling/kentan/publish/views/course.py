"""The course of a case: everything that happened, in the order of time."""

from collections.abc import Iterator
from typing import NamedTuple

from kentan.clocks.history import Happening
from kentan.publish.text import Said
from kentan.publish.views.handling import OUTCOME_TONE
from kentan.publish.views.parts import CALM, Entry, Tag
from kentan.publish.views.recorded import RecordingOf
from kentan.publish.wording import Wording
from kentan.records.case import Rating, Reply
from kentan.records.clock import Event
from kentan.records.moments import Moment

_SAID_ALREADY = frozenset({Event.RATED_LOW, Event.NOT_SOLVED, Event.PROMISED})


class Step(NamedTuple):
    """One line of the course: when, what, who, the state that it brought, and how it was recorded."""

    when: Moment
    what: str
    who: Said | None
    tag: Tag | None
    recorded: str = ""


def course(
    words: Wording,
    happenings: tuple[Happening, ...],
    corrected: tuple[Entry, ...],
    recorded: RecordingOf | None = None,
) -> tuple[Step, ...]:
    """The course of a case; `corrected` are its corrections, which are no events of the case itself.

    `recorded` is what the history says of it, where there is one.
    """
    found = [*_happened(words, happenings, recorded)]
    for entry in corrected:
        found.append(Step(entry.when, entry.what, None, None, recorded.entry(entry) if recorded else ""))
    return tuple(sorted(found, key=lambda event: event.when))


def _happened(words: Wording, happenings: tuple[Happening, ...], recorded: RecordingOf | None) -> Iterator[Step]:
    reminded = {happening.path for happening in happenings if happening.event is Event.REMINDED}
    for happening in happenings:
        if happening.event is Event.SUPERVISED and happening.path in reminded:
            continue  # the same entry: a reminder is told as such
        if happening.event not in _SAID_ALREADY:
            who = words.department(happening.department) if happening.department else None
            how = recorded.happening(happening) if recorded else ""
            yield Step(happening.moment, words.label(happening.event), who, _tag(words, happening), how)


def _tag(words: Wording, happening: Happening) -> Tag | None:
    match happening.event, happening.entry:
        case Event.REPLIED, Reply(outcome=outcome):
            return Tag(words.label(outcome), OUTCOME_TONE[outcome])
        case Event.RATED, Rating(score=score):
            return Tag(words._("{score} of 5").format(score=score), CALM)
    return None
