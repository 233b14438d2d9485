"""Safe writing: a file is there whole, with its old or its new content, and nothing half-written stays behind."""

import os
import tempfile
from contextlib import suppress


def write(path: str, data: bytes) -> bool:
    """Write a file through a temporary one beside it; return whether its content changed."""
    with suppress(OSError), open(path, "rb") as old:
        if old.read() == data:
            return False
    folder = os.path.dirname(path) or "."
    os.makedirs(folder, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".kentan-")
    try:
        with open(descriptor, "wb") as new:
            new.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    return True
