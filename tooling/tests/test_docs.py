"""What the documents say of programmes is what Kentan reads."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from kentan.files.reading import read
from kentan.files.shaping import Problem, shaper
from kentan.records.clock import Event, Limit
from kentan.records.describe import key_of
from kentan.records.programme import RuleSet

CHINESE, ENGLISH = (
    (Path(__file__).parents[2] / "docs/programmes.md").read_text("utf-8").replace("\r\n", "\n").split("\n## English\n")
)


@pytest.mark.parametrize("text", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_the_example_of_a_version_is_one(text: str) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    document = read("registry/programmes/x.yml", example.encode())
    assert document.raw is not None
    versions = document.raw["versions"]
    assert isinstance(versions, list)
    problems: list[Problem] = []
    (rules,) = [shaper(RuleSet)(each, problems) for each in versions]
    assert problems == []
    assert rules.clocks["reply"].limit.working_days == 10


@pytest.mark.parametrize("text", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_every_unit_of_a_limit_and_every_event_is_named(text: str) -> None:
    named = set(re.findall(r"`([a-z_-]+)`", text))
    assert {key_of(each) for each in fields(Limit)} <= named
    assert {each.value for each in Event} <= named
