"""`kentan serve` shows the site on this machine and follows the records."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[3]


def test_a_saved_record_appears_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    for room in ("registry", "cases", "meetings"):
        shutil.copytree(ROOT / room, instance / room)
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, instance / name)
    case = sorted((instance / "cases").rglob("*.yml"))[0]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tooling"), "KENTAN_LANG": "en", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "kentan", "serve", str(instance), "--port", "0", "--as-of", "2026-11-22"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:
        try:
            address = _address(server)
            page = f"{address}cases/{case.parent.name}/{case.stem}.html"
            assert "换了的标题" not in _get(page)
            case.write_text(re.sub(r"^title: .*$", "title: 换了的标题", case.read_text("utf-8"), flags=re.M), "utf-8")
            deadline = time.monotonic() + 30
            while "换了的标题" not in _get(page) and time.monotonic() < deadline:
                time.sleep(0.2)
            assert "换了的标题" in _get(page)
            server.send_signal(signal.SIGINT)
            assert server.wait(10) == 0
        finally:
            server.kill()


def _address(server: "subprocess.Popen[str]") -> str:
    assert server.stderr is not None
    for line in server.stderr:
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        if found:
            return found.group()
    raise AssertionError("the server said no address")


def _get(address: str) -> str:
    with urlopen(address) as answer:
        text: str = answer.read().decode()
        return text
