"""What this Kentan is, and what it leans on: what was made by another one is made again.

Any room may ask it.
"""

import os
import sys
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from zoneinfo import TZPATH

_LEANT_ON = (("yaml", "pyyaml"), ("holidays", "holidays"), ("tzdata", "tzdata"))


def versions() -> tuple[str, ...]:
    """Return what tells this Kentan, and what it leans on, from any other."""
    return (_kentan(), *_libraries())


@cache
def _kentan() -> str:
    """Return the digest of Kentan's own code and data."""
    whole = sha256()
    start = os.path.dirname(__file__)
    for folder, folders, files in os.walk(start):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        for file in sorted(files):
            with open(os.path.join(folder, file), "rb") as opened:
                whole.update(f"{folder[len(start) :]}/{file} ".encode() + sha256(opened.read()).digest())
    return whole.hexdigest()


@cache
def _libraries() -> list[str]:
    """Return the versions of what it leans on: Python, the YAML parser, calendars of countries, time zones."""
    found = [sys.version]
    for module, name in _LEANT_ON:
        package = find_spec(module)
        if package and package.origin:  # `importlib.metadata` would tell as well, after a fiftieth of a second
            beside = os.listdir(os.path.dirname(os.path.dirname(package.origin)))
            found += sorted(each for each in beside if each.lower().startswith(f"{name}-"))
    for folder in TZPATH:
        try:
            found.append(f"{folder} {os.stat(folder).st_mtime_ns}")
        except OSError:
            continue
    return found
