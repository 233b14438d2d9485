"""Where in a file a character of a text stands: in a block, over several lines, or between quotation marks."""

from collections.abc import Iterator
from functools import lru_cache

_ESCAPED = {"x": 4, "u": 6, "U": 10}
"""How long an escape is that begins so; all others have two signs."""


def place_within(text: str, line: int, column: int, before: int) -> tuple[int, int]:
    """Return line and column of a character of the value that begins at a line and column: with so many before it.

    `text` has LF at the ends of its lines. Blanks and line breaks are not counted: YAML folds them.
    """
    return _walk(text, line, column).place(before) or (line, column)


class _Walk:
    """The characters of one value, walked on as far as somebody asks: a text may hold thousands of findings."""

    def __init__(self, text: str, line: int, column: int) -> None:
        self._places: list[tuple[int, int]] = []
        self._steps = _steps(_lines(text), line, column)

    def place(self, number: int) -> tuple[int, int] | None:
        """Return line and column of a character; None where there are not so many."""
        while len(self._places) <= number:
            step = next(self._steps, None)
            if step is None:
                return None
            self._places.append(step)
        return self._places[number]


_walk = lru_cache(2)(_Walk)


@lru_cache(1)
def _lines(text: str) -> list[str]:
    return text.split("\n")


def _steps(lines: list[str], line: int, column: int) -> Iterator[tuple[int, int]]:
    """Yield the place of each character that is no blank, from the beginning of a value to the end of the file."""
    row, column = line - 1, column - 1
    opening = lines[row][column : column + 1]
    quote = opening if opening in ("'", '"') else ""
    row, column = (row + 1, 0) if opening in ("|", ">") else (row, column + len(quote))
    while row < len(lines):
        while column < len(lines[row]):
            length, is_blank = _sign(lines[row], column, quote)
            if not is_blank:
                yield row + 1, column + 1
            column += length
        row, column = row + 1, 0


def _sign(line: str, column: int, quote: str) -> tuple[int, bool]:
    """Return how many signs of a line are one character of the value, and whether that is a blank."""
    if quote == '"' and line[column] == "\\":
        escape = line[column + 1 : column + 2]
        return _ESCAPED.get(escape, 2), escape in ("", " ", "n", "r", "t", "_", "N", "L", "P")
    if quote == "'" and line.startswith("''", column):
        return 2, False
    return 1, line[column].isspace()
