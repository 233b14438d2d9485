"""What a person at the command line sees: exit codes, languages, forms, the next step; never a traceback."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[3]
Run = Callable[..., subprocess.CompletedProcess[str]]
HOSTILE = "\x1b[31m::error::\r\n<script>|`x`"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `kentan` as a process of its own, in a folder that is no instance."""

    def call(*arguments: str, language: str = "en", **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "KENTAN_"))}
        clean.update(PYTHONPATH=str(ROOT / "tooling"), PYTHONUTF8="1", KENTAN_LANG=language, **environment)
        return subprocess.run(
            [sys.executable, "-m", "kentan", *arguments],
            cwd=tmp_path,
            env=clean,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return call


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """A small copy of the repository's records."""
    for room in ("registry", "cases", "meetings"):
        shutil.copytree(ROOT / room, tmp_path / "instance" / room)
    return tmp_path / "instance"


@pytest.fixture
def broken(instance: Path) -> Path:
    """The same, with a file that has two faults, one of them in text that a terminal would obey."""
    path = instance / "cases" / "2022" / "HZ-2022-9999.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text('id: HZ-2022-9999\nkind: "\\e[31m::error::|`x`<script>"\ntitel: x\n', "utf-8")
    return instance


def test_help_lists_every_verb_in_both_languages(run: Run) -> None:
    for language, word in (("en", "Check all records"), ("zh", "检查全部记录")):
        result = run("--help", language=language)
        assert (result.returncode, word in result.stdout) == (0, True)
    verbs = [line.split()[0] for line in run("--help").stdout.split("Commands:\n")[1].splitlines() if line[:3] == "  c"]
    assert "check" in verbs


@pytest.mark.parametrize("verb", ["check", "rules", "format", "due", "build", "serve", "init", "demo", "schema"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_verb_has_help(run: Run, verb: str, language: str) -> None:
    result = run(verb, "--help", language=language)
    assert result.returncode == 0, result.stderr
    assert "--lang" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [["chek"], ["check", "nowhere"], ["check", "."], ["check"], ["check", "--format", "xml"], ["rules", "K999"],
     ["--lang", "tlh", "check"], ["due", "--as-of", "yesterday"], ["init"], ["format", "nothing.yml"]],
)  # fmt: skip
def test_wrong_use_is_said_with_exit_code_2_and_no_traceback(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["demo", "new", "--cases", "0"], "0 超出范围（应为 x>=1）。"),
        (["serve", "--port", "none"], "'none' 不是有效的数字（整数）。"),
        (["check", "--formt=x"], "没有选项 '--formt'。"),
    ],
)
def test_wrong_use_is_said_in_chinese(run: Run, arguments: list[str], said: str) -> None:
    assert said in run(*arguments, language="zh").stderr


def test_sound_records_exit_with_0_and_name_the_next_step(run: Run, instance: Path) -> None:
    result = run("check", str(instance), KENTAN_TODAY="2026-11-22")
    assert result.returncode == 0, result.stdout
    assert "Next: kentan build" in result.stderr


@pytest.mark.parametrize("day", ["2019-12-31", "2022-06-15", "2022-07-01", "2023-03-15", "2026-09-30"])
def test_what_came_after_the_day_asked_for_is_no_error(run: Run, instance: Path, day: str) -> None:
    result = run("check", str(instance), "--as-of", day, KENTAN_TODAY="2026-11-22")
    assert result.returncode == 0, result.stdout


def test_what_is_after_the_real_day_stays_an_error_in_every_view(run: Run, instance: Path) -> None:
    asked = ["check", str(instance), "--as-of", "2022-07-01"]
    assert "K491" in run(*asked, KENTAN_TODAY="2022-07-02").stdout


def test_findings_exit_with_1_and_say_place_code_and_mend(run: Run, broken: Path) -> None:
    result = run("check", str(broken))
    assert result.returncode == 1
    assert "cases/2022/HZ-2022-9999.yml:3:1 error K201" in result.stdout
    assert "→" in result.stdout
    assert "\x1b" not in result.stdout


def test_colour_comes_only_where_it_is_wanted(run: Run, broken: Path) -> None:
    assert "\x1b[" in run("check", str(broken), FORCE_COLOR="1").stdout
    assert "\x1b[" not in run("check", str(broken), FORCE_COLOR="1", NO_COLOR="1").stdout


def test_json_has_every_finding(run: Run, broken: Path) -> None:
    body = json.loads(run("check", str(broken), "--format", "json").stdout)
    assert body["errors"] == sum(each["severity"] == "error" for each in body["findings"])
    assert {"K201", "K202"} <= {each["code"] for each in body["findings"]}
    assert all(each["line"] > 0 and each["column"] > 0 and each["mend"] for each in body["findings"])


def test_sarif_names_rules_and_places(run: Run, broken: Path) -> None:
    log = json.loads(run("check", str(broken), "--format", "sarif").stdout)
    (outcome,) = log["runs"]
    rules = [rule["id"] for rule in outcome["tool"]["driver"]["rules"]]
    for each in outcome["results"]:
        assert rules[each["ruleIndex"]] == each["ruleId"]
        assert each["locations"][0]["physicalLocation"]["region"]["startLine"] > 0


def test_junit_counts_failures(run: Run, broken: Path) -> None:
    suite = ElementTree.fromstring(run("check", str(broken), "--format", "junit").stdout)
    assert int(suite.get("failures", "0")) == len(suite.findall("testcase/failure")) > 0


def test_github_annotations_cannot_be_forged_and_the_summary_has_all(run: Run, broken: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    result = run("check", str(broken), "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    lines = result.stdout.splitlines()
    assert lines
    assert all(line.startswith(("::error file=", "::notice file=")) for line in lines)
    rows = [line for line in summary.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert len(rows) == len(lines) + 2  # the head of the table and the line below it
    assert "<script>" not in summary.read_text("utf-8")


def test_the_language_follows_the_option_the_environment_and_the_locale(run: Run, broken: Path) -> None:
    assert "错误" in run("check", str(broken), language="zh").stdout
    assert "错误" in run("check", str(broken), "--lang", "zh").stdout
    assert "error" in run("--lang=en", "check", str(broken), language="zh").stdout


def test_rules_lists_and_shows(run: Run) -> None:
    assert "K201" in run("rules").stdout
    page = run("rules", "k201").stdout
    assert all(word in page for word in ("What it finds", "Why", "Wrong", "Right", "How to mend it"))


def test_format_mends_the_form_and_loses_nothing(run: Run, instance: Path) -> None:
    path = next((instance / "cases").rglob("*.yml"))
    original = path.read_bytes()
    path.write_bytes(original.replace(b"\n", b"\r\n"))
    assert run("format", "--check", "--root", str(instance)).returncode == 1
    result = run("format", "--root", str(instance))
    assert result.returncode == 0
    assert path.read_bytes() == original
    assert "CRLF" in result.stderr


def test_format_leaves_alone_what_it_cannot_read(run: Run, broken: Path) -> None:
    path = broken / "cases" / "2022" / "HZ-2022-9999.yml"
    before = path.read_bytes()
    assert run("format", "--root", str(broken)).returncode == 1
    assert path.read_bytes() == before


def test_a_new_instance_is_sound_at_once(run: Run, tmp_path: Path) -> None:
    result = run("init", "mine", "--programme", "huzhou", "--name", "某市恳谈")
    assert result.returncode == 0, result.stderr
    check = run("check", "mine")
    assert check.returncode == 0, check.stdout
    build = run("build", "mine")
    assert build.returncode == 0, build.stderr
    assert "某市恳谈" in (tmp_path / "mine" / "build" / "public" / "index.html").read_text("utf-8")
    assert run("init", "mine").returncode == 2
    assert run("init", "other", "--programme", "atlantis").returncode == 2
    assert not (tmp_path / "other").exists()


def test_a_fault_of_ours_is_said_as_such(instance: Path) -> None:
    code = (
        "import kentan.reports.text as t, kentan.cli.__main__ as m\n"
        "def fail(*_): raise RuntimeError('\\x1b[31mboom')\n"
        f"t.text = fail\nm.main(['check', {str(instance)!r}])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tooling"), "KENTAN_LANG": "en"}
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 2
    assert "fault of Kentan" in result.stderr
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("demo taken/new", "taken/new 无法使用：该放文件夹的地方是一个文件"),
        ("init taken/new", "taken/new"),
        ("build instance --output taken/new", "taken"),
        ("build instance --output /proc/new", "/proc/new 无法使用：没有这个文件或文件夹"),
        ("report 2022 --root instance --programme huzhou --output taken/new.docx", "taken"),
        ("check instance > /dev/full", "输出 无法使用：磁盘已满"),
        ("due instance > /dev/full", "磁盘已满"),
        ("rules > /dev/full", "磁盘已满"),
    ],
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_the_machine_refuses_is_told_and_is_no_fault(
    tmp_path: Path, instance: Path, command: str, said: str, unbuffered: str
) -> None:
    (tmp_path / "taken").write_text("mine", "utf-8")
    shutil.copyfile(ROOT / "mkdocs.yml", instance / "mkdocs.yml")
    shutil.copyfile(ROOT / "mkdocs.en.yml", instance / "mkdocs.en.yml")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tooling"), "KENTAN_LANG": "zh", "PYTHONUTF8": "1"}
    environment["PYTHONUNBUFFERED"] = unbuffered
    words = f"{sys.executable} -m kentan {command}"
    result = subprocess.run(
        ["sh", "-c", words], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 2
    assert (result.stderr.count(said), "故障" in result.stderr) == (1, False)
    assert (tmp_path / "taken").read_text("utf-8") == "mine"


def test_without_git_a_verb_that_needs_it_says_so(run: Run, instance: Path) -> None:
    result = run("audit", "--root", str(instance), PATH=str(instance))
    assert (result.returncode, result.stderr.splitlines()[0]) == (2, "This needs Git, which is not installed.")
    assert run("check", str(instance), PATH=str(instance)).returncode == 0


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_command_that_was_begun_without_its_streams_still_does_its_work(
    tmp_path: Path, broken: Path, closed: str
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tooling")}
    words = f"{sys.executable} -m kentan check {broken} {closed}"
    result = subprocess.run(["sh", "-c", words], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert result.returncode == 1
    assert b"isatty" not in result.stdout + result.stderr


def test_the_next_command_can_be_copied_as_it_stands(run: Run, tmp_path: Path) -> None:
    said = run("init", "我们的 台账").stderr.splitlines()[-1]
    words = said.partition("kentan check ")[2]
    shown = subprocess.run(["sh", "-c", f"ls -d {words}"], cwd=tmp_path, capture_output=True, check=False)
    assert shown.stdout.decode().strip() == "我们的 台账"


def test_what_git_refuses_is_no_fault_of_ours(run: Run) -> None:
    result = run("hook", "install")
    assert (result.returncode, "fault of Kentan" in result.stderr) == (2, False)
    assert result.stderr.startswith("Git: fatal: not a git repository")


def test_the_first_and_the_last_day_that_there_are_are_no_fault(run: Run, instance: Path, tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text("### 标题\n\n一\n", "utf-8")
    form = ("intake", "appeal", "--body", "form.md", "--account", "1", "--root", str(instance))
    for day in ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"):
        assert "is no time" in run(*form, "--raised", day).stderr
    for command in (("init", "-q"), ("add", "."), ("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a")):
        subprocess.run(["git", "-C", str(instance), *command], check=True)
    listed = run("due", str(instance), "--recorded", "--as-of", "9999-12-31")
    assert (listed.returncode, "fault of Kentan" in listed.stderr) == (0, False)


def test_due_reports_and_exits_with_0(run: Run, instance: Path) -> None:
    listed = json.loads(run("due", str(instance), "--as-of", "2026-11-22", "--format", "json").stdout)
    assert listed["due"]
    table = run("due", str(instance), "--as-of", "2026-11-22", "--format", "csv").stdout
    assert table.startswith("\ufeff")
    assert len(table.strip().split("\n")) == len(listed["due"]) + 1
    calendar = run("due", str(instance), "--as-of", "2026-11-22", "--format", "ics")
    assert calendar.returncode == 0
    assert calendar.stdout.count("BEGIN:VEVENT") == len(listed["due"])
    one = listed["due"][0]["office"]
    only = json.loads(
        run("due", str(instance), "--as-of", "2026-11-22", "--department", one, "--format", "json").stdout
    )
    assert {each["office"] for each in only["due"]} == {one}


def test_a_department_is_known_by_its_name_too(run: Run, instance: Path) -> None:
    def due(department: str) -> subprocess.CompletedProcess[str]:
        return run(
            "due", str(instance), "--as-of", "2026-11-22", "--department", department, "--format", "json", language="zh"
        )

    by_name = json.loads(due("供电公司").stdout)["due"]
    assert by_name
    assert len({each["office"] for each in by_name}) == 1
    assert json.loads(due(by_name[0]["office"]).stdout)["due"] == by_name
    unknown = due("供电公")
    assert unknown.returncode == 2
    assert f"是否为：{by_name[0]['office']}" in unknown.stderr


def committed(instance: Path, day: str) -> None:
    """Record the state of an instance in Git, on a day."""
    date = f"{day}T12:00:00+0800"
    environment = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    who = ["-c", "user.name=staff-01", "-c", "user.email=staff-01@example.org"]
    for arguments in (["init", "--quiet", "--initial-branch=main"], ["add", "."], ["commit", "--quiet", "--message=x"]):
        subprocess.run(["git", *who, *arguments], cwd=instance, env=environment, check=True, capture_output=True)


@pytest.mark.parametrize("form", ["csv", "ics", "json", "text"])
def test_due_writes_the_file_that_is_asked_for(run: Run, instance: Path, tmp_path: Path, form: str) -> None:
    given = ("due", str(instance), "--as-of", "2026-11-22", "--format", form)
    printed = run(*given)
    written = run(*given, "--output", str(tmp_path / "待办"))
    assert (written.returncode, written.stdout) == (0, "")
    assert (tmp_path / "待办").read_bytes().decode("utf-8").splitlines() == printed.stdout.splitlines()


def test_a_revision_that_there_is_not_is_named(run: Run, instance: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(instance)], check=True)
    said = run("moves", str(instance), "--base", "nosuch", language="zh")
    assert (said.returncode, "nosuch" in said.stderr) == (2, True)


def test_where_nothing_was_published_claims_say_so(run: Run, instance: Path) -> None:
    shutil.rmtree(instance / "registry" / "claims")
    said = run("claims", str(instance), language="zh")
    assert (said.returncode, "registry/claims/" in said.stdout) == (0, True)


@pytest.mark.parametrize("verb", ["", "new", "intake", "redact", "review", "serve", "demo", "due", "record"])
def test_help_in_chinese_has_no_english_of_its_library(run: Run, verb: str) -> None:
    said = run(*([verb] if verb else []), "--help", language="zh").stdout
    assert not [word for word in ("required", "Show ", "default:", "INTEGER RANGE") if word in said]


def test_what_is_missing_is_said_in_chinese(run: Run) -> None:
    said = run("new", language="zh").stderr
    assert "缺少参数" in said
    assert "Choose" not in said


def test_due_as_recorded_knows_only_what_the_branch_held_then(run: Run, instance: Path) -> None:
    committed(instance, "2026-11-22")
    today = run("due", str(instance), "--as-of", "2026-11-23", "--recorded", "--format", "json")
    assert json.loads(today.stdout)["due"]
    assert run("due", str(instance), "--as-of", "2026-11-20", "--recorded").returncode == 2


def test_a_change_of_a_rule_shows_which_open_cases_it_moves(run: Run, instance: Path) -> None:
    committed(instance, "2026-11-22")
    assert json.loads(run("moves", str(instance), "--as-of", "2026-11-22", "--format", "json").stdout)["moves"] == []
    programme = instance / "registry" / "programmes" / "huzhou.yml"
    programme.write_text(programme.read_text("utf-8").replace("days: 14", "days: 15"), "utf-8")
    moved = json.loads(run("moves", str(instance), "--as-of", "2026-11-22", "--format", "json").stdout)["moves"]
    assert moved
    assert all(each["case"].startswith("HZ-") and each["was"] < each["now"] for each in moved)


def test_proof_shows_each_day_and_the_rule(run: Run, instance: Path) -> None:
    due = json.loads(run("due", str(instance), "--as-of", "2026-11-22", "--format", "json").stdout)["due"][0]
    proof = json.loads(run("prove", due["case"], "--root", str(instance), "--format", "json").stdout)
    clocks = [each for each in proof["clocks"] if each["clock"] == due["clock"]]
    assert all(each["days"] and each["version"] for each in clocks)
    assert run("prove", due["case"].lower(), "--root", str(instance)).returncode == 0
    assert run("prove", "HZ-1999-0001", "--root", str(instance)).returncode == 2


def test_the_hour_of_the_build_changes_no_byte(run: Run, instance: Path) -> None:
    for path in (instance / "cases").rglob("*.yml"):
        if path.name > "HZ-2022-0003.yml":
            path.unlink()
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, instance / name)
    first = run("build", str(instance), KENTAN_TODAY="2026-11-22 08:00")
    assert first.returncode == 0, first.stderr
    public = instance / "build" / "public"
    before = {path: path.read_bytes() for path in public.rglob("*") if path.is_file()}
    (last,) = (instance / "build").rglob("last.json")
    last.unlink()  # so that all is made again
    again = run("build", str(instance), "--as-of", "2026-11-22")
    assert ", 0 files written" in again.stderr
    assert {path: path.read_bytes() for path in public.rglob("*") if path.is_file()} == before


def test_figures_of_a_department_and_by_place_are_told_by_name(run: Run, instance: Path) -> None:
    def figures(*more: str, language: str = "zh") -> str:
        return run("figures", str(instance), "--as-of", "2026-11-22", *more, language=language).stdout

    one = figures("--department", "供电公司")
    assert one.startswith("供电公司 (power-utility)\n  收到事项：1 件\n")
    assert "答复率：100.0%（1 中的 1）" in one
    assert "受理事项：1 件（基数 1）" in one
    assert figures("--department", "power-utility") == one
    assert one.rstrip() in figures("--by", "department")
    assert "Huzhou (huzhou)\n  Cases received:" in figures("--by", "place", language="en")
    assert run("figures", str(instance), "--by", "place", "--department", "power-utility").returncode == 2
    assert list(json.loads(figures("--by", "year", "--format", "json"))) == ["format", "as_of", "by_year"]


def test_results_are_told_by_the_names_that_the_programme_gives(run: Run, instance: Path) -> None:
    chinese = run("figures", str(instance), "--as-of", "2026-11-22", language="zh").stdout
    english = run("figures", str(instance), "--as-of", "2026-11-22", language="en").stdout
    assert "兑现奖补资金：180000 元" in chinese
    assert "Awards paid: 180000 yuan" in english
    assert "awards:" not in chinese + english


def test_figures_and_claims_say_numerator_denominator_and_verdict(run: Run, instance: Path) -> None:
    figures = json.loads(run("figures", str(instance), "--as-of", "2026-11-22", "--format", "json").stdout)
    rate = figures["overall"]["answered-in-time"]
    assert 0 < int(rate["numerator"]) <= int(rate["denominator"])
    claims = run("claims", str(instance), "--format", "json")
    assert claims.returncode == 0
    assert {each["verdict"] for each in json.loads(claims.stdout)["claims"]} == {"cannot-be-checked"}


def test_the_next_step_of_a_small_demo_is_one_that_says_something(run: Run, tmp_path: Path) -> None:
    said = run("demo", str(tmp_path / "demo"), "--cases", "20", language="zh").stderr
    assert "kentan check" in said
    assert "kentan claims" not in said
