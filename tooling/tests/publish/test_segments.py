"""A part that is kept is taken again only where all on which it rests is the same."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kentan.publish.facets import Filed
from kentan.publish.index import index
from kentan.publish.keys import Keys
from kentan.publish.segments import Segments
from kentan.records.ledger import Ledger
from tests.publish.conftest import DAY

Ask = Callable[[Segments, tuple[Filed, ...], str], list[bytes]]


def get(segments: Segments, cases: tuple[Filed, ...], word: str) -> list[bytes]:
    return [segments.get("part", cases, lambda: "".join(f"{one.case.title}{word}" for one in cases).encode())]


def lines(segments: Segments, cases: tuple[Filed, ...], word: str) -> list[bytes]:
    return [segments.lines("part", cases, lambda one: f"{one.case.title}{word}".encode()).joined()]


def each(segments: Segments, cases: tuple[Filed, ...], word: str) -> list[bytes]:
    def made(one: Filed) -> bytes:
        return f"{one.case.title}{word}".encode()

    return segments.each("part", [(segments.key((one,)), partial(made, one)) for one in cases])


@pytest.mark.parametrize("ask", [get, lines, each])
def test_with_another_day_registry_or_case_a_part_is_made_anew(sample: Ledger, tmp_path: Path, ask: Ask) -> None:
    cases = index(sample, DAY).filed[:9]
    digests = {sample.files["case", one.case.id]: repr(one.case) for one in cases}
    digests |= {path: path for (kind, _name), path in sample.files.items() if kind == "meeting"}

    def asked(common: str, digests: dict[str, str], cases: tuple[Filed, ...], word: str) -> str:
        return b"".join(ask(Segments(tmp_path, Keys(sample.files, digests, DAY), common), cases, word)).decode()

    first = asked("Monday", digests, cases, "甲")
    assert asked("Monday", digests, cases, "never made") == first
    assert asked("Tuesday", digests, cases, "乙").count("乙") == len(cases)
    assert "never made" not in asked("Tuesday", digests, cases, "never made")
    changed = {**digests, sample.files["case", cases[3].case.id]: "another"}
    assert "丙" in asked("Tuesday", changed, cases, "丙")
    assert asked("Tuesday", changed, cases[1:], "丁").startswith(cases[1].case.title)
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert asked("Tuesday", changed, cases, "戊").count("戊") == len(cases)
