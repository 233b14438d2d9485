"""What a version of a programme's rules no longer has of the one before: a version is whole, nothing is taken over."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from itertools import pairwise

from kentan.languages import mark
from kentan.records.describe import key_of
from kentan.records.finding import Finding
from kentan.records.programme import RuleSet
from kentan.rules.rule import Context, Nature, Rule

N_ = mark

PARTS_LEFT_OUT = Rule(
    code="K846",
    name="parts-left-out",
    nature=Nature.MAY_BE_MEANT,
    title=N_("A version of the rules without what the one before had"),
    message=N_("The version from {since} on has these, and this one has not: {parts}."),
    mend=N_(
        "A version is whole: what goes on has to be repeated in it. Copy it from the version before; if it is to "
        "end, nothing is to be done."
    ),
    why=N_("Without its clocks and ladders nothing falls due any more, and nothing else would say so."),
    bad="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    grades:
      ordinary:
        name: 一般
    rating:
      window:
        days: 30
  - from: 2022-10-01
    rating:
      window:
        days: 20
""",
    good="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    grades:
      ordinary:
        name: 一般
    rating:
      window:
        days: 30
  - from: 2022-10-01
    grades:
      ordinary:
        name: 一般
    rating:
      window:
        days: 20
""",
)

RULES: tuple[Rule, ...] = (PARTS_LEFT_OUT,)

_OF_THE_VERSION = frozenset({"from_", "summary", "translations"})
"""What is a version's own, and no part of the rules."""


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield the versions that lack what the one before them had."""
    for name, programme in context.ledger.programmes.items():
        ordered = sorted(enumerate(programme.versions), key=lambda each: each[1].from_)
        for (_, before), (index, version) in pairwise(ordered):
            parts = ", ".join(_left_out(before, version))
            if parts:
                file = context.file("programme", name)
                yield PARTS_LEFT_OUT.found(file, ("versions", index, "from"), since=str(before.from_), parts=parts)


def _left_out(before: RuleSet, version: RuleSet) -> Iterator[str]:
    """Yield the parts that only the version before has: whole ones, and of clocks each."""
    for each in fields(RuleSet):
        had, has = getattr(before, each.name), getattr(version, each.name)
        if each.name in _OF_THE_VERSION or not had:
            continue
        if not has:
            yield key_of(each)
        elif each.name == "clocks" and isinstance(had, Mapping):
            yield from (f"clocks.{clock}" for clock in had if clock not in has)
