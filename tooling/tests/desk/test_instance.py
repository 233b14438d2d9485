"""A new instance is in order from its first minute, and its README says what works."""

import re
import shlex
import subprocess
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from kentan.cli.__main__ import main
from kentan.desk.instance import profiles
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.case import Enterprise
from kentan.records.vocabulary import Disclosure, Size

PROFILES = profiles()
SITE = Path(__file__).resolve().parents[3] / "site"


def run(*words: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    return int(ended.value.code or 0)


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """An instance with the rules of a profile."""
    monkeypatch.setenv("KENTAN_TODAY", "2026-11-22")
    folder = tmp_path / "instance"
    assert run("init", str(folder), "--programme", getattr(request, "param", "huzhou")) == 0
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("begun", PROFILES, indirect=True)
def test_it_is_sound_and_in_the_canonical_form() -> None:
    assert run("check") == 0
    assert run("format", "--check") == 0
    assert run("format") == 0
    assert run("check") == 0


@pytest.mark.parametrize("begun", PROFILES, indirect=True)
def test_it_does_not_publish_as_its_own_what_was_said_of_another_city(begun: Path) -> None:
    ledger = load(DiskTree(str(begun))).ledger
    (programme,) = ledger.programmes.values()
    assert not programme.sources
    assert [version.from_.year for version in programme.versions] == [2026]
    assert "kentan init" in programme.summary


def test_every_command_of_its_readme_works_as_it_stands(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", (begun / "README.md").read_text("utf-8"), re.DOTALL)
    for line in block.splitlines():
        words = shlex.split(line, comments=True)[1:]
        if words[0] != "serve":
            assert run(*words) == 0, (line, capsys.readouterr())


def laid_over(under: Any, over: Any) -> Any:
    """Values with others laid over them, as whoever follows an example writes them into a file."""
    if isinstance(under, dict) and isinstance(over, dict):
        return {**under, **{key: laid_over(under.get(key), value) for key, value in over.items()}}
    return over


def put(file: Path, example: Any) -> None:
    """Lay an example over a file's values."""
    first, values = file.read_text("utf-8").split("\n", 1)
    whole = laid_over(yaml.load(values, yaml.BaseLoader), example)
    text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False).replace(" ''\n", "\n")
    file.write_text(f"{first}\n{text}", "utf-8")
    assert run("format") == 0


def examples(text: str) -> list[Any]:
    """What the blocks of YAML in a guide say."""
    blocks = re.findall(r"^( *)```yaml\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    return [yaml.load(dedent(block), yaml.BaseLoader) for _indented, block in blocks]


def handed_over() -> Path:
    """The file of a case that was accepted and handed over, as the README says."""
    assert run("new", "meeting", "--title", "用地专题", "--on", "2026-11-18") == 0
    words = ("--topic", "用地", "--title", "希望加快用地审批", "--summary", "二期用地审批已等了半年。")
    assert run("new", "case", "--meeting", "2026-11-18-huzhou", *words) == 0
    assert run("decide", "HZ-2026-0001", "受理", "--on", "2026-11-18") == 0
    assert run("assign", "HZ-2026-0001", "自然资源局", "--on", "2026-11-19") == 0
    return Path("cases/2026/HZ-2026-0001.yml")


def test_what_its_readme_writes_into_files_is_sound(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people, case, meeting, corrected = examples((begun / "README.md").read_text("utf-8"))
    put(begun / "registry" / "people.yml", people)
    assert run("check") == 0, capsys.readouterr()
    file = handed_over()
    for example in (case, corrected):
        put(file, example)
        assert run("check") == 0, capsys.readouterr()
    put(begun / "meetings" / "2026" / "2026-11-18-huzhou.yml", meeting)
    assert run("check") == 0, capsys.readouterr()
    slots = load(DiskTree(str(begun))).ledger.cases["HZ-2026-0001"]
    assert slots.enterprise == Enterprise(
        ref="e-4f2a91", disclosure=Disclosure.SECTOR, sector="manufacturing", size=Size.SMALL
    )
    assert slots.corrections


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_departments_are_told_to_write_is_sound(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = (SITE / "pages" / language / "about" / "answer.md").read_text("utf-8")
    (own,) = examples(page)
    file = handed_over()
    empty = file.read_bytes()
    put(file, {"assignments": {"natural-resources": own}})
    assert run("check") == 0, capsys.readouterr()
    file.write_bytes(empty)
    (block,) = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    for line in block.splitlines():
        assert run(*shlex.split(line)[1:]) == 0, (line, capsys.readouterr())
    assert run("check") == 0, capsys.readouterr()
    by_command = load(DiskTree(".")).ledger.cases["HZ-2026-0001"].assignments["natural-resources"]
    assert [len(each) for each in (by_command.objections, by_command.pauses, by_command.extensions)] == [1, 1, 1]


def test_its_history_is_sound_where_the_readme_was_followed(begun: Path) -> None:
    def commit(message: str) -> None:
        subprocess.run(["git", "add", "."], cwd=begun, check=True)
        who = ("-c", "user.name=office", "-c", "user.email=office@example.org")
        subprocess.run(["git", *who, "commit", "-q", "-m", message], cwd=begun, check=True)

    subprocess.run(["git", "init", "-q", "-b", "main", "."], cwd=begun, check=True)
    commit("登记册")
    assert run("new", "meeting", "--title", "用地专题", "--on", "2026-11-18") == 0
    commit("会议")
    assert run("audit") == 0


def test_it_is_begun_in_a_clone_that_has_nothing_yet(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert run("init", str(tmp_path)) == 0
    assert run("check", str(tmp_path)) == 0
    assert run("init", str(tmp_path)) == 2


@pytest.mark.parametrize(("name", "said"), [("a\nb", "a b"), ("", "我们的恳谈"), (" \t", "我们的恳谈")])
def test_its_name_is_one_line(tmp_path: Path, name: str, said: str) -> None:
    folder = tmp_path / "instance"
    assert run("init", str(folder), "--name", name) == 0
    assert run("check", str(folder)) == 0
    instance = load(DiskTree(str(folder))).ledger.instance
    assert instance is not None
    assert instance.name == said
