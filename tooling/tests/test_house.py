"""The rules of the house, as `docs/architecture.md` tells them: who may import whom, and what never enters a room."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tooling" / "kentan"

# Which rooms a room may import. A new room is a new line here, and a decision.
BELOW_THE_DOOR = {"rules", "figures", "clocks", "records"}
ARROWS = {
    "records": set(),
    "files": {"records"},
    "clocks": {"records"},
    "rules": {"clocks", "records"},
    "figures": {"clocks", "records"},
    "review": BELOW_THE_DOOR,
    "publish": BELOW_THE_DOOR,
    "desk": {"files", *BELOW_THE_DOOR},  # docs/decisions/0003-desk-writes-files.md
    "reports": BELOW_THE_DOOR,
    "cli": {"desk", "publish", "review", "reports", "files", *BELOW_THE_DOOR},
}
NEUTRAL = {"languages"}  # any room may speak

ANYWHERE = set(ARROWS) | NEUTRAL
JUDGEMENT = {"records", "clocks", "rules", "figures"}
# What never enters: a module, and the rooms in which it is at home.
AT_HOME = {
    "yaml": {"files"},
    "click": {"cli"},
    "jinja2": {"publish", "desk", "languages"},
    "openpyxl": {"desk"},
    "mkdocs": set(),
    "material": set(),
    "babel": {"languages"},
    "subprocess": ANYWHERE - JUDGEMENT,
    "shutil": ANYWHERE - JUDGEMENT,
    "tempfile": ANYWHERE - JUDGEMENT,
    "glob": ANYWHERE - JUDGEMENT,
}
CLOCK = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
TOUCHES_FILES = {"read_text", "read_bytes", "write_text", "write_bytes", "open", "iterdir", "mkdir", "unlink"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of whatever a module imports, at its top or within a function."""
    package = ["kentan", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) + 1 - node.level] if node.level else []
            module = ".".join([*start, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def test_every_room_stands_in_the_table() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert rooms <= ANYWHERE


def test_arrows_run_one_way() -> None:
    wrong = []
    for path in modules():
        here = room(path)
        may = ANYWHERE if here == "" else ARROWS.get(here, set()) | NEUTRAL | {here}
        for line, full in imported(path):
            top, _, rest = full.partition(".")
            there = rest.partition(".")[0]
            if top == "kentan" and there in ARROWS and there not in may:
                wrong.append(f"{name(path)}:{line}: {here} may not import {there}")
    assert wrong == []


def test_what_never_enters_a_room_is_not_imported_there() -> None:
    wrong = [
        f"{name(path)}:{line}: {full}"
        for path in modules()
        for line, full in imported(path)
        if room(path) not in AT_HOME.get(full.partition(".")[0], ANYWHERE | {""})
    ]
    assert wrong == []


def calls(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, owner and name of each function that is called: `datetime.now()` is (…, "datetime", "now")."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                owner = node.func.value
                last = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
                yield node.lineno, last, node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node.lineno, "", node.func.id


def test_only_the_command_line_reads_the_clock() -> None:
    wrong = [
        f"{name(path)}:{line}: {owner}.{function}()"
        for path in modules()
        if room(path) != "cli"
        for line, owner, function in calls(path)
        if function in CLOCK and owner in {"datetime", "date", "time"}
    ]
    assert wrong == []


def test_judgement_touches_no_files() -> None:
    wrong = [
        f"{name(path)}:{line}: {function}()"
        for path in modules()
        if room(path) in JUDGEMENT
        for line, _owner, function in calls(path)
        if function in TOUCHES_FILES
    ]
    assert wrong == []


def test_modules_stay_small() -> None:
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in modules()}
    long = {path: length for path, length in lengths.items() if length > 250}
    assert median(lengths.values()) <= 120
    assert len(long) <= len(lengths) / 10, long


def committed() -> list[Path]:
    """Every file of the repository, without what Git ignores; without Git, without what is generated."""
    found = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if found.returncode == 0:
        paths = [ROOT / path for path in found.stdout.decode().split("\0") if path]
    else:
        generated = re.compile(r"(^|/)(build|\.venv|__pycache__|\.[a-z]+_cache|\.hypothesis|[^/]*\.egg-info)/")
        paths = [path for path in ROOT.rglob("*") if not generated.search(path.relative_to(ROOT).as_posix())]
    return sorted(path for path in paths if path.is_file() and not path.is_symlink())


# Built from pieces, so that this file is not one of its own findings.
FORBIDDEN = {
    "a package registry's host": r"py" + r"pi\.org|python" + r"hosted|npm" + r"js\.|deb\.deb" + r"ian\.",
    "a path of somebody's machine": r"(?<![\w.~-])/(?:work|farm|ro" + r"ot|op" + r"t|home/\w+|Users/\w+)/",
    "something left undone": r"\b(?:TO" + r"DO|FIX" + r"ME)\b",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_of_the_repository_has(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what].encode())
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in committed()
        if b"\0" not in (content := path.read_bytes())[:4096]
        and path.suffix not in {".svg", ".mo"}
        and pattern.search(content)
        for number, line in enumerate(content.split(b"\n"), 1)
        if pattern.search(line)
    ]
    assert wrong == []
