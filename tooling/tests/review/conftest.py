"""Real commits out of folders: the overlays of this folder, laid over `base/`, in a bare repository; and their verdict.

A folder's `expected` holds one line a fact: who makes the change (`actor`, `approver`), when (`day`), the verdict, and
each finding with code and place. What a working tree cannot hold is said there too: `link PATH TARGET`, `submodule
PATH`, `executable PATH`, `fill PATH BYTES`, `bytes PATH HEX`, `text PATH TEXT`; `empty` where there was nothing before;
and `parted` where the base went on after the change was begun: `base/` is then what has come since. With a folder
`head-earlier/` the change is made in two commits, of which that is the first.
"""

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from kentan.cli.revisions import review_revisions
from kentan.files.git import Repository
from kentan.records.finding import Finding
from kentan.review.verdict import Verdict

HERE = Path(__file__).parent
Files = dict[str, tuple[str, bytes]]
"""Mode and content of each file; the content of a submodule is the id of a commit."""


def files_below(folder: Path) -> Files:
    """Every file of a folder, but `removed`, which lists the files to leave out."""
    return {
        path.relative_to(folder).as_posix(): ("100644", path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / "removed"
    }


def laid_over(under: Files, folder: Path) -> Files:
    """The files of a folder laid over others."""
    removed = folder / "removed"
    gone = set(removed.read_text("utf-8").splitlines()) if removed.exists() else set()
    return {**{path: file for path, file in under.items() if path not in gone}, **files_below(folder)}


@dataclass
class Bare:
    """A bare repository into which commits are written without a working tree."""

    path: str

    def commit(
        self, files: Mapping[str, tuple[str, bytes]], *parents: str, message: str = "change", account: str = ""
    ) -> str:
        """Write a commit that holds exactly these files, by an account where one is given; return its id."""
        who = (
            f"A <{account}+a@users.noreply.example.cn> 1656633600 +0800"
            if account
            else "A <a@example.cn> 1656633600 +0800"
        )
        parts = [f"commit refs/heads/written\nmark :1\nauthor {who}\ncommitter {who}\n".encode()]
        parts.append(b"data %d\n%s\n" % (len(message.encode()), message.encode()))
        for number, parent in enumerate(parents):
            parts.append((b"from " if number == 0 else b"merge ") + parent.encode() + b"\n")
        parts.append(b"deleteall\n")
        for path, (mode, content) in files.items():
            name = b'"' + path.encode().replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
            if mode == "160000":
                parts.append(b"M 160000 %s %s\n" % (content, name))
            else:
                parts.append(b"M %s inline %s\ndata %d\n%s\n" % (mode.encode(), name, len(content), content))
        marks = os.path.join(self.path, "marks")
        subprocess.run(
            ["git", "-C", self.path, "fast-import", "--quiet", "--force", f"--export-marks={marks}"],
            input=b"".join(parts),
            check=True,
            capture_output=True,
        )
        with open(marks, encoding="ascii") as told:
            return told.read().split()[1]


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Bare:
    """The bare repository of this run."""
    path = str(tmp_path_factory.mktemp("bare") / "records.git")
    subprocess.run(["git", "init", "--quiet", "--bare", path], check=True)
    return Bare(path)


@pytest.fixture(scope="session")
def base_files() -> Files:
    """The sound instance that all folders begin with."""
    return files_below(HERE / "base")


@pytest.fixture(scope="session")
def laid_over_base(base_files: Files) -> Callable[[Path], Files]:
    """Lays a folder over the sound instance."""
    return lambda folder: laid_over(base_files, folder)


GIVEN = ("actor", "approver", "day", "link", "submodule", "executable", "fill", "bytes", "text", "parted", "empty")
Judge = Callable[[Path, str, str], tuple[list[str], Verdict]]


@dataclass(frozen=True)
class Written:
    """The commits of a folder: what it is merged into, None for nothing, and the change; and what `expected` says."""

    base: str | None
    head: str
    lines: list[str]

    def said(self, word: str) -> list[str]:
        """What stands behind a word of `expected`."""
        return [line.split(" ")[1] for line in self.lines if line.split(" ")[0] == word]

    @property
    def day(self) -> date:
        """The day on which the change is judged."""
        return next((date.fromisoformat(day) for day in self.said("day")), date(2022, 7, 1))


Write = Callable[..., Written]


@pytest.fixture(scope="session")
def write(bare: Bare, base_files: Files) -> Write:
    """Writes the commits of a folder: its `base/` and the named overlay, as the named file says."""

    begun = bare.commit(base_files)

    def written(folder: Path, head: str = "head", expected: str = "expected", account: str = "") -> Written:
        lines = (folder / expected).read_text("utf-8").splitlines()
        told = [line.split(" ") for line in lines]
        parted, empty = ["parted"] in told, ["empty"] in told
        changed = laid_over(base_files, folder / "base")
        base = begun if changed == base_files else bare.commit(changed, begun)
        files = laid_over({} if empty else base_files if parted else changed, folder / head)
        for word, *rest in told:
            made = _made(word, rest, files, base)
            if made:
                files[rest[0]] = made
        parents = [] if empty else [begun] if parted else [base]
        if (folder / f"{head}-earlier").is_dir():
            parents = [bare.commit(laid_over(changed, folder / f"{head}-earlier"), *parents, account=account)]
        after = bare.commit(files, *parents, account=account)
        return Written(None if empty else base, after, lines)

    return written


@pytest.fixture(scope="session")
def judge(bare: Bare, write: Write) -> Judge:
    """Judges the change of a folder; in the words of its `expected`."""

    def judged(folder: Path, head: str = "head", expected: str = "expected") -> tuple[list[str], Verdict]:
        made = write(folder, head, expected)
        (actor,) = made.said("actor")
        with Repository(bare.path) as repository:
            verdict = review_revisions(repository, made.base, made.head, actor, made.said("approver"), made.day).verdict
        found = sorted([*verdict.introduced, *verdict.needs], key=lambda each: each.order)
        given = [line for line in made.lines if line.split(" ")[0] in GIVEN]
        return [*given, f"verdict {verdict.word}", *map(shown, found)], verdict

    return judged


def _made(word: str, rest: list[str], files: Files, commit: str) -> tuple[str, bytes] | None:
    match word, rest:
        case "link", [_, target]:
            return "120000", target.encode()
        case "submodule", [_]:
            return "160000", commit.encode()
        case "executable", [path]:
            return "100755", files[path][1]
        case "fill", [_, size]:
            return "100644", b"#" * int(size)
        case "text", [_, *content]:
            return "100644", " ".join(content).encode()
        case "bytes", [_, content]:
            return "100644", bytes.fromhex(content)
    return None


def shown(finding: Finding) -> str:
    """One line of `expected`."""
    return f"{finding.code} {finding.file}:{finding.line}:{finding.column}"
