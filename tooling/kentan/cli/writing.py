"""What the verbs that add to the records have in common: the day, the file that is written, the next step."""

import os
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kentan.cli.options import find_root, say, zone_of
from kentan.cli.today import moment_of
from kentan.languages import current, mark, messages
from kentan.records.moments import Moment

if TYPE_CHECKING:
    from kentan.desk.editing import Taken
    from kentan.files.loading import Loaded
    from kentan.records.ledger import Ledger

_ = messages("cli")
N_ = mark
_F = TypeVar("_F", bound=Callable[..., Any])


def on_option(function: _F) -> _F:
    """Add the option `--on`."""
    text = N_("When it happened (2022-06-08, 2022-06-08 14:30); today if left out.")
    return click.option("--on", metavar="DAY", help=text)(function)


def text_option(name: str, meaning: str) -> Callable[[_F], _F]:
    """Return what adds an option with a text."""
    return click.option(name, metavar="TEXT", help=meaning)


late_option = text_option("--late-reason", N_("Why it is late, where it is."))


def written(root: str | None, on: str | None, make: "Callable[[Loaded, Moment], Taken]") -> int:
    """Write what `make` returns for the moment at which it happened, and say where; nothing where it is unfit.

    Without `--on` a fact has the day alone. Raises a usage error for what was refused.
    """
    from kentan.desk.editing import Refused
    from kentan.desk.judging import including, judged

    folder, loaded, moment, today = _opened(root, on)
    try:
        made = make(loaded, moment)
        taken = judged(loaded, made, including(loaded, made), today)
    except Refused as refused:
        raise _refusal(refused.problems) from None
    if not is_put(folder, taken, loaded.ledger):
        return 1
    _say_next([taken])
    return 0


def several_written(root: str | None, on: str | None, listed: str, sheet: str | None, common: dict[str, str]) -> int:
    """Write a new case for each line of a list, and say where; none where one line is wrong, and all that is wrong.

    Raises a usage error for what was refused.
    """
    from kentan.desk.editing import Refused
    from kentan.desk.listed import in_line, new_cases, rows_of
    from kentan.desk.workbook import MOST_BYTES
    from kentan.reports.wording import words
    from kentan.rules.named import with_ids

    folder, loaded, moment, today = _opened(root, on)
    problems: list[str] = []
    made = []
    try:
        with open(listed, "rb") as file:
            rows = rows_of(file.read(MOST_BYTES + 1), sheet)
        for number, taken in new_cases(loaded, rows, common, moment, today):
            if isinstance(taken, Refused):
                first, *choices = taken.problems
                problems += [in_line(number, first), *choices]
            else:
                made.append(taken)
                for each in words(with_ids(taken.findings, loaded.ledger), current(), None):
                    problems.append(in_line(number, f"{each.message}\n    → {each.mend}"))
    except Refused as refused:
        problems += refused.problems
    if problems:
        raise _refusal((*problems, _("Nothing was written.")))
    for taken in made:
        is_put(folder, taken, loaded.ledger)
    _say_next(made)
    return 0


def _refusal(problems: "Sequence[str]") -> click.UsageError:
    """Return the error that says why nothing is written; names and cells in it may be of anybody."""
    from kentan.reports.printable import printable

    return click.UsageError("\n".join(map(printable, "\n".join(problems).split("\n"))))


def _opened(root: str | None, on: str | None) -> "tuple[str, Loaded, Moment, date]":
    """Return the folder, its records, when something happened (today, if nobody says), and today."""
    from kentan.files.parts import load_for_few
    from kentan.files.tree import DiskTree

    folder = find_root(root)
    loaded = load_for_few(DiskTree(folder))
    zone = zone_of(loaded)
    now = moment_of(None, zone)
    return folder, loaded, moment_of(on, zone) if on else Moment(now.day), now.day


def _say_next(written: "Sequence[Taken]") -> None:
    from kentan.desk.handling import TO_BE_WRITTEN

    is_whole = not any(TO_BE_WRITTEN.encode() in each.data for each in written)
    say(_("Next: kentan check") if is_whole else _("Next: fill in what is missing, then kentan check"))


def is_put(folder: str, taken: "Taken", ledger: "Ledger") -> bool:
    """Write a record's file, and say where; where it is unfit, say why, write nothing and return False."""
    from kentan.files.writing import write
    from kentan.reports.text import text
    from kentan.reports.wording import words
    from kentan.rules.named import with_ids

    if taken.findings:
        click.echo(text(words(with_ids(taken.findings, ledger), current(), None), colour=False), nl=False)
        say(_("Nothing was written."))
        return False
    write(os.path.join(folder, taken.file), taken.data)
    click.echo(taken.file)
    return True


def given(**options: str | None) -> dict[str, str]:
    """Return the options that were given."""
    return {name: text for name, text in options.items() if text is not None}
