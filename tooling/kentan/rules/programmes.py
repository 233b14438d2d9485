"""A programme as a whole: its prefix, its time, the versions of its rules."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.finding import Finding
from kentan.records.programme import Programme
from kentan.rules.rule import Context, Rule

N_ = mark

VERSIONS_NOT_IN_ORDER = Rule(
    code="K807",
    name="versions-not-in-order",
    title=N_("Versions of rules that are not in order"),
    message=N_("This version counts from {on}, the one above it from {other}."),
    mend=N_("Put the versions in the order of time, the oldest first, each with a day of its own."),
    why=N_("A case keeps the version under which it began; with two of one day nobody can say which."),
    bad="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
  - from: 2021-07-01
    summary: 旧版本。
""",
    good="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2021-07-01
    summary: 旧版本。
  - from: 2022-01-01
""",
)

PREFIX_TWICE = Rule(
    code="K813",
    name="prefix-twice",
    title=N_("A prefix of two programmes"),
    message=N_("The prefix {prefix} is already that of “{other}”."),
    mend=N_("Give one of the two a prefix of its own, before it has cases."),
    why=N_("Numbers of both would run into each other."),
    bad="""\
# registry/programmes/wuxing.yml
id: wuxing
prefix: HZ
""",
    good="""\
# registry/programmes/wuxing.yml
id: wuxing
prefix: WX
""",
)

PROGRAMME_ENDS_BEFORE_IT_BEGINS = Rule(
    code="K814",
    name="programme-ends-before-it-begins",
    title=N_("A programme that ends before it begins"),
    message=N_("It ended on {on}, before it began on {other}."),
    mend=N_("Correct whichever of the two days is wrong. A programme that still runs has no `ended`."),
    why=N_("Every case of it would lie outside of its time."),
    bad="""\
# registry/programmes/wuxing.yml
began: 2022-01-01
ended: 2021-12-31
""",
    good="""\
# registry/programmes/wuxing.yml
began: 2022-01-01
ended: 2022-12-31
""",
)

RULES: tuple[Rule, ...] = (
    VERSIONS_NOT_IN_ORDER,
    PREFIX_TWICE,
    PROGRAMME_ENDS_BEFORE_IT_BEGINS,
)


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the programmes."""
    prefixes: dict[str, str] = {}
    for name, programme in sorted(context.ledger.programmes.items()):
        file = context.file("programme", name)
        other = prefixes.setdefault(programme.prefix, name)
        if other != name:
            yield PREFIX_TWICE.found(file, ("prefix",), prefix=programme.prefix, other=other)
        yield from _programme(programme, file)


def _programme(programme: Programme, file: str) -> Iterator[Finding]:
    if programme.ended and programme.ended < programme.began:
        yield PROGRAMME_ENDS_BEFORE_IT_BEGINS.found(
            file, ("ended",), on=str(programme.ended), other=str(programme.began)
        )
    for index, rules in enumerate(programme.versions):
        if index and rules.from_ <= programme.versions[index - 1].from_:
            yield VERSIONS_NOT_IN_ORDER.found(
                file,
                ("versions", index, "from"),
                on=str(rules.from_),
                other=str(programme.versions[index - 1].from_),
            )
