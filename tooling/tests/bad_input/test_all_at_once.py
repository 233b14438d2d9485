"""All bad files in one instance, through the command line, in every format: exit code 1, nothing hostile shown."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree

import pytest

HERE = Path(__file__).parent
SOUND = HERE.parent / "rules" / "base"
FILES = sorted((HERE / "files").iterdir())
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
HIDDEN = re.compile("[\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bad") / "instance"
    copytree(SOUND, root)
    for number, file in enumerate(FILES):
        (root / f"cases/2022/HZ-2022-{9000 + number}.yml").write_bytes(file.read_bytes())
    return root


def checked(root: Path, form: str, language: str) -> str:
    result = subprocess.run(
        [sys.executable, "-m", "kentan.cli", "--lang", language, "check", "--format", form, str(root)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1])},
    )
    assert result.returncode == 1, result.stderr[-2000:]
    assert b"Traceback" not in result.stderr
    return result.stdout.decode("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_every_bad_file_is_told_of_in_every_format(form: str, language: str, root: Path) -> None:
    shown = checked(root, form, language)
    assert CONTROL.search(shown) is None
    if form != "json":  # which is for programs, and says exactly what stands in the file
        assert HIDDEN.search(shown) is None
    for number in range(len(FILES)):
        assert f"HZ-2022-{9000 + number}.yml" in shown, FILES[number].name


def test_what_other_programs_read_is_whole(root: Path) -> None:
    assert json.loads(checked(root, "json", "zh"))
    assert json.loads(checked(root, "sarif", "en"))["runs"]
    assert len(ElementTree.fromstring(checked(root, "junit", "zh"))) > 0
