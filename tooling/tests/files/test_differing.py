"""What differs between two versions of a file: the parts that are found are all that differs, and none is half read."""

import random

import pytest

from kentan.files.canonical import record_of
from kentan.files.canonical_scalars import NotCanonical
from kentan.files.differing import parts
from kentan.records.case import Case
from kentan.review.facts import facts

CASE = """\
# yaml-language-server: $schema=../../registry/schema/case.schema.json
id: HZ-2022-0123
programme: huzhou
place: huzhou-wuxing
provenance: live
title: 希望加快二期用地
kind: difficulty
topic: land
raised:
  on: 2022-06-08 14:30
  by: enterprise
  channel: hotline
  statement: |
    我们等了很久。

      - on: 还要等多久？
enterprise:
  ref: e-50a1b8
  disclosure: sector
summary: |
  企业二期缺地。

  assignments:
    tax:
      - on: 2022-06-09
acceptance:
  - on: 2022-06-09
    decision: accepted
    explanation: |
      已受理。

      - on: 2022-06-09
grades:
assignments:
  natural-resources:
    handed_over:  # natural-resources
      - on: 2022-06-09
        ended:
        task: |
          查明指标。
    objections:  # natural-resources
    pauses:  # natural-resources
    extensions:  # natural-resources
      - on: 2022-06-20
        decision:
        until: 2022-07-10
        reason: |
          待上级批复。
    replies:  # natural-resources
      - on: 2022-07-08
        outcome: solved
        evidence:
          - title: 用地批复
            on: 2022-07-07
        text: |
          已批。

          replies:
      - on: 2022-07-09
        outcome: explained
        text: |
          再次说明。
    progress:  # natural-resources
    role: lead  # natural-resources
  tax:
    handed_over:  # tax
    objections:  # tax
    pauses:  # tax
    extensions:  # tax
    replies:  # tax
    progress:  # tax
    role: support  # tax
supervision:
  federation:
    - on: 2022-06-30
      kind: reminder
      text: |
        请抓紧。
  government-office:
rating_requests:
ratings:
  - on: 2022-07-10
    score: 5
    by: enterprise
callbacks:
featured:
withheld:
corrections:
redactions:
"""
REPLY = "      - on: 2022-07-12\n        outcome: solved\n        text: |\n          已办结。\n"
LINES = [
    *CASE.splitlines(keepends=True),
    REPLY,
    "  - on: 2022-07-12\n",
    "    - on: 2022-07-12\n      kind: reminder\n",
    "      - on: 2022-07-12\n        ended:\n",
    "  - on: 2022-07-12\n    result: confirmed\n",
    "  police:\n    handed_over:  # police\n      - on: 2022-07-12\n        ended:\n    objections:  # police\n"
    "    pauses:  # police\n    extensions:  # police\n    replies:  # police\n    progress:  # police\n"
    "    role: support  # police\n",
    "          还有一段。\n",
    "\n",
    "  \n",
    "          - title: 附件\n",
    "        late_reason: 迟\u200b报\n",
    "# 说明\n",
    "\0\n",
]


AROUND = {2: (0,), 4: (0, 2), 6: (4,)}
"""How far the line is indented that may follow the end of a list, by how far its entries are."""


def indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def changed(chance: random.Random, text: str) -> str:
    """A version of a file with some lines more, less, twice or elsewhere."""
    lines = text.splitlines(keepends=True)
    for _ in range(chance.choice([1, 1, 1, 1, 1, 2])):
        at, length = chance.randrange(1, len(lines)), chance.choice([0, 0, 0, 0, 1, 1, 2, 5])
        line = chance.choice(LINES)
        if chance.random() < 0.7:  # where an entry may end
            at = chance.choice(
                [place for place, each in enumerate(lines) if indent(each) in AROUND.get(indent(line), ())] or [at]
            )
            length = 0
        lines[at : at + length] = [line] if length == 0 or chance.random() < 0.6 else []
    return "".join(lines)


def read(text: str) -> dict | None:
    try:
        return facts(record_of(Case, text.encode()))
    except NotCanonical:
        return None


def under(path: tuple, found: dict) -> dict:
    return {each: text for each, text in found.items() if each[: len(path)] == path}


@pytest.mark.parametrize("seed", range(6))
def test_the_parts_are_all_that_differs_and_are_read_as_the_whole_file_would_be(seed: int) -> None:
    chance, text, in_parts = random.Random(seed), CASE, 0
    before = read(text)
    assert before
    for number in range(2000):
        new = changed(chance, text)
        found, after = parts(Case, text.encode(), new.encode()), read(new)
        if found is not None:
            assert after is not None, new
            paths = [part.path for part in found]
            rest = [
                {p: t for p, t in each.items() if not any(p[: len(q)] == q for q in paths)} for each in (before, after)
            ]
            assert rest[0] == rest[1], new
            for part in found:
                assert facts(part.was, part.path) == under(part.path, before), new
                assert list(facts(part.now, part.path).items()) == list(under(part.path, after).items()), new
            in_parts += new != text
        if after is not None:
            text, before = new, after
        if number % 20 == 0:
            text, before = CASE, read(CASE)
    assert in_parts > 50


@pytest.mark.parametrize(
    ("behind", "added", "path"),
    [
        ("再次说明。\n", REPLY, ("assignments", "natural-resources", "replies", 2)),
        ("replies:  # tax\n", REPLY, ("assignments", "tax", "replies", 0)),
        ("请抓紧。\n", "    - on: 2022-07-01\n      kind: reminder\n", ("supervision", "federation", 1)),
        (
            "  government-office:\n",
            "    - on: 2022-07-01\n      kind: reminder\n",
            ("supervision", "government-office", 0),
        ),
        ("by: enterprise\ncallbacks:\n", "  - on: 2022-07-12\n    result: confirmed\n", ("callbacks", 0)),
    ],
)
def test_an_entry_at_the_end_of_a_list_is_all_that_is_read(behind: str, added: str, path: tuple) -> None:
    new = CASE.replace(behind, behind + added)
    found = parts(Case, CASE.encode(), new.encode())
    assert found is not None
    (part,) = found
    assert (part.path, part.was) == (path, None)


@pytest.mark.parametrize("bytes_", [b"\r\n", b"", b"\xff\n", b"x" * 20_001 + b"\n", b"\n"])
def test_what_is_not_canonical_has_to_be_read_whole(bytes_: bytes) -> None:
    assert parts(Case, CASE.encode(), CASE.encode()[:-1] + bytes_) is None or bytes_ == b"\n"
