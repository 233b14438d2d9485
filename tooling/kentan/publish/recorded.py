"""What the history of the records says of them: plain values, made by whoever can read it (`kentan.cli.recorded`)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from kentan.publish.writing import digest
from kentan.records.moments import Moment

Name = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of main: its commit, when it was recorded, and by whom.

    `person` is an id of the roster, empty where the roster had nobody. The maker is `attributed` where a signature or
    a receipt proves it, `claimed` where only the commit says so, else unknown. When is `attested` where the server or
    the host says so too.
    """

    commit: str
    on: Moment
    person: str
    attributed: bool
    claimed: bool
    attested: bool

    @property
    def told(self) -> tuple[str, str, str, bool, bool, bool]:
        """All of it, as values whose representation is quickly made."""
        return self.commit, str(self.on), self.person, self.attributed, self.claimed, self.attested

    @property
    def short(self) -> str:
        """The commit's id as people quote it."""
        return self.commit[:10]


@dataclass(frozen=True, slots=True)
class Breach:
    """What the audit found wrong: the commit, the rule, and the file. What stood there may be secret."""

    commit: str
    code: str
    file: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """The audited history of the records up to `commit`, the head from which the site is built.

    `at` gives for each record the position in `steps` of what recorded each dated fact, by its path. `facts` counts
    all facts, `decided` what a person had to decide on; None where only the last day knows. `is_clean` says that the
    files are those of the commit. `digests` are those that were computed in advance (`digested`).
    """

    commit: str
    steps: tuple[Step, ...]
    at: Mapping[Name, Mapping[str, int]]
    breaches: tuple[Breach, ...] = ()
    facts: int | None = 0
    decided: int | None = 0
    is_clean: bool = True
    digests: Mapping[Name, str] = field(default_factory=dict)

    def digested(self) -> "Recorded":
        """The same with the digest of what is said of each record, so that whoever keeps it has them too."""
        return replace(self, digests={name: self._digest(name) for name in self.at})

    def until(self, day: date) -> "Recorded":
        """What the history said at the end of a day: nothing of later steps. Facts are not counted."""
        then = [number for number, step in enumerate(self.steps) if step.on.day <= day]
        if len(then) == len(self.steps):
            return self
        places = {number: place for place, number in enumerate(then)}
        steps = tuple(self.steps[number] for number in then)
        known = {step.commit for step in steps}
        return Recorded(
            commit=self.commit,
            steps=steps,
            at={
                name: {path: places[number] for path, number in at.items() if number in places}
                for name, at in self.at.items()
            },
            breaches=tuple(each for each in self.breaches if each.commit in known),
            facts=None,
            decided=None,
            is_clean=self.is_clean,
        )

    def step(self, name: Name, path: str) -> Step | None:
        """The step that recorded a dated fact; None where none did yet."""
        number = self.at.get(name, {}).get(path)
        return None if number is None else self.steps[number]

    def digest(self, *names: Name) -> str:
        """A digest of all that the history says of these records."""
        return "".join([self.digests.get(name) or self._digest(name) for name in names])

    def _digest(self, name: Name) -> str:
        at = sorted(self.at.get(name, {}).items())
        steps = [self.steps[number] for number in sorted({number for _path, number in at})]
        return digest(repr((name, at, [step.told for step in steps])).encode())


def anchor(recorded: Recorded | None, as_of: date) -> bytes:
    """What a site says of the records that it shows: the commit to which the history has to go back for ever."""
    body = {
        "format": 1,
        "as_of": as_of.isoformat(),
        "commit": recorded.commit if recorded else None,
        "clean": recorded.is_clean if recorded else None,
    }
    return f"{json.dumps(body)}\n".encode()


class History:
    """The audited history, which may take longer than all else: who needs it waits for it, and nobody before."""

    def __init__(self, recorded: Callable[[], Recorded | None], as_of: date) -> None:
        self._recorded = recorded
        self._as_of = as_of

    @cached_property
    def whole(self) -> Recorded | None:
        """What it says today."""
        return self._recorded()

    @cached_property
    def _then(self) -> Recorded | None:
        return self.whole.until(self._as_of) if self.whole else None

    def then(self) -> Recorded | None:
        """What it said at the end of the day of the site, the same at each call."""
        return self._then

    def anchor(self) -> bytes:
        """What the site says of it."""
        return anchor(self.whole, self._as_of)
