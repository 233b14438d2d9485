"""The status of a case: computed, never typed. Beside it, and not mixed with it, stand outcome, rating and clocks."""

from kentan.languages import mark
from kentan.records.vocabulary import Vocabulary

N_ = mark


class Status(Vocabulary):
    """Where a case stands. "Answered" is not "solved", and neither is "closed". Labels: catalogue `clocks`."""

    RECEIVED = "received", N_("received")
    NOT_ACCEPTED = "not-accepted", N_("not accepted")
    MERGED = "merged", N_("merged into another case")
    ACCEPTED = "accepted", N_("accepted")
    ASSIGNED = "assigned", N_("handed over")
    OBJECTED = "objected", N_("the department objects")
    IN_PROGRESS = "in-progress", N_("being handled")
    AWAITING_ENTERPRISE = "awaiting-enterprise", N_("waiting for the enterprise")
    REPLIED = "replied", N_("replied, rating awaited")
    TRACKING = "tracking", N_("replied, a promise is open")
    CLOSED = "closed", N_("closed and rated")
    CLOSED_UNRATED = "closed-unrated", N_("closed without a rating")
    REOPEN_REQUESTED = "reopen-requested", N_("enterprise not content, reopening to be decided")
    REOPENED = "reopened", N_("reopened")
    WITHDRAWN = "withdrawn", N_("withdrawn")


ENDED = frozenset({Status.NOT_ACCEPTED, Status.MERGED, Status.WITHDRAWN, Status.CLOSED, Status.CLOSED_UNRATED})
"""The statuses in which nobody owes anything to the case any more."""


class State(Vocabulary):
    """The state of one clock. Labels: catalogue `clocks`."""

    RUNNING = "running", N_("running")
    PAUSED = "paused", N_("standing still")
    MET = "met", N_("in time")
    LATE = "late", N_("done late")
    OVERDUE = "overdue", N_("overdue")
    ENDED = "ended", N_("ended without being due")
