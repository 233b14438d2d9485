"""Where in a file a character of a text stands: in a block, over several lines, or between quotation marks."""

_ESCAPED = {"x": 4, "u": 6, "U": 10}
"""How long an escape is that begins so; all others have two signs."""


def place_within(text: str, line: int, column: int, before: int) -> tuple[int, int]:
    """Return line and column of a character of the value that begins at a line and column: with so many before it.

    `text` has LF at the ends of its lines. Blanks and line breaks are not counted: YAML folds them.
    """
    lines = text.split("\n")
    at = (line, column)
    row, column = line - 1, column - 1
    opening = lines[row][column : column + 1]
    quote = opening if opening in ("'", '"') else ""
    row, column = (row + 1, 0) if opening in ("|", ">") else (row, column + len(quote))
    while row < len(lines):
        while column < len(lines[row]):
            length, is_blank = _sign(lines[row], column, quote)
            if not is_blank:
                if not before:
                    return row + 1, column + 1
                before -= 1
            column += length
        row, column = row + 1, 0
    return at


def _sign(line: str, column: int, quote: str) -> tuple[int, bool]:
    """Return how many signs of a line are one character of the value, and whether that is a blank."""
    if quote == '"' and line[column] == "\\":
        escape = line[column + 1 : column + 2]
        return _ESCAPED.get(escape, 2), escape in ("", " ", "n", "r", "t", "_", "N", "L", "P")
    if quote == "'" and line.startswith("''", column):
        return 2, False
    return 1, line[column].isspace()
