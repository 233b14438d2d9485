"""The figures of one group of records, each computed when it is asked for."""

from collections.abc import Iterator, Mapping, Sequence

from kentan.figures.conduct import OVER_ASSIGNMENTS, Conduct
from kentan.figures.figure import Figure
from kentan.figures.gatherings import OVER_MEETINGS, OVER_SURVEYS, of_meetings, of_surveys
from kentan.figures.indicators import INDICATORS
from kentan.figures.tally import OVER_CASES, Tally
from kentan.records.meeting import Meeting
from kentan.records.registry import Survey

Figures = Mapping[str, Figure]
"""Figures by the id of their indicator."""


class Group(Mapping[str, Figure]):
    """A group's figures by id of indicator, as far as its records yield them.

    `tally` and `conduct` are None where no case is in the group.
    """

    def __init__(
        self, tally: Tally | None, conduct: Conduct | None, meetings: Sequence[Meeting], surveys: Sequence[Survey]
    ) -> None:
        self._tally = tally
        self._conduct = conduct
        self._meetings = meetings
        self._surveys = surveys
        self._known: dict[str, Figure] = {}
        self._counts: dict[str, tuple[int, int]] = {}

    def __getitem__(self, id: str) -> Figure:
        figure = self._known.get(id)
        if figure is None:
            figure = self._known[id] = self._compute(id)
        return figure

    def __contains__(self, id: object) -> bool:
        """Whether the records yield a figure; it is not computed for that."""
        return (
            (self._tally is not None and id in OVER_CASES)
            or (self._conduct is not None and id in OVER_ASSIGNMENTS)
            or (bool(self._meetings) and id in OVER_MEETINGS and id != "results")
            or (bool(self._surveys) and id in OVER_SURVEYS)
        )

    def counts(self, id: str) -> tuple[int, int]:
        """Return numerator and denominator of one of `SHARES`, without the figure around them.

        Raises KeyError where the group has no case.
        """
        known = self._counts.get(id)
        if known is None:
            if self._tally is None:
                raise KeyError(id)
            known = self._counts[id] = self._tally.counts(id)
        return known

    def __iter__(self) -> Iterator[str]:
        for part, names in (
            (self._tally is not None, OVER_CASES),
            (self._conduct is not None, OVER_ASSIGNMENTS),
            (self._meetings, OVER_MEETINGS - {"results"}),
            (self._surveys, OVER_SURVEYS),
        ):
            if part:
                yield from (name for name in INDICATORS if name in names)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _compute(self, id: str) -> Figure:
        if self._tally is not None and id in OVER_CASES:
            return self._tally.figure(id)
        if self._conduct is not None and id in OVER_ASSIGNMENTS:
            return self._conduct.figure(id)
        if self._meetings and id in OVER_MEETINGS and id != "results":
            return of_meetings(INDICATORS[id], self._meetings, None)
        if self._surveys and id in OVER_SURVEYS:
            return of_surveys(INDICATORS[id], self._surveys)
        raise KeyError(id)
