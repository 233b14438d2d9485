"""Extensions keep to the programme's rule: how often, up to what, asked by when, decided by whom."""

from collections.abc import Iterator, Sequence

from kentan.clocks.state import ClockState, ExtensionProblem, Prolonging
from kentan.languages import current, mark
from kentan.records.case import Case, Extension
from kentan.records.finding import Finding, Path
from kentan.records.labels import told
from kentan.records.vocabulary import ExtensionOutcome
from kentan.rules.rule import Context, Rule

N_ = mark

ASKED_LATE = Rule(
    code="K611",
    name="extension-asked-late",
    title=N_("An extension that was asked for too late"),
    message=N_("Asked for on {on}; for “{clock}”, due on {due}, it could be asked for until {by}. It does not count."),
    mend=N_("Reply without the extension, or add `late_reason:` to the request, which then counts if it is granted."),
    why=N_("More time asked for at the last moment is a delay that was known earlier and kept from the enterprise."),
    bad="""\
# due on 2022-06-23; to be asked for two days before
extensions:
  - on: 2022-06-23
    until: 2022-07-07
    reason: 需现场勘测。
""",
    good="""\
extensions:
  - on: 2022-06-20
    until: 2022-07-07
    reason: 需现场勘测。
""",
)
TOO_OFTEN = Rule(
    code="K612",
    name="extension-too-often",
    title=N_("More extensions than the programme allows"),
    message=N_("This is one extension more than “{clock}” allows ({most}). It does not count."),
    mend=N_("Refuse it. Where the matter takes longer, reply with a dated promise (in progress, or planned)."),
    why=N_("A deadline that can be moved again and again is none."),
    bad="""\
# one extension is allowed
extensions:
  - on: 2022-06-20
    decision: {on: 2022-06-20, outcome: granted}
    until: 2022-07-07
    reason: 需现场勘测。
  - on: 2022-07-04
    decision: {on: 2022-07-04, outcome: granted}
    until: 2022-07-14
    reason: 仍在勘测。
""",
    good="""\
extensions:
  - on: 2022-06-20
    decision: {on: 2022-06-20, outcome: granted}
    until: 2022-07-07
    reason: 需现场勘测。
  - on: 2022-07-04
    decision: {on: 2022-07-04, outcome: refused}
    until: 2022-07-14
    reason: 仍在勘测。
""",
)
BEYOND_CAP = Rule(
    code="K613",
    name="extension-beyond-cap",
    title=N_("An extension beyond what the programme allows"),
    message=N_("Granted until {until}; “{clock}” allows {allowed} at most. It counts until then only."),
    mend=N_("Correct `until:` to {allowed} or earlier. What takes longer is a promise with a date of its own."),
    why=N_("The cap is what the programme promised the enterprise: at the latest then."),
    bad="""\
# due on 2022-06-23; 14 days more at most
extensions:
  - on: 2022-06-20
    decision: {on: 2022-06-20, outcome: granted}
    until: 2022-09-30
    reason: 需现场勘测。
""",
    good="""\
extensions:
  - on: 2022-06-20
    decision: {on: 2022-06-20, outcome: granted}
    until: 2022-07-07
    reason: 需现场勘测。
""",
)
WRONG_OFFICE = Rule(
    code="K614",
    name="extension-decided-by-wrong-office",
    title=N_("An extension granted by an office that may not"),
    message=N_("The extension was granted by “{office}”. For “{clock}” this is for: {roles}. It does not count."),
    mend=N_("Let the right office decide, and name it in `by:` of the decision."),
    why=N_(
        "Nobody grants itself more time; where a programme wants the supervising office asked, staff may not skip it."
    ),
    bad="""\
# extensions are decided by a supervising office
extensions:
  - on: 2022-06-20
    decision: {on: 2022-06-20, outcome: granted}
    until: 2022-07-07
    reason: 需现场勘测。
""",
    good="""\
extensions:
  - on: 2022-06-20
    decision: {on: 2022-06-20, outcome: granted, by: federation}
    until: 2022-07-07
    reason: 需现场勘测。
""",
)
DECIDED_LATE = Rule(
    code="K615",
    name="extension-granted-after-due",
    title=N_("An extension granted only after the due date, without a reason"),
    message=N_("Granted on {on}, after the due date of “{clock}” had passed. The decision does not say why so late."),
    mend=N_("Add `late_reason:` to the decision. The matter stays marked as having been overdue."),
    why=N_("Granting time afterwards makes an overdue matter look as if it never was."),
    bad="""\
# due on 2022-06-23
extensions:
  - on: 2022-06-20
    decision: {on: 2022-06-30, outcome: granted}
    until: 2022-07-07
    reason: 需现场勘测。
""",
    good="""\
extensions:
  - on: 2022-06-20
    decision: {on: 2022-06-30, outcome: granted, late_reason: 经办人出差，无人代为审批。}
    until: 2022-07-07
    reason: 需现场勘测。
""",
)
NOT_ALLOWED = Rule(
    code="K616",
    name="extension-not-allowed",
    title=N_("An extension where nothing can be extended"),
    message=N_("Granted on {on}; at that time no deadline of this department could be extended. It does not count."),
    mend=N_(
        "Remove it before the merge, or refuse it. Where the programme should allow it, its rules must say so first."
    ),
    why=N_("Whoever reads “extended” beside a case must be able to trust that a deadline was moved by a rule."),
    bad="""\
# replied on 2022-06-20; nothing is due any more
extensions:
  - on: 2022-06-25
    decision: {on: 2022-06-25, outcome: granted}
    until: 2022-07-07
    reason: 需现场勘测。
""",
    good="""\
# handed over on 2022-06-09, not yet replied
extensions:
  - on: 2022-06-20
    decision: {on: 2022-06-20, outcome: granted}
    until: 2022-07-07
    reason: 需现场勘测。
""",
)
RULES = (ASKED_LATE, TOO_OFTEN, BEYOND_CAP, WRONG_OFFICE, DECIDED_LATE, NOT_ALLOWED)
_BY_PROBLEM = {
    ExtensionProblem.ASKED_LATE: ASKED_LATE,
    ExtensionProblem.TOO_OFTEN: TOO_OFTEN,
    ExtensionProblem.BEYOND_CAP: BEYOND_CAP,
    ExtensionProblem.WRONG_OFFICE: WRONG_OFFICE,
    ExtensionProblem.DECIDED_LATE: DECIDED_LATE,
}


def check_clocks(case: Case, clocks: Sequence[ClockState], context: Context) -> Iterator[Finding]:
    """Yield what is wrong with extensions. One that is sound for one of several clocks is sound."""
    by_path: dict[Path, list[tuple[ClockState, Prolonging]]] = {}
    for clock in clocks:
        for prolonging in clock.extensions:
            by_path.setdefault(prolonging.path, []).append((clock, prolonging))
    file = context.file("case", case.id)
    for department, assignment in case.assignments.items():
        for index, extension in enumerate(assignment.extensions):
            path: Path = ("assignments", department, "extensions", index)
            decision = extension.decision
            granted = (
                decision is not None
                and decision.outcome is ExtensionOutcome.GRANTED
                and decision.on.day <= context.today
            )
            judged = by_path.get(path, [])
            if not judged:
                if granted and decision is not None and context.reckoner.rules_of(case):
                    yield NOT_ALLOWED.found(file, path, on=str(decision.on))
                continue
            found = [list(_problems(clock, each, file, path)) for clock, each in judged]
            if all(found):
                yield from min(found, key=len)


def _problems(clock: ClockState, prolonging: Prolonging, file: str, path: Path) -> Iterator[Finding]:
    extension = prolonging.entry
    for problem in prolonging.problems:
        rule = _BY_PROBLEM.get(problem)
        if rule is None or _is_excused(rule, extension):
            continue
        decision = extension.decision
        rules = clock.clock.extensions
        place = (*path, "decision") if rule in (WRONG_OFFICE, DECIDED_LATE) else path
        if rule is BEYOND_CAP:
            place = (*path, "until")
        yield rule.found(
            file,
            place,
            on=str(decision.on if decision and rule is DECIDED_LATE else extension.on),
            due=str(prolonging.due.day),
            by=str(prolonging.ask_by or ""),
            until=str(extension.until),
            allowed=str(prolonging.allowed_until.day) if prolonging.allowed_until else "",
            office=(decision.by if decision else None) or "",
            roles=told((each.value, each.label) for each in rules.decided_by) if rules else "",
            most=str(rules.at_most) if rules else "",
            clock=clock.name_in(current()),
        )


def _is_excused(rule: Rule, extension: Extension) -> bool:
    decision = extension.decision
    if rule is ASKED_LATE:
        refused = decision is not None and decision.outcome is ExtensionOutcome.REFUSED
        return extension.late_reason is not None or refused
    return rule is DECIDED_LATE and decision is not None and decision.late_reason is not None
