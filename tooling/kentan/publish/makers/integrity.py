"""The page of integrity."""

from collections.abc import Iterator, Mapping
from functools import partial

from kentan.languages import translate
from kentan.publish.edition import Edition
from kentan.publish.makers.cases import published, recording_of
from kentan.publish.makers.missing import missing
from kentan.publish.makers.rules import rule_address
from kentan.publish.page import Page
from kentan.publish.recorded import Breach, Recorded
from kentan.publish.same import found_once
from kentan.publish.text import Said, clean
from kentan.publish.views.integrity import AuditView, IntegrityView, Listing
from kentan.publish.views.meeting import number
from kentan.publish.views.parts import Fact, Link
from kentan.publish.views.recorded import who
from kentan.publish.views.shared import case_address
from kentan.records.moments import Moment
from kentan.records.vocabulary import Provenance
from kentan.rules.catalogue import CATALOGUE

SECTION = "integrity"
MOST = 200
"""Rows that a table shows; what is more is counted."""


def integrity_pages(edition: Edition) -> Iterator[Page]:
    """The one page of integrity."""
    _ = edition.words._
    yield Page(
        kind="integrity",
        language=edition.language,
        address="integrity/index.html",
        title=_("Integrity"),
        description=_("What the history of the records proves, and what is missing from the register, with reasons."),
        view=partial(_view, edition),
        section=SECTION,
    )


def _view(edition: Edition) -> IntegrityView:
    recorded = edition.recorded
    late = (_late(edition),) if recorded else ()
    return IntegrityView(_audit(edition, recorded) if recorded else None, (*late, *missing(edition, MOST)))


def _audit(edition: Edition, recorded: Recorded) -> AuditView:
    _ = edition.words._
    return AuditView(
        commit=recorded.commit,
        is_clean=recorded.is_clean,
        is_sound=not recorded.breaches,
        counted=tuple(Fact(term, Said(number(count))) for term, count in _counted(edition, recorded)),
        breaches=Listing(
            anchor="breaches",
            title=_("Not allowed, lost or rewritten"),
            why=_("What a step did that the rules and the roster of its time did not allow. It stays in the history."),
            rows=tuple(_breach(edition, breach) for breach in recorded.breaches[::-1][:MOST]),
            total=len(recorded.breaches),
            counted=number(len(recorded.breaches)),
        ),
    )


def _counted(edition: Edition, recorded: Recorded) -> Iterator[tuple[str, int]]:
    _, steps, found = edition.words._, len(recorded.steps), _steps(recorded)
    yield _("Commits replayed"), steps
    yield _("of these allowed"), steps - found["wrong"]
    if recorded.facts is not None:
        yield _("Facts recorded"), recorded.facts
    yield _("Not allowed, lost or rewritten"), len(recorded.breaches)
    if recorded.decided is not None:
        yield _("Decided by a person"), recorded.decided
    yield _("Maker attributed by a signature or a receipt"), found["attributed"]
    yield _("Maker claimed by the commit alone"), found["claimed"]
    yield _("Maker unattributed"), found["unattributed"]
    yield _("Time attested by the server or the host"), found["attested"]
    yield _("Time unattested"), steps - found["attested"]


@found_once
def _steps(recorded: Recorded) -> Mapping[str, int]:
    """How many steps are of which kind."""
    wrong, steps = {breach.commit for breach in recorded.breaches}, recorded.steps
    return {
        "wrong": sum([step.commit in wrong for step in steps]),
        "attributed": sum([step.attributed for step in steps]),
        "claimed": sum([step.claimed for step in steps]),
        "unattributed": sum([not step.attributed and not step.claimed for step in steps]),
        "attested": sum([step.attested for step in steps]),
    }


def _breach(edition: Edition, breach: Breach) -> tuple[Fact, ...]:
    _, rule = edition.words._, CATALOGUE.get(breach.code)
    title = translate("rules", rule.title, edition.language) if rule else ""
    return (
        Fact(_("Commit"), Said(breach.commit[:10])),
        Fact(_("File"), Said(clean(breach.file))),
        Fact(_("Rule"), links=(Link(rule_address(breach.code), Said(f"{breach.code} {title}")),)),
    )


def _late(edition: Edition) -> Listing:
    _ = edition.words._
    rows = sorted(_recorded_late(edition), key=lambda row: row[0], reverse=True)
    return Listing(
        anchor="late",
        title=_("Recorded late"),
        why=_(
            "What was recorded longer after it happened than the programme allows, or than seven days where it says "
            "nothing. Cases from reports, samples and reconstructions are not counted: all of them were recorded later."
        ),
        rows=tuple(row for _day, row in rows[:MOST]),
        total=len(rows),
        counted=number(len(rows)),
    )


def _recorded_late(edition: Edition) -> Iterator[tuple[Moment, tuple[Fact, ...]]]:
    words, _ = edition.words, edition.words._
    for case in edition.index.cases:
        recording = recording_of(edition, case) if case.provenance is Provenance.LIVE else None
        if recording is None:
            continue
        for happening in published(edition, case, edition.index.computed.states[case.id]):
            step = recording.late(happening)
            if step:
                yield (
                    step.on,
                    (
                        Fact(_("Case"), links=(Link(case_address(case.id), Said(case.id)),)),
                        Fact(_("What"), Said(words.label(happening.event))),
                        Fact(_("Happened"), when=happening.moment),
                        Fact(_("Recorded"), when=step.on),
                        Fact(_("By"), Said(who(words, step))),
                        Fact(_("Commit"), Said(step.short)),
                    ),
                )
