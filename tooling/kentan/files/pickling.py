"""Records and what was reckoned of them as bytes, from which they come back twenty times as fast as from their files.

Python's own pickles, with two differences: of a frozen type the slots are filled directly, and nothing but values of
Kentan's own is ever made of them, whatever the bytes say.
"""

import pickle
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any

from kentan.files.writing import write
from kentan.records.frozen import taker

_OF_OURS = ("kentan.records.", "kentan.clocks.", "kentan.figures.", "kentan.publish.")
_OTHERS = frozenset({("datetime", "date"), ("decimal", "Decimal"), ("fractions", "Fraction")})

Names = Mapping[type, Callable[[Any], Any]]
"""What names the values of a type, which then are not written along."""


class Unknown(Exception):
    """The bytes are damaged, of another version, or hold what no record holds."""


def _unnamed(name: Any) -> Any:
    raise LookupError(name)


def dumped(parts: Sequence[Any], names: Names | None = None) -> bytes:
    """Return the values as bytes; what the later parts have in common with the earlier ones is written once."""
    found = BytesIO()
    writing = _Pickler(found, names or {})
    for part in parts:
        writing.dump(part)
    return found.getvalue()


def loaded(data: bytes, named: Callable[[Any], Any] = _unnamed) -> Generator[Any, None, None]:
    """Yield the values one by one, each when it is asked for; `named` returns a value by its name.

    Raises Unknown.
    """
    reading = _Unpickler(BytesIO(data), named)
    while True:
        try:
            part = reading.load()
        except EOFError:
            return
        except (pickle.UnpicklingError, AttributeError, LookupError, TypeError, ValueError, ImportError) as error:
            raise Unknown from error
        yield part


def keep(path: str, key: str, value: Any) -> None:
    """Keep one value in a file under a key; whoever cannot write there goes without."""
    data = dumped((value,))
    with suppress(OSError):
        write(path, f"{key} {digest(data)}\n".encode() + data)


def recall(path: str, key: str) -> Any:
    """Return the value that a file keeps under that key; None where there is none, or it is damaged."""
    with suppress(OSError, Unknown, StopIteration):
        with open(path, "rb") as file:
            head, _, data = file.read().partition(b"\n")
        if head == f"{key} {digest(data)}".encode():
            return next(loaded(data))
    return None


def digest(data: bytes) -> str:
    """Return the digest under which something is kept."""
    return sha256(data).hexdigest()


class _Named:
    """Stands for a value that is not written along, but found by its name."""


class _Pickler(pickle.Pickler):
    """Writes values of a frozen type and words of closed lists by what makes them again, and others by their names."""

    def __init__(self, file: BytesIO, names: Names) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.dispatch_table = _Reducers(names)


class _Reducers(dict[type, Callable[[Any], Any]]):
    """What says how a value is made again, by its type; worked out when the type is met first.

    Pickle's own way of naming (`persistent_id`) would ask for the name of every text and number.
    """

    def __init__(self, names: Names) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        found = self[kind] = _reducer(kind, self._names.get(kind))
        return found


def _reducer(kind: type, name: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    """Return what says how a value of a type is made again: of its fields, or by its name where it has a `name`.

    Of words of closed lists Python 3.11 says it differently in its first releases, by a function that is refused here.
    """
    if name:
        return lambda value: (_Named, (name(value),))
    if issubclass(kind, Enum):
        return lambda value: (kind, (value.value,))
    if is_dataclass(kind):
        taken = taker([field.name for field in fields(kind)])
        return lambda value: (kind, taken(value))
    if issubclass(kind, tuple):
        return lambda value: (kind, tuple(value))
    if issubclass(kind, type):
        raise KeyError(kind)  # a type is written by its name
    return lambda value: value.__reduce_ex__(pickle.HIGHEST_PROTOCOL)


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: BytesIO, named: Callable[[Any], Any]) -> None:
        super().__init__(file)
        self._named = named

    def find_class(self, module: str, name: str) -> Any:
        """Return what makes a value of a type, of a frozen one without a look at its fields; raises UnpicklingError
        for what may not be made."""
        if (module, name) == (__name__, _Named.__name__):
            return self._named
        if not module.startswith(_OF_OURS) and (module, name) not in _OTHERS:
            raise pickle.UnpicklingError(f"{module}.{name}")
        kind = super().find_class(module, name)
        return _maker(kind) if isinstance(kind, type) and is_dataclass(kind) else kind


@cache
def _maker(kind: type) -> Callable[..., Any]:
    """Return the function that fills the slots of a frozen type: written out, as `dataclasses` writes `__init__`, and
    in a third of its time, because a hundred thousand cases have a million values."""
    names = [field.name for field in fields(kind)]
    known: dict[str, Any] = {f"set_{name}": getattr(kind, name).__set__ for name in names}
    known |= {"_new": object.__new__, "_kind": kind}
    lines = [f"def make({', '.join(names)}):", "    _value = _new(_kind)"]
    lines += [f"    set_{name}(_value, {name})" for name in names]
    exec(compile("\n".join([*lines, "    return _value"]), f"<make {kind.__name__}>", "exec"), known)
    make: Callable[..., Any] = known["make"]
    return make
