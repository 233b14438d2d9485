"""A site for a past day is, page by page, the site of records that end on that day."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.publish.build import build
from kentan.records.ledger import Ledger
from tests.publish.conftest import ROOT, instance

DAYS = (date(2019, 12, 27), date(2022, 6, 20), date(2022, 9, 30), date(2024, 10, 12), date(2026, 11, 9))
NO_FACTS = {"sources", "evidence", "withheld"}
ENDS = {"handed-over": "ended", "pauses": "until"}


class Slots(yaml.SafeDumper):
    """Writes an empty slot as records have it: a key with nothing behind it."""


def written(dumper: Slots, text: str) -> yaml.Node:
    tag = "tag:yaml.org,2002:str" if text else "tag:yaml.org,2002:null"
    return dumper.represent_scalar(tag, text)


Slots.add_representer(str, written)


def day_of(found: object) -> date | None:
    try:
        return date.fromisoformat(str(found)[:10])
    except ValueError:
        return None


def later(value: Any, day: date) -> bool:
    found = day_of(value.get("on")) if isinstance(value, dict) else None
    return found is not None and found > day


def cut(value: Any, day: date) -> Any:
    """What somebody would have written by the end of a day, of what is written now."""
    if not isinstance(value, dict):
        return value
    kept: dict[str, Any] = {}
    for name, part in value.items():
        if name in NO_FACTS:
            kept[name] = part
        elif isinstance(part, list):
            kept[name] = [cut(one, day) for one in part if not later(one, day)]
            for one in kept[name]:
                end = day_of(one.get(ENDS[name])) if name in ENDS else None
                if end and end > day:
                    del one[ENDS[name]]
        elif not later(part, day):
            kept[name] = cut(part, day)
    return kept


def cut_records(day: date, target: Path) -> Ledger:
    for path in sorted(ROOT.glob("cases/*/*.yml")) + sorted(ROOT.glob("meetings/*/*.yml")):
        record = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        first = record["raised"]["on"] if "raised" in record else meeting_day(record)
        if first and first[:10] > day.isoformat():
            continue
        file = target / path.relative_to(ROOT)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.dump(cut(record, day), Dumper=Slots, allow_unicode=True, sort_keys=False), "utf-8")
    for path in ROOT.glob("registry/**/*.yml"):
        file = target / path.relative_to(ROOT)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(path.read_bytes())
    loaded = load(DiskTree(target))
    assert loaded.findings == ()
    return loaded.ledger


def meeting_day(record: dict[str, Any]) -> str | None:
    days = [record.get("announced"), *((record.get(name) or {}).get("on") for name in ("held", "cancelled"))]
    return min((day for day in days if day), default=None)


def laid(ledger: Ledger, folder: Path, name: str, day: date) -> dict[str, bytes]:
    """Every file of a site by its path; the theme is rendered once for all sites of a folder."""
    site = build(ledger, instance(folder), folder / "build" / name, day).output
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("past")


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_site_for_a_past_day_is_the_site_of_the_records_of_that_day(
    day: date, sample: Ledger, workshop: Path, tmp_path: Path
) -> None:
    now = laid(sample, workshop, "now", day)
    then = laid(cut_records(day, tmp_path), workshop, "then", day)
    assert now.keys() == then.keys()
    assert [path for path, content in now.items() if then[path] != content] == []
    assert len([path for path in now if path.endswith(".html")]) > 100
