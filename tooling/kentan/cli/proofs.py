"""The options by which an audit is told what it cannot know from the repository itself."""

import click

from kentan.languages import mark

N_ = mark

anchor_option = click.option(
    "--anchor",
    "anchors",
    multiple=True,
    metavar="COMMIT",
    envvar="KENTAN_ANCHORS",
    help=N_("A commit that was published as the head of main."),
)
host_key_option = click.option(
    "--host-key",
    "host_keys",
    multiple=True,
    metavar="KEY",
    envvar="KENTAN_HOST_KEYS",
    help=N_("Key with which the host signs (gpg:…, ssh:…)."),
)
