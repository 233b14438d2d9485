"""When, by whom and by which commit something was recorded, in words: beside what happened."""

import sys
from collections.abc import Iterable, Mapping
from functools import cached_property

from kentan.clocks.history import Happening
from kentan.languages import mark
from kentan.publish.recorded import Name, Recorded, Step
from kentan.publish.text import clean, moment_in_words
from kentan.publish.views.parts import Entry
from kentan.publish.views.told import Place, dated, places_in
from kentan.publish.wording import Wording
from kentan.records.case import Case
from kentan.records.clock import Event
from kentan.records.finding import Path
from kentan.records.moments import Moment
from kentan.records.vocabulary import Provenance

N_ = mark
_OF_THE_MEETING = (Event.MEETING_ANNOUNCED, Event.MEETING_HELD)
_NOT_YET = sys.maxsize
"""The position of a step that there is not."""
_NO_FACTS = (Event.SETTLED, Event.PROMISE_DUE)
"""What is derived, and what has a day on which nothing happens by itself."""
_UNATTESTED = N_(" (time unattested)")


class RecordingOf:
    """What the history says of one case.

    `whole` is the case as it stands in its file, `shown` the one that is published, in which entries may be left out;
    `allowed` is the number of days after which recording is late.
    """

    def __init__(self, words: Wording, recorded: Recorded, whole: Case, shown: Case, allowed: int) -> None:
        self._words = words
        self._recorded = recorded
        self._whole = whole
        self._shown = shown
        self._allowed = allowed

    def happening(self, happening: Happening) -> str:
        """How an event was recorded, in few words; empty where it is none that is recorded, or cannot be told."""
        found = self._fact(happening)
        return "" if found is None else self._short(found)

    def entry(self, entry: Entry) -> str:
        """How an entry of the page was recorded, in few words; empty where it cannot be told."""
        found = self._fact_of(entry)
        return "" if found is None else self._short(found)

    def late(self, happening: Happening) -> Step | None:
        """The step that recorded an event, where that was late."""
        found = self._fact(happening)
        step = self._recorded.step(*found) if found else None
        return step if step and self._is_late(happening.moment, step) else None

    def beside(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The entries, with how they were recorded beside those that were recorded late."""
        if self._whole.provenance is not Provenance.LIVE:
            return entries
        return tuple(self._beside(entry) for entry in entries)

    def _beside(self, entry: Entry) -> Entry:
        found = self._fact_of(entry)
        step = self._recorded.step(*found) if found else None
        if step is None or not self._is_late(entry.when, step):
            return entry
        return entry._replace(recorded=full(self._words, entry.when, step))

    def _fact_of(self, entry: Entry) -> tuple[Name, str] | None:
        """The dated fact that an entry of the page tells of."""
        path = self._places.get(entry.anchor)
        found = original(self._shown, self._whole, path) if path else None
        return None if found is None else (("case", self._whole.id), dated(found))

    @cached_property
    def _places(self) -> Mapping[str, Path]:
        return {place.anchor: place.path for place in places_in(self._shown)}

    def _fact(self, happening: Happening) -> tuple[Name, str] | None:
        """The dated fact that tells of an event."""
        if happening.event in _NO_FACTS:
            return None
        if happening.event in _OF_THE_MEETING:
            return ("meeting", self._shown.raised.meeting or ""), dated(happening.path)
        # the events of a case of which nothing is withheld are told from the whole record
        path = original(self._shown, self._whole, happening.path) if self._whole.withheld else happening.path
        return None if path is None else (("case", self._whole.id), dated(path))

    def _short(self, fact: tuple[Name, str]) -> str:
        return self._told(self._recorded.step(*fact))

    def _told(self, step: Step | None) -> str:
        return self._words._("not recorded yet") if step is None else short(self._words, step)

    def _is_late(self, happened: Moment, step: Step) -> bool:
        return self._whole.provenance is Provenance.LIVE and (step.on.day - happened.day).days > self._allowed


def numbered(
    recorded: Recorded, whole: Case, shown: Case, places: Iterable[Place]
) -> tuple[dict[str, int], list[Step | None]]:
    """How the entries at some places of a case were recorded, each step once and the first in front, None for what is
    not recorded yet; and by the anchor of each entry the number of its own, from 1: for a page without the course.

    `whole` and `shown` as in `RecordingOf`.
    """
    at, hidden = recorded.at.get(("case", whole.id), {}), bool(whole.withheld)
    found: dict[str, int] = {}
    for anchor, path, name in places:
        if hidden:
            place = original(shown, whole, path)
            if place is None:
                continue
            name = dated(place)
        found[anchor] = at.get(name, _NOT_YET)
    ways = sorted(set(found.values()))
    numbers = {way: number for number, way in enumerate(ways, 1)}
    steps = [None if way == _NOT_YET else recorded.steps[way] for way in ways]
    return {anchor: numbers[way] for anchor, way in found.items()}, steps


def in_common(steps: Iterable[Step | None]) -> tuple[bool, bool]:
    """What holds of all steps of a page and is said once: that makers are claimed only, that times are unattested."""
    known = [step for step in steps if step]
    if len(known) < 2:
        return False, False
    claimed = all(step.claimed and not step.attributed and step.person for step in known)
    return claimed, not any(step.attested for step in known)


def remark(words: Wording, *, claimed: bool, unattested: bool) -> str:
    """What the heading says of that."""
    said = words._(" (makers claimed only)") if claimed else ""
    return said + (words._(_UNATTESTED) if unattested else "")


def full(words: Wording, happened: Moment, step: Step) -> str:
    """When it happened, when it was recorded, by whom, and by which commit."""
    text = words._("happened on {happened}, recorded on {on}, by {who}, commit {commit}")
    return text.format(
        happened=moment_in_words(happened, words.language),
        on=moment_in_words(step.on, words.language),
        who=who(words, step),
        commit=step.short,
    ) + _unattested(words, step)


def short(words: Wording, step: Step) -> str:
    """When it was recorded, by whom, and by which commit, in few words; a step is told of many times."""
    known = words.recordings.get(step.commit)
    if known is None:
        text = words._("recorded {on} · {who} · {commit}")
        on = moment_in_words(step.on.day, words.language)
        known = text.format(on=on, who=who(words, step), commit=step.short) + _unattested(words, step)
        words.recordings[step.commit] = known
    return known


def brief(words: Wording, step: Step | None, *, claimed: bool, unattested: bool) -> str:
    """When, by whom and by which commit, below a heading that says whether all are claimed and unattested."""
    if step is None:
        return words._("not recorded yet")
    told = f"{step.on.day} · {clean(step.person) if claimed else who(words, step)} · {step.short}"
    return told if unattested else told + _unattested(words, step)


def who(words: Wording, step: Step) -> str:
    """Who recorded it: the id in the roster, and whether anything but the commit says so."""
    key = step.person, step.attributed, step.claimed
    known = words.recorders.get(key)
    if known is None:
        known = words.recorders[key] = _who(words, step)
    return known


def _who(words: Wording, step: Step) -> str:
    _ = words._
    person = clean(step.person) or _("somebody who is not in the roster")
    if step.attributed:
        return person
    return _("{person} (claimed only)").format(person=person) if step.claimed else _("unattributed")


def _unattested(words: Wording, step: Step) -> str:
    return "" if step.attested else words._(_UNATTESTED)


def original(shown: Case, whole: Case, path: Path) -> Path | None:
    """Where an entry of the published case stands in the whole one; None where that cannot be told."""
    ours: object = shown
    theirs: object = whole
    found: list[str | int] = []
    for step in path:
        if isinstance(step, int):
            assert isinstance(ours, tuple)
            assert isinstance(theirs, tuple)
            place = _alike(ours, theirs, step)
            if place is None:
                return None
            ours, theirs = ours[step], theirs[place]
            found.append(place)
        else:
            ours, theirs = _part(ours, step), _part(theirs, step)
            found.append(step)
    return tuple(found)


def _part(of: object, step: str) -> object:
    return of[step] if isinstance(of, Mapping) else getattr(of, step)


def _alike(ours: tuple[object, ...], theirs: tuple[object, ...], number: int) -> int | None:
    """The place of an entry among all of its day, where none of that day was left out."""
    day = getattr(ours[number], "on", None)
    here = [place for place, one in enumerate(ours) if getattr(one, "on", None) == day]
    there = [place for place, one in enumerate(theirs) if getattr(one, "on", None) == day]
    return there[here.index(number)] if len(here) == len(there) else None
