"""Where everything stands in a file that the swift reader reads: the places that the strict reader would tell."""

from collections.abc import Collection

from kentan.files.document import Place
from kentan.records.finding import Path


def places_of(text: str, wanted: Collection[Path] | None = None) -> dict[Path, Place]:
    """Return the place of each part of a text with LF that `canonical.record_of` accepts.

    Where some parts are `wanted`, only they are looked up, and the parts that they are in.
    """
    steps = None if wanted is None else {path[:end] for path in wanted for end in range(len(path) + 1)}
    places: dict[Path, Place] = {}
    above: list[tuple[int, Path]] = [(-1, ())]  # the keys and items that are open here, and how far each is indented
    counts: dict[Path, int] = {}
    block = -1  # how far the key is indented of whose lines none is looked at: its text goes on, or nobody wants it
    begins: Path | None = ()  # the part that begins with the next line, if that is indented below it
    for number, line in enumerate(text.split("\n"), 1):
        content = line.lstrip(" ")
        indent = len(line) - len(content)
        if not content or indent > block >= 0 or content.startswith("#"):
            continue
        block = -1
        while above[-1][0] >= indent:
            above.pop()
        path = above[-1][1]
        if path == begins:
            key_line, key_column, _, _ = places.get(path, (number, 1, 0, 0))
            places[path] = Place(key_line, key_column, number, indent + 1)
        begins = None
        if content.startswith("- "):
            content = content[2:]
            indent += 2
            counts[path] = counts.get(path, -1) + 1
            path = (*path, counts[path])
            if steps is not None and path not in steps:
                block = indent - 2
                continue
            places[path] = Place(number, indent + 1, number, indent + 1)
            above.append((indent - 1, path))
            if not _is_entry(content):
                continue
        key, _, value = content.partition(":")
        path = (*path, key)
        if steps is not None and path not in steps:
            block = indent
            continue
        above.append((indent, path))
        if not value or value.startswith("  #"):
            begins = path
            places[path] = Place(number, indent + 1, number, indent + len(key) + 2)
        else:
            places[path] = Place(number, indent + 1, number, indent + len(key) + 3)
            block = indent if value == " |" else -1
    return places


def _is_entry(content: str) -> bool:
    """Whether an item begins with a key, and is not text."""
    key, colon, value = content.partition(":")
    return bool(colon) and value[:1] in ("", " ") and key[:1] not in ("'", '"')
