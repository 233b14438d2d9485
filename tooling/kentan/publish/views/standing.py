"""How a case stands on the day of the site: what is computed of it, in words. Nothing of it is judged here."""

from datetime import date
from typing import NamedTuple

from kentan.publish.text import Said
from kentan.publish.views.parts import Link, Tag
from kentan.records.moments import Moment


class ProofRow(NamedTuple):
    """One line of a proof: a day or a span of days, what was counted, and why."""

    first: date
    last: date
    counted: str
    why: str


class ClockView(NamedTuple):
    """One clock of a case: whom it obliges, when it began, when it is due, how it stands, and the proof of it.

    `rule` says what is counted from when; `rules` leads to the version of the programme's rules, in force since
    `since`. `notes` say what waiting and what extensions changed, or why they changed nothing; `verdict` what became
    of it, empty while it is open and not due yet. `proves` are department and verdict of all clocks that have
    this proof; they show it once.
    """

    name: Said
    department: Link | None
    open: bool
    started: Moment
    due: Moment
    provisional: bool
    stopped: Moment | None
    tags: tuple[Tag, ...]
    obliges: str
    rule: str
    rules: Link
    since: date
    proof: tuple[ProofRow, ...]
    notes: tuple[str, ...]
    verdict: str
    proves: tuple[tuple[Link | None, str], ...] = ()
