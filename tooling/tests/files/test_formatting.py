"""Formatting: one form, the same values, every comment kept, and plain Git merges what owners add."""

import subprocess
from pathlib import Path

import pytest

from kentan.files.formatting import canonical
from kentan.files.loading import shape
from kentan.files.reading import read
from kentan.records.case import Case

FILE = "cases/2022/HZ-2022-0123.yml"
OFFICES = ("federation", "government-office")
MESSY = """\
# head of the file
id: HZ-2022-0123   # the number
title: '希望: 加快'
title_en: "Speed up"
programme: huzhou # short
summary: 企业二期
# how it came in
raised: {on: 2022-06-08, by: enterprise, channel: letter}  # by post
place: huzhou
provenance: live
kind: difficulty
topic: land
assignments:
  natural-resources:
    # who leads
    role: lead
    replies:
      # the reply
      - text: |
          # not a comment
          line two

          line three

        on: 2022-06-20   # in time
        outcome: planned
        promise: {due: 2022-09-30, text: "abc # no"}
ratings:
  - {on: 2022-07-01, score: 5, by: enterprise}
# the end
"""


def formatted(text: str) -> str:
    document = read(FILE, text.encode())
    assert document.findings == ()
    return canonical(document, "case", OFFICES)


def case(text: str) -> Case:
    record, findings = shape(read(FILE, text.encode()), "case")
    assert findings == []
    assert isinstance(record, Case)
    return record


def test_values_stay_and_formatting_twice_is_formatting_once() -> None:
    once = formatted(MESSY)
    before, after = case(MESSY), case(once)
    assert after.supervision == dict.fromkeys(OFFICES, ())
    for name in Case.__slots__:
        if name != "supervision":
            assert getattr(before, name) == getattr(after, name)
    assert formatted(once) == once


def test_every_comment_is_kept_before_what_it_belongs_to() -> None:
    lines = formatted(MESSY).split("\n")
    assert lines[0].startswith("# yaml-language-server: ")
    for comment in ("head of the file", "the number", "short", "how it came in", "by post", "who leads", "the end"):
        assert sum(line.strip() == f"# {comment}" for line in lines) == 1
    assert lines[lines.index("    # who leads") + 1] == "    role: lead  # natural-resources"
    assert lines[lines.index("      # the reply") + 1].strip() in ("# in time", "- on: 2022-06-20")


def test_windows_line_ends_become_plain_ones() -> None:
    document = read(FILE, MESSY.replace("\n", "\r\n").encode())
    assert document.findings == ()
    assert canonical(document, "case", OFFICES) == formatted(MESSY)


@pytest.mark.parametrize(
    "value",
    [
        "普通文本", "a: b", "a #b", "#a", "- a", "? a", "'a'", '"a"', "null", "~", "[a]", "{a}", "a:", "&a", "*a", "!a",
        "|", ">", "%a", "@a", "`a", "yes", "2022-06-08", "0755", "１２", "“引”", "= 1", "<<", "a\\b", "：", "😀 𠮷",
    ],
)  # fmt: skip
def test_any_title_comes_back_as_it_was(value: str) -> None:
    quoted = "'" + value.replace("'", "''") + "'"
    once = formatted(MESSY.replace("'希望: 加快'", quoted))
    assert case(once).title == value.strip("\n").rstrip()


@pytest.mark.parametrize("text", ["  begins with blanks\nand goes on", "ends in blanks  \nmiddle   \nend", "a\n\n\nb"])
def test_any_summary_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("\n", "\\n")
    once = formatted(MESSY.replace("summary: 企业二期", f'summary: "{escaped}"'))
    assert case(once).summary == text.rstrip()


EMPTY = MESSY.split("assignments:", maxsplit=1)[0] + (
    "assignments:\n  natural-resources: {role: lead}\n  housing: {role: support}\n"
)
REPLY = "      - on: 2022-06-{day}\n        outcome: solved\n        text: |\n          {name}\n"
ADDITIONS = {
    "lead replies": ("  natural-resources:", "    replies:", REPLY.format(day=20, name="甲")),
    "support replies": ("  housing:", "    replies:", REPLY.format(day=21, name="乙")),
    "lead asks for time": (
        "  natural-resources:",
        "    extensions:",
        "      - on: 2022-06-18\n        decision:\n        until: 2022-07-01\n        reason: |\n          丙\n",
    ),
    "staff rate": ("ratings:", "ratings:", "  - on: 2022-06-30\n    score: 5\n    by: callback\n"),
    "staff accept": ("acceptance:", "acceptance:", "  - on: 2022-06-08\n    decision: accepted\n"),
    "federation reminds": ("supervision:", "  federation:", "    - on: 2022-06-19\n      kind: reminder\n"),
    "office reminds": ("supervision:", "  government-office:", "    - on: 2022-06-19\n      kind: notice\n"),
    "staff assign a third": (
        "assignments:",
        "supervision:",
        None,
    ),
}


def added(base: str, section: str, slot: str, text: str | None) -> str:
    """Return the file with text inserted behind a slot of a section (before the slot where text is None: a third)."""
    lines = base.split("\n")
    start = lines.index(section)
    at = next(index for index in range(start, len(lines)) if lines[index].split("  #")[0] == slot)
    if text is None:
        third = [
            "  transport:",
            "    handed_over:  # transport",
            "    objections:  # transport",
            "    pauses:  # transport",
            "    extensions:  # transport",
            "    replies:  # transport",
            "    progress:  # transport",
            "    role: support  # transport",
        ]
        return "\n".join([*lines[:at], *third, *lines[at:]])
    return "\n".join([*lines[: at + 1], *text.rstrip("\n").split("\n"), *lines[at + 1 :]])


def test_what_every_owner_adds_at_the_same_time_merges_without_a_conflict(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "--quiet", "--initial-branch=main")
    git("config", "user.name", "test")
    git("config", "user.email", "test@example.org")
    path = tmp_path / "case.yml"
    base = formatted(EMPTY)
    path.write_text(base, "utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message=base")
    for number, (section, slot, text) in enumerate(ADDITIONS.values()):
        git("checkout", "--quiet", "-b", f"b{number}", "main")
        path.write_text(added(base, section, slot, text), "utf-8")
        git("commit", "--quiet", "--all", "--message=add")
    git("checkout", "--quiet", "main")
    for number in range(len(ADDITIONS)):
        git("merge", "--quiet", "--no-edit", f"b{number}")
    merged = case(path.read_text("utf-8"))
    assert [len(each.replies) for each in merged.assignments.values()] == [1, 1, 0]
    assert [len(each) for each in merged.supervision.values()] == [1, 1]
    assert (len(merged.ratings), len(merged.acceptance)) == (1, 1)
    assert len(merged.assignments["natural-resources"].extensions) == 1
