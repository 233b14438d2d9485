"""What a site tells of the history of its records: on the page of a case, on the page of integrity, in its anchor."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from shutil import copyfile, copytree

import pytest

from kentan.cli.receipts import Receipt, write_receipt
from kentan.cli.recorded import head_of, recorded
from kentan.files.git import Repository
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.publish.build import build
from kentan.publish.gaps import Gap, gaps
from tests.publish.conftest import instance

REVIEW = Path(__file__).parents[1] / "review"
CASE = "cases/2022/HZ-2022-0001.html"
DAY = date(2022, 7, 20)
Commit = Callable[[str, str, str], str]


@pytest.fixture(scope="module")
def shells(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rendered shells, made once."""
    folder = instance(tmp_path_factory.mktemp("shells"))
    copytree(REVIEW / "base", folder, dirs_exist_ok=True)
    site(folder)
    return folder / "build"


@pytest.fixture
def folder(shells: Path, tmp_path: Path) -> Path:
    """An instance in a Git repository that has no commit yet."""
    made = instance(tmp_path / "records")
    copytree(shells / "rendered", made / "build" / "rendered")
    (made / ".gitignore").write_text("build/\n")
    subprocess.run(["git", "init", "--quiet", str(made)], check=True)
    return made


@pytest.fixture
def commit(folder: Path) -> Commit:
    """Lays a folder over the records and commits them on a day, by an account."""

    def made(source: str, day: str, account: str) -> str:
        copytree(REVIEW / source, folder, copy_function=copyfile, dirs_exist_ok=True)  # new times: Git must look
        who = {"NAME": "A", "EMAIL": f"{account}+a@users.noreply.example.cn" if account else "a@example.cn"}
        known = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
        dates = {f"GIT_{role}_DATE": f"{day}T09:00:00+08:00" for role in ("AUTHOR", "COMMITTER")}
        environment = {**os.environ, **known, **dates}
        subprocess.run(["git", "-C", str(folder), "add", "-A"], check=True)
        command = ["git", "-C", str(folder), "-c", "commit.gpgsign=false", "commit", "--quiet", "-m", "step"]
        subprocess.run(command, check=True, env=environment)
        with Repository(str(folder)) as repository:
            return repository.commit("HEAD")

    return made


def site(folder: Path, day: date = DAY) -> Path:
    ledger = load(DiskTree(str(folder))).ledger
    output = folder / "build" / "public"
    return build(ledger, folder, output, day, recorded=lambda: recorded(head_of(str(folder)))).output


def text(page: Path) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page.read_text("utf-8"))).split())


def held(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_a_case_says_when_by_whom_and_by_which_commit(folder: Path, commit: Commit) -> None:
    first, second = commit("base", "2022-06-10", ""), commit("department-answers/head", "2022-07-01", "1007")
    output = site(folder)
    shown = text(output / "en" / CASE)
    assert f"recorded 10 June 2022 · unattributed · {first[:10]} (time unattested)" in shown
    assert f"recorded 1 July 2022 · tax-01 (claimed only) · {second[:10]} (time unattested)" in shown
    assert f"2022年7月1日登记 · tax-01（仅自称） · {second[:10]}（时间无证明）" in text(output / CASE)


def test_what_was_recorded_late_says_so_beside_it(folder: Path, commit: Commit) -> None:
    first = commit("base", "2022-06-20", "")
    output = site(folder)
    shown = text(output / "en" / CASE)
    late = f"happened on 8 June 2022, recorded on 20 June 2022 09:00, by unattributed, commit {first[:10]}"
    assert f"{late} (time unattested)" in shown
    assert "happened on 20 June 2022" not in shown
    assert f"2022年6月8日发生，2022年6月20日 09:00登记，登记人：登记人不明，提交{first[:10]}" in text(output / CASE)
    page = text(output / "en" / "integrity" / "index.html")
    assert re.search(r"HZ-2022-0001 accepted 8 June 2022 20 June 2022 09:00 unattributed", page)


def test_a_meeting_says_it_too(folder: Path, commit: Commit) -> None:
    first = commit("base", "2022-06-20", "1003")
    output = site(folder)
    (page,) = (output / "en" / "meetings" / "2022").glob("2022-06-08-*.html")
    who = f"recorded 20 June 2022 · unattributed · {first[:10]} (time unattested)"
    assert re.search(rf"Held on 8 June 2022[ 0-9:]*How that was recorded {re.escape(who)}", text(page))


def test_a_site_of_a_past_day_knows_nothing_of_later_steps(folder: Path, commit: Commit) -> None:
    first, second = commit("base", "2022-06-10", ""), commit("department-answers/head", "2022-07-15", "1007")
    output = site(folder, date(2022, 7, 10))
    shown = text(output / "en" / CASE)
    assert f"recorded 10 June 2022 · unattributed · {first[:10]}" in shown
    assert second[:10] not in shown
    assert "not recorded yet" in shown
    page = text(output / "en" / "integrity" / "index.html")
    assert "Commits replayed 1 of these allowed 1 " in page
    assert "Facts recorded" not in page


def test_a_short_page_says_it_of_each_entry(folder: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch) -> None:
    first = commit("base", "2022-06-10", "")
    monkeypatch.setattr("kentan.publish.makers.cases.is_archived", lambda _edition, _case: True)
    shown = text(site(folder) / "en" / CASE)
    assert "Course of the case" not in shown
    assert shown.count(f"How that was recorded 2022-06-10 · unattributed · {first[:10]} (time unattested)") == 1
    assert "handed over ¹ " in shown
    assert shown.count("decided accepted ¹ ") == 1


def test_a_short_page_says_once_what_holds_of_all_its_recordings(
    folder: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = commit("base", "2022-06-10", "1003"), commit("department-answers/head", "2022-07-01", "1007")
    monkeypatch.setattr("kentan.publish.makers.cases.is_archived", lambda _edition, _case: True)
    shown = text(site(folder) / "en" / CASE)
    assert "How that was recorded (time unattested) 2022-06-10 · " in shown
    assert f"· {first[:10]} 2022-07-01 · tax-01 (claimed only) · {second[:10]} " in shown
    assert "登记情况（时间无证明） 2022-06-10 · " in text(folder / "build" / "public" / CASE)


def test_receipts_attest_and_attribute_also_where_they_come_later(folder: Path, commit: Commit) -> None:
    first = commit("base", "2022-06-10", "")
    site(folder)
    with Repository(str(folder)) as repository:
        write_receipt(repository, Receipt(None, first, "1003", "2022-06-11T09:00:00+08:00"))
    known = recorded(head_of(str(folder)))
    assert known is not None
    assert [(str(step.on), step.attributed, step.attested) for step in known.steps] == [
        ("2022-06-11 09:00", True, True)
    ]
    assert "recorded 11 June 2022 · " in text(site(folder) / "en" / CASE)


def test_integrity_counts_what_was_proved_and_what_was_not(folder: Path, commit: Commit) -> None:
    commit("base", "2022-06-10", "")
    bad = commit("lowers-a-rating/head", "2022-07-01", "1003")
    page = text(site(folder) / "en" / "integrity" / "index.html")
    assert "Commits replayed 2 of these allowed 1 " in page
    assert "Maker claimed by the commit alone 1 Maker unattributed 1 " in page
    assert "Time attested by the server or the host 0 Time unattested 2 " in page
    assert f"{bad[:10]} cases/2022/HZ-2022-0001.yml K721 " in page
    assert f"kentan audit --anchor {bad}" in page


def test_going_on_from_the_last_build_gives_the_same_site(folder: Path, commit: Commit) -> None:
    commit("base", "2022-06-10", "")
    site(folder)
    commit("department-answers/head", "2022-07-01", "1007")
    went_on = held(site(folder))
    shutil.rmtree(folder / ".git" / "kentan")
    assert held(site(folder)) == went_on


def test_what_was_published_has_to_lead_here(folder: Path, commit: Commit) -> None:
    first = commit("base", "2022-06-10", "")
    lost = "0123456789" * 4
    for _ in range(2):  # also where it goes on from what was kept
        known = recorded(head_of(str(folder), (first[:10], lost)))
        assert known is not None
        assert [(each.commit, each.code) for each in known.breaches] == [(lost, "K761")]


def test_another_branch_is_no_rewritten_history(folder: Path, commit: Commit) -> None:
    begun = commit("base", "2022-06-10", "")
    commit("department-answers/head", "2022-07-01", "1007")
    site(folder)
    subprocess.run(["git", "-C", str(folder), "checkout", "--quiet", begun], check=True)
    known = recorded(head_of(str(folder)))
    assert known is not None
    assert (known.commit, len(known.steps), known.breaches) == (begun, 1, ())


def test_each_site_names_the_head_from_which_it_was_built(folder: Path, commit: Commit) -> None:
    head = commit("base", "2022-06-10", "")
    assert json.loads((site(folder) / "build.json").read_bytes())["commit"] == head
    (folder / "cases" / "2022" / "HZ-2022-0003.yml").unlink()
    body = json.loads((site(folder) / "build.json").read_bytes())
    assert (body["commit"], body["clean"]) == (head, False)


@pytest.mark.parametrize("cut_off", [True, False], ids=["a shallow clone", "no repository"])
def test_without_its_history_the_site_says_so(folder: Path, commit: Commit, tmp_path: Path, cut_off: bool) -> None:
    commit("base", "2022-06-10", "")
    commit("department-answers/head", "2022-07-01", "1007")
    other = tmp_path / "other"
    if cut_off:
        subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{folder}", str(other)], check=True)
        copytree(folder / "build" / "rendered", other / "build" / "rendered")
    else:
        copytree(folder, other)
        (other / ".git").rename(tmp_path / "gone")
    output = site(other)
    assert "without the whole Git history" in text(output / "en" / "integrity" / "index.html")
    assert "course__recorded" not in (output / CASE).read_text("utf-8")
    assert json.loads((output / "build.json").read_bytes())["commit"] is None


def test_nobody_s_account_is_told(folder: Path, commit: Commit) -> None:
    commit("base", "2022-06-10", "7203948561")
    everything = b"".join(held(site(folder)).values())
    assert b"7203948561" not in everything


def test_an_entry_beside_a_withheld_one_keeps_its_own_commit(folder: Path, commit: Commit) -> None:
    commit("base", "2022-06-10", "")
    case = folder / "cases" / "2022" / "HZ-2022-0001.yml"
    secret = (
        "      - on: 2022-07-05\n        text: 不公开的进展。\n      - on: 2022-07-06\n        text: 公开的进展。\n"
    )
    written = case.read_text("utf-8").replace("    progress:\n    role: lead", f"    progress:\n{secret}    role: lead")
    case.write_text(written, "utf-8")
    path = "assignments.finance.progress.0.on"
    hidden = f"withheld:\n  - field: {path}\n    reason: 涉及他人\n"
    case.write_text(written.replace("withheld:\n", hidden), "utf-8")
    second = commit("base/registry/surveys", "2022-07-07", "")
    shown = text(site(folder) / "en" / CASE)
    course = shown[shown.index("Course of the case") : shown.index("How to cite")]
    assert re.search(rf"6 July 2022 progress \w+ \S+ recorded 7 July 2022 · unattributed · {second[:10]}", course), (
        course
    )
    assert "5 July 2022" not in course


def test_missing_numbers_are_gaps() -> None:
    assert gaps(["HZ-2022-0001", "HZ-2022-0004", "HZ-2022-0006", "QD-2022-0002"]) == (
        Gap("HZ-2022-0002", "HZ-2022-0003", 2),
        Gap("HZ-2022-0005", "HZ-2022-0005", 1),
        Gap("QD-2022-0001", "QD-2022-0001", 1),
    )


def test_the_number_beside_a_heading_counts_cases_and_not_the_rows_in_which_they_stand(site: Path) -> None:
    page = (site / "integrity/index.html").read_text("utf-8")
    for anchor in ("ended", "disclosure"):
        section = page.partition(f'<section id="{anchor}">')[2].partition("</section>")[0]
        column = "数量" if anchor == "ended" else "事项"
        counts = re.findall(rf'<td data-term="{column}"><bdi>([\d,]+)', section)
        shown = re.search(r"<small>([\d,]+)</small>", section)
        assert shown
        assert len(counts) > 1
        assert int(shown[1].replace(",", "")) == sum(int(count.replace(",", "")) for count in counts)
