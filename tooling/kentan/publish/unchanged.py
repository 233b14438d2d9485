"""Whether the site of the last build is what this one would make: then nothing has to be made."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from kentan.publish.house import find
from kentan.publish.placing import write_whole
from kentan.publish.remembered import code
from kentan.publish.stage import rests_on
from kentan.publish.writing import LAST, digest, work_folder


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build of an instance into a folder was made of, and how many pages it has.

    `records` is a digest of all files that it rests on, of the code and of the day; `history` one of what
    the history of the records rests on.
    """

    records: str
    history: str
    pages: int


def last_build(instance_root: Path, output: Path) -> LastBuild | None:
    """What is remembered of the last build; None where nothing is."""
    try:
        return LastBuild(**json.loads((work_folder(instance_root, output) / LAST).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def remember(instance_root: Path, output: Path, build: LastBuild) -> None:
    """Remember a build that was finished."""
    write_whole(work_folder(instance_root, output) / LAST, json.dumps(asdict(build)).encode())


def digest_of(instance_root: Path, digests: Mapping[str, str], day: date) -> str:
    """The digest of all that a site rests on but the history; `digests` are those of the files of records."""
    house, configurations = find(instance_root), sorted(instance_root.glob("mkdocs*.yml"))
    rendered = [(path.name, rests_on(house, instance_root, path)) for path in configurations]
    return digest(repr((code(), day.isoformat(), sorted(digests.items()), rendered)).encode())
