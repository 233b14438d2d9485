"""Every folder here is a change that must not pass, or one that must: reading their list is reading the rules.

How a folder is judged stands in `conftest.py`. `base` is the sound instance over which all others are laid.
"""

from pathlib import Path

import pytest

from kentan.rules.review import RULES, history

HERE = Path(__file__).parent
RULE_FOLDERS = HERE.parent / "rules"
FOLDERS = sorted(path.parent for path in HERE.glob("*/expected"))
PASSES = ("verdict sound", "verdict heals-the-base", "verdict base-still-broken")
GOOD = [path for path in FOLDERS if any(word in path.joinpath("expected").read_text("utf-8") for word in PASSES)]


def reduced(lines: list[str], expected: Path) -> list[str]:
    """The lines without what other rooms find and nobody expects here; their places are for their own tests."""
    told = expected.read_text("utf-8").splitlines()
    plain = [line if line[0] != "K" or line[:2] == "K7" else line.rsplit(":", 2)[0] for line in lines]
    return [line for line in dict.fromkeys(plain) if line in told or line[0] != "K" or line[:2] == "K7"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_verdict_is_the_expected_one(folder: Path, judge) -> None:
    lines, verdict = judge(folder)
    assert reduced(lines, folder / "expected") == (folder / "expected").read_text("utf-8").splitlines()
    assert (verdict.word.exit_code == 0) == (folder in GOOD)


def test_there_are_enough_of_both() -> None:
    assert len(GOOD) >= 40
    assert len(FOLDERS) - len(GOOD) >= 80


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule not in history.RULES])
def test_each_rule_finds_what_is_bad_and_lets_pass_what_is_good(code: str, judge) -> None:
    folder = RULE_FOLDERS / code
    for head, expected in (("bad", "expected"), ("good", "expected-good")):
        lines, _verdict = judge(folder, head, expected)
        assert reduced(lines, folder / expected) == (folder / expected).read_text("utf-8").splitlines()
        assert any(line.startswith(code) for line in lines) == (head == "bad")
