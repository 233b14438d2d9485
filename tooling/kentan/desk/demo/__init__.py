"""`kentan demo`: an instance that reconstructs the five ledgers, and as many made-up cases beyond them as one likes."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import merge
from pathlib import Path

from kentan.desk.demo.brief import Ways
from kentan.desk.demo.history import Commit, write_history
from kentan.desk.demo.ledgers import reconstruction
from kentan.desk.demo.plan import Numbers
from kentan.desk.demo.samples import FIRST, samples
from kentan.desk.demo.sheet import Block, text_of
from kentan.desk.demo.unfolding import Unfolding, unfold
from kentan.desk.instance import ROOT_FILES, NotEmpty
from kentan.desk.profiles import instance_folder, registry_folder
from kentan.files.loading import load
from kentan.files.schema import schemas
from kentan.records.ledger import Ledger

RECONSTRUCTED = 1_788
"""How many cases the reconstruction has."""
BEGUN = date(2019, 10, 31)
"""The day of the first commit."""
_COPIED = ("departments", "institutions", "people", "places", "topics")
# Days in which a reply is in time for certain, after which it is late for certain, and within which staff hand over.
_DAYS = {
    "huzhou": (14, 15, 2),
    "suzhou": (17, 40, 2),
    "qingdao-west-coast": (7, 8, 1),
    "xiangshan": (10, 25, 1),
    "xiangyang": (25, 60, 3),
}
_NOTICE = (
    "本库由程序生成，不是任何机关的正式台账。标明“重建”的记录按已公布的合计数倒推而成，分布和内容均为虚构，"
    "只能说明这些数字彼此相容；标明“示例”的记录纯属虚构。与报道中的各地机关没有隶属关系。"
)
_NOTICE_EN = (
    "This repository was generated and is no office's ledger. Records marked as a reconstruction were derived from "
    "published totals: how they are spread and what they say is made up, and they show only that the figures fit "
    "together. Records marked as samples are made up altogether. It is not connected with the offices of the reports."
)


@dataclass(frozen=True, slots=True)
class StartingRegistry:
    """The registry to start from, as a tree of records; `folder` is `registry_folder()`."""

    folder: Path

    def files(self) -> Iterator[str]:
        """Yield the files that the demo takes over."""
        yield from self.first()
        yield from (f"registry/claims/{path.name}" for path in sorted((self.folder / "claims").glob("*.yml")))

    def first(self) -> Iterator[str]:
        """Yield those that stand there from the first commit."""
        yield from (f"registry/{name}.yml" for name in _COPIED)
        for folder in ("calendars", "programmes"):
            found = sorted((self.folder / folder).glob("*.yml"))
            yield from (f"registry/{folder}/{path.name}" for path in found)

    def read(self, file: str) -> bytes:
        """Return a file's bytes."""
        return (self.folder / file.removeprefix("registry/")).read_bytes()


def _claims(registry: StartingRegistry, ledger: Ledger) -> Iterator[Commit]:
    """Yield the commits in which the claims of a programme are registered, on the last day that they speak of."""
    for name, claims in ledger.claims.items():
        day = max(claim.as_of for claim in claims.claims.values())
        file = f"registry/claims/{name}.yml"
        yield Commit(day, "registrar-01", f"登记已公布的数字 {name}", [(file, registry.read(file).decode())])


def write_demo(
    directory: str, cases: int | None = None, tell: Callable[[int, int], None] = lambda _done, _total: None
) -> int:
    """Write the demo into a new or empty folder, as a Git repository, and return how many cases it has.

    Without `cases` it holds the reconstruction of the five ledgers. With more than that, made-up cases follow; with
    fewer, there is neither a reconstruction nor a claim, and all are made up. The same number gives the same commits
    on any machine and day. `tell` is told how many cases are begun. Raises NotEmpty, and CalledProcessError where Git
    fails.
    """
    if os.path.isdir(directory) and os.listdir(directory):
        raise NotEmpty(directory)
    wanted = RECONSTRUCTED if cases is None else cases
    registry = StartingRegistry(registry_folder())
    ledger = load(registry).ledger
    accounts = {name: person.account or 0 for name, person in ledger.people.items()}
    write_history(directory, _told(_commits(registry, ledger, wanted), wanted, tell), accounts)
    return wanted


def _told(commits: Iterable[Commit], wanted: int, tell: Callable[[int, int], None]) -> Iterator[Commit]:
    begun: set[str] = set()
    for commit in commits:
        begun.update([file for file, _text in commit.files if file.startswith("cases/")])
        tell(len(begun), wanted)
        yield commit


def _commits(registry: StartingRegistry, ledger: Ledger, cases: int) -> Iterator[Commit]:
    ways, numbers = ways_of(ledger), Numbers()
    yield Commit(BEGUN, "registrar-01", "建立台账：登记规则、部门、地区、领域和账号", list(_first_files(registry)))
    made_up = cases - RECONSTRUCTED if cases >= RECONSTRUCTED else cases
    streams: list[Iterator[Commit]] = []
    if cases >= RECONSTRUCTED:
        rebuilt = Unfolding(ways, BEGUN)
        for planned in reconstruction(numbers):
            rebuilt.add(planned)
        streams += [rebuilt.until(date.max), iter(sorted(_claims(registry, ledger), key=lambda commit: commit.day))]
    if made_up:
        period = 1 + made_up // 2000
        streams.append(unfold(Unfolding(ways, FIRST, min(period, 31)), samples(made_up, numbers)))
    yield from merge(*streams, key=lambda commit: commit.day)


def ways_of(ledger: Ledger) -> Mapping[str, Ways]:
    """Return how each programme of a registry goes about its cases."""
    return {
        name: Ways(
            id=name,
            prefix=programme.prefix,
            staff=name.partition("-")[0],
            supervisors=programme.supervisors,
            rules=programme.versions[-1],
            within=_DAYS[name][0],
            late=_DAYS[name][1],
            hand_over=_DAYS[name][2],
        )
        for name, programme in ledger.programmes.items()
    }


def _first_files(registry: StartingRegistry) -> Iterator[tuple[str, str]]:
    instance = {
        "name": "恳谈重建台账（演示）",
        "name_en": "Kentan, reconstructed ledgers (demo)",
        "notice": Block(_NOTICE),
        "notice_en": Block(_NOTICE_EN),
        "time_zone": "Asia/Shanghai",
        "country": "CN",
        "languages": ["zh", "en"],
        "licence": {"name": "CC0 1.0"},
        "registrars": ["registrar-01"],
        "format": "1",
    }
    yield "registry/instance.yml", text_of("instance", instance, 1)
    for file in registry.first():
        yield file, registry.read(file).decode()
    for name, text in schemas().items():
        yield f"registry/schema/{name}", text
    for name in ROOT_FILES:
        yield name, (instance_folder() / name).read_text("utf-8")
