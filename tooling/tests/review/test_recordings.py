"""Which step recorded each fact, in runs: the same as a table for each record says."""

import random

from kentan.review.changes import difference
from kentan.review.recordings import Recordings

PATHS = [("title",), ("raised", "on"), *(("ratings", number, "on") for number in range(4)), ("redactions", 0, "path")]


def test_the_runs_say_what_a_table_would_say() -> None:
    chance, found = random.Random(7), Recordings()
    table: dict = {}
    last: dict = {}
    for number in range(3000):
        name = ("case", f"HZ-2022-{chance.randrange(6):04d}")
        head = (
            {path: chance.choice("ab") for path in PATHS if chance.random() < 0.7} if chance.random() < 0.95 else None
        )
        if chance.random() < 0.5 and last.get(name) and head is not None:
            head = {**last[name], **{path: text for path, text in head.items() if path not in last[name]}}
        base = last.get(name) if chance.random() < 0.9 else None  # a second file of the same record: all of it is new
        record = difference(name, "file", base, head)
        found.remember(record, number)
        if head is None:
            table.pop(name, None)
        else:
            at = table.setdefault(name, {})
            for change in record.changes:
                path = ".".join(map(str, change.path))
                if change.kind == "removed":
                    at.pop(path, None)
                else:
                    at[path] = number
        last[name] = head
        assert dict(found) == table
        assert found.facts == sum(map(len, table.values()))
    assert found.holds(lambda path: path.startswith("redactions."))
    again = Recordings()
    for name, runs in found.runs():
        again.restore(name, runs)
    assert dict(again) == table
