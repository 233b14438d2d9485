"""The steps of the workflows, run on this machine: an installed Kentan, repositories, and a `gh` that remembers."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
STEPS = ROOT / ".github" / "steps"
BASE = ROOT / "tooling" / "tests" / "review" / "base"

# Answers are looked up by method and path; what is asked for in vain fails, as `gh` does.
GH = """\
#!{python} -I
import json, pathlib, sys
here = pathlib.Path(__file__).parent
given = sys.argv[2:]
method = given[given.index("--method") + 1] if "--method" in given else "GET"
path = next(each for each in given if each.startswith("repos/")).removeprefix("repos/office/records/")
body = json.loads(sys.stdin.read()) if "--input" in given else None
with open(here / "asked", "a", encoding="utf-8") as asked:
    asked.write(json.dumps([method, path, body]) + "\\n")
answers = json.loads((here / "answers").read_text("utf-8"))
if f"{{method}} {{path}}" not in answers:
    sys.exit(1)
print(json.dumps(answers[f"{{method}} {{path}}"]))
"""
# `python -I` knows only what is installed; the tests run what stands in this repository.
PYTHON = """\
#!/bin/sh
[ "$1" = -I ] || exit 3
shift
exec {python} -I -c 'import runpy, sys; sys.path.insert(0, "{package}"); sys.argv[:3] = ["kentan"]
runpy.run_module("kentan.cli", run_name="__main__")' "$@"
"""


@dataclass
class Host:
    """What the steps see: a folder, `gh` with its answers, and an installed Kentan."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def kentan(self) -> Path:
        return self.folder / "kentan"

    def answers(self, answers: Mapping[str, Any]) -> None:
        (self.folder / "bin" / "answers").write_text(json.dumps(answers), "utf-8")

    def asked(self) -> list[tuple[str, str, Any]]:
        log = self.folder / "bin" / "asked"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        return [tuple(json.loads(line)) for line in lines]

    def written(self) -> list[tuple[str, str, Any]]:
        return [each for each in self.asked() if each[0] != "GET"]

    def run(self, step: str, *arguments: str | Path, cwd: Path | None = None, **more: str) -> "Done":
        program = [sys.executable, "-I"] if step.endswith(".py") else ["bash"]
        return subprocess.run(
            [*program, STEPS / step, *arguments],
            cwd=cwd or self.folder,
            env={**self.environment, **more},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


Done = subprocess.CompletedProcess[str]


@pytest.fixture
def host(tmp_path: Path) -> Host:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "gh"
    program.write_text(GH.format(python=sys.executable), "utf-8")
    program.chmod(0o755)
    python = tmp_path / "kentan" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON.format(python=sys.executable, package=ROOT / "tooling"), "utf-8")
    python.chmod(0o755)
    made = Host(tmp_path)
    made.environment = {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "GITHUB_REPOSITORY": "office/records",
        "GH_TOKEN": "none",
        "KENTAN_LANG": "en",
        "KENTAN_TODAY": "2022-07-01 10:00",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    made.answers({})
    return made


@pytest.fixture
def git() -> Callable[..., str]:
    def run(folder: Path, *arguments: str) -> str:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.cn", "-c", "init.defaultBranch=main"]
        done = subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)
        return done.stdout.decode().strip()

    return run


@pytest.fixture
def change(host: Host, git: Callable[..., str]) -> Path:
    """A clone as `check.yml` makes it, in the folder `change`: `origin/main` is the base, a branch is checked out."""
    origin = host.folder / "origin"
    shutil.copytree(BASE, origin)
    git(origin, "init", "--quiet")
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message=base")
    git(host.folder, "clone", "--quiet", str(origin), "change")
    git(host.folder / "change", "checkout", "--quiet", "-b", "$(touch${IFS}pwned);&|`touch${IFS}pwned`")
    return host.folder / "change"
