"""The site is laid down whole, and only what changed is written."""

import json
import marshal
import os
import shutil
from collections.abc import Callable
from errno import EXDEV
from pathlib import Path

import pytest

from kentan.publish import writing
from kentan.publish.placing import removed
from kentan.publish.writing import NotOurs, Writer, digest, look, packed, unpacked


def lay(output: Path, work: Path, files: dict[str, bytes]) -> tuple[int, int, int]:
    writer = Writer(output, work)
    for path, content in files.items():
        writer.write(path, content)
    done = writer.finish()
    return done.files, done.written, done.removed


def held(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_only_what_changed_is_written_and_what_is_stale_goes(tmp_path: Path) -> None:
    output, work = tmp_path / "public", tmp_path / "work"
    assert lay(output, work, {"a.html": b"1", "b/c.html": b"2"}) == (2, 2, 0)
    assert lay(output, work, {"a.html": b"1", "b/d.html": b"3"}) == (2, 1, 1)
    assert held(output) == {"a.html": b"1", "b/d.html": b"3"}
    assert lay(output, work, {"a.html": b"1"}) == (1, 0, 1)
    assert not (output / "b").exists()


def test_a_file_that_somebody_removed_is_written_again(tmp_path: Path) -> None:
    output, work = tmp_path / "public", tmp_path / "work"
    lay(output, work, {"a.html": b"1"})
    (output / "a.html").unlink()
    assert lay(output, work, {"a.html": b"1"}) == (1, 1, 0)


def test_a_file_that_somebody_touched_is_read_and_written_again_only_if_it_is_another(tmp_path: Path) -> None:
    output, work, files = tmp_path / "public", tmp_path / "work", {"a.html": b"1", "b/c.html": b"2"}
    lay(output, work, files)
    assert look(output, work).is_whole
    (output / "a.html").write_bytes(b"3")
    assert not look(output, work).is_whole
    assert not Writer(output, work, look(output, work)).keep("a.html", digest(b"1"))
    assert lay(output, work, files) == (2, 1, 0)
    os.utime(output / "b" / "c.html", (1, 1))
    assert not look(output, work).is_whole
    assert lay(output, work, files) == (2, 0, 0)
    assert look(output, work).is_whole
    assert held(output) == files


def a_folder_for_a_file(output: Path) -> None:
    (output / "a.html").unlink()
    (output / "a.html" / "d").mkdir(parents=True)


def a_file_in_a_folder_for_a_file(output: Path) -> None:
    a_folder_for_a_file(output)
    (output / "a.html" / "e.html").write_bytes(b"4")


def a_file_for_a_folder(output: Path) -> None:
    shutil.rmtree(output / "b")
    (output / "b").write_bytes(b"4")


def a_link_for_a_folder(output: Path) -> None:
    (output / "b").rename(output.parent / "b")
    (output / "b").symlink_to(output.parent / "b")


def a_link_to_nothing(output: Path) -> None:
    (output / "a.html").unlink()
    (output / "a.html").symlink_to("/nowhere")
    (output / "b" / "d.html").symlink_to("/nowhere")


HARMS = [
    a_folder_for_a_file,
    a_file_in_a_folder_for_a_file,
    a_file_for_a_folder,
    a_link_for_a_folder,
    a_link_to_nothing,
]


@pytest.mark.parametrize("harm", HARMS)
def test_whatever_stands_in_the_way_gives_way(tmp_path: Path, harm: Callable[[Path], object]) -> None:
    output, work, files = tmp_path / "public", tmp_path / "work", {"a.html": b"1", "b/c.html": b"2"}
    lay(output, work, files)
    harm(output)
    assert not look(output, work).is_whole
    lay(output, work, files)
    assert look(output, work).is_whole
    assert held(output) == files
    assert not (output / "b").is_symlink()


@pytest.mark.parametrize("name", ["manifest", "last.json", "next", "ready.json"])
def test_a_folder_or_nonsense_among_the_working_files_does_no_harm(tmp_path: Path, name: str) -> None:
    output, work, files = tmp_path / "public", tmp_path / "work", {"assets/kentan.css": b"1", "a.html": b"1"}
    for harmed in (None, b"", b"{", b"[]", b'{"changed": 1, "stale": 2}'):
        lay(output, work, files)
        removed(work / name)
        if harmed is None:
            (work / name / "within").mkdir(parents=True)
        else:
            (work / name).write_bytes(harmed)
        lay(output, work, files)
        assert look(output, work).is_whole
        assert held(output) == files


def test_what_another_python_packed_or_what_is_damaged_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed({"a": ["1"]})
    assert unpacked(content) == {"a": ["1"]}
    harmed = [b"", content[:-1], content + b"0", marshal.dumps({"a": ["1"]}), content.replace(b"1", b"2")]
    for each in harmed:
        with pytest.raises(ValueError, match="packed"):
            unpacked(each)
    monkeypatch.setattr(writing, "PYTHON", b"another")
    with pytest.raises(ValueError, match="packed"):
        unpacked(content)


def test_an_interrupted_build_leaves_the_old_site_whole(tmp_path: Path) -> None:
    output, work = tmp_path / "public", tmp_path / "work"
    lay(output, work, {"a.html": b"old"})
    Writer(output, work).write("a.html", b"new")
    assert held(output) == {"a.html": b"old"}
    assert lay(output, work, {"a.html": b"newer"}) == (1, 1, 0)
    assert held(output) == {"a.html": b"newer"}


def test_a_build_that_was_interrupted_while_moving_is_completed_by_the_next(tmp_path: Path) -> None:
    output, work = tmp_path / "public", tmp_path / "work"
    lay(output, work, {"a.html": b"1", "b.html": b"1", "c.html": b"1"})
    (work / "next").mkdir()
    (work / "next" / "b.html").write_bytes(b"2")
    (work / "ready.json").write_text(json.dumps({"changed": ["a.html", "b.html"], "stale": ["c.html"]}))
    Writer(output, work)
    assert held(output) == {"a.html": b"1", "b.html": b"2"}
    assert lay(output, work, {"a.html": b"1", "b.html": b"1"}) == (2, 2, 0)
    assert held(output) == {"a.html": b"1", "b.html": b"1"}


def test_a_manifest_that_is_damaged_is_as_good_as_none(tmp_path: Path) -> None:
    output, work = tmp_path / "public", tmp_path / "work"
    lay(output, work, {"assets/kentan.css": b"1", "a.html": b"1"})
    whole = (work / "manifest").read_bytes()
    for harmed in (b"", whole[:-3], b"i\x01\0\0\0", b"?"):
        (work / "manifest").write_bytes(harmed)
        assert not look(output, work).is_whole
        assert lay(output, work, {"assets/kentan.css": b"1", "a.html": b"1"}) == (2, 2, 0)


def test_a_look_at_the_folder_serves_while_the_manifest_is_the_same(tmp_path: Path) -> None:
    output, work = tmp_path / "public", tmp_path / "work"
    assert not look(output, work).is_whole
    lay(output, work, {"a.html": b"1", "b.html": b"1"})
    seen = look(output, work)
    assert seen.is_whole
    assert Writer(output, work, seen).keep("a.html", digest(b"1"))
    (output / "b.html").unlink()
    assert not look(output, work).is_whole
    assert not Writer(output, work, look(output, work)).keep("b.html", digest(b"1"))
    lay(output, work, {"a.html": b"2"})
    assert not Writer(output, work, seen).keep("b.html", digest(b"1"))


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    with pytest.raises(NotOurs):
        Writer(tmp_path / "home", tmp_path / "work")
    assert (tmp_path / "home" / "letter.txt").read_text() == "dear"


def test_a_folder_on_another_file_system_is_laid_down_whole_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, work = tmp_path / "elsewhere" / "public", tmp_path / "work"

    def apart(move: Callable[[str, str], None]) -> Callable[[str | Path, str | Path], None]:
        def moved(source: str | Path, target: str | Path) -> None:
            if ("elsewhere" in str(source)) != ("elsewhere" in str(target)):
                raise OSError(EXDEV, "Invalid cross-device link")
            move(str(source), str(target))

        return moved

    monkeypatch.setattr(os, "replace", apart(os.replace))
    monkeypatch.setattr(os, "rename", apart(os.rename))
    assert lay(output, work, {"a.html": b"1", "b/c.html": b"2"}) == (2, 2, 0)
    assert held(output) == {"a.html": b"1", "b/c.html": b"2"}
    assert lay(output, work, {"a.html": b"1", "b/c.html": b"3"}) == (2, 1, 0)
    assert held(output) == {"a.html": b"1", "b/c.html": b"3"}
    assert not any((work / "next").rglob("*.html"))
