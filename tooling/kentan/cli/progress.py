"""Progress on a terminal for work that lasts; silent in a pipe and for work that is over within a second."""

import time
from collections.abc import Collection, Iterator
from types import TracebackType
from typing import Self, TextIO, TypeVar

_Item = TypeVar("_Item")
_BEGUN = time.monotonic()
"""When the command began, or nearly so: what it does first counts, too."""
_PATIENCE = 1.0
_EVERY = 0.1
_TICK = 100


class Progress:
    """Called with what is done, how far it is and of how much; clears its line at the end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._last = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far the work is, at most ten times a second."""
        now = time.monotonic()
        if not self._is_terminal or now - _BEGUN < _PATIENCE or now - self._last < _EVERY:
            return
        self._last = now
        self._stream.write(f"\r\x1b[K{what} {done}/{total}")
        self._stream.flush()

    def over(self, what: str, items: Collection[_Item]) -> Iterator[_Item]:
        """Yield items one by one, and show how far they are."""
        for number, item in enumerate(items):
            if number % _TICK == 0:
                self(what, number, len(items))
            yield item

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the line."""
        if self._is_terminal and time.monotonic() - _BEGUN >= _PATIENCE:  # a fork may have shown something
            self._stream.write("\r\x1b[K")
            self._stream.flush()
