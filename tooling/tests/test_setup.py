"""Two commands on a fresh machine: what they install, what they say where something is missing, what they leave."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement

from kentan.desk.instance import ROOT_FILES

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-test.txt")


def locked(name: str) -> list[tuple[Requirement, list[str]]]:
    """The requirements of a lock file, each with its hashes."""
    joined = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    pairs = [re.split(r"\s+--hash=", line.strip()) for line in joined.splitlines() if line.strip()]
    return [(Requirement(first), hashes) for first, *hashes in pairs]


def versions(name: str, python: str) -> dict[str, list[str]]:
    environment = {**default_environment(), "python_full_version": python, "python_version": "3.11"}
    found: dict[str, list[str]] = {}
    for requirement, _hashes in locked(name):
        if requirement.marker is None or requirement.marker.evaluate(environment):
            found.setdefault(requirement.name, []).append(str(requirement.specifier))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_requirements_are_pinned_and_hashed_and_name_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    for requirement, hashes in locked(name):
        assert str(requirement.specifier).startswith("=="), requirement
        assert requirement.url is None, requirement
        assert hashes, requirement
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", digest) for digest in hashes), requirement


@pytest.mark.parametrize("name", LOCKS)
@pytest.mark.parametrize("python", ["3.11.2", "3.11.9", "3.13.1"])
def test_each_python_gets_one_version_of_each_requirement(name: str, python: str) -> None:
    assert [package for package, found in versions(name, python).items() if len(found) != 1] == []


def test_what_tests_kentan_runs_it_in_the_same_versions() -> None:
    site, test = versions("requirements.txt", "3.11.2"), versions("requirements-test.txt", "3.11.2")
    assert {package: test.get(package) for package in site} == site


def test_what_the_package_needs_is_locked_in_a_version_that_it_allows() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    site = versions("requirements.txt", "3.11.2")
    for needed in map(Requirement, project["dependencies"]):
        (pinned,) = site[needed.name]
        assert needed.specifier.contains(pinned.removeprefix("==")), needed


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A clone with nothing in it but what is needed to set up, and one requirement that cannot be had."""
    (tmp_path / "tooling").mkdir()
    for path in ("Makefile", "pyproject.toml", "setup.py", "tooling/bootstrap.py"):
        shutil.copy(ROOT / path, tmp_path / path)
    (tmp_path / "requirements.txt").write_text(f"click==8.1.7 --hash=sha256:{'0' * 64}\n", "ascii")
    return tmp_path


def make(place: Path, *arguments: str, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": path, "HOME": str(place), "LC_ALL": "C.UTF-8", "PIP_NO_INDEX": "1"}
    return subprocess.run(
        ["make", *arguments], cwd=place, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def pretending(place: Path, pretence: str) -> str:
    """A Python that is not as it should be."""
    python = place / "python"
    python.write_text(
        f'#!/bin/sh\nshift\nexec "{sys.executable}" -I -c "import runpy, sys; {pretence}; '
        'sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name=\'__main__\')" "$@"\n',
        "utf-8",
    )
    python.chmod(0o755)
    return str(python)


@pytest.mark.parametrize(
    ("pretence", "chinese", "english"),
    [
        ("sys.modules['ensurepip'] = None", "sudo apt install python3-venv", "lacks its venv module"),
        ("sys.version_info = (3, 9, 2)", "需要 Python 3.11 或更高版本", "Python 3.11 or later is needed"),
    ],
)
def test_unfit_python_gives_a_hint_in_both_languages_and_leaves_nothing(
    fresh: Path, pretence: str, chinese: str, english: str
) -> None:
    result = make(fresh, "site", f"PYTHON={pretending(fresh, pretence)}")
    assert result.returncode != 0
    assert chinese in result.stderr
    assert english in result.stderr
    assert "Traceback" not in result.stderr
    assert not (fresh / ".venv").exists()


def test_missing_python_gives_a_hint_in_both_languages(fresh: Path) -> None:
    result = make(fresh, "site", "PYTHON=python3.999")
    assert result.returncode != 0
    assert "没有找到 python3.999" in result.stderr
    assert "There is no python3.999" in result.stderr


def test_failed_installation_leaves_no_half_made_folder(fresh: Path) -> None:
    (fresh / ".venv" / "bin").mkdir(parents=True)  # what an interrupted run left
    result = make(fresh, "site", f"PYTHON={sys.executable}")
    assert result.returncode != 0
    assert "安装依赖没有成功" in result.stderr
    assert "nothing half-made was left behind" in result.stderr
    assert not (fresh / ".venv").exists()


def test_missing_browser_is_said_loudly_in_both_languages(fresh: Path) -> None:
    (fresh / "bin").mkdir()
    for tool in ("make", "bash"):
        found = shutil.which(tool)
        assert found
        (fresh / "bin" / tool).symlink_to(found)
    shutil.copy(fresh / "requirements.txt", fresh / "requirements-test.txt")
    result = make(fresh, "test", f"PYTHON={sys.executable}", path=str(fresh / "bin"))
    assert result.returncode != 0  # the requirement that cannot be had
    assert "没有找到 Chromium 浏览器" in result.stderr
    assert "the tests in a browser will be skipped, and listed as such" in result.stderr


def test_make_help_names_the_two_commands_in_both_languages() -> None:
    text = make(ROOT, "help").stdout
    assert re.search(r"make site +检查记录并生成网站 / check the records and build the site", text)
    assert re.search(r"make test +全部检查和测试 / all checks and tests", text)


def test_continuous_integration_calls_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").splitlines()[-1].startswith("make test")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked, built from a copy of the repository."""
    place = tmp_path_factory.mktemp("wheel")
    copy, unpacked = place / "repository", place / "unpacked"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", "tests")
    for folder in ("site", "registry", ".github", "tooling"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=ignored)
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", *ROOT_FILES):
        shutil.copy(ROOT / name, copy / name)
    pip = [sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--wheel-dir", place, copy], check=True, capture_output=True)
    (built,) = place.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(unpacked)
    return unpacked


def _files(folder: Path) -> set[str]:
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in paths}


def test_wheel_carries_the_package_with_its_data_and_what_an_instance_needs_and_nothing_else(wheel: Path) -> None:
    expected = _files(ROOT / "tooling" / "kentan")
    for name, folder in {"house": "site", "profiles": "registry", "instance/.github": ".github"}.items():
        expected |= {f"{name}/{path}" for path in _files(ROOT / folder)}
    expected |= {f"instance/{name}" for name in ROOT_FILES}
    assert _files(wheel / "kentan") == expected
    assert {path.name for path in wheel.iterdir() if not path.name.endswith(".dist-info")} == {"kentan"}


def test_installed_package_gives_the_command(wheel: Path, tmp_path: Path) -> None:
    (info,) = wheel.glob("*.dist-info")
    assert "kentan = kentan.cli.__main__:main" in (info / "entry_points.txt").read_text("utf-8")
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from kentan.cli.__main__ import main; sys.exit(main())"
    result = subprocess.run(
        [sys.executable, "-I", "-c", code, str(wheel), "--help"], cwd=tmp_path, capture_output=True, check=False
    )
    assert result.returncode == 0, result.stderr.decode()
    assert b"check" in result.stdout


def test_hooks_for_others_call_commands_that_there_are() -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert set(hooks) == {"kentan-check", "kentan-format"}
    for hook in hooks.values():
        program, verb = hook["entry"].split()
        assert program == "kentan"
        assert (ROOT / "tooling" / "kentan" / "cli" / f"{verb}_command.py").exists()
        assert re.search(hook["files"], "cases/2022/HZ-2022-0123.yml")
        assert not re.search(hook["files"], "README.md")
