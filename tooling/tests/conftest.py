"""What all tests share: Hypothesis without chance, the browser, and no silent skip on a CI host."""

import os
import shutil

import pytest
from hypothesis import settings

from kentan.languages import CHINESE, set_language

settings.register_profile("kentan", derandomize=True, deadline=None, database=None)
settings.register_profile("soak", max_examples=5000, deadline=None)
settings.load_profile("soak" if os.environ.get("KENTAN_SOAK") else "kentan")


@pytest.fixture(autouse=True)
def _command_speaks_chinese() -> None:
    """Each test begins with the language of a command that was asked for none, whatever the one before has spoken."""
    set_language(CHINESE)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of an installed Chromium, for Playwright's `executable_path`; skips where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        path = shutil.which(name)
        if path:
            return path
    return pytest.skip("there is no Chromium on this machine")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """On a CI host (`CI=true`) a skipped test is a failure: what is not tested there is tested nowhere."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
