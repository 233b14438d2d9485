"""`kentan new`."""

from typing import TYPE_CHECKING

import click

from kentan.cli.options import Named, lang_option, root_option, zone_of
from kentan.cli.today import moment_of
from kentan.cli.writing import given, on_option, several_written, text_option, written
from kentan.languages import mark, messages

if TYPE_CHECKING:
    from kentan.files.loading import Loaded
    from kentan.records.moments import Moment

_ = messages("cli")
N_ = mark
_NOT_OF_A_MEETING = ("topic", "channel", "meeting", "summary", "list", "sheet")


@click.command(
    help=N_(
        "RECORD is case (with the next free number) or meeting. Places, topics, programmes and kinds by id or by name. "
        "What is not given and has to be written stands as 待填写 in the file, and the check finds it."
    )
)
@click.argument("record", metavar="RECORD", type=Named({"case": N_("case"), "meeting": N_("meeting")}))
@text_option("--title", N_("Title of a case, or theme of a meeting."))
@text_option("--programme", N_("Programme; the only one if left out."))
@text_option("--place", N_("Place; that of the meeting, or the programme's first, if left out."))
@text_option("--kind", N_("Kind of the case (difficulty, if left out) or of the meeting (the first of the programme)."))
@text_option("--topic", N_("Topic of a case."))
@text_option("--channel", N_("Way by which a case came in, such as letter."))
@text_option("--meeting", N_("Id of the meeting at which a case was raised."))
@text_option("--summary", N_("Summary of a case."))
@click.option(
    "--list",
    "listed",
    type=click.Path(exists=True, dir_okay=False),
    help=N_("A list of cases in .xlsx or CSV, each line a case; its first line names the columns."),
)
@text_option("--sheet", N_("The sheet of the list; the first that is shown if left out."))
@on_option
@root_option
@lang_option
def command(
    record: str,
    root: str | None,
    on: str | None,
    title: str | None,
    listed: str | None,
    sheet: str | None,
    **options: str | None,
) -> int:
    """Begin a record."""
    from kentan.desk.editing import Taken
    from kentan.desk.handling import new_case, new_meeting

    for name in _NOT_OF_A_MEETING:
        if record == "meeting" and {**options, "list": listed, "sheet": sheet}[name] is not None:
            raise click.UsageError(_("A meeting has no {option}.").format(option=f"--{name}"))
    if sheet is not None and listed is None:
        raise click.UsageError(_("Only a list (--list) has sheets (--sheet)."))
    if listed is not None:
        return several_written(root, on, listed, sheet, given(title=title, **options))

    def begin(loaded: "Loaded", moment: "Moment") -> Taken:
        if record == "case":
            return new_case(loaded.ledger, given(title=title, **options), moment)
        today = moment_of(None, zone_of(loaded))
        return new_meeting(loaded.ledger, given(theme=title, **options), moment, today.day)

    return written(root, on, begin)
