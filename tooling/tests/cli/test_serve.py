"""`kentan serve` shows the site on this machine and follows the records."""

import signal
import time
from pathlib import Path
from urllib.request import urlopen

from tests.served import instance_in, retitle, served


def test_a_saved_record_appears_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    instance = instance_in(tmp_path / "instance")
    case = sorted((instance / "cases").rglob("*.yml"))[0]
    with served(instance) as (server, address):
        page = f"{address}cases/{case.parent.name}/{case.stem}.html"
        assert "换了的标题" not in _get(page)
        retitle(case, "换了的标题")
        deadline = time.monotonic() + 30
        while "换了的标题" not in _get(page) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert "换了的标题" in _get(page)
        (instance / "mkdocs.yml").write_text("nav: [")
        time.sleep(1)
        retitle(case, "又一个标题")
        time.sleep(4)
        assert server.poll() is None  # what is wrong is said by the build, and what is there is served
        assert "换了的标题" in _get(page)
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == 0


def _get(address: str) -> str:
    with urlopen(address) as answer:
        text: str = answer.read().decode()
        return text
