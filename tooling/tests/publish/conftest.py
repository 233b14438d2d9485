"""Sites that several tests look at, built once each."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.publish.build import BuildResult, build
from kentan.records.ledger import Ledger

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 11, 22)
Build = Callable[[Ledger, Path], BuildResult]


def instance(folder: Path) -> Path:
    """An empty instance that has the two configurations, as `kentan init` gives it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        copy(ROOT / name, folder / name)
    return folder


def built(ledger: Ledger, folder: Path, day: date = DAY) -> Path:
    """The folder of a site that was built from a ledger."""
    return build(ledger, instance(folder), folder / "build" / "public", day).output


@pytest.fixture(scope="session")
def sample() -> Ledger:
    """The records of this repository."""
    loaded = load(DiskTree(ROOT))
    assert not loaded.findings
    return loaded.ledger


@pytest.fixture(scope="session")
def site(sample: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository."""
    return built(sample, tmp_path_factory.mktemp("site"))
