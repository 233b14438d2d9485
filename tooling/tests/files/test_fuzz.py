"""Whatever a file says: no fault, every finding has its place, and nothing that was written is lost in silence.

What a record holds is compared with what PyYAML's plainest loader reads from the same bytes: two ways that share no
code, so that a key or a value which one of them drops is seen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kentan.files.loading import Loaded, kind_of, load
from kentan.records.moments import Moment
from kentan.rules.check import check

ROOT = Path(__file__).parents[3]
BASE = ROOT / "tooling" / "tests" / "rules" / "base"
SOUND = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in sorted(BASE.rglob("*.yml"))}
RICH = {
    path.relative_to(ROOT).as_posix(): path.read_bytes()
    for room in ("cases", "meetings", "registry")
    for path in sorted((ROOT / room).rglob("*.yml"))
}
"""The repository's own records, in which everything occurs."""
NOTHING = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True)
class MemoryTree:
    """A tree of records in memory."""

    content: Mapping[str, bytes]

    def files(self) -> Iterator[str]:
        yield from sorted(self.content)

    def read(self, file: str) -> bytes:
        return self.content[file]


def judged(content: Mapping[str, bytes], day: date = date(2022, 12, 31)) -> Loaded:
    """Load and check; every finding has a place."""
    loaded = load(MemoryTree(content))
    for each in [*loaded.findings, *loaded.locate(check(loaded.ledger, day))]:
        assert each.line >= 1
        assert each.column >= 1
    return loaded


def told(value: Any) -> Any:
    """A record as plain texts, lists and mappings."""
    if is_dataclass(value) and not isinstance(value, type):
        plain = {}
        for field in fields(value):
            held = getattr(value, field.name)
            if field.name == "translations":
                plain.update(held)
            else:
                plain[field.name.removesuffix("_")] = told(held)
        return plain
    if isinstance(value, Mapping):
        return {key: told(each) for key, each in value.items()}
    if isinstance(value, tuple) and not isinstance(value, Moment):
        return [told(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def lost(written: Any, held: Any, path: str = "") -> Iterator[str]:
    """The places of what stands in the file and not in the record."""
    if isinstance(written, dict):
        for key, value in written.items():
            there = isinstance(held, dict) and key in held
            yield from lost(value, held[key] if there else None, f"{path}.{key}")
    elif isinstance(written, list):
        for index, value in enumerate(written):
            there = isinstance(held, list) and index < len(held)
            yield from lost(value, held[index] if there else None, f"{path}.{index}")
    elif written not in NOTHING and (not isinstance(held, str) or held.split() != written.split()):
        yield f"{path}: {written!r} became {held!r}"


def assert_nothing_lost(loaded: Loaded, file: str, data: bytes) -> None:
    """Where a file gives no finding of reading, its record says everything that the file says."""
    key = kind_of(file)
    assert key
    if any(each.file == file for each in loaded.findings):
        return
    (own,) = [name for (kind, name), path in loaded.ledger.files.items() if kind == key[0] and path == file]
    ledger = loaded.ledger
    held: Any
    match key[0]:
        case "departments" | "institutions" | "people" | "places" | "topics" as kind:
            held = {kind: told(getattr(ledger, kind))}
        case "instance":
            held = told(ledger.instance)
        case "claims":
            held = told(ledger.claims[own])
        case kind:
            held = told(getattr(ledger, f"{kind}s")[own])
    written = yaml.load(data, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    assert list(lost(written, held)) == []


@pytest.mark.parametrize("file", RICH)
def test_every_record_of_the_repository_says_all_that_its_file_says(file: str) -> None:
    loaded = load(MemoryTree({file: RICH[file]}))
    assert [each for each in loaded.findings if each.file == file] == []
    assert_nothing_lost(loaded, file, RICH[file])


FILES = st.sampled_from(sorted(SOUND))
SIGNS = [
    *("- ", ": ", ":", "#", " #", "'", '"', ">", "{", "}", "[", "]", "&a ", "*a", "!x ", "~", "---", "...", "? ", "%"),
    *("@", "`", ",", "：", "“", "\u3000", "\\", "\\u202e", "  ", "    ", "null", "yes", "NO", "0755", "12:30", "1e9"),
    *(".inf", "-1", "2022-02-30", "2022-06-08", "{}", "[]", "title: ", "title_en: ", "status: x", "on: ", "__class__"),
]
BYTES = [b"|", b"\n", b"\t", b"\r\n", b"\x00", b"\xff", b"\xef\xbb\xbf", b"9" * 30, b"  role: lead\n"]
UNSEEN = ["\u202e", "\u200b", "\u2028"]
TOKENS = st.sampled_from([each.encode() for each in [*SIGNS, *UNSEEN]] + BYTES)


@st.composite
def changed_bytes(draw: st.DrawFn) -> tuple[str, bytes]:
    """A sound file with a few places overwritten, cut, doubled or added to."""
    file = draw(FILES)
    data = bytearray(SOUND[file])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 12))
        match draw(st.sampled_from(["put", "cut", "double", "replace"])):
            case "put":
                data[at:at] = draw(TOKENS)
            case "cut":
                del data[at : at + length]
            case "double":
                data[at:at] = data[at : at + 4 * length]
            case _:
                data[at : at + length] = draw(st.one_of(TOKENS, st.binary(max_size=6)))
    return file, bytes(data)


@given(changed_bytes())
def test_changed_bytes_give_no_fault_and_lose_nothing(change: tuple[str, bytes]) -> None:
    file, data = change
    assert_nothing_lost(judged({**SOUND, file: data}), file, data)


@given(FILES, st.binary(max_size=200))
def test_any_bytes_give_no_fault(file: str, data: bytes) -> None:
    judged({**SOUND, file: data})


SCALARS = st.one_of(
    st.sampled_from(
        ["", "~", "yes", "no", "0", "-1", "007", "3.5", "2022-06-08", "2022-06-08 14:30", "2022-13-01", "land"]
    ),
    st.sampled_from(
        ["accepted", "merged", "solved", "lead", "meeting", "HZ-2022-0001", "2022-06-08-huzhou", "federation"]
    ),
    st.text(max_size=12),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SCALARS, inner, max_size=3),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place within a plain value."""
    if path:
        yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in entries:
        yield from places(each, (*path, key))


@st.composite
def changed_structure(draw: st.DrawFn) -> tuple[str, bytes]:
    """A sound file in which values are replaced, moved, renamed, doubled or left out."""
    file = draw(FILES)
    content = yaml.load(SOUND[file], Loader=yaml.BaseLoader)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(places(content)) or [("x",)]))
        inner = content
        for step in path[:-1]:
            inner = inner[step]
        match draw(st.sampled_from(["replace", "remove", "rename", "double", "move"])):
            case "replace":
                inner[path[-1]] = draw(VALUES)
            case "remove" if path[-1] in inner or isinstance(inner, list):
                del inner[path[-1]]
            case "rename" if isinstance(inner, dict):
                inner[draw(SCALARS)] = inner.pop(path[-1], "")
            case "double" if isinstance(inner, list):
                inner.append(inner[path[-1]])
            case _:
                content[draw(SCALARS)] = inner[path[-1]] if isinstance(inner, list) else inner.get(path[-1], "")
    dumper = type("Plain", (yaml.SafeDumper,), {"ignore_aliases": lambda *_: True})
    return file, yaml.dump(content, Dumper=dumper, allow_unicode=True, sort_keys=False).encode("utf-8", "replace")


@given(changed_structure())
def test_changed_structure_gives_no_fault_and_loses_nothing(change: tuple[str, bytes]) -> None:
    file, data = change
    assert_nothing_lost(judged({**SOUND, file: data}), file, data)


@given(st.dates(date(2018, 1, 1), date(2030, 12, 31)))
def test_no_day_of_judging_gives_a_fault(day: date) -> None:
    judged(SOUND, day)
