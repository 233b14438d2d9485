"""A record's file as it grows: written once in the canonical form, readable at each of its stages.

A record is a mapping in canonical order. Text that stands from the beginning is a plain value; what is added later is
wrapped in `Since`, a slot that is filled later in `Filled`, and what a correction changes in `Changed`. No YAML library
is asked: everything written here is a plain scalar or a block, which `kentan format` leaves as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

ALWAYS = 1 << 30
"""A stage after every stage."""


@dataclass(slots=True)
class Event:
    """One commit of a file: when, by which account, and why. `stage` is known once all events are (see `staged`)."""

    day: date
    actor: str
    message: str
    stage: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A text that is written as a block."""

    text: str


@dataclass(frozen=True, slots=True)
class Since:
    """A part that stands in the file from an event on."""

    event: Event
    value: Any


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot that is empty until an event fills it."""

    event: Event
    value: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that an event changes."""

    event: Event
    was: str
    now: str


Piece = tuple[int, int, str]
"""Text that stands in the file from one stage on, until another."""


def staged(events: Sequence[Event]) -> list[Event]:
    """Number the events in the order of time and return one for each stage; those of one account and day are one."""
    stages: list[Event] = []
    for event in sorted(events, key=lambda each: each.day):
        if not stages or (event.day, event.actor) != (stages[-1].day, stages[-1].actor):
            stages.append(event)
        event.stage = len(stages) - 1
    return stages


def pieces(kind: str, record: Mapping[str, Any], folders: int = 2) -> list[Piece]:
    """Return the file of a record in pieces; `folders` is how deep it lies in the repository."""
    out = [(0, ALWAYS, f"# yaml-language-server: $schema={'../' * folders}registry/schema/{kind}.schema.json\n")]
    _mapping(out, record, "", 0, ALWAYS)
    return out


def text_at(written: Sequence[Piece], stage: int) -> str:
    """Return the text of a file at a stage."""
    return "".join(text for since, until, text in written if since <= stage < until)


def text_of(kind: str, record: Mapping[str, Any], folders: int = 2) -> str:
    """Return the text of a record that has one stage."""
    return text_at(pieces(kind, record, folders), 0)


def _mapping(
    out: list[Piece],
    record: Mapping[str, Any],
    pad: str,
    since: int,
    until: int,
    first: str = "",
    within: str = "",
    mark: str = "",
) -> None:
    for key, value in record.items():
        if value is not None:
            _entry(out, first or pad, pad, key, value, since, until, within, mark)
            first = ""


def _entry(
    out: list[Piece],
    lead: str,
    pad: str,
    key: str,
    value: Any,
    since: int,
    until: int,
    within: str = "",
    mark: str = "",
) -> None:
    """Write a key and its value; `mark` ends the key's line, as `kentan format` ends those of an assignment."""
    kind = value.__class__
    if kind is Since:
        since, value = max(since, value.event.stage), value.value
        kind = value.__class__
    if kind is Filled:
        out.append((since, value.event.stage, f"{lead}{key}:{mark}\n"))
        _entry(out, lead, pad, key, value.value, max(since, value.event.stage), until, within, mark)
    elif kind is Changed:
        out.append((since, value.event.stage, f"{lead}{key}: {value.was}{mark}\n"))
        out.append((value.event.stage, until, f"{lead}{key}: {value.now}{mark}\n"))
    elif kind is Block:
        lines = "".join(f"{pad}  {line}\n" if line else "\n" for line in value.text.split("\n"))
        out.append((since, until, f"{lead}{key}: |\n{lines}"))
    elif kind is dict:
        out.append((since, until, f"{lead}{key}:{mark}\n"))
        _mapping(out, value, pad + "  ", since, until, within=key, mark=f"  # {key}" if within == "assignments" else "")
    elif kind is list:
        out.append((since, until, f"{lead}{key}:{mark}\n"))
        for item in value:
            _item(out, item, pad + "  ", since, until)
    else:
        out.append((since, until, f"{lead}{key}: {value}{mark}\n"))


def _item(out: list[Piece], item: Any, pad: str, since: int, until: int) -> None:
    if item.__class__ is Since:
        since, item = max(since, item.event.stage), item.value
    if item.__class__ is dict:
        _mapping(out, item, pad + "  ", since, until, f"{pad}- ")
    else:
        out.append((since, until, f"{pad}- {item}\n"))
