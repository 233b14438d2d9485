"""Building again, and in several processes: always the same site, and only what depends on a change is made."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from shutil import copytree

import pytest

from kentan.publish import build as building
from kentan.publish import renderer, working
from kentan.publish.build import BuildResult, build
from kentan.publish.index import index
from kentan.publish.page import Page
from kentan.publish.preview import preview
from kentan.publish.stamping import Stamping
from kentan.publish.working import JobFailed, done, done_sparingly
from kentan.records.case import Case
from kentan.records.ledger import Ledger
from tests.publish.conftest import DAY, instance
from tests.publish.outputs import addressed


@pytest.fixture(scope="module")
def few(sample: Ledger) -> Ledger:
    """A ledger that is built quickly: some cases with all that they refer to."""
    cases = dict(islice(((name, case) for name, case in sample.cases.items() if case.assignments), 12))
    wanted = {case.raised.meeting for case in cases.values()}
    return replace(sample, cases=cases, meetings={name: one for name, one in sample.meetings.items() if name in wanted})


@pytest.fixture(scope="module")
def ready(few: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance whose shells are rendered, built once."""
    folder = instance(tmp_path_factory.mktemp("ready"))
    built(few, folder)
    return folder


def built(ledger: Ledger, folder: Path, known: bool = True) -> BuildResult:
    digests = digests_of(ledger) if known else None
    return build(ledger, folder, folder / "build" / "public", DAY, digests=digests)


def digests_of(ledger: Ledger) -> Mapping[str, str]:
    """Stand-ins for the digests of the files: the records themselves."""
    records = {"case": ledger.cases, "meeting": ledger.meetings}
    found = {
        path: repr(records[kind][name])
        for (kind, name), path in ledger.files.items()
        if kind in records and name in records[kind]
    }
    return {**found, "registry/instance.yml": repr(ledger.instance)}


def cold(ready: Path, folder: Path) -> Path:
    """Another instance that has the shells and nothing else."""
    instance(folder)
    copytree(ready / "build" / "rendered", folder / "build" / "rendered")
    return folder


def held(folder: Path) -> dict[str, bytes]:
    output = folder / "build" / "public"
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def different(one: Path, other: Path) -> list[str]:
    first, second = held(one), held(other)
    return sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))


def retitled(ledger: Ledger, name: str) -> Ledger:
    case = ledger.cases[name]
    return replace(ledger, cases={**ledger.cases, name: replace(case, title=f"{case.title}（改）")})


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that are really made."""
    found: list[str] = []
    stamped = Stamping.stamped

    def counted(self: Stamping, page: Page) -> bytes:
        found.append(self.place.path(page.address))
        return stamped(self, page)

    monkeypatch.setattr(Stamping, "stamped", counted)
    return found


def test_two_processes_lay_down_the_same_bytes_as_one(
    few: Ledger, ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_FEW", 0)
    monkeypatch.setattr(building, "processes", lambda: 3)
    folder = cold(ready, tmp_path)
    assert built(few, folder).pages == built(few, ready).pages
    assert different(folder, ready) == []


def test_after_a_change_the_site_is_as_if_it_were_built_anew_and_only_what_depends_on_it_is_made(
    few: Ledger, ready: Path, tmp_path: Path, made: list[str]
) -> None:
    folder = tmp_path / "warm"
    copytree(ready, folder)
    built(few, folder)
    made.clear()
    name = next(iter(few.cases))
    changed = retitled(few, name)
    result = built(changed, folder)
    cases = [address for address in made if Path(address).name.partition("-")[0].isupper()]
    assert cases == [f"cases/{name[3:7]}/{name}.html", f"en/cases/{name[3:7]}/{name}.html"]
    assert 0 < result.written.written < result.written.files / 2
    anew = cold(ready, tmp_path / "cold")
    built(changed, anew, known=False)
    assert different(folder, anew) == []


def test_a_case_that_was_saved_is_shown_at_once_as_the_next_build_shows_it(
    few: Ledger, ready: Path, tmp_path: Path
) -> None:
    folder, anew = tmp_path / "warm", tmp_path / "cold"
    copytree(ready, folder)
    name = next(iter(few.cases))
    changed = retitled(few, name)
    laid = preview(changed, [name], folder, folder / "build" / "public", DAY)
    assert laid == [f"cases/{name[3:7]}/{name}.html", f"en/cases/{name[3:7]}/{name}.html"]
    built(changed, cold(ready, anew), known=False)
    assert not set(laid) & set(different(folder, anew))


def test_a_case_that_was_shown_and_then_taken_back_is_built_as_it_was(few: Ledger, ready: Path, tmp_path: Path) -> None:
    folder = tmp_path / "warm"
    copytree(ready, folder)
    built(few, folder)
    name = next(iter(few.cases))
    laid = preview(retitled(few, name), [name], folder, folder / "build" / "public", DAY)
    assert different(folder, ready) == sorted(laid)
    built(few, folder)
    assert different(folder, ready) == []


@pytest.mark.parametrize("change", ["case gone", "meeting", "registry", "day"])
def test_whatever_changes_cached_equals_cold(
    few: Ledger, ready: Path, tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, anew = tmp_path / "warm", tmp_path / "cold"
    copytree(ready, folder)
    match change:
        case "case gone":
            changed = replace(few, cases=dict(islice(few.cases.items(), 1, None)))
        case "meeting":
            meetings = {name: replace(one, theme=f"{one.theme}（改）") for name, one in few.meetings.items()}
            changed = replace(few, meetings=meetings)
        case "registry":
            assert few.instance
            changed = replace(few, instance=replace(few.instance, name="别的名称"))
        case _:
            changed = few
            monkeypatch.setattr("tests.publish.test_building.DAY", DAY.replace(year=DAY.year + 1))
    built(changed, folder)
    built(changed, cold(ready, anew), known=False)
    assert different(folder, anew) == []


def test_the_work_grows_with_the_records_and_no_faster(
    few: Ledger, ready: Path, tmp_path: Path, made: list[str]
) -> None:
    counts = []
    for times in (4, 8):
        made.clear()
        ledger = many(few, times)
        result = built(ledger, cold(ready, tmp_path / str(times)), known=False)
        counts.append((len(made), result.written.files))
    (pages, files), (more_pages, more_files) = counts
    assert more_pages <= 2.1 * pages
    assert more_files <= 2.1 * files


def many(ledger: Ledger, times: int) -> Ledger:
    """The same cases several times, each time under other numbers."""
    cases: dict[str, Case] = {}
    for number in range(times):
        for name, case in ledger.cases.items():
            own = f"{name}{number}"
            cases[own] = replace(case, id=own)
    return replace(ledger, cases=cases)


def test_the_map_of_the_site_names_every_page_that_was_laid_down(few: Ledger, ready: Path, tmp_path: Path) -> None:
    folder, base = cold(ready, tmp_path), "https://talks.example.org/"
    built(addressed(few, base), folder)
    for name, prefix in (("sitemap.xml", ""), ("en/sitemap.xml", "en/")):
        named = re.findall(rf"<loc>{base}(.*?)</loc>", held(folder)[name].decode())
        laid = [path for path in held(folder) if path.endswith(".html") and path.startswith("en/") == bool(prefix)]
        assert sorted(named) == sorted(set(laid) - {f"{prefix}404.html"})


Jobs = list[Callable[[working.Tell], int]]


def sparingly(jobs: Jobs, tell: working.Tell, most: int) -> list[int]:
    return done_sparingly(jobs[:1], jobs[1:], tell, most)


WAYS = pytest.mark.parametrize("way", [done, sparingly])
Way = Callable[[Jobs, working.Tell, int], list[int]]


@WAYS
def test_a_job_that_fails_ends_the_others_and_says_why(way: Way) -> None:
    def fails(_tell: object) -> int:
        raise ValueError("wrong")

    def lasts(_tell: object) -> int:
        time.sleep(60)
        return 1

    begun = time.monotonic()
    with pytest.raises(JobFailed, match="wrong"):
        way([fails, lasts], lambda *_told: None, 2)
    with pytest.raises(JobFailed, match="wrong"):
        way([lasts, fails], lambda *_told: None, 2)
    assert time.monotonic() - begun < 30


@WAYS
def test_a_disk_that_is_full_is_said_as_such(way: Way) -> None:
    def fails(_tell: object) -> int:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        way([fails, fails], lambda *_told: None, 2)


@WAYS
def test_a_process_that_is_killed_is_no_result(way: Way) -> None:
    here, begun, told = os.getpid(), time.monotonic(), signal.getsignal(signal.SIGCHLD)

    def killed(_tell: object) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)
        return 1

    with pytest.raises(JobFailed):
        way([killed, killed], lambda *_told: None, 2)
    assert time.monotonic() - begun < 30
    assert signal.getsignal(signal.SIGCHLD) is told


@WAYS
def test_results_come_in_the_order_of_the_jobs_and_progress_is_told(way: Way, tmp_path: Path) -> None:
    def job(number: int) -> Callable[[working.Tell], int]:
        def run(tell: working.Tell) -> int:
            tell("counted", number, 5)
            (tmp_path / f"{os.getpid()}.process").touch()
            time.sleep(0.1)
            return number * number

        return run

    def tell(_what: str, number: int, _of: int) -> None:
        (tmp_path / f"{number}.job").touch()

    assert way([job(number) for number in range(5)], tell, 2) == [0, 1, 4, 9, 16]
    assert len(list(tmp_path.glob("*.process"))) >= 2
    assert sorted(path.stem for path in tmp_path.glob("*.job")) == ["0", "1", "2", "3", "4"]


@WAYS
def test_work_that_is_over_at_once_is_done(way: Way) -> None:
    for _ in range(30):
        assert way([lambda _tell: 1, lambda _tell: 2], lambda *_told: None, 4) == [1, 2]


@WAYS
def test_what_another_process_began_ends_with_the_work(way: Way, tmp_path: Path) -> None:
    here = os.getpid()

    def fails(_tell: object) -> int:
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        raise ValueError("wrong")

    def lasts(_tell: object) -> int:
        if os.getpid() == here:
            return fails(_tell)
        (tmp_path / "begun").touch()
        time.sleep(2)
        (tmp_path / "ended").touch()
        return 1

    with pytest.raises(JobFailed, match="wrong"):
        way([lasts, lasts if way is done else fails], lambda *_told: None, 2)
    time.sleep(2.5)
    assert not (tmp_path / "ended").exists()


def test_builds_of_one_instance_wait_for_each_other(tmp_path: Path) -> None:
    def enter(_tell: object) -> float:
        with working.alone(tmp_path):
            entered = time.monotonic()
            time.sleep(0.3)
        return entered

    first, second = done([enter, enter], lambda *_told: None, 2)
    assert abs(first - second) >= 0.3


def test_a_build_waits_for_a_renderer_that_outlived_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderer, "COMMAND", (sys.executable, "-c", "import time; time.sleep(1)"))
    process = os.fork()
    if process == 0:
        with working.alone(tmp_path):
            renderer.Rendering(tmp_path / "mkdocs.yml", tmp_path, {})
            os._exit(9)  # as if it were killed
    os.waitpid(process, 0)
    begun = time.monotonic()
    with working.alone(tmp_path):
        assert time.monotonic() - begun > 0.4


def test_on_a_large_site_a_settled_case_has_a_short_page_at_its_old_address(
    few: Ledger, ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = held(ready)
    monkeypatch.setattr("kentan.publish.archive.MANY", 0)
    folder = cold(ready, tmp_path)
    built(few, folder)
    small = held(folder)
    gone = [path.removeprefix("en/") for path in whole.keys() - small.keys()]
    assert small.keys() <= whole.keys()
    assert gone
    assert all(path.startswith("reports/direct/") and str(DAY.year) not in path for path in gone)
    links = [f'direct/{Path(path).name}"'.encode() for path in gone]
    assert not [path for path, content in small.items() if any(link in content for link in links)]
    short = [path for path, content in small.items() if b"/short.css" in content and path.endswith(".html")]
    states = index(few, DAY).computed.states
    assert len(short) == 2 * sum(not state.is_open for state in states.values()) > 0
    for path in short:
        text = small[path].decode()
        case = few.cases[Path(path).stem]
        assert not states[case.id].is_open
        assert len(small[path]) < len(whole[path]) / 3
        assert "kentan-slot" not in text
        assert DAY.isoformat() not in text
        if path.startswith("en/"):
            continue
        assert case.title in text
        assert case.summary is None or case.summary.strip().splitlines()[0] in text
        for part in case.assignments.values():
            for reply in part.replies:
                assert reply.text.strip().splitlines()[0] in text


def test_parts_that_were_spoilt_are_made_again(few: Ledger, ready: Path, tmp_path: Path) -> None:
    folder, anew = tmp_path / "warm", tmp_path / "cold"
    copytree(ready, folder)
    name = next(iter(few.cases))
    changed = retitled(few, name)
    parts = [path for path in (folder / "build" / ".kentan").rglob("segments/*") if path.is_file()]
    assert parts
    for path in parts:
        path.write_bytes(path.read_bytes()[:-1])
    built(changed, folder)
    built(changed, cold(ready, anew), known=False)
    assert different(folder, anew) == []


def test_on_a_very_large_site_every_page_is_short_and_says_what_is_owed(
    few: Ledger, ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kentan.publish.archive.MANY", 0)
    monkeypatch.setattr("kentan.publish.archive.VERY_MANY", 0)
    folder, states = cold(ready, tmp_path), index(few, DAY).computed.states
    built(few, folder)
    for case in few.cases.values():
        page = (folder / "build" / "public" / "cases" / case.id[3:7] / f"{case.id}.html").read_bytes()
        assert b"/short.css" in page
        assert len(page) < 6_000
        owed = [clock for clock in states[case.id].clocks if clock.is_open]
        assert page.count(b"<details>") == len(owed)
        assert (b"id=owed" in page) is bool(owed)
    whole = held(ready)
    others = {path: content for path, content in held(folder).items() if path in whole and path.endswith(".html")}
    past_year = re.compile(r"(meetings|reports/programme)/.*/20(1\d|2[0-5])-?[^/]*\.html$")
    past = [path for path in others if past_year.search(path)]
    assert any("meetings/" in path for path in past)
    assert any("reports/programme/" in path for path in past)
    for path in past:
        assert b"/short.css" in others[path]
        assert len(others[path]) < len(whole[path]) - 5_000
        assert b"<h1" in others[path]
    short = {path for path, content in others.items() if b"/short.css" in content and "cases/" not in path}
    assert not [path for path in short if str(DAY.year) in Path(path).name]
    assert not [path for path in whole if b"/short.css" in whole[path]]
