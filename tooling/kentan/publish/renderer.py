"""The one thin adapter to the renderer: a folder of staged Markdown becomes a folder of HTML.

MkDocs is called as a command and never imported or hooked into, so that another renderer of the same configuration
can take its place by changing `COMMAND`.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

COMMAND = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet")

_ALWAYS = {
    "NO_MKDOCS_2_WARNING": "1",  # Material's banner about a release of MkDocs that is not installed
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "315532800",  # nothing of the day of rendering stays in the output
}


class RenderingFailed(RuntimeError):
    """The renderer stopped; `said` is what it printed, `configuration` the file that it was given."""

    def __init__(self, configuration: Path, said: str) -> None:
        self.configuration = configuration
        self.said = said
        super().__init__(f"{configuration}: {said}")


class Rendering:
    """The renderer at work: what a configuration's `docs_dir` holds becomes the folder `output`, emptied before.

    `variables` are set in the renderer's environment, where the configuration asks for them with `!ENV`.
    """

    def __init__(self, configuration: Path, output: Path, variables: Mapping[str, str]) -> None:
        self._configuration = configuration
        self._process = subprocess.Popen(
            [*COMMAND, "--config-file", str(configuration), "--site-dir", str(output)],
            env={**os.environ, **_ALWAYS, **variables},
            cwd=configuration.parent,
            close_fds=False,  # it holds the lock of its build (`working.alone`): none begins while it still writes
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )

    def finish(self) -> None:
        """Wait for it. Raises RenderingFailed with all that the renderer said."""
        said, _ = self._process.communicate()
        if self._process.returncode != 0:
            raise RenderingFailed(self._configuration, said.strip())

    def stop(self) -> None:
        """End it where it still runs: nobody waits for it any more."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
