"""From plans to commits: every case grows by the commits of those who wrote it, in the order of time."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Any

from kentan.desk.demo.brief import Brief, Ways
from kentan.desk.demo.courses import tell
from kentan.desk.demo.gathering import Gathering
from kentan.desk.demo.history import Commit
from kentan.desk.demo.sheet import Piece, pieces, staged, text_at

END = date(2026, 11, 20)
"""The day on which the demo's history ends: what would happen later has not happened."""
_BACK = timedelta(40)

Key = tuple[date, int, str]
"""When a commit is made, which place it has on its day, and by whom."""


class Unfolding:
    """Gathers the files of commits and yields the commits in the order of time.

    With a `period` of some days, what one account writes in a period is one commit, made on its last day: else a
    history of many cases would be longer than its records.
    """

    def __init__(self, ways: Mapping[str, Ways], first: date, period: int = 0) -> None:
        self._ways = ways
        self._by_prefix = {way.prefix: way for way in ways.values()}
        self._first, self._period = first, period
        self._heap: list[tuple[Key, int, str, list[Piece], int, str]] = []
        self._number = count()

    def add(self, planned: Gathering | Brief | dict[str, Any]) -> None:
        """Take in what a plan holds."""
        if isinstance(planned, Brief):
            self._case(planned)
        elif isinstance(planned, Gathering):
            actor = f"staff-{self._ways[planned.programme].staff}-01"
            written = pieces("meeting", planned.record())
            self._push(planned.day, 0, actor, f"登记会议 {planned.id}", planned.path, written, 0)
        else:
            path = f"registry/surveys/{planned['id']}.yml"
            message = f"登记评议结果 {planned['id']}"
            self._push(planned["on"], 0, "registrar-01", message, path, pieces("survey", planned), 0)

    def _case(self, brief: Brief) -> None:
        story = tell(brief, self._by_prefix[brief.id.partition("-")[0]])
        stages = staged(story.events)
        written = pieces("case", story.record)
        path = f"cases/{brief.day.year}/{brief.id}.yml"
        place, bucket, actor = 0, date.min, ""
        for stage, event in enumerate(stages):
            if event.day > END:
                break
            made = self._bucket(event.day)
            place = 0 if made != bucket else place + (event.actor != actor)
            bucket, actor = made, event.actor
            self._push(event.day, place + 1, actor, event.message, path, written, stage)

    def _push(
        self, day: date, place: int, actor: str, message: str, path: str, written: list[Piece], stage: int
    ) -> None:
        key = (self._bucket(day), place, actor)
        heappush(self._heap, (key, next(self._number), path, written, stage, message))

    def _bucket(self, day: date) -> date:
        if not self._period:
            return day
        ended = (day - self._first).days // self._period * self._period + self._period - 1
        return min(END, self._first + timedelta(ended))

    def until(self, day: date) -> Iterator[Commit]:
        """Yield the commits made before a day and forget them."""
        while self._heap and self._heap[0][0][0] < day:
            key, _, path, written, stage, message = heappop(self._heap)
            files = {path: (written, stage)}
            number = 1
            while self._period and self._heap and self._heap[0][0] == key:
                _, _, path, written, stage, _ = heappop(self._heap)
                files[path] = (written, stage)
                number += 1
            if number > 1:
                message = f"{message} 等{number}项"
            yield Commit(key[0], key[2], message, [(name, text_at(*each)) for name, each in files.items()])


def unfold(unfolding: Unfolding, planned: Iterable[tuple[date, Any]]) -> Iterator[Commit]:
    """Yield the commits of a stream of plans, each with how far time has come."""
    for now, each in planned:
        unfolding.add(each)
        yield from unfolding.until(unfolding._bucket(now - _BACK))
    yield from unfolding.until(date.max)
