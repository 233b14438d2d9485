"""What `kentan serve` answers: the site as it lies there, and pages that follow their files."""

import os
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from kentan.cli import serving
from kentan.cli.serving import SiteServer
from tests.served import ROOT

_SHORT = (ROOT / "site" / "templates" / "light.html").read_text("utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of a site."""
    folder = tmp_path / "public"
    (folder / "cases").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><h1>首页</h1>", "utf-8")
    (folder / "404.html").write_text("<h1>没有这一页</h1>", "utf-8")
    (folder / "cases" / "X-1.html").write_text(_SHORT, "utf-8")
    (folder / "style.css").write_text("h1 {}", "utf-8")
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    return folder


@pytest.fixture
def home(site: Path) -> Iterator[str]:
    """The address at which it is served."""
    server = SiteServer(0, str(site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_follows_its_file_and_the_file_stays_as_it_is(site: Path, home: str) -> None:
    before = (site / "index.html").read_bytes()
    for address in ("/", "/index.html", "/?query#part"):
        assert "首页" in _get(home + address)
        assert "/.kentan/follow.js" in _get(home + address)
    assert (site / "index.html").read_bytes() == before
    assert _get(f"{home}/style.css") == "h1 {}"
    assert "fetch(" in _get(f"{home}/.kentan/follow.js")


def test_the_policy_of_a_page_that_lets_no_script_run_lets_this_one(home: str) -> None:
    assert "script-src" not in _SHORT
    assert "default-src 'none';script-src 'self';connect-src 'self';style-src 'self'" in _get(f"{home}/cases/X-1.html")


@pytest.mark.parametrize("address", ["/none.html", "/cases/", "/../secret.html", "/%2e%2e/secret.html"])
def test_what_is_not_there_is_said_on_the_page_for_that(home: str, address: str) -> None:
    with pytest.raises(HTTPError) as missing:
        _get(home + address)
    assert missing.value.code == 404
    assert "没有这一页" in missing.value.read().decode()


def test_the_answer_comes_when_the_file_changes(site: Path, home: str) -> None:
    file = site / "index.html"
    answers: list[int] = []
    asking = threading.Thread(target=lambda: answers.append(_status(_question(home, "/", file))))
    asking.start()
    asking.join(0.3)
    assert asking.is_alive()
    (site / "new").write_text("<h1>新</h1>", "utf-8")
    os.replace(site / "new", file)
    asking.join(5)
    assert answers == [200]


def test_nothing_changed_is_an_answer_too(site: Path, home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_PATIENCE", 0.1)
    assert _status(_question(home, "/cases/X-1.html", site / "cases" / "X-1.html")) == 204
    assert _status(f"{home}/.kentan/changed?page=/none.html&state=") == 204
    (site / "none.html").write_text("", "utf-8")
    assert _status(f"{home}/.kentan/changed?page=/none.html&state=") == 200


def test_a_page_that_is_left_is_no_error(site: Path, home: str, capfd: pytest.CaptureFixture[str]) -> None:
    (site / "large.css").write_bytes(b"x" * 20_000_000)
    address = home.removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1]))) as left:
        left.sendall(b"GET /large.css HTTP/1.0\r\n\r\n")
        left.recv(10)
        left.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert _get(f"{home}/style.css") == "h1 {}"
    assert capfd.readouterr().err == ""


def _question(home: str, page: str, file: Path) -> str:
    state = _get(home + page).rpartition('data-state="')[2].partition('"')[0]
    assert str(file.stat().st_size) in state
    return f"{home}/.kentan/changed?page={quote(page)}&state={state}"


def _get(address: str) -> str:
    with urlopen(address) as answer:
        text: str = answer.read().decode()
        return text


def _status(address: str) -> int:
    with urlopen(address) as answer:
        status: int = answer.status
        return status
