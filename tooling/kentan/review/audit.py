"""The audit: the history of main replayed, each step judged by the roster and rules of its time.

For each fact it knows the commit that recorded it. When and by whom is *attested* where the server gave a receipt or
the host signed; who made it is *attributed* by a receipt or a signature, *claimed* where only the commit says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from kentan.records.finding import Finding
from kentan.records.frozen import frozen, frozen_value
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.review.changes import Name, RecordChange, difference
from kentan.review.facts import Facts
from kentan.review.findings import found
from kentan.review.names import Names
from kentan.review.permissions import Grounds, why_not
from kentan.review.recorded import judge_record
from kentan.review.recordings import Recordings
from kentan.review.registry import judge_registry, own_judge
from kentan.review.roster import Matches, Standing, matches, standing_of
from kentan.review.tree import FileChange, judge_files
from kentan.rules.review import NEEDS_PERSON, actors, permissions
from kentan.rules.review.history import REWRITTEN
from kentan.rules.review.recorded import NOT_COMPARABLE, REDACTION_BY_OTHERS, SIGNED_BY_ANOTHER

_OF_THE_ACTOR = frozenset(
    rule.code for rule in (*actors.RULES, *permissions.RULES, SIGNED_BY_ANOTHER, REDACTION_BY_OTHERS)
)
_KEYED = ("departments", "people")


class Attribution(StrEnum):
    """How it is known who made a step."""

    ATTRIBUTED = "attributed"
    CLAIMED = "claimed"
    UNATTRIBUTED = "unattributed"


@frozen
class Recording:
    """One step of main: the commit, when it was recorded, by whom; `actor` is an account or a key."""

    commit: str
    on: Moment
    actor: str = ""
    person: str = ""
    attribution: Attribution = Attribution.UNATTRIBUTED
    attested: bool = False


class Brought(NamedTuple):
    """One file of a step: its modes, and the record that it now holds, if it is one and is still there.

    It has no `name` where no record belongs; it is not `readable` where nobody can say what it holds. `before` is
    what the last version that could be read was called, with its facts; `facts` are those of this one, None where it
    is gone. Where it `is_part`, both are those of the part and the ones by which it is judged, all others
    being the same.
    """

    change: FileChange
    name: Name | None = None
    record: Any = None
    readable: bool = True
    before: tuple[Name, Facts] | None = None
    facts: Facts | None = None
    is_part: bool = False

    @property
    def file(self) -> str:
        """The path."""
        return self.change.file


@frozen_value
class Breach:
    """A finding of the audit, and the commit in which it lies."""

    commit: str
    finding: Finding


@dataclass(slots=True)
class Audit:
    """What the history says so far. `recorded` gives, for each record and fact, the position of its step in `steps`."""

    steps: list[Recording] = field(default_factory=list)
    recorded: Recordings = field(default_factory=Recordings)
    breaches: list[Breach] = field(default_factory=list)
    decided: int = 0
    """Findings that a person had to decide on, and did by merging."""
    zone: str = ""
    """The time zone in which it says when each step was recorded."""
    registry: Ledger = field(default_factory=Ledger)
    names: Names = field(default_factory=Names, repr=False)
    """Every file of the last step, for what a new one can be taken for."""
    _programmes: dict[str, Any] = field(default_factory=dict, repr=False)
    """What each file of a programme says; None where it is gone."""
    _asked: dict[str, Matches] = field(default_factory=dict, repr=False)
    _day: date | None = field(default=None, repr=False)
    _standings: dict[str, Standing] = field(default_factory=dict, repr=False)
    """Who somebody was on that day, by account or key."""

    def add(self, step: Recording, files: Iterable[Brought]) -> None:
        """Judge one more step and remember which facts it recorded."""
        actor = self._standing(step)
        number = len(self.steps)
        self.steps.append(
            Recording(
                commit=step.commit,
                on=step.on,
                actor=step.actor,
                person=actor.person,
                attribution=step.attribution if actor.asked else Attribution.UNATTRIBUTED,
                attested=step.attested,
            )
        )
        first = not self.registry.people
        brought = list(files)
        refused = why_not(actor, brought[0].file) if brought and actor.asked and not first else None
        if refused:
            self.breaches.append(Breach(step.commit, refused))
            actor = Standing(asked="", day=step.on.day)
        grounds = Grounds(registry=self.registry, actor=actor, today=step.on.day)
        for finding in judge_files(grounds, [each.change for each in brought], self.names):
            if not first or finding.code not in _OF_THE_ACTOR:
                self._weigh(step.commit, finding, actor)
        records = list(self._changes([each for each in brought if each.name]))
        for record in records:
            self.recorded.remember(record, number)
            if not first:
                for finding in _judge(grounds, record):
                    self._weigh(step.commit, finding, actor)
        if not first:
            outside = [each.file for each in brought] if actor.asked else ()  # nobody says that it was one change
            for finding in own_judge(records, outside):
                self._weigh(step.commit, finding, actor)
        for each in brought:
            if each.change.mode is None:
                self.names.remove(each.file)
            if not each.readable:
                self.breaches.append(Breach(step.commit, found(NOT_COMPARABLE, each.file, file=each.file)))
            elif each.name and each.name[0] not in ("case", "meeting"):
                self.learn(each.file, each.name[0], each.record)

    def _standing(self, step: Recording) -> Standing:
        """Return who made a step; whoever only claims to be somebody unknown is nobody."""
        people, day = self.registry.people, step.on.day
        if day != self._day:
            self._day, self._standings = day, {}
        actor = self._standings.get(step.actor)
        if actor is None:
            known = self._asked.get(step.actor)
            if known is None:
                known = self._asked[step.actor] = matches(people, step.actor)
            actor = self._standings[step.actor] = standing_of(known, people, step.actor, day)
        if not actor.person and step.attribution is not Attribution.ATTRIBUTED:
            return Standing(asked="", day=day)
        return actor

    def _changes(self, brought: list[Brought]) -> Iterator[RecordChange]:
        before: dict[Name, Facts] = {}
        after: dict[Name, tuple[str, Facts]] = {}
        files: dict[Name, str] = {}
        for each in brought:
            if not each.readable or each.name is None:
                continue
            files[each.name] = each.file
            if each.before is not None:
                before[each.before[0]] = each.before[1]
            if each.facts is not None:
                after[each.name] = (each.file, each.facts)
        for name in {**before, **after}:
            file, head = after.get(name, (files.get(name, ""), None))
            yield difference(name, file, before.get(name), head)

    def _weigh(self, commit: str, finding: Finding, actor: Standing) -> None:
        if finding.code in NEEDS_PERSON:
            self.decided += 1
        elif actor.asked or finding.code not in _OF_THE_ACTOR:
            self.breaches.append(Breach(commit, finding))

    def learn(self, file: str, kind: str, record: Any) -> None:
        """Take over what a file of the registry says: from the next step on, it is the roster and rules of the time.

        The record is None where the file is gone. Of programmes that have one id the last counts, by their files.
        """
        parts: dict[str, Any] = {
            part: getattr(self.registry, part) for part in ("instance", "people", "departments", "programmes")
        }
        if kind == "instance":
            parts["instance"] = record
        elif kind in _KEYED:
            parts[kind] = getattr(record, kind) if record else {}
            self._asked.clear()
            self._standings.clear()
        elif kind == "programme":
            self._programmes[file] = record
            told = (each for _, each in sorted(self._programmes.items()) if each)
            parts["programmes"] = {each.id: each for each in told}
        self.registry = Ledger(**parts)

    def recording(self, name: Name, path: str) -> Recording | None:
        """Return the step that recorded a fact, given as `path_text` writes its path."""
        number = self.recorded.get(name, {}).get(path)
        return None if number is None else self.steps[number]

    def continuous(self, anchors: Mapping[str, str], rewritten: Mapping[str, str] | None = None) -> None:
        """Add a breach for each anchor, a commit that was once the head of main, that main no longer goes back to.

        `rewritten` says which commit became which: it counts where the records say that something was redacted.
        """
        redacted = self.recorded.holds(lambda path: path.startswith("redactions."))
        followed = (rewritten or {}) if redacted else {}
        line = {step.commit for step in self.steps}
        self.breaches = [
            each
            for each in self.breaches
            if each.finding.code != REWRITTEN.code or became(each.commit, followed) not in line
        ]
        said = {each.commit for each in self.breaches if each.finding.code == REWRITTEN.code}
        for commit, source in anchors.items():
            if became(commit, followed) not in line and commit not in said:
                finding = found(REWRITTEN, source, commit=commit[:12], source=source)
                self.breaches.append(Breach(commit, finding))


def became(commit: str, rewritten: Mapping[str, str]) -> str:
    """Return what a commit became in the end, however often the history was rewritten."""
    passed = {commit}
    while (commit := rewritten.get(commit, commit)) not in passed:
        passed.add(commit)
    return commit


def _judge(grounds: Grounds, record: RecordChange) -> Iterable[Finding]:
    return judge_record(grounds, record) if record.name[0] in ("case", "meeting") else judge_registry(grounds, record)
