"""`kentan demo`: a repository that is whole, valid, the same each time, and yields what was published."""

import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kentan.clocks.reckoner import Reckoner
from kentan.clocks.status import State
from kentan.desk.demo import BEGUN, RECONSTRUCTED, StartingRegistry, ways_of, write_demo
from kentan.desk.demo.brief import Brief
from kentan.desk.demo.courses import tell
from kentan.desk.demo.ledgers import reconstruction
from kentan.desk.demo.plan import Numbers
from kentan.desk.demo.samples import FIRST, samples
from kentan.desk.demo.sheet import pieces, staged, text_at
from kentan.desk.demo.unfolding import END
from kentan.desk.instance import NotEmpty
from kentan.desk.profiles import registry_folder
from kentan.figures.claims import Verdict, judge_claims
from kentan.files.formatting import canonical
from kentan.files.loading import Loaded, kind_of, load, shape
from kentan.files.reading import read
from kentan.files.tree import DiskTree
from kentan.languages import CHINESE, ENGLISH
from kentan.records.finding import Severity
from kentan.records.moments import Moment
from kentan.records.sectors import sector_name
from kentan.records.vocabulary import CaseKind, Channel, Decision, Disclosure, Mode, Outcome, Provenance, RaisedBy
from kentan.review.changes import compare
from kentan.review.permissions import Grounds
from kentan.review.recorded import judge_record
from kentan.review.roster import standing
from kentan.rules.check import check

CHECKED_ON = date(2026, 11, 22)


def git(folder: Path, *arguments: str) -> str:
    run = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True, text=True)
    return run.stdout.strip()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "new"
    write_demo(str(folder))
    return folder


@pytest.fixture(scope="module")
def scaled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scaled")
    write_demo(str(folder), 3000)
    return folder


@pytest.fixture(scope="module")
def loaded(demo: Path) -> Loaded:
    return load(DiskTree(str(demo)))


@pytest.fixture(scope="module")
def larger(scaled: Path) -> Loaded:
    return load(DiskTree(str(scaled)))


def errors(loaded: Loaded) -> list[object]:
    found = [*loaded.findings, *check(loaded.ledger, CHECKED_ON)]
    return [each for each in found if each.severity is Severity.ERROR]


def test_the_demo_is_valid(loaded: Loaded) -> None:
    assert len(loaded.ledger.cases) == RECONSTRUCTED
    assert errors(loaded) == []


def test_the_scaled_demo_is_valid(larger: Loaded) -> None:
    assert len(larger.ledger.cases) == 3000
    assert errors(larger) == []


@pytest.mark.parametrize("which", ["loaded", "larger"])
def test_all_claims_that_can_be_computed_hold_on_the_reconstruction(which: str, request: pytest.FixtureRequest) -> None:
    ledger = request.getfixturevalue(which).ledger
    judgements = list(judge_claims(ledger))
    computed = [each for each in judgements if each.claim.indicator is not None]
    assert len(computed) >= 40
    assert {f"{each.programme} {each.id}": each.verdict for each in computed} == {
        f"{each.programme} {each.id}": Verdict.HOLDS_ON_RECONSTRUCTION for each in computed
    }
    assert all(each.why for each in judgements if each.verdict is Verdict.CANNOT_BE_CHECKED)


def test_every_record_says_what_it_is(loaded: Loaded, larger: Loaded) -> None:
    ledger = loaded.ledger
    assert {each.provenance for each in ledger.cases.values()} == {Provenance.RECONSTRUCTION}
    assert {each.provenance for each in ledger.meetings.values()} == {Provenance.RECONSTRUCTION}
    assert {each.provenance for each in ledger.surveys.values()} == {Provenance.RECONSTRUCTION}
    assert Counter(each.provenance for each in larger.ledger.cases.values()) == {
        Provenance.RECONSTRUCTION: RECONSTRUCTED,
        Provenance.SAMPLE: 3000 - RECONSTRUCTED,
    }
    assert ledger.instance is not None
    assert "重建" in (ledger.instance.notice or "")
    chosen = [survey for survey in ledger.surveys.values() if survey.sent is None]
    assert chosen
    assert all(survey.base_is_chosen and "选定" in survey.title for survey in chosen)


def test_every_sector_has_a_name_in_both_languages(loaded: Loaded, larger: Loaded) -> None:
    enterprises = [case.enterprise for one in (loaded, larger) for case in one.ledger.cases.values()]
    sectors = {enterprise.sector for enterprise in enterprises if enterprise and enterprise.sector}
    assert sectors
    assert not [slug for slug in sectors for one in (CHINESE, ENGLISH) if sector_name(slug, one) is None]


def test_files_are_in_canonical_form(scaled: Path, larger: Loaded) -> None:
    tree, differing = DiskTree(str(scaled)), []
    for file in tree.files():
        kind, name = kind_of(file) or ("", "")
        if kind not in ("case", "meeting", "survey", "instance"):
            continue
        data = tree.read(file)
        case = larger.ledger.cases.get(name) if kind == "case" else None
        offices = larger.ledger.programmes[case.programme].supervisors if case else ()
        if canonical(read(file, data), kind, offices).encode() != data:
            differing.append(file)
    assert differing == []


def test_the_same_demo_has_the_same_commits(demo: Path, scaled: Path, tmp_path: Path) -> None:
    # Until the first sample both histories are the same: so they have the same commits, made in two runs.
    before = f"--until={FIRST.isoformat()}T00:00:00+0800"
    assert git(scaled, "rev-list", "-1", before, "main") == git(demo, "rev-list", "-1", before, "main")
    for name in ("one", "two"):
        write_demo(str(tmp_path / name), 150)
    assert git(tmp_path / "one", "rev-parse", "main") == git(tmp_path / "two", "rev-parse", "main")


def test_hand_over_answer_and_rating_are_commits_of_their_owners(demo: Path) -> None:
    log = git(demo, "log", "--reverse", "--format=%an", "--", "cases/2022/HZ-2022-0001.yml").split("\n")
    assert log[0] == "staff-huzhou-01"
    assert any(author.startswith("department-") for author in log)
    days = git(demo, "log", "--reverse", "--format=%cs").split("\n")
    assert days == sorted(days)
    assert days[0] == BEGUN.isoformat()
    assert git(demo, "status", "--porcelain") == ""


@pytest.mark.parametrize("share", [0.3, 0.7])
def test_every_state_of_the_history_is_valid(demo: Path, share: float, tmp_path: Path) -> None:
    commits = git(demo, "rev-list", "--reverse", "main").split("\n")
    git(demo, "worktree", "add", "--quiet", "--detach", str(tmp_path / "then"), commits[int(len(commits) * share)])
    try:
        assert errors(load(DiskTree(str(tmp_path / "then")))) == []
    finally:
        git(demo, "worktree", "remove", "--force", str(tmp_path / "then"))


def test_each_commit_of_a_case_writes_only_what_its_author_may() -> None:
    ledger = load(StartingRegistry(registry_folder())).ledger
    ways = {way.prefix: way for way in ways_of(ledger).values()}
    numbers = Numbers()
    planned = [*reconstruction(numbers), *(each for _, each in samples(400, numbers))]
    wrong = []
    for brief in [each for each in planned if isinstance(each, Brief)][::8]:
        story = tell(brief, ways[brief.id.partition("-")[0]])
        path, base = f"cases/{brief.day.year}/{brief.id}.yml", ledger
        stages, written = staged(story.events), pieces("case", story.record)
        for stage, event in enumerate(stages):
            case, found = shape(read(path, text_at(written, stage).encode()), "case")
            assert found == []
            head = replace(ledger, cases={brief.id: case}, files={("case", brief.id): path})
            actor = standing(ledger.people, str(ledger.people[event.actor].account), event.day)
            grounds = Grounds(registry=ledger, actor=actor, approvers=(), today=event.day)
            changes = [each for each in compare(base, head) if each.name[0] == "case"]
            assert changes
            wrong += [(brief.id, event.message, each) for change in changes for each in judge_record(grounds, change)]
            base = head
    assert wrong == []


def test_everything_that_happens_to_cases_happens_in_the_demo(larger: Loaded) -> None:
    cases = list(larger.ledger.cases.values())
    replies = [reply for case in cases for part in case.assignments.values() for reply in part.replies]
    assert {case.kind for case in cases} == set(CaseKind)
    assert {case.raised.channel for case in cases} == set(Channel)
    assert {case.raised.by for case in cases} == set(RaisedBy)
    assert {case.raised.mode for case in cases} == set(Mode)
    assert {case.enterprise.disclosure for case in cases if case.enterprise} == set(Disclosure)
    assert {entry.decision for case in cases for entry in case.acceptance} == set(Decision)
    assert {entry.grade for case in cases for entry in case.grades} == {"on-the-spot", "ordinary", "task-force"}
    assert {reply.outcome for reply in replies} == set(Outcome)
    assert {reply.promise.kept is None for reply in replies if reply.promise} == {True, False}
    for part in ("objections", "pauses", "extensions", "progress"):
        assert any(getattr(each, part) for case in cases for each in case.assignments.values()), part
    for part in ("callbacks", "featured", "withheld", "corrections", "rating_requests"):
        assert any(getattr(case, part) for case in cases), part
    assert {rating.score for case in cases for rating in case.ratings} == {1, 2, 3, 4, 5}
    assert len({case.summary for case in cases}) > 0.99 * len(cases)


def test_what_was_late_says_why_and_what_was_in_time_does_not(larger: Loaded) -> None:
    reckoner = Reckoner(larger.ledger, Moment(END))
    wrong = []
    for case in larger.ledger.cases.values():
        for clock in reckoner.reckon(case).clocks:
            if clock.id in ("hand-over", "reply", "promise", "task-force") and clock.stop is not None:
                late = clock.state is State.LATE
                if late != (getattr(clock.stop.entry, "late_reason", None) is not None):
                    wrong.append((case.id, clock.id))
    assert wrong == []


def test_fewer_cases_than_the_reconstruction_are_all_made_up(tmp_path: Path) -> None:
    assert write_demo(str(tmp_path), 40) == 40
    ledger = load(DiskTree(str(tmp_path))).ledger
    assert len(ledger.cases) == 40
    assert {case.provenance for case in ledger.cases.values()} == {Provenance.SAMPLE}
    assert ledger.claims == {}


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(NotEmpty):
        write_demo(str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
