"""`kentan serve`."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from kentan.cli.build_command import build_site, open_kept
from kentan.cli.options import Desk, Number, as_of_option, find_root, lang_option, root_argument, say
from kentan.cli.refusals import refusal
from kentan.cli.serving import SiteServer
from kentan.files.digested import DigestedTree
from kentan.files.loading import load_file
from kentan.files.tree import DiskTree
from kentan.languages import mark, messages

_ = messages("cli")
N_ = mark
_WATCHED = ("cases", "meetings", "registry", "site", "mkdocs.yml", "mkdocs.en.yml")
_EVERY = 0.3


@click.command(help=N_("Only this machine can see it. Ctrl-C ends it."))
@root_argument
@click.option("--port", metavar="NUMBER", type=Number(0, 65535), default=8000, help=N_("Port; 0 takes a free one."))
@as_of_option
@lang_option
def command(root: str | None, port: int, as_of: str | None) -> int:
    """Serve the site and rebuild it on change."""
    folder = find_root(root)
    target = os.path.join(folder, "build", "public")
    following = _Following(folder, target, as_of)
    if not following.build():
        say(_("Waiting for the files to be mended …"))
    try:
        server = SiteServer(port, target)
    except OSError as taken:
        refused = refusal(taken, f"127.0.0.1:{port}")
        raise click.UsageError(f"{refused}\n{_('To take a free port: kentan serve --port 0')}") from taken
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(_("The site: {address}").format(address=f"http://127.0.0.1:{server.server_port}/"))
    say(_("Next: change a record; the site follows. Ctrl-C ends it."))
    pause = threading.Event()
    try:
        took = 0.0
        while not pause.wait(max(_EVERY, took)):  # with very many files it looks half of the time
            began = time.monotonic()
            following.look()
            took = time.monotonic() - began
    except KeyboardInterrupt:
        say(_("Ended."))
    finally:
        following.end()
        server.shutdown()
    return 0


class _Following:
    """Keeps the site after the records: the pages of a saved case at once, all that depends on it by a build."""

    def __init__(self, folder: str, target: str, as_of: str | None) -> None:
        self._folder = folder
        self._target = target
        self._as_of = as_of
        self._seen = snapshot(folder)
        self._desk: Desk | None = None
        self._building: subprocess.Popen[bytes] | None = None
        self._waits = False

    def build(self) -> bool:
        """Build the whole site here; return whether it could be built."""
        import kentan.publish.preview  # noqa: F401 - the first case that is saved shall not wait for it
        from kentan.uncollected import uncollected

        with uncollected():
            built = build_site(self._folder, self._as_of, self._target)
            self._desk, _kept = open_kept(self._folder, self._as_of, DigestedTree(DiskTree(self._folder)))
        return built

    def look(self) -> None:
        """See what changed, show it, and begin a build that nobody waits for."""
        now = snapshot(self._folder)
        changed = sorted({path for path, _time, _size in now ^ self._seen})
        self._seen = now
        if changed:
            self._waits = True
            self._show([os.path.relpath(path, self._folder).replace(os.sep, "/") for path in changed])
        if self._building is not None and self._building.poll() is not None:
            self._building = None
        if self._waits and self._building is None:
            self._waits = False
            self._building = subprocess.Popen(self._command())

    def end(self) -> None:
        """End the build that runs; the site stays whole."""
        if self._building is not None and self._building.poll() is None:
            self._building.terminate()
            self._building.wait()

    def _command(self) -> list[str]:
        day = ["--as-of", self._as_of] if self._as_of else []
        return [sys.executable, "-m", "kentan", "build", self._folder, "--output", self._target, *day]

    def _show(self, files: list[str]) -> None:
        """Lay down the pages of cases that were saved, where nothing but cases was."""
        from kentan.publish.preview import preview
        from kentan.publish.renderer import RenderingFailed
        from kentan.publish.shell import ShellBroken

        if self._desk is None or not all(file.startswith("cases/") for file in files):
            self._desk, _kept = open_kept(self._folder, self._as_of, DigestedTree(DiskTree(self._folder)))
            return
        found = {file: load_file(self._desk.loaded.tree, file, "case")[0] for file in files}
        cases = {case.id: case for case in found.values() if case is not None}
        paths = {("case", case.id): file for file, case in found.items() if case is not None}
        ledger = self._desk.ledger
        ledger = replace(ledger, cases={**ledger.cases, **cases}, files={**ledger.files, **paths})
        self._desk = replace(self._desk, loaded=replace(self._desk.loaded, ledger=ledger))
        with suppress(OSError, RenderingFailed, ShellBroken):  # the build that follows says what is wrong
            preview(ledger, cases, Path(self._folder), Path(self._target), self._desk.as_of.day)


def snapshot(folder: str) -> frozenset[tuple[str, int, int]]:
    """Return path, time of change and size of every file that the site depends on."""
    return frozenset(_stats(folder))


def _stats(folder: str) -> Iterator[tuple[str, int, int]]:
    pending = [os.path.join(folder, name) for name in _WATCHED]
    while pending:
        path = pending.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.is_dir():
                        pending.append(entry.path)
                    elif found := _stat(entry):
                        yield found
        except NotADirectoryError:
            if found := _stat(Path(path)):
                yield found
        except OSError:  # it is gone
            continue


def _stat(file: "os.DirEntry[str] | Path") -> tuple[str, int, int] | None:
    try:
        status = file.stat()
    except OSError:  # it is gone
        return None
    return os.fspath(file), status.st_mtime_ns, status.st_size
