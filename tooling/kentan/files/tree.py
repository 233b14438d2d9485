"""The tree of records: which files there are, and their bytes, from disk. A path is relative to the root, with `/`."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import field
from itertools import islice
from typing import Protocol

from kentan.records.frozen import frozen_value
from kentan.records.layout import EXPLAINING, LEFT_BY_DESKTOPS

ROOMS = ("cases", "meetings", "registry")
"""The folders in which records stand."""
_RECORDS = (".yml", ".yaml")
IGNORED = EXPLAINING | LEFT_BY_DESKTOPS


class Unreadable(Exception):
    """A file cannot be read; `code` says why, in the words of its rule."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Tree(Protocol):
    """Where records come from: a folder on disk, or a revision of a Git repository."""

    def files(self) -> Iterator[str]:
        """Yield the path of every file in the rooms of records, in order."""
        ...

    def read(self, file: str) -> bytes:
        """Return a file's bytes; raises Unreadable."""
        ...


@frozen_value
class DiskTree:
    """The records in a folder on disk. Nothing outside of it is read: no symbolic link is followed."""

    root: str
    _opened: dict[str, int] = field(default_factory=dict, repr=False, compare=False)
    """The descriptors of files that are read next."""

    def files(self) -> Iterator[str]:
        """Yield every file of the rooms, folders in the order of their names; also what cannot be entered."""
        for room in ROOMS:
            if os.path.islink(os.path.join(self.root, room)):
                yield room
            else:
                yield from self._below(room)

    def _below(self, folder: str) -> list[str]:
        try:
            names = sorted(os.listdir(os.path.join(self.root, folder)))
        except FileNotFoundError:
            return []
        except OSError:
            return [folder]
        found = [f"{folder}/{name}" for name in names if name.endswith(_RECORDS)]
        if len(found) == len(names):  # as where there are many
            return found
        found = []
        for name in names:
            path = f"{folder}/{name}"
            if name.endswith(_RECORDS):
                found.append(path)
            elif _is_folder(os.path.join(self.root, path)):
                if path != "registry/schema":
                    found.extend(self._below(path))
            elif name not in IGNORED:
                found.append(path)
        return found

    def foresee(self, files: Iterable[str]) -> None:
        """Have the system fetch files from disk that are read soon, each once, then `forget` those that were not."""
        if sys.platform != "linux":
            return
        for file in islice(files, max(0, _MOST_FORESEEN - len(self._opened))):
            with suppress(OSError):  # which is said when it is read
                self._opened[file] = descriptor = os.open(f"{self.root}/{file}", _OPENED)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_WILLNEED)

    def forget(self) -> None:
        """Close the files that were foreseen and not read."""
        while self._opened:
            os.close(self._opened.popitem()[1])

    def read(self, file: str) -> bytes:
        """Return a file's bytes; raises Unreadable for links, folders, special files and what may not be opened."""
        path = f"{self.root}/{file}"
        try:
            descriptor = self._opened.pop(file, None) or os.open(path, _OPENED)
        except OSError as error:
            raise Unreadable("K102" if os.path.islink(path) else "K123") from error
        try:
            data = os.read(descriptor, _AT_ONCE)  # a folder refuses, and what else is no file has nothing to give
            if not data and not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unreadable("K123")
            while data and len(data) < MOST_READ and (more := os.read(descriptor, _AT_ONCE)):
                data += more
            return data
        except IsADirectoryError as error:
            raise Unreadable("K101") from error
        except OSError as error:
            raise Unreadable("K123") from error
        finally:
            os.close(descriptor)


def holding(here: str, name: str) -> str | None:
    """Return the nearest folder, from one upwards, that holds a folder of some name; None where none does."""
    here = os.path.abspath(here)
    while not os.path.isdir(os.path.join(here, name)):
        above = os.path.dirname(here)
        if above == here:
            return None
        here = above
    return here


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False  # it is gone by now


MOST_READ = 2 * 1024 * 1024
"""More than the largest file that is accepted: enough to know that one is too large, without reading all of it."""
_AT_ONCE = 64 * 1024
_MOST_FORESEEN = 500
"""Files that are open at a time: half of what most systems allow."""
_OPENED = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
