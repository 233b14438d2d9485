"""The code of the swift reader: for a type of record one function, written out from the type's own description.

It parts a line once at its colon and compares the key with the one that may stand there. What is in a record, and the
lists of records in it, are read in the same function: a call for each of them would take a tenth longer.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, Field, fields
from typing import Any, NamedTuple, get_args, get_origin

from kentan.files.canonical_scalars import NotCanonical, remembered, scalar_reader
from kentan.records.case import Assignment
from kentan.records.describe import (
    FreeText,
    Refers,
    TranslationsOf,
    hints_of,
    inner,
    is_mapping,
    is_record,
    is_required,
    is_slot,
    key_of,
    marker,
)
from kentan.records.frozen import thawed

_PART = "head, _, rest = line.partition(': ')"
"""Parts a line once for all keys with which it is compared; `startswith` takes twice as long for each of them."""


class Readers(NamedTuple):
    """The readers of what stands in functions of their own: blocks of text, translations, and other nested parts."""

    text: Callable[[int], Any]
    translations: Callable[[str, int, frozenset[str], bool], Any]
    nested: Callable[[Any, int], tuple[str, Any] | None]


def written(kind: Any, indent: int, readers: Readers) -> Any:
    """Return the function that reads a record whose keys are indented so far; that of an assignment takes its marks."""
    code = _Code(readers)
    marked = kind is Assignment
    with code.block(f"def read(line, take{', marks' if marked else ''}):"):
        value = code.record(kind, indent, marked=marked)
        code.add(f"return {value}, line")
    names = {**code.names, "NotCanonical": NotCanonical}
    exec(compile("\n".join(code.lines), f"<canonical {kind.__name__}>", "exec"), names)
    return names["read"]


def marks(kind: Any, indent: int, name: str) -> tuple[str, ...]:
    """Return for each field of a record its key's line with a name behind it, as `formatting` writes the department.

    Of a scalar's line it is the end alone.
    """
    hints = hints_of(kind)
    return tuple(
        f"  # {name}" if _is_scalar(inner(hints[each.name])) else f"{' ' * indent}{key_of(each)}:  # {name}"
        for each in fields(kind)
    )


class _Field(NamedTuple):
    """One field that is read: its type without `| None`, the variable for it, and the mark of its line, if any."""

    field: "Field[Any]"
    hint: Any
    indent: int
    variable: str
    mark: str

    @property
    def key(self) -> str:
        """The key as it stands in its line."""
        return f"{' ' * self.indent}{key_of(self.field)}"

    @property
    def line(self) -> str:
        """The expression of the line of a key behind which nothing stands."""
        return self.mark or repr(f"{self.key}:")

    @property
    def is_scalar(self) -> bool:
        """Whether its value stands in the line of its key."""
        return _is_scalar(self.hint)

    @property
    def is_required(self) -> bool:
        """Whether it is never left out."""
        return is_required(self.field)


class _Code:
    """Lines of Python, and the values that they name."""

    def __init__(self, readers: Readers) -> None:
        self.lines: list[str] = []
        self.names: dict[str, Any] = {}
        self._readers = readers
        self._blank = ""
        self._variables = 0

    def add(self, line: str) -> None:
        """Add a line."""
        self.lines.append(self._blank + line)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Add a line, and what is added within as its block."""
        self.add(head)
        self._blank += " "
        yield
        self._blank = self._blank[:-1]

    def record(self, kind: Any, indent: int, *, begun: bool = False, marked: bool = False) -> str:
        """Write what reads a record, and return the variable that then holds it.

        Where it has `begun`, its first key is known to stand in the line, and the line is parted.
        """
        assert not hasattr(kind, "__post_init__"), "records are made without a call of their __init__"
        hints = hints_of(kind)
        listed = [each for each in fields(kind) if not marker(hints[each.name], TranslationsOf)]
        translated = [each.name for each in fields(kind) if marker(hints[each.name], TranslationsOf)]
        into = self._variable() if translated else ""
        if into:
            self.add(f"{into} = {{}}")
        entries = [
            _Field(each, inner(hints[each.name]), indent, self._variable(), f"marks[{number}]" if marked else "")
            for number, each in enumerate(listed)
        ]
        tail = _tail(listed) if indent else len(listed)
        known = frozenset(key_of(each) for each in fields(kind))
        is_parted = begun
        for number, each in enumerate(entries):
            if number == tail:
                self.add(f"if line[:{indent}] == {' ' * indent!r}:")
                self._blank += " "
            if each.is_scalar and not is_parted:
                self.add(_PART)
            is_parted = each.is_scalar and any(behind.is_scalar for behind in entries[number + 1 : number + 2])
            part = [_PART] if is_parted else []
            if begun and number == 0:
                self._take(each, part)
            else:
                behind = next((slot for slot in entries[number + 1 : tail] if is_slot(slot.field)), None)
                self._read(each, part, behind)
            if into and marker(each.hint, FreeText):
                self._translations(each, known, into, part)
        if tail < len(entries):
            self._blank = self._blank[:-1]
            with self.block("else:"):  # the record ends here, as most do
                for each in entries[tail:]:
                    self.add(f"{each.variable} = {self._absent(each.field)}")
        record = self._variable()
        self.add(f"{record} = {self._name(thawed(kind))}()")
        values = [(each.field.name, each.variable) for each in entries]
        nothing = self._name({}) if into else ""  # one for all that nobody translated, so that it takes memory once
        for name, value in [*values, *((name, f"{into} or {nothing}") for name in translated)]:
            self.add(f"{record}.{name} = {value}")
        self.add(f"{record}.__class__ = {self._name(kind)}")  # frozen from here on
        return record

    def _read(self, of: _Field, part: Sequence[str], behind: _Field | None) -> None:
        """Write what reads a field: what it is when left out, or, where its key stands, its value.

        `part` are the lines that part the line behind a scalar; `behind` is the next field that always stands there.
        """
        if not of.is_required:
            self.add(f"{of.variable} = {self._absent(of.field)}")
        if of.is_scalar:
            with self.block(f"if head == {of.key!r}:"):
                self._take(of, part)
            if is_slot(of.field):
                with self.block(f"elif line == {of.line}:"):
                    self.add("line = take()")
                    self._add(part)
        elif marker(of.hint, FreeText):
            with self.block(f"if line == {of.key + ': |'!r}:"):
                self.add(f"{of.variable}, line = {self._name(self._readers.text(of.indent + 2))}(take(), take)")
        else:
            unmarked = f" or line == {of.key + ':'!r}" if of.mark else ""
            with self.block(f"if line == {of.line}{unmarked}:"):
                self.add("line = take()")
                if behind is None or behind.is_scalar or of.is_required:
                    self._read_nested(of)
                else:
                    with self.block(f"if line != {behind.line}:"):  # else there is nothing in it, as often
                        self._read_nested(of)
        self._refuse_without(of)

    def _take(self, of: _Field, part: Sequence[str]) -> None:
        """Write what takes the value of a scalar whose key stands there."""
        own = any(isinstance(each, Refers) and each.own for each in get_args(of.hint)[1:])
        if of.mark:
            self.add(f"if rest[-len({of.mark}):] == {of.mark}: rest = rest[:-len({of.mark})]")
        if of.hint is str or marker(of.hint, FreeText) or own:
            self.add(f"{of.variable} = {self._name(scalar_reader(of.hint))}(rest)")
        else:
            self.add(f"{of.variable} = {self._name(remembered(scalar_reader, of.hint))}[rest]")
        self.add("line = take()")
        self._add(part)

    def _read_nested(self, of: _Field) -> None:
        """Write what reads the part that begins with the next line, where there is one."""
        item = get_args(of.hint)[0] if get_origin(of.hint) is tuple else of.hint
        first = _first_key(item) if is_record(item) else None
        if first is None:
            nested = self._readers.nested(of.hint, of.indent + 2)
            assert nested is not None
            start, reader = nested
            with self.block(f"if line[:{len(start)}] == {start!r}:"):
                self.add(f"{of.variable}, line = {self._name(reader)}(line, take)")
        elif item is of.hint:
            self.add(_PART)
            with self.block(f"if head == {' ' * (of.indent + 2) + first!r}:"):
                self.add(f"{of.variable} = {self.record(item, of.indent + 2, begun=True)}")
        else:
            start, items = f"{' ' * (of.indent + 2)}- {first}", self._variable()
            self.add(_PART)
            with self.block(f"if head == {start!r}:"):
                self.add(f"{items} = []")
                with self.block(f"while head == {start!r}:"):
                    self.add(f"{items}.append({self.record(item, of.indent + 4, begun=True)})")
                    self.add(_PART)
                self.add(f"{of.variable} = tuple({items})")
        self._refuse_without(of)

    def _translations(self, of: _Field, known: frozenset[str], into: str, part: Sequence[str]) -> None:
        """Write what reads the translations behind a text."""
        block = not marker(of.hint, FreeText).single_line
        reader = self._name(self._readers.translations(key_of(of.field), of.indent, known, block))
        with self.block(f"if line[:{len(of.key) + 1}] == {of.key + '_'!r}:"):
            self.add(f"line = {reader}(line, take, {into})")
            self._add(part)

    def _refuse_without(self, of: _Field) -> None:
        if of.is_required:
            with self.block("else:"):
                self.add("raise NotCanonical")

    def _add(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.add(line)

    def _variable(self) -> str:
        self._variables += 1
        return f"v{self._variables}"

    def _name(self, value: Any) -> str:
        name = f"n{len(self.names)}"
        self.names[name] = value
        return name

    def _absent(self, each: "Field[Any]") -> str:
        """Return the expression of what a field is when it is left out."""
        if each.default_factory is not MISSING:
            return f"{self._name(each.default_factory)}()"
        return repr(each.default) if each.default in (None, ()) else self._name(each.default)


def _first_key(kind: Any) -> str | None:
    """Return the key with which every record of a type begins, if there is one and a scalar stands behind it."""
    first = fields(kind)[0]
    is_first = is_required(first) and _is_scalar(inner(hints_of(kind)[first.name]))
    return key_of(first) if is_first else None


def _is_scalar(hint: Any) -> bool:
    """Whether a value stands in one line, behind its key."""
    free = marker(hint, FreeText)
    if free:
        return bool(free.single_line)
    return not (is_record(hint) or is_mapping(hint) or get_origin(hint) is tuple)


def _tail(listed: Sequence["Field[Any]"]) -> int:
    """Return the number of the first field behind all that stand in every such record."""
    there = (number for number, each in enumerate(listed, 1) if is_slot(each) or is_required(each))
    return max(there, default=0)
