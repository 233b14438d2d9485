"""Small ledgers, written as the files that people write."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from kentan.clocks.reckoner import Reckoner
from kentan.figures.compute import compute
from kentan.figures.figure import Figure
from kentan.figures.selection import EVERYTHING, Selection
from kentan.files.loading import load
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment

REGISTRY = {
    "registry/places.yml": """\
places:
  city: {name: 市, level: city}
  district: {name: 区, level: district, within: city}
""",
    "registry/departments.yml": """\
departments:
  land: {name: 自然资源局, type: government, level: city}
  tax: {name: 税务局, type: government, level: city}
""",
    "registry/topics.yml": "topics:\n  land: {name: 用地}\n",
    "registry/programmes/talks.yml": """\
id: talks
name: 恳谈会
prefix: TA
organiser: land
places: [city, district]
began: 2022-01-01
summary: 示例
versions:
  - from: 2022-01-01
    meetings:
      talk: {name: 恳谈会}
    clocks:
      reply:
        name: 十四天内答复
        starts: [handed-over]
        stops: [replied, merged, withdrawn]
        limit: {days: 14}
        applies: {roles: [lead]}
    rating: {window: {days: 30}, satisfied: 4}
""",
}


@dataclass(frozen=True)
class MemoryTree:
    """A tree of records held in memory."""

    held: Mapping[str, str]

    def files(self) -> Iterator[str]:
        yield from sorted(self.held)

    def read(self, file: str) -> bytes:
        return self.held[file].encode()


@pytest.fixture
def ledger_of() -> Callable[[Mapping[str, str]], Ledger]:
    def make(files: Mapping[str, str]) -> Ledger:
        loaded = load(MemoryTree({**REGISTRY, **files}))
        assert loaded.findings == ()
        return loaded.ledger

    return make


@pytest.fixture
def figure_of() -> Callable[..., Figure]:
    def make(ledger: Ledger, indicator: str, as_of: date, selection: Selection = EVERYTHING) -> Figure:
        return compute(indicator, ledger, Reckoner(ledger, Moment(as_of)).reckon, selection, as_of=as_of)

    return make
