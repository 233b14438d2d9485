"""`kentan serve`."""

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import click

from kentan.cli.build_command import build_site
from kentan.cli.options import as_of_option, find_root, lang_option, open_desk, root_argument, say
from kentan.languages import mark, messages

_ = messages("cli")
N_ = mark
_WATCHED = ("cases", "meetings", "registry", "site", "mkdocs.yml", "mkdocs.en.yml")
_EVERY = 0.3


@click.command(help=N_("Only this machine can see it. Ctrl-C ends it."))
@root_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help=N_("Port; 0 takes a free one."))
@as_of_option
@lang_option
def command(root: str | None, port: int, as_of: str | None) -> int:
    """Serve the site and rebuild it on change."""
    folder = find_root(root)
    target = os.path.join(folder, "build", "public")
    seen = snapshot(folder)
    if not build_site(open_desk(folder, as_of), target):
        say(_("Waiting for the files to be mended …"))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=target))
    except OSError as taken:
        raise click.UsageError(f"127.0.0.1:{port}: {taken.strerror}") from taken
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(_("The site: {address}").format(address=f"http://127.0.0.1:{server.server_port}/"))
    say(_("Next: change a record; the site follows. Ctrl-C ends it."))
    pause = threading.Event()
    try:
        while not pause.wait(_EVERY):
            now = snapshot(folder)
            if now != seen:
                seen = now
                build_site(open_desk(folder, as_of), target)
    except KeyboardInterrupt:
        say(_("Ended."))
    finally:
        server.shutdown()
    return 0


def snapshot(folder: str) -> frozenset[tuple[str, int, int]]:
    """Return path, time of change and size of every file that the site depends on."""
    return frozenset(_stats(folder))


def _stats(folder: str) -> Iterator[tuple[str, int, int]]:
    pending = [os.path.join(folder, name) for name in _WATCHED]
    while pending:
        path = pending.pop()
        try:
            if os.path.isdir(path):
                with os.scandir(path) as entries:
                    pending.extend(entry.path for entry in entries)
            else:
                status = os.stat(path)
                yield path, status.st_mtime_ns, status.st_size
        except OSError:
            continue


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each, and without letting the browser keep them."""

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Add that nothing is to be kept: the next build may have changed it."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()
