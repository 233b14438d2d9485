"""The audit of a history: who recorded each fact, what was not allowed, and that nothing was lost or rewritten."""

import json
import subprocess
from pathlib import Path

import pytest

from kentan.cli.__main__ import main
from kentan.cli.auditing import audit, kept
from kentan.cli.receipts import Receipt, receipts, write_receipt
from kentan.files.git import Repository
from kentan.review.audit import Attribution
from kentan.rules.review import NEEDS_PERSON

HERE = Path(__file__).parent
CASE = "cases/2022/HZ-2022-0001.yml"
NAME = ("case", "HZ-2022-0001")
REPLY = "assignments.tax.replies.0.outcome"


@pytest.fixture
def repository(tmp_path: Path, bare):
    """A repository of its own, for its receipts; what is committed is written into it."""
    own = type(bare)(str(tmp_path / "own.git"))
    subprocess.run(["git", "init", "--quiet", "--bare", own.path], check=True)
    with Repository(own.path) as opened:
        yield own, opened


@pytest.fixture
def line(repository, base_files, laid_over_base):
    """Commits folders' heads one upon the other, each by an account; returns the ids, the first of the base."""
    own, _opened = repository

    def commit(*steps: tuple[str, str]) -> list[str]:
        made = [own.commit(base_files, account="1001")]
        files = dict(base_files)
        for name, account in steps:
            files = laid_over_base(HERE / name / "head") if name else dict(base_files)
            made.append(own.commit(files, made[-1], account=account))
        return made

    return commit


def codes(found) -> list[tuple[str, str]]:
    return [(each.commit, each.finding.code) for each in found.breaches]


def test_each_fact_has_the_commit_that_recorded_it(repository, line) -> None:
    _own, opened = repository
    first, second = line(("department-answers", "1007"))
    found = audit(opened, second, {})
    assert codes(found) == []
    assert [step.attribution for step in found.steps] == [Attribution.UNATTRIBUTED, Attribution.CLAIMED]
    reply, title = found.recording(NAME, REPLY), found.recording(NAME, "title")
    assert reply is not None
    assert title is not None
    assert (reply.commit, reply.person, str(reply.on)) == (second, "tax-01", "2022-07-01 08:00")
    assert title.commit == first
    assert found.recording(NAME, "assignments.tax.replies.1.outcome") is None


def test_what_was_lost_is_found_even_where_it_was_put_back(repository, line) -> None:
    _own, opened = repository
    made = line(("removes-a-rating", "1003"), ("", "1003"))
    found = audit(opened, made[-1], {})
    assert codes(found) == [(made[1], "K722")]
    again = found.recording(NAME, "ratings.0.score")
    assert again is not None
    assert again.commit == made[2]


def test_a_claim_is_held_against_its_maker_and_no_claim_against_nobody(repository, line) -> None:
    _own, opened = repository
    claimed = line(("department-answers-for-another", "1005"))
    assert codes(audit(opened, claimed[-1], {})) == [(claimed[1], "K712")]
    nobody = line(("department-answers-for-another", ""))
    assert codes(audit(opened, nobody[-1], {})) == []
    nobody = line(("lowers-a-rating", ""))
    assert codes(audit(opened, nobody[-1], {})) == [(nobody[1], "K721")]


def test_someone_who_left_is_found_by_the_roster_of_the_time(repository, line) -> None:
    _own, opened = repository
    made = line(("staff-accept", "1010"))
    assert codes(audit(opened, made[-1], {})) == [(made[1], "K702")]


def test_a_change_behind_a_file_that_cannot_be_read_is_found(repository, line) -> None:
    _own, opened = repository
    made = line(("breaks-a-case-so-that-it-cannot-be-read", ""), ("lowers-a-rating", ""))
    assert codes(audit(opened, made[-1], {})) == [(made[1], "K733"), (made[2], "K721")]


def test_a_deleted_and_a_renamed_case_are_found(repository, line) -> None:
    _own, opened = repository
    made = line(("gives-a-case-another-id", ""))
    assert codes(audit(opened, made[-1], {})) == [(made[1], "K723")]
    own, _ = repository
    gone = own.commit({}, made[0])
    assert codes(audit(opened, gone, {})).count((gone, "K723")) == 5


def test_a_receipt_attests_and_attributes(repository, line) -> None:
    _own, opened = repository
    first, second = line(("department-answers", ""))
    write_receipt(opened, Receipt(None, first, "1001", "2022-07-01T08:00:00+08:00"))
    write_receipt(opened, Receipt(first, second, "1007", "2022-07-01T23:30:00+00:00"))
    assert [each.new for each in receipts(opened)] == [first, second]
    found = audit(opened, second, {})
    step = found.recording(NAME, REPLY)
    assert step is not None
    assert (step.attested, step.attribution, step.person) == (True, Attribution.ATTRIBUTED, "tax-01")
    assert str(step.on) == "2022-07-02 07:30"
    assert codes(found) == []


def test_a_rewritten_history_contradicts_its_receipts(repository, line) -> None:
    _own, opened = repository
    before = line(("staff-record-a-rating", "1003"))
    write_receipt(opened, Receipt(before[0], before[1], "1003", "2022-07-01T08:00:00+08:00"))
    after = line(("department-answers", "1007"))
    assert codes(audit(opened, after[-1], {})) == [(before[1], "K761")]


FOLDERS = sorted(path.parent for path in HERE.glob("*/expected") if not (path.parent / "head-earlier").exists())
"""Changes of one commit: an audit judges each step of main by itself, a review all commits of a change together."""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_audit_finds_what_the_review_would_have_refused(folder: Path, bare, write) -> None:
    lines = (folder / "expected").read_text("utf-8").splitlines()
    told = [line.split(" ")[0] for line in lines]
    (actor,) = (line.split(" ")[1] for line in lines if line.startswith("actor "))
    written = write(folder, account=actor if actor.isdecimal() else "")
    refused = {code for code in told if code.startswith("K7")} - NEEDS_PERSON - {"K732"}
    if {"parted", "empty", "approver", "day"} & set(told) or not actor.isdecimal() or refused & {"K701"}:
        return  # the line of main knows no change that began earlier, no approvals, and no claim of nobody
    with Repository(bare.path) as opened:
        found = audit(opened, written.head, {})
    breaches = {code for commit, code in codes(found) if commit == written.head} - NEEDS_PERSON
    assert refused <= breaches
    is_second_file = "K322" in told  # to whoever reads file by file, a second file of an id changes its record
    assert bool(refused) == bool(breaches) or is_second_file


def test_no_process_is_begun_for_a_commit_or_a_file(repository, line, monkeypatch) -> None:
    own, _opened = repository
    begun: list[object] = []
    begin = subprocess.Popen.__init__

    def counted(self, *arguments, **named) -> None:
        begun.append(arguments)
        begin(self, *arguments, **named)

    monkeypatch.setattr(subprocess.Popen, "__init__", counted)
    counts = []
    for steps in ([("staff-accept", "1003")], [("staff-accept", "1003"), ("", "1003")] * 8):
        made = line(*steps)
        begun.clear()
        with Repository(own.path) as anew:
            audit(anew, made[-1], {})
        counts.append(len(begun))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("redacted", [True, False])
def test_a_history_that_a_redaction_rewrote_is_followed(repository, line, redacted: bool, tmp_path, capsys) -> None:
    _own, opened = repository
    before = line(("department-answers", "1007"))
    write_receipt(opened, Receipt(None, before[0], "1001", "2022-07-01T08:00:00+08:00"))
    write_receipt(opened, Receipt(before[0], before[1], "1007", "2022-07-01T09:00:00+08:00"))
    after = line(("registrar-redacts-alone" if redacted else "staff-accept", "1001"))
    table = tmp_path / "commit-map"
    table.write_text(
        "old                                      new\n" + f"{before[0]} {after[0]}\n{before[1]} {after[1]}\n"
    )
    with pytest.raises(SystemExit):
        main(["audit", "--lang", "en", "--root", opened.path, "--head", after[-1], "--rewritten", str(table)])
    assert ("K761" in capsys.readouterr().out) != redacted
    found = audit(opened, after[-1], {}, rewritten={before[0]: after[0], before[1]: after[1]})
    assert [step.attested for step in found.steps] == [True, True]


@pytest.mark.parametrize("side", ["bad", "good"])
def test_published_heads_have_to_be_on_the_line(repository, line, side: str) -> None:
    folder = HERE.parent / "rules" / "K761"
    _own, opened = repository
    first, second = line(("department-answers", "1007"))
    named = {"first": first, "second": second, "lost": line(("staff-accept", "1003"))[1]}
    listed = (folder / side / "anchors").read_text("ascii").split()
    found = audit(opened, second, {named[name]: name for name in listed})
    told = [f"{each.finding.code} {each.finding.file}" for each in found.breaches]
    assert told == ((folder / "expected").read_text("ascii").splitlines() if side == "bad" else [])


def test_going_on_gives_the_same_as_beginning_anew(repository, line) -> None:
    _own, opened = repository
    made = line(("staff-record-a-rating", "1003"), ("department-answers-for-another", "1005"), ("", "1003"))
    whole = audit(opened, made[-1], {})
    part = kept(audit(opened, made[1], {}))
    on = audit(opened, made[-1], {}, state=part)
    assert kept(on) == kept(whole)
    assert audit(opened, made[-1], {}, state=kept(whole)).steps == whole.steps


def test_going_on_in_another_time_zone_gives_the_same_as_beginning_anew(repository, base_files) -> None:
    own, opened = repository
    file = "registry/instance.yml"
    mode, text = base_files[file]
    first = own.commit(base_files, account="1001")
    second = own.commit({**base_files, file: (mode, text.replace(b"Asia/Shanghai", b"UTC"))}, first, account="1001")
    on = audit(opened, second, {}, state=kept(audit(opened, first, {})))
    assert on.steps == audit(opened, second, {}).steps
    assert [step.on.minute for step in on.steps] == [0, 0]


def test_nothing_that_is_set_for_git_hides_a_step_or_a_submodule(repository, base_files) -> None:
    own, opened = repository
    ignored = b'[submodule "x"]\n\tpath = cases/x\n\turl = https://example.org/x\n\tignore = all\n'
    first = own.commit(base_files, account="1001")
    hidden = {**base_files, ".gitmodules": ("100644", ignored), "cases/x": ("160000", first.encode())}
    second = own.commit(hidden, first, account="1001")
    signature = b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----\n\n"
    told = opened.run("cat-file", "commit", second).replace(b"\n\n", b"\n" + signature, 1)
    signed = opened.run("hash-object", "-t", "commit", "-w", "--stdin", given=told).decode().strip()
    opened.run("update-ref", "--no-deref", "HEAD", signed)
    opened.run("config", "log.showSignature", "true")
    found = audit(opened, signed, {})
    assert [step.commit for step in found.steps] == [first, signed]
    assert (signed, "K751") in codes(found)


def test_a_history_that_left_the_kept_one_is_said(repository, line) -> None:
    _own, opened = repository
    one, other = line(("staff-accept", "1003")), line(("department-answers", "1007"))
    state = kept(audit(opened, one[-1], {}))
    assert codes(audit(opened, other[-1], {}, state=state)) == [(one[1], "K761")]


def test_the_command_says_it_in_words_and_in_json(repository, line, capsys, tmp_path: Path) -> None:
    own, _opened = repository
    made = line(("department-answers-for-another", "1005"))
    given = ["audit", "--lang", "en", "--root", own.path, "--head", made[-1], "--state", str(tmp_path / "state")]
    for form in ("text", "json"):
        with pytest.raises(SystemExit) as ended:
            main([*given, "--format", form])
        assert ended.value.code == 1
        out = capsys.readouterr().out
        if form == "text":
            assert "2 steps of main" in out
            assert "K712 assignments.tax.replies.0 is for tax to record" in out
        else:
            assert json.loads(out)["counts"] == {"attributed": 0, "claimed": 1, "unattributed": 1, "attested": 0}


def test_an_anchor_may_be_short_and_one_that_is_none_accuses_nobody(repository, line, capsys) -> None:
    own, _opened = repository
    made = line(("department-answers", "1007"))
    given = ["audit", "--lang", "en", "--root", own.path, "--head", made[-1], "--anchor"]
    for anchor, code in ((made[0][:9], 0), ("deadbeef", 2), ("f" * 40, 1)):
        with pytest.raises(SystemExit) as ended:
            main([*given, anchor])
        told = capsys.readouterr()
        assert ended.value.code == code, anchor
        assert ("K761" in told.out) == (code == 1)
