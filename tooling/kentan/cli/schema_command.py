"""`kentan schema`."""

import os

import click

from kentan.cli.options import find_root, lang_option, root_argument, say
from kentan.languages import mark, messages

_ = messages("cli")
N_ = mark


@click.command(help=N_("They stand in registry/schema/; every record names its own in its first line."))
@root_argument
@lang_option
def command(root: str | None) -> int:
    """Write the schemas."""
    from kentan.files.schema import schemas
    from kentan.files.writing import write

    folder = find_root(root)
    for name, body in schemas().items():
        path = f"registry/schema/{name}"
        if write(os.path.join(folder, path), body.encode()):
            click.echo(path)
    say(_("Next: open a record in an editor with YAML support, such as VS Code with the YAML extension."))
    return 0
