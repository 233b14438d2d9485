"""What was measured, written into its part of `docs/measurements.md`."""

import os
import platform
import re
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "measurements.md"


def busy() -> str:
    """Return the load of this machine over the last minute, and how many cores there are."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def write(part: str, command: str, began: str, table: str) -> None:
    """Replace one part of the document, between `<!-- part -->` and `<!-- /part -->`; nothing else is touched.

    Raises ValueError where the document has no such part.
    """
    text = DOCUMENT.read_text("utf-8")
    told = f"`{command}`, Python {platform.python_version()}; {began} at the beginning, {busy()} at the end."
    pattern = re.compile(rf"(<!-- {part} -->\n).*?(<!-- /{part} -->)", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"{DOCUMENT} has no part {part}")
    DOCUMENT.write_text(pattern.sub(lambda found: f"{found[1]}\n{told}\n\n{table}\n\n{found[2]}", text), "utf-8")
