"""A real browser before the site of the sample, served as any web server would."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kentan.cli.serving import QuietHandler, SiteServer
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.case import Withheld
from kentan.records.ledger import Ledger
from tests.browser.kinds import HIDDEN
from tests.publish.conftest import ROOT, built

PUBLIC = "https://talks.example.org/"
PATIENCE = 600  # seconds that a worker waits for the site that another one builds: machines of CI are slow
COLD = 180_000  # milliseconds until a browser has started on a machine that is busy
WARM = 30_000  # milliseconds for anything that a page does
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Open = Callable[..., "Opened"]


@dataclass
class Opened:
    """A page of the site in a browser, and what it did that it should not."""

    page: Page
    home: str
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def watch(self) -> "Opened":
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("response", lambda answer: self.missing.append(answer.url) if answer.status > 399 else None)
        return self

    def _asked(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:")):
            self.strangers.append(url)

    def go(self, address: str) -> Page:
        self.page.goto(f"{self.home}{address}")
        return self.page

    def is_quiet(self) -> None:
        assert self.strangers == []
        assert self.missing == []
        assert self.errors == []


def once(shared: Path, make: Callable[[Path], Path]) -> Path:
    """What `make` lays into a folder, made by the first worker and awaited by the others."""
    done = shared / "done"
    for _ in range(PATIENCE * 10):
        try:
            os.makedirs(shared)
        except FileExistsError:
            if done.exists():
                return Path(done.read_text("utf-8"))
            time.sleep(0.1)
            continue
        try:
            made = make(shared)
        except BaseException:
            shutil.rmtree(shared)
            raise
        draft = shared / "done.draft"
        draft.write_text(str(made), "utf-8")
        draft.replace(done)
        return made
    raise TimeoutError(f"{shared}: the other worker has not built its site")


def shared_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder of this test run that all workers know."""
    base = factory.getbasetemp()
    return (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / name


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address under which a folder is served."""
    server = SiteServer(0, str(folder), QuietHandler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def with_hidden(ledger: Ledger) -> Ledger:
    """The sample at a public address, with a case of which nothing is published, and one of which two texts are not."""
    whole, part = ledger.cases[HIDDEN], ledger.cases["HZ-2022-0006"]
    whole = replace(whole, withheld=(Withheld(field="raised.on", reason="涉及国家秘密"),))
    part = replace(
        part, withheld=(Withheld(field="summary", reason="依法不公开"), Withheld(field="title", reason="同上"))
    )
    instance = replace(ledger.instance, base_address=PUBLIC) if ledger.instance else None
    return replace(ledger, instance=instance, cases={**ledger.cases, whole.id: whole, part.id: part})


@pytest.fixture(scope="session")
def records() -> Ledger:
    """The records of this repository, and a case that is not published."""
    return with_hidden(load(DiskTree(ROOT)).ledger)


@pytest.fixture(scope="session")
def site(records: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample, built once for all workers."""
    return once(shared_folder(tmp_path_factory, "site"), lambda folder: built(records, folder))


@pytest.fixture(scope="session")
def home(site: Path) -> Iterator[str]:
    """The address of the site."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: str, home: str) -> Iterator[Browser]:
    """A Chromium without a window, warmed up.

    What a browser does at its start (it looks for the network, and may break off the first requests) would else be
    laid at the door of the first test.
    """
    expect.set_options(timeout=WARM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS, timeout=COLD)
        page = browser.new_page()
        page.goto(f"{home}index.html", timeout=COLD)
        page.wait_for_load_state("networkidle", timeout=COLD)
        page.close()
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, home: str) -> Iterator[Open]:
    """Opens a fresh window; what `new_context` takes says how it looks."""
    contexts = []

    def window(width: int = 1440, at: str = home, **how: Any) -> Opened:
        height = 760 if width < 600 else 900
        context = browser.new_context(viewport={"width": width, "height": height}, **how)
        contexts.append(context)
        context.set_default_timeout(WARM)
        return Opened(context.new_page(), at).watch()

    yield window
    for context in contexts:
        context.close()
