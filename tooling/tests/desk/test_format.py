"""Formatting everything again reads what is formatted already, and finds the same as the first time."""

import subprocess
from pathlib import Path

import pytest

from kentan.desk import format as formatting
from kentan.desk.format import Formatted, format_files
from tests.served import instance_in


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample in a repository, and `seen` in its folder, which says how many files were looked at."""
    folder = instance_in(tmp_path / "instance")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    original, seen = formatting.shape, folder / "seen"
    seen.write_text("")

    def shape(*given: object) -> object:
        seen.write_text(f"{seen.read_text()}.")
        return original(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(formatting, "shape", shape)
    return folder


def looked_at(folder: Path) -> int:
    """How many files were looked at since the last time."""
    count = len((folder / "seen").read_text())
    (folder / "seen").write_text("")
    return count


def again(folder: Path) -> Formatted:
    return format_files(str(folder), (), write=False)


def test_what_is_formatted_is_looked_at_once(instance: Path) -> None:
    assert again(instance).changed == ()
    assert looked_at(instance) > 60
    assert again(instance).changed == ()
    assert looked_at(instance) == 0


def test_another_form_is_found_every_time_until_it_is_written(instance: Path) -> None:
    again(instance)
    looked_at(instance)
    case = sorted((instance / "cases").rglob("*.yml"))[0]
    case.write_bytes(case.read_bytes().replace(b"\n", b"\r\n"))
    name = case.relative_to(instance).as_posix()
    for _ in range(2):
        assert again(instance).changed == (name,)
        assert looked_at(instance) == 1
    assert format_files(str(instance), (), write=True).windows_line_ends == (name,)
    assert again(instance).changed == ()


def test_the_offices_of_a_programme_and_damage_make_it_look_again(instance: Path) -> None:
    again(instance)
    whole = looked_at(instance)
    (kept,) = (instance / ".git" / "kentan").glob("formatted")
    kept.write_bytes(kept.read_bytes()[:-1])
    assert again(instance).changed == ()
    assert looked_at(instance) == whole
    programme = instance / "registry" / "programmes" / "huzhou.yml"
    text = programme.read_text("utf-8")
    programme.write_text(text.replace("supervisors:\n", "supervisors:\n  - finance\n"), "utf-8")
    assert again(instance).changed
