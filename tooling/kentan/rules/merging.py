"""A merged case: into which other case, within one programme, and never in a circle."""

from collections.abc import Iterator, Mapping
from functools import partial

from kentan.languages import mark
from kentan.records.case import Case
from kentan.records.finding import Finding, Path
from kentan.records.vocabulary import Decision
from kentan.rules.circles import is_in_circle
from kentan.rules.rule import Context, Rule

N_ = mark

MERGED_INTO_NOTHING = Rule(
    code="K439",
    name="merged-into-nothing",
    title=N_("Merged, but into which case?"),
    message=N_("The case was merged, but `into` is missing."),
    mend=N_("Add `into:` with the id of the case that is answered instead."),
    why=N_("The reply of the other case is this enterprise's reply; it has to be able to find it."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: merged
assignments:
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: merged
    into: HZ-2022-0002
assignments:
""",
)

MERGED_INTO_ITSELF = Rule(
    code="K440",
    name="merged-into-itself",
    title=N_("Merged into itself"),
    message=N_("“{id}” is merged into itself."),
    mend=N_("Write under `into` the id of the other case."),
    why=N_("Its reply would be that of a case that is not handled any more: its own."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: merged
    into: HZ-2022-0001
assignments:
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: merged
    into: HZ-2022-0002
assignments:
""",
)

MERGED_IN_A_CIRCLE = Rule(
    code="K441",
    name="merged-in-a-circle",
    title=N_("Merged in a circle"),
    message=N_("“{id}” is itself merged, directly or by way of others, into this case."),
    mend=N_("Decide which case is answered, and record that one as reopened, or correct `into` of the others."),
    why=N_("In a circle every case waits for another, and none is answered."),
    bad="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
acceptance:
  - on: 2022-06-08
    decision: merged
    into: HZ-2022-0001
assignments:
""",
    good="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
acceptance:
  - on: 2022-06-08
    decision: accepted
assignments:
""",
)

MERGED_ACROSS_PROGRAMMES = Rule(
    code="K442",
    name="merged-across-programmes",
    title=N_("Merged into a case of another programme"),
    message=N_("“{id}” belongs to the programme “{programme}”, this case to “{own}”."),
    mend=N_(
        "Merge only within a programme. Refer the matter instead: record it there with `channel: referral`, "
        "and end this case with an explanation."
    ),
    why=N_("Other deadlines and other offices apply there; the enterprise would lose what it was promised here."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: merged
    into: SZ-2022-0001
assignments:
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: merged
    into: HZ-2022-0002
assignments:
""",
)

INTO_WITHOUT_MERGE = Rule(
    code="K443",
    name="into-without-merge",
    title=N_("A target of a merge, though nothing was merged"),
    message=N_("`into` names a case, but the decision is “{decision}”."),
    mend=N_("Correct the decision to `merged`, or delete `into`."),
    why=N_("One of the two is wrong, and readers cannot know which."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: accepted
    into: HZ-2022-0002
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: accepted
""",
)

RULES: tuple[Rule, ...] = (
    MERGED_INTO_NOTHING,
    MERGED_INTO_ITSELF,
    MERGED_IN_A_CIRCLE,
    MERGED_ACROSS_PROGRAMMES,
    INTO_WITHOUT_MERGE,
)


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the merges of a case."""
    for index, entry in enumerate(case.acceptance):
        if entry.decision is Decision.MERGED:
            stands = entry is case.acceptance[-1]
            yield from _merged(case, entry.into, stands, context.file("case", case.id), ("acceptance", index), context)
        elif entry.into:
            path: Path = ("acceptance", index, "into")
            yield INTO_WITHOUT_MERGE.found(context.file("case", case.id), path, decision=entry.decision.value)


def _merged(case: Case, into: str | None, stands: bool, file: str, path: Path, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with one merge; `stands` says that no other decision followed it."""
    where = (*path, "into")
    target = context.ledger.cases.get(into or "")
    if into is None:
        yield MERGED_INTO_NOTHING.found(file, (*path, "decision"))
    elif into == case.id:
        yield MERGED_INTO_ITSELF.found(file, where, id=into)
    elif target and target.programme != case.programme:
        yield MERGED_ACROSS_PROGRAMMES.found(file, where, id=into, programme=target.programme, own=case.programme)
    elif stands and is_in_circle(case.id, partial(_into, context.ledger.cases), context.circles):
        yield MERGED_IN_A_CIRCLE.found(file, where, id=into)


def _into(cases: Mapping[str, Case], name: str) -> str | None:
    """Return the case into which one is merged now; None where it is not."""
    case = cases.get(name)
    last = case.acceptance[-1] if case and case.acceptance else None
    return last.into if last and last.decision is Decision.MERGED else None
