"""The reckoner: all clocks of all cases, as of one moment. Built once for a ledger; pure from then on."""

from kentan.clocks.duties import CadenceState, DutyState
from kentan.clocks.meetings import MeetingState
from kentan.clocks.state import CaseState
from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment
from kentan.records.programme import Programme


class Reckoner:
    """Reckons cases, meetings and duties of a ledger as of one moment (`Moment(day)`: the end of that day).

    The calendar and the rule sets are compiled once. Nothing here reads the clock.
    """

    def __init__(self, ledger: Ledger, as_of: Moment) -> None:
        self.ledger = ledger
        self.as_of = as_of

    def reckon(self, case: Case) -> CaseState:
        """Return the state of a case; the same for the same case, ledger and moment."""
        raise NotImplementedError

    def reckon_meeting(self, meeting: Meeting) -> MeetingState:
        """Return the state of a meeting: held or not, its notice, invitations beyond the cap."""
        raise NotImplementedError

    def duties(self, programme: Programme) -> tuple[DutyState, ...]:
        """Return each period of each duty of a programme until now and the one that runs, in the order of due days."""
        raise NotImplementedError

    def cadences(self, programme: Programme) -> tuple[CadenceState, ...]:
        """Return each whole period of each promised cadence, for each place that ever held such a meeting."""
        raise NotImplementedError
