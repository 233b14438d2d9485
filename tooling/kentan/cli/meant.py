"""Which entry of a register somebody means: by its id, its name or an alias; the nearest one is named otherwise."""

from collections.abc import Iterable, Mapping

import click

from kentan.languages import messages
from kentan.records.nearest import likeliest

_ = messages("cli")


def meant(asked: str, names: Mapping[str, Iterable[str]], problem: str) -> str:
    """Return the id that is meant; raises a usage error of that text, with the nearest id.

    `names` are the names by which each id is known; `problem` holds `{id}`.
    """
    wanted = asked.strip()
    if wanted in names:
        return wanted
    ids = {said: name for name, known in names.items() for said in known}
    if wanted in ids:
        return ids[wanted]
    said = problem.format(id=wanted)
    near = likeliest(wanted, {**ids, **{name: name for name in names}})
    if near:
        nearest = ids.get(near, near)
        shown = nearest if near == nearest else f"{nearest} ({near})"
        said += " " + _("Did you mean {nearest}?").format(nearest=shown)
    raise click.UsageError(said)
