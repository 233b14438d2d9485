"""A build that would make what is there already makes nothing; after any change it is as if none had been before."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from errno import ENOSPC
from pathlib import Path
from typing import Any

import pytest

from kentan import itself
from kentan.cli.auditing import audit
from kentan.cli.build_command import build_site
from kentan.cli.recorded import head_of, recorded
from kentan.publish import build as building
from kentan.publish.unchanged import digest_of
from kentan.review.audit import Audit

ROOT = Path(__file__).resolve().parents[3]
DAY = "2026-11-22"
CASE, CLAIMS = "cases/2022/HZ-2022-0001.yml", "registry/claims/huzhou.yml"


def git(folder: Path, *what: str) -> None:
    who = ("-c", "user.name=staff", "-c", "user.email=1001+staff@users.noreply.example")
    subprocess.run(["git", *who, *what], cwd=folder, check=True, capture_output=True)


def begun(folder: Path) -> Path:
    """A small instance with a history."""
    shutil.copytree(ROOT / "registry", folder / "registry")
    for path in (CASE, "meetings/2022/2022-06-15-huzhou.yml", "mkdocs.yml", "mkdocs.en.yml", ".gitignore"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "begin")
    return folder


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = begun(tmp_path_factory.mktemp("unchanged") / "instance")
    assert build(folder)
    return folder


@pytest.fixture
def folder(ready: Path, tmp_path: Path) -> Path:
    """The same instance, built, to be changed."""
    shutil.copytree(ready, tmp_path / "instance")
    assert build(tmp_path / "instance")  # in another place it is made anew
    return tmp_path / "instance"


def build(folder: Path, day: str = DAY) -> bool:
    return build_site(str(folder), day, str(folder / "build" / "public"))


def held(folder: Path) -> dict[str, bytes]:
    output = folder / "build" / "public"
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def built_anew(folder: Path, day: str) -> dict[str, bytes]:
    for kept in (folder / "build", folder / ".git" / "kentan"):
        shutil.rmtree(kept)
    assert build(folder, day)
    return held(folder)


def test_where_nothing_changed_nothing_is_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object, **_named: object) -> None:
        raise AssertionError("a site was made again that is there already")

    before = held(folder)
    monkeypatch.setattr(building, "build", refused)
    assert build(folder)
    assert held(folder) == before


def appended(path: str, text: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def spoilt(folder: Path, rendered: str) -> None:
    """Spoil what the last build left for the next one, which has something to do."""
    for language in ("zh", "en"):
        path = folder / "build" / "rendered" / language / rendered
        if path.suffix == ".html":
            path.write_bytes(path.read_bytes()[:2000])
        else:
            path.unlink()
    CHANGES["a case"](folder)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a case": lambda folder: (folder / CASE).write_text(
        (folder / CASE).read_text("utf-8").replace("title: ", "title: 又", 1), "utf-8"
    ),
    "a case in another folder": lambda folder: (folder / "cases" / "2022").rename(folder / "cases" / "2023"),
    "the registry": appended("registry/programmes/huzhou.yml", "# 说明\n"),
    "a claim": lambda folder: (folder / CLAIMS).write_text(
        (folder / CLAIMS).read_text("utf-8").replace("value: 6\n", "value: 7\n", 1), "utf-8"
    ),
    "a template of the instance's own": appended("site/templates/case.html", "<p>{{ view.id }}</p>\n"),
    "an asset of the instance's own": appended("site/assets/short.css", "p{color:red}\n"),
    "a page of the instance's own": appended("site/pages/zh/about/honesty.md", "# 数据\n"),
    "the configuration": appended("mkdocs.yml", "# 说明\n"),
    "a rendered page spoilt": lambda folder: spoilt(folder, "cases/index.html"),
    "a rendered style lost": lambda folder: spoilt(folder, "assets/kentan.css"),
    "a commit": lambda folder: git(folder, "commit", "-q", "--allow-empty", "-m", "next"),
    "a file of the site lost": lambda folder: (folder / "build/public/index.html").unlink(),
    "a file in the site's folder": appended("build/public/cases/other.html", "?"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_after_a_change_the_site_is_as_if_built_for_the_first_time(
    folder: Path, change: Callable[[Path], object]
) -> None:
    change(folder)
    assert build(folder)
    found = held(folder)
    assert found == built_anew(folder, DAY)


def test_a_file_that_cannot_be_read_stops_a_build_that_would_have_nothing_to_do(folder: Path) -> None:
    (folder / CASE).with_name("HZ-2022-0999.yml").symlink_to(folder / CASE)
    assert not build(folder)
    (folder / CASE).with_name("HZ-2022-0999.yml").unlink()
    assert build(folder)


def test_a_disk_that_is_full_is_told_as_such(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: object) -> None:
        raise OSError(ENOSPC, "No space left on device", "page.html")

    CHANGES["a case"](folder)
    monkeypatch.setattr("kentan.publish.writing.Writer.finish", full)
    with pytest.raises(OSError, match="No space left"):
        build(folder)
    monkeypatch.undo()
    assert build(folder)
    found = held(folder)
    assert found == built_anew(folder, DAY)


def test_a_head_that_was_lost_is_told_only_while_it_is_asked_for(folder: Path) -> None:
    lost, page, day = "0" * 40, "integrity/index.html", "2099-12-31"  # on which all of the history is past
    git(folder, "commit", "-q", "--allow-empty", "-m", "next")
    assert build_site(str(folder), day, str(folder / "build" / "public"), [lost])
    assert lost[:10].encode() in held(folder)[page]
    git(folder, "commit", "-q", "--allow-empty", "-m", "and the next")
    assert build(folder, day)
    assert lost[:10].encode() not in held(folder)[page]
    found = held(folder)
    assert found == built_anew(folder, day)


def test_with_other_keys_or_another_kentan_all_of_the_history_is_audited_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []

    def audited(*arguments: Any) -> Audit:
        asked.append(arguments[4])
        return audit(*arguments)

    monkeypatch.setattr("kentan.cli.auditing.audit", audited)
    assert recorded(head_of(str(folder)))
    git(folder, "commit", "-q", "--allow-empty", "-m", "next")
    assert recorded(head_of(str(folder)))
    monkeypatch.setattr(itself, "_kentan", lambda: "another")
    assert recorded(head_of(str(folder)))
    monkeypatch.setenv("GNUPGHOME", str(tmp_path))
    (tmp_path / "pubring.kbx").write_bytes(b"a key")
    assert recorded(head_of(str(folder)))
    assert recorded(head_of(str(folder)))
    assert [bool(state) for state in asked] == [True, False, False]


def test_the_next_day_is_built(folder: Path) -> None:
    assert build(folder, "2026-11-23")
    found = held(folder)
    assert found == built_anew(folder, "2026-11-23")


def test_another_renderer_is_another_build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {CASE: "digest"}
    before = digest_of(folder, known, date(2026, 11, 22))
    assert digest_of(folder, known, date(2026, 11, 22)) == before
    monkeypatch.setattr("kentan.publish.stage._versions", lambda: ("mkdocs 0.1",))
    assert digest_of(folder, known, date(2026, 11, 22)) != before


def test_a_build_that_was_broken_off_is_not_believed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = (folder / CASE).read_bytes()
    CHANGES["a case"](folder)
    monkeypatch.setattr("kentan.publish.unchanged.remember", lambda *_build: None)
    assert build(folder)
    (folder / CASE).write_bytes(original)
    monkeypatch.undo()
    assert build(folder)
    found = held(folder)
    assert found == built_anew(folder, DAY)
