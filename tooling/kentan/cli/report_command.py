"""`kentan report`."""

import sys
from typing import TYPE_CHECKING

import click

from kentan.cli.meant import meant
from kentan.cli.options import Desk, as_of_option, lang_option, open_desk, put, root_option, say, say_unread
from kentan.cli.progress import Progress
from kentan.languages import current, mark, messages
from kentan.records.nearest import names_of

if TYPE_CHECKING:
    from kentan.publish.edition import Edition
    from kentan.publish.paper import Paper

_ = messages("cli")
N_ = mark
_WORD, _TEXT, _MARKDOWN = ".docx", ".txt", ".md"


@click.command(
    help=N_("PERIOD is a month (2022-06), a half-year (2022-H1), a year (2022), or a meeting's id: its direct report.")
)
@click.argument("period")
@root_option
@click.option("--programme", metavar="ID", help=N_("The programme, by id or name; needed where there are several."))
@click.option("--place", metavar="ID", help=N_("Only this place, by id or name."))
@click.option(
    "--output", metavar="FILE", help=N_("A Word file (.docx) or a text file (.txt, .md) to write; else it is printed.")
)
@as_of_option
@lang_option
def command(
    period: str, root: str | None, programme: str | None, place: str | None, output: str | None, as_of: str | None
) -> int:
    """Write a report."""
    from kentan.publish.edition import Edition
    from kentan.publish.index import index
    from kentan.publish.plain import markdown, plain
    from kentan.publish.word.document import word

    if output is not None and not output.lower().endswith((_WORD, _TEXT, _MARKDOWN)):
        raise click.UsageError(_("{file}: name a file that ends with .docx (Word), .txt or .md.").format(file=output))
    with Progress(sys.stderr) as progress:
        desk = open_desk(root, as_of, progress)
        instance = desk.ledger.instance
        if instance is None:
            raise click.UsageError(
                _("There is no {file}; begin one: kentan init FOLDER").format(file="registry/instance.yml")
            )
        found = index(desk.ledger, desk.as_of.day, tell=progress)
        edition = Edition(found, instance, current(), desk.as_of.day)
        paper = _paper(desk, edition, period, programme, place)
    name = (output or "").lower()
    text = markdown if name.endswith(_MARKDOWN) else plain
    put(word(paper, current()) if name.endswith(_WORD) else text(paper), output)
    say_unread(desk)
    say(_("Next: kentan figures shows all figures; kentan build publishes every report."))
    return 0


def _paper(desk: Desk, edition: "Edition", period: str, programme: str | None, place: str | None) -> "Paper":
    from kentan.figures.reporting import Scope, named_period
    from kentan.publish.makers.reports import Reports
    from kentan.records.spelled_days import spelled_period

    reports = Reports(edition)
    meeting = next((one for one in reports.direct() if one.id == period), None)
    if meeting is not None:
        return reports.direct_paper(meeting)
    bounds = named_period(spelled_period(period))
    if bounds is None:
        raise click.UsageError(
            _("{value} is no period and no meeting with matters: write 2022-06, 2022-H1 or 2022.").format(value=period)
        )
    if place is not None:
        place = meant(place, names_of(desk.ledger.places), _("There is no place {id} in registry/places.yml."))
    scope = Scope(_programme(desk, programme), place, *bounds)
    if scope.first > desk.as_of.day or not edition.index.computed.measures.reporting.has(scope):
        raise click.UsageError(_("Nothing was recorded in {period}.").format(period=period))
    return reports.paper(scope)


def _programme(desk: Desk, asked: str | None) -> str:
    known = sorted(desk.ledger.programmes)
    if asked is None and len(known) == 1:
        return known[0]
    if asked is None:
        raise click.UsageError(_("Say which programme: --programme {ids}").format(ids=" | ".join(known)))
    problem = _("There is no programme {id} in registry/programmes/.")
    return meant(asked, names_of(desk.ledger.programmes), problem)
