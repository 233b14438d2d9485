"""The audit: the history of main replayed, each step judged by the roster and rules of its time.

For each fact it knows the commit that recorded it. When and by whom is *attested* where the server gave a receipt or
the host signed; who made it is *attributed* by a receipt or a signature, *claimed* where only the commit says so.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kentan.records.finding import Finding
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.review.changes import ChangeKind, Name, RecordChange, difference
from kentan.review.facts import Facts, facts
from kentan.review.findings import found
from kentan.review.permissions import Grounds, why_not
from kentan.review.recorded import judge_record
from kentan.review.registry import judge_registry
from kentan.review.roster import Standing, standing
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One step of main: the commit, when it was recorded, by whom; `actor` is an account or a key."""

    commit: str
    on: Moment
    actor: str = ""
    person: str = ""
    attribution: Attribution = Attribution.UNATTRIBUTED
    attested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One file of a step: the record that it now holds, None where it is gone; not `readable` where none could say."""

    file: str
    name: Name
    record: Any
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Breach:
    """A finding of the audit, and the commit in which it lies."""

    commit: str
    finding: Finding


@dataclass(slots=True)
class Audit:
    """What the history says so far. `recorded` gives, for each record and fact, the position of its step in `steps`.

    `load` returns the facts that a file holds at the last step, where the audit was continued and does not know them.
    """

    load: Callable[[str], tuple[Name, Facts] | None] = lambda _file: None
    steps: list[Recording] = field(default_factory=list)
    recorded: dict[Name, dict[str, int]] = field(default_factory=dict)
    breaches: list[Breach] = field(default_factory=list)
    decided: int = 0
    """Findings that a person had to decide on, and did by merging."""
    registry: Ledger = field(default_factory=Ledger)
    known: dict[str, tuple[Name, Facts]] = field(default_factory=dict, repr=False)

    def add(self, step: Recording, files: Iterable[Brought]) -> None:
        """Judge one more step and remember which facts it recorded."""
        actor = standing(self.registry.people, step.actor, step.on.day)
        if not actor.person and step.attribution is not Attribution.ATTRIBUTED:
            actor = Standing(asked="", day=step.on.day)
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
        grounds = Grounds(registry=self.registry, actor=actor, today=step.on.day)
        first = not self.registry.people
        brought = list(files)
        refused = why_not(actor, brought[0].file) if brought and actor.asked and not first else None
        if refused:
            self.breaches.append(Breach(step.commit, refused))
            actor = Standing(asked="", day=step.on.day)
        for record in self._changes(brought):
            self._remember(record, number)
            if not first:
                for finding in _judge(grounds, record):
                    self._weigh(step.commit, finding, actor)
        for each in brought:
            if not each.readable:
                self.breaches.append(Breach(step.commit, found(NOT_COMPARABLE, each.file, file=each.file)))
            elif each.name[0] not in ("case", "meeting"):
                self.learn(each)

    def _changes(self, brought: list[Brought]) -> Iterable[RecordChange]:
        before: dict[Name, Facts] = {}
        after: dict[Name, tuple[str, Facts]] = {}
        for each in brought:
            last = self.known.get(each.file) or self.load(each.file)
            if not each.readable:
                continue
            if last is not None:
                before[last[0]] = last[1]
            if each.record is None:
                self.known.pop(each.file, None)
            else:
                held = facts(each.record)
                after[each.name] = (each.file, held)
                self.known[each.file] = (each.name, held)
        files = {each.name: each.file for each in brought}
        for name in {**before, **after}:
            file, head = after.get(name, (files.get(name, ""), None))
            yield difference(name, file, before.get(name), head)

    def _remember(self, record: RecordChange, number: int) -> None:
        if record.head is None:
            self.recorded.pop(record.name, None)
            return
        at = self.recorded.setdefault(record.name, {})
        for change in record.changes:
            path = ".".join(map(str, change.path))
            if change.kind is ChangeKind.REMOVED:
                at.pop(path, None)
            else:
                at[path] = number

    def _weigh(self, commit: str, finding: Finding, actor: Standing) -> None:
        if finding.code in NEEDS_PERSON:
            self.decided += 1
        elif actor.asked or finding.code not in _OF_THE_ACTOR:
            self.breaches.append(Breach(commit, finding))

    def learn(self, each: Brought) -> None:
        """Take a record of the registry over: from the next step on, it is the roster and the rules of the time."""
        kind, name = each.name
        parts: dict[str, Any] = {
            part: getattr(self.registry, part) for part in ("instance", "people", "departments", "programmes")
        }
        if kind == "instance":
            parts["instance"] = each.record
        elif kind in _KEYED:
            parts[kind] = getattr(each.record, kind) if each.record else {}
        elif kind == "programme":
            others = {key: value for key, value in self.registry.programmes.items() if key != name}
            parts["programmes"] = {**others, name: each.record} if each.record else others
        self.registry = Ledger(**parts)

    def recording(self, name: Name, path: str) -> Recording | None:
        """Return the step that recorded a fact, given as `path_text` writes its path."""
        number = self.recorded.get(name, {}).get(path)
        return None if number is None else self.steps[number]

    def continuous(self, anchors: Mapping[str, str]) -> None:
        """Add a breach for each anchor, a commit that was once the head of main, that main no longer goes back to."""
        line = {step.commit for step in self.steps}
        for commit, source in anchors.items():
            if commit not in line:
                finding = found(REWRITTEN, source, commit=commit[:12], source=source)
                self.breaches.append(Breach(commit, finding))


def _judge(grounds: Grounds, record: RecordChange) -> Iterable[Finding]:
    return judge_record(grounds, record) if record.name[0] in ("case", "meeting") else judge_registry(grounds, record)
