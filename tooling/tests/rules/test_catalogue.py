"""The catalogue as a whole: every rule can be read, in every language, and its example is the one that is tested."""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest

from kentan.languages import ENGLISH, available, translate
from kentan.records.finding import Severity
from kentan.reports.rule_page import rule_page
from kentan.rules.catalogue import CATALOGUE, MODULES
from kentan.rules.rule import Nature, Rule

HERE = Path(__file__).parent
RULES = list(CATALOGUE.values())
DECAYING = {rule.code for rule in RULES if rule.nature is Nature.DECAYING}


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


def test_no_code_and_no_name_is_used_twice() -> None:
    listed = [rule for module in MODULES for rule in module.RULES]
    assert len({rule.code for rule in listed}) == len(listed)
    assert len({rule.name for rule in listed}) == len(listed)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_can_be_read_in_every_language(rule: Rule) -> None:
    assert re.fullmatch(r"K[1-8][0-9]{2}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    for text in (rule.title, rule.message, rule.mend, rule.why):
        for language in available():
            said = translate("rules", text, language)
            assert said.strip()
            assert language == ENGLISH or said != text, (language, text)
            assert placeholders(said) == placeholders(text), (language, text)
    assert rule.bad.strip()
    assert rule.good.strip()
    assert rule.bad != rule.good


def files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.y*ml"):
        if path.is_file():
            yield path.read_text("utf-8", errors="replace")


def stands_in(example: str, text: str) -> bool:
    """Whether each top field of an example stands in a file, with its lines in their order."""
    for field in re.split(r"\n(?=\S)", example.partition("\n")[2]):
        lines = iter(line.strip() for line in text.splitlines())
        if not all(line.strip() in lines for line in field.splitlines()):
            return False
    return True


EXAMPLES = [
    rule
    for rule in RULES
    if rule.code[:2] not in ("K6", "K7") and rule.bad.startswith(("# cases/", "# meetings/", "# registry/"))
]
"""An example of time or of the review is a story of several states; those rooms test theirs."""


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)
def test_the_example_of_the_page_is_the_one_that_is_tested(rule: Rule) -> None:
    for side, example in (("bad", rule.bad), ("good", rule.good)):
        if example.startswith("# "):
            assert any(stands_in(example, text) for text in files(HERE / rule.code / side)), side


def test_only_what_time_makes_wrong_or_may_be_meant_is_a_notice() -> None:
    notices = {rule.code for rule in RULES if rule.severity is Severity.NOTICE}
    assert notices == DECAYING | {rule.code for rule in RULES if rule.nature is Nature.MAY_BE_MEANT}
    assert {code for code in DECAYING if code[:2] != "K6"} == set(), "time makes wrong only what the rules of time find"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_of_a_rule_has_no_names_of_a_program_in_braces(rule: Rule) -> None:
    for language in available():
        page = rule_page(rule, language)
        for example in (rule.bad, rule.good):
            page = page.replace(indent(example.strip("\n"), "    "), "")
        assert not placeholders(page), language
