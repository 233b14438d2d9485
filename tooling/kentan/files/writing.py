"""Safe writing: a file is there whole, with its old or its new content, and nothing half-written stays behind."""

import os
from contextlib import suppress

_OPENED = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write(path: str, data: bytes) -> bool:
    """Write a file through a temporary one beside it; return whether its content changed."""
    with suppress(OSError), open(path, "rb") as old:
        if old.read() == data:
            return False
    folder = os.path.dirname(path) or "."
    os.makedirs(folder, exist_ok=True)
    temporary = os.path.join(folder, f".kentan-{os.urandom(8).hex()}")  # `tempfile` takes long to import
    descriptor = os.open(temporary, _OPENED, 0o600)
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
