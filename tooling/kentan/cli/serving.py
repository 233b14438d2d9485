"""The site on this machine: served as it lies in its folder, and each page follows its file.

Into a page that goes out a script is put that waits until the page's file changes, and then loads it anew. Nothing of
that is in the folder, so nothing of it is ever published.
"""

import io
import os
import sys
import time
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

_SCRIPT = "/.kentan/follow.js"
_CHANGED = "/.kentan/changed"
_PATIENCE = 5.0
"""Seconds for which a question waits: a browser has six connections for all pages that are open."""
_EVERY = 0.05
_FOLLOW = b"""{
  const { state } = document.currentScript.dataset
  const question = "/.kentan/changed?" + new URLSearchParams({ page: location.pathname, state })
  const happens = name => new Promise(done => addEventListener(name, done, { once: true }))
  const pause = time => new Promise(done => setTimeout(done, time))
  const follow = async () => {
    for (;;) {
      if (document.hidden) await happens("visibilitychange")
      const answer = await fetch(question).catch(() => pause(1000))
      if (answer?.status === 200) return location.reload()
    }
  }
  follow()
}
"""
_STRICT, _OPEN = b"default-src 'none';style-src", b"default-src 'none';script-src 'self';connect-src 'self';style-src"
"""How the policy of a short page begins, on which nothing runs, and how it begins where it follows its file."""


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files as they are, without a line for each."""

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


class _FollowingHandler(QuietHandler):
    """Serves pages that follow their files, without letting the browser keep them."""

    def end_headers(self) -> None:
        """Add that nothing is to be kept: the next build may have changed it."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer with a page that follows its file, or with a file as it is."""
        path = urlsplit(self.path).path
        if path == _SCRIPT:
            return self._answer(HTTPStatus.OK, "text/javascript", _FOLLOW)
        if path == _CHANGED:
            return self._changed()
        file = self._file(path)
        if os.path.exists(file) and not file.endswith(".html"):  # a folder is sent on to its address with a slash
            return super().send_head()
        state, content = _state(file), _read(file)
        if content is not None:
            return self._answer(HTTPStatus.OK, "text/html; charset=utf-8", _following(content, state))
        missing = _read(os.path.join(self.directory, "404.html")) or b""
        return self._answer(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", _following(missing, state))

    def _changed(self) -> io.BytesIO:
        """Wait until the file of a page is no longer in a state; say whether it is so."""
        asked = parse_qs(urlsplit(self.path).query)
        file, state = self._file(asked.get("page", [""])[0]), asked.get("state", [""])[0]
        end = time.monotonic() + _PATIENCE
        while _state(file) == state and time.monotonic() < end:
            time.sleep(_EVERY)
        return self._answer(HTTPStatus.NO_CONTENT if _state(file) == state else HTTPStatus.OK, "text/plain", b"")

    def _file(self, path: str) -> str:
        """Return the file that an address below the site names, always one inside the folder."""
        return self.translate_path(f"{path}index.html" if path.endswith("/") else path)

    def _answer(self, status: HTTPStatus, kind: str, content: bytes) -> io.BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)


class SiteServer(ThreadingHTTPServer):
    """Serves the folder of a site on this machine alone, to as many connections at once as a browser opens."""

    request_queue_size = 128

    def __init__(self, port: int, folder: str, handler: type[QuietHandler] = _FollowingHandler) -> None:
        """Port 0 takes a free one; raises OSError where it is taken."""
        super().__init__(("127.0.0.1", port), partial(handler, directory=folder))

    def handle_error(self, *request: Any) -> None:
        """Say what went wrong, but not that a page was left before all of it had come."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*request)


def _state(file: str) -> str:
    """Return what tells one state of a file from another; nothing where there is none."""
    try:
        found = os.stat(file)
    except OSError:
        return ""
    return f"{found.st_ino}-{found.st_mtime_ns}-{found.st_size}"


def _read(file: str) -> bytes | None:
    try:
        with open(file, "rb") as opened:
            return opened.read()
    except OSError:
        return None


def _following(page: bytes, state: str) -> bytes:
    """Return a page with the script that follows its file, which its policy lets run."""
    return page.replace(_STRICT, _OPEN, 1) + f'<script src="{_SCRIPT}" data-state="{state}"></script>\n'.encode()
