"""Where many records are held, the collector of circles is spared. Any room may ask for it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Spare the collector of circles from looking at all records and what is made of them again and again, and later at
    what is left of them: they form none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.freeze()
            gc.enable()
