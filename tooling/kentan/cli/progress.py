"""Progress on a terminal for work that lasts; silent in a pipe and for work that is over within a second."""

import time
from types import TracebackType
from typing import Self, TextIO

_PATIENCE = 1.0
_EVERY = 0.1


class Progress:
    """Called with what is done, how far it is and of how much; clears its line at the end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._begun = self._last = time.monotonic()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far the work is, at most ten times a second."""
        now = time.monotonic()
        if not self._is_terminal or now - self._begun < _PATIENCE or now - self._last < _EVERY:
            return
        self._last = now
        self._stream.write(f"\r\x1b[K{what} {done}/{total}")
        self._stream.flush()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the line."""
        if self._is_terminal and time.monotonic() - self._begun >= _PATIENCE:  # a fork may have shown something
            self._stream.write("\r\x1b[K")
            self._stream.flush()
