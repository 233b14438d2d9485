"""The swift reader: for any bytes it returns what the strict reader returns, without findings, or it hands over."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentan.files import encoding
from kentan.files.canonical import record_of
from kentan.files.canonical_places import places_of
from kentan.files.canonical_scalars import NotCanonical
from kentan.files.document import Raw
from kentan.files.formatting import canonical, compose
from kentan.files.loading import TYPES, shape
from kentan.files.reading import read

ROOT = Path(__file__).parents[3]
ROOMS = {"case": "cases", "meeting": "meetings"}
FILES = [(kind, path) for kind, room in ROOMS.items() for path in sorted((ROOT / room).rglob("*.yml"))]
BROKEN = [
    (kind, path)
    for kind, room in ROOMS.items()
    for path in sorted((ROOT / "tooling/tests/rules").rglob(f"{room}/**/*.yml"))
    if path.is_file() and not path.is_symlink()
]
CASE = """\
# yaml-language-server: $schema=../../registry/schema/case.schema.json
id: HZ-2022-0123
programme: huzhou
place: huzhou-wuxing
provenance: sample
title: 希望加快二期用地
title_en: 'Land: the second phase'
kind: difficulty
topic: land
raised:
  on: 2022-06-08 14:30
  by: enterprise
  channel: meeting
  meeting: 2022-06-08-huzhou
  report: 第12号
  statement: |
    我们等了很久。

      还要等多久？
enterprise:
  ref: e-50a1b8
  disclosure: named
  name: 某某公司
  size: large
summary: |
  企业二期缺地。
summary_en: |
  No land: second phase.
acceptance:
  - on: 2022-06-09
    decision: accepted
grades:
  - on: 2022-06-09
    grade: major
    leaders:
      - 区政府办公室
      - 发展和改革局
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
          on: 2022-06-21
          outcome: granted
        until: 2022-07-10
        reason: |
          待上级批复。
    replies:  # natural-resources
      - on: 2022-07-08
        outcome: solved
        evidence:
          - title: 用地批复
            number: 〔2022〕15号
            on: 2022-07-07
            address: https://example.cn/notice/12
        text: |
          已批。
    progress:  # natural-resources
    role: lead  # natural-resources
  power-supply:
    handed_over:
    objections:
    pauses:
    extensions:
    replies:
    progress:
    role: support
supervision:
  federation:
    - on: 2022-06-30
      kind: reminder
  government-office:
rating_requests:
  - on: 2022-07-09
ratings:
  - on: 2022-07-10
    score: 5
    by: enterprise
    text: |
      满意。
callbacks:
featured:
  month: 2022-07
  reason: |
    办得快。
withheld:
corrections:
  - on: 2022-07-11
    by: staff-01
    path: raised.on
    was: 2022-06-07
    now: 2022-06-08
    why: 笔误
redactions:
sources:
  - title: 报道
    publisher: 某报
"""
MEETING = """\
id: 2022-06-08-huzhou
programme: huzhou
place: huzhou
provenance: sample
kind: monthly
round: 3
theme: 用地
format: onsite
held:
  on: 2022-06-08 14:00
  minutes: 90
host:
  kind: chamber
  institution: chamber-01
agenda:
  - 发言
  - 答复
attendance:
  enterprises: 12
  present:
    - e-50a1b8
  institutions:
    - institution: bank-01
      role: bank
results:
  - kind: financing
    quantity: 300.50
    unit: 万元
scores:
  service:
    score: 98.5
    returned: 10
"""
SOUND = {"case": CASE, "meeting": MEETING}


def swift(kind: str, data: bytes) -> Any:
    """The swift reader's record, or None; the strict reader agrees with it."""
    try:
        record = record_of(TYPES[kind], data)
    except NotCanonical:
        return None
    strict, findings = shape(read("file", data), kind)
    assert findings == []
    assert record == strict
    assert repr(record) == repr(strict)  # a word of a vocabulary is equal to its text
    assert places_of(data.decode().replace("\r\n", "\n")) == read("file", data).places
    return record


@pytest.mark.parametrize("text", [*SOUND.values(), *(path.read_text("utf-8") for _, path in FILES)])
def test_looks_up_the_places_of_some_parts_alone(text: str) -> None:
    places = places_of(text)
    for wanted in places:
        parts = {wanted[:end] for end in range(len(wanted) + 1)}
        assert places_of(text, [wanted]) == {part: places[part] for part in parts if part in places}
        assert places_of(text, [(*wanted, "missing", 7)]).keys() == parts & places.keys()
    some = list(places)[::3]
    found = places_of(text, some)
    assert {path: found[path] for path in some} == {path: places[path] for path in some}


@pytest.mark.parametrize("kind", SOUND)
def test_reads_the_canonical_form(kind: str) -> None:
    assert swift(kind, SOUND[kind].encode()) is not None


@pytest.mark.parametrize("kind", SOUND)
def test_reads_line_ends_of_windows(kind: str) -> None:
    assert swift(kind, SOUND[kind].replace("\n", "\r\n").encode()) is not None


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda each: getattr(each, "stem", each))
def test_reads_every_file_of_the_repository_once_it_is_formatted(kind: str, path: Path) -> None:
    data = path.read_bytes()
    swift(kind, data)
    document = read(f"{ROOMS[kind]}/x/{path.name}", data)
    assert document.findings == ()
    formatted = canonical(document, kind)
    if not any(line.startswith(" #") for line in formatted.split("\n")) and '"' not in formatted:
        assert swift(kind, formatted.encode()) is not None


@pytest.mark.parametrize(("kind", "path"), BROKEN, ids=lambda each: "/".join(getattr(each, "parts", (each,))[-5:]))
def test_agrees_on_what_is_wrong(kind: str, path: Path) -> None:
    swift(kind, path.read_bytes())


LONG = ["a" * 1025, "a" * 20_001, "好" * 20_000, f"\n  {'a' * 1025}: b"]
TRICKY: list[str] = [*json.loads((Path(__file__).parent / "tricky.json").read_text("utf-8")), *LONG]
"""What YAML's own test suite, and what people and attackers write, put where a value may stand."""
SPOTS = [
    ("case", "title: 希望加快二期用地", "title: "),
    ("case", "title: 希望加快二期用地", "title:"),
    ("case", "title_en: 'Land: the second phase'", "title_en: "),
    ("case", "report: 第12号", "report: "),
    ("case", "was: 2022-06-07", "was: "),
    ("case", "on: 2022-06-08 14:30", "on: "),
    ("case", "kind: difficulty", "kind: "),
    ("case", "score: 5", "score: "),
    ("case", "path: raised.on", "path: "),
    ("case", "address: https://example.cn/notice/12", "address: https://example.cn/"),
    ("case", "summary: |\n  企业二期缺地。", "summary: "),
    ("case", "summary: |\n  企业二期缺地。", "summary: |\n  "),
    ("case", "企业二期缺地。", "企业二期缺地。\n"),
    ("case", "summary_en: |\n  No land", "summary_en: |\n  "),
    ("case", "            number: 〔2022〕15号", "            number: "),
    ("case", "- 发展和改革局", "- "),
    ("case", "- 发展和改革局", "-"),
    ("case", "power-supply:", ""),
    ("case", "grades:", "grades: "),
    ("case", "featured:", "featured: "),
    ("case", "  government-office:", "  government-office: "),
    ("case", "redactions:", "redactions: "),
    ("meeting", "round: 3", "round: "),
    ("meeting", "quantity: 300.50", "quantity: "),
    ("meeting", "- e-50a1b8", "- "),
    ("meeting", "  service:", "  "),
    ("meeting", "returned: 10\n", "returned: 10\n"),
]


@pytest.mark.parametrize(("kind", "found", "put"), SPOTS)
def test_agrees_on_everything_that_is_tricky_in_yaml(kind: str, found: str, put: str) -> None:
    assert found in SOUND[kind]
    for value in TRICKY:
        swift(kind, SOUND[kind].replace(found, put + value).encode("utf-8", "surrogatepass"))
        swift(kind, SOUND[kind].replace(found, f"{put}{value}:").encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("kind", SOUND)
def test_agrees_on_every_line_left_out_doubled_moved_or_indented(kind: str) -> None:
    lines = SOUND[kind].split("\n")
    for number, line in enumerate(lines):
        before, after = lines[:number], lines[number + 1 :]
        for instead in _instead(line, after):
            swift(kind, "\n".join([*before, *instead, *after]).encode())


def _instead(line: str, after: list[str]) -> Iterator[list[str]]:
    """What may stand in the place of a line."""
    key = line.split(":", maxsplit=1)[0]
    yield from ([], [line, line], [*after[:1], line], ["", line], [line, ""])
    yield from ([put, line] for put in ("# x", "  # x", "---", "...", line.replace("_en", "_fr"), "      #3"))
    yield from ([put + line] for put in (" ", "  ", "\t"))
    yield from ([line + put] for put in (" ", ":", " |", " # x", " #3", "  #3", "#3"))
    yield from ([key + put] for put in (":", ": []", ": {}"))
    yield from ([line[1:]], [line[2:]], [line[:2] + "? " + line[2:]], [line.replace("- ", "-  ")])
    yield from ([line.replace(": ", ":  ")], [line.replace(": ", ":")], [line.replace(":", "：")])
    yield [line.replace("_en", "_zh")]


@pytest.mark.parametrize("kind", SOUND)
def test_agrees_on_the_edges_of_a_file(kind: str) -> None:
    data = SOUND[kind].encode()
    heads = (b"---\n", b"%YAML 1.1\n---\n", b"\xef\xbb\xbf", b"a\n", b"\n", b" # a\n", b"#\x07\n", b"#\r# a: b\n")
    for each in (*heads, "#\u202e\n".encode(), b"#" * 20_001 + b"\n", b"# a\n# b\n"):
        swift(kind, each + data)
    for each in (b"\n", b" \n", b"\n\n", b"#", b"# a\n", b"---\n", b"...\n", b"\x00", b"\xff", b"#" * 2_000_000, data):
        swift(kind, data + each)
    for each in (b"", b"\n", b"#\n", b"# a", b"{}\n", b"[]\n", b"a\n", data[:-1], data[:200]):
        swift(kind, each)
    for end in (b"\r", b"\n\r\n", b"\r\r\n"):
        swift(kind, data.replace(b"\n", end))
    for other in ("utf-16", "utf-16-be", "gb18030"):
        swift(kind, SOUND[kind].encode(other))


def test_lets_no_character_through_that_the_strict_reader_refuses() -> None:
    shown = [chr(number) for number in range(sys.maxunicode + 1) if chr(number).isprintable()]
    assert not encoding._CONTROL.search("".join(shown))
    assert not encoding._HIDDEN.search("".join(shown))
    shown.append("\u3000")
    for start in range(0, len(shown), 9_000):
        block = "".join(shown[start : start + 9_000]).replace(" ", "")
        assert swift("case", CASE.replace("查明指标。", f"查{block}").encode()) is not None


VALUES = (
    st.sampled_from(TRICKY) | st.text(st.sampled_from(" :#-'\"|>\n\t？a好\u3000"), max_size=8) | st.text(max_size=12)
)


@given(st.lists(st.tuples(st.integers(0, len(CASE)), st.integers(0, 6), VALUES), min_size=1, max_size=3))
def test_agrees_on_a_file_changed_anywhere(edits: list[tuple[int, int, str]]) -> None:
    text = CASE
    for at, length, value in edits:
        text = text[:at] + value + text[at + length :]
    swift("case", text.encode("utf-8", "surrogatepass"))


@given(st.integers(0, len(CASE.encode())), st.binary(max_size=4))
def test_agrees_on_any_bytes(at: int, put: bytes) -> None:
    data = CASE.encode()
    swift("case", data[:at] + put + data[at:])
    swift("case", put)


TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=0x9FFF) | st.sampled_from("\n :#'"), min_size=1)


@given(TEXTS, TEXTS, TEXTS)
def test_agrees_on_any_texts_that_the_formatter_writes(title: str, summary: str, now: str) -> None:
    raw: dict[str, Raw] = dict(read("file", CASE.encode()).raw or {})
    raw |= {"title": title, "summary": summary, "title_en": title, "summary_en": summary}
    raw["corrections"] = [{"on": "2022-07-11", "by": "a", "path": "a", "was": "a", "now": now, "why": title}]
    swift("case", compose("cases/2022/HZ-2022-0123.yml", raw, "case").encode())


def test_its_work_grows_with_the_records_alone() -> None:
    few, many = _calls(20), _calls(200)
    assert many <= few * 10.5


def _calls(files: int) -> int:
    """The number of calls that reading so many files takes."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    record_of(TYPES["case"], CASE.encode())
    sys.setprofile(counted)
    try:
        for number in range(files):
            record_of(TYPES["case"], CASE.replace("0123", f"{number:04}").encode())
    finally:
        sys.setprofile(None)
    return count
