"""What several kinds of page show in the same way: where a record comes from, its sources, corrections, addresses."""

from collections.abc import Iterator

from kentan.publish.text import Said
from kentan.publish.views.corrected import path_in_words, value_in_words
from kentan.publish.views.parts import CALM, OPEN, Entry, Fact, Link, Notice, SourceView
from kentan.publish.wording import Wording
from kentan.records.case import Case, Source
from kentan.records.meeting import Meeting
from kentan.records.vocabulary import Provenance


def case_address(case: str) -> str:
    """The address of a case's page; its id carries the year."""
    return f"cases/{case.split('-')[1]}/{case}.html"


def meeting_address(meeting: str) -> str:
    """The address of a meeting's page; its id begins with the day."""
    return f"meetings/{meeting[:4]}/{meeting}.html"


def department_link(words: Wording, department: str) -> Link:
    """The link to a department's page; without an address where the registry does not know it."""
    known = words.knows("departments", department)
    return Link(f"departments/{department}.html" if known else "", words.department(department))


def provenance(words: Wording, what: Provenance) -> Notice | None:
    """What every page of a record says of where it comes from; nothing where it is the programme's own."""
    _ = words._
    if what is Provenance.SAMPLE:
        return Notice(
            _("Made up as an example"),
            _("Nothing on this page happened. It shows how the system works and says nothing about any department."),
            OPEN,
        )
    if what is Provenance.RECONSTRUCTION:
        return Notice(
            _("Reconstructed"),
            _(
                "This is not a real record. It belongs to a ledger that was derived from published totals and proves "
                "only that those figures fit together."
            ),
            OPEN,
        )
    if what is Provenance.REPORTED:
        return Notice(
            _("Reported by the press"),
            _("The facts on this page come from the published report named below. What it does not say is left out."),
            CALM,
        )
    return None


def sources(words: Wording, found: tuple[Source, ...]) -> tuple[SourceView, ...]:
    """The reports on which a record rests."""
    return tuple(
        SourceView(
            title=words.said(source, "title") or Said(""),
            publisher=words.said(source, "publisher") or Said(""),
            on=source.on,
            address=source.address,
        )
        for source in found
    )


def corrections(words: Wording, record: Case | Meeting) -> tuple[Entry, ...]:
    """What was corrected, with both values, and what was removed, with the reason."""
    found = [*_corrected(words, record), *_redacted(words, record)]
    return tuple(sorted(found, key=lambda entry: entry.when))


def _corrected(words: Wording, record: Case | Meeting) -> Iterator[Entry]:
    _ = words._
    for number, entry in enumerate(record.corrections, 1):
        was, now = [
            value_in_words(words, type(record), entry.path, value, record.withheld) for value in (entry.was, entry.now)
        ]
        yield Entry(
            anchor=f"correction-{number}",
            when=entry.on,
            what=_("corrected"),
            facts=(
                Fact(_("Field"), path_in_words(words, type(record), entry.path)),
                Fact(_("before"), was),
                Fact(_("now"), now if entry.now else Said(_("nothing: taken back"))),
                Fact(_("Reason"), words.plain(entry.why)),
            ),
        )


def _redacted(words: Wording, record: Case | Meeting) -> Iterator[Entry]:
    _ = words._
    for number, entry in enumerate(record.redactions, 1):
        yield Entry(
            anchor=f"redaction-{number}",
            when=entry.on,
            what=_("removed"),
            facts=(
                Fact(_("Field"), path_in_words(words, type(record), entry.path)),
                Fact(_("Reason"), words.plain(entry.why)),
            ),
        )
