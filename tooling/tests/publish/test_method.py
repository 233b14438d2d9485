"""How figures are reckoned: every indicator is explained, and its value is the one that `kentan figures` computes."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kentan.figures.indicators import INDICATORS
from tests.publish.conftest import DAY, ROOT
from tests.publish.html import Seen


def section(site: Path, language: str, name: str) -> str:
    html = (site / language / "about/method/index.html").read_text("utf-8")
    return " ".join("".join(Seen(html.partition(f'id="{name}"')[2].partition("</section>")[0]).text).split())


@pytest.fixture(scope="module")
def computed() -> dict[str, dict[str, str]]:
    given = ["figures", str(ROOT), "--as-of", str(DAY), "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-m", "kentan", *given],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tooling")},
        capture_output=True,
        check=True,
    )
    found: dict[str, dict[str, str]] = json.loads(done.stdout)["overall"]
    return found


def test_every_indicator_is_explained_in_both_languages(site: Path) -> None:
    for name in INDICATORS:
        assert "算法" in section(site, "", name)
        assert "Method" in section(site, "en", name)


def test_home_and_the_method_say_what_kentan_figures_computes(computed: dict[str, dict[str, str]], site: Path) -> None:
    home = " ".join("".join(Seen((site / "index.html").read_text("utf-8")).text).split())
    for name in ("answered", "answered-in-time", "solved", "rating-response", "satisfied"):
        figure = computed[name]
        counts = f"{figure['numerator']}/{figure['denominator']}"
        assert counts in section(site, "", name), name
        assert re.search(rf"\b{figure['numerator']}\s*/\s*{figure['denominator']}\b", home), name
    for name in ("received", "meetings"):
        assert computed[name]["value"] in section(site, "", name)
