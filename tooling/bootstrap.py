"""Set up `.venv`, or say what is missing: `python3 tooling/bootstrap.py [site|test]`.

`make` calls it; where there is no make (Windows), call it yourself. It installs the pinned, hashed requirements and
then this repository itself, editable, and does nothing where that has been done. A half-made folder never stays.
Written so that an old Python still understands it well enough to say that it is too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
REQUIREMENTS = {"site": "requirements.txt", "test": "requirements-test.txt"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

TOO_OLD = """\
需要 Python 3.11 或更高版本，现在用的是 {version}（{executable}）。
  已装有较新版本时，请指明：make PYTHON=python3.12 site
Python 3.11 or later is needed; this is {version} ({executable}).
  If a later one is installed, name it: make PYTHON=python3.12 site"""
NO_VENV = """\
这个 Python（{executable}）缺少 venv 模块，无法建立虚拟环境。
  Debian、Ubuntu、统信 UOS、麒麟等系统请执行：sudo apt install python3-venv
This Python ({executable}) lacks its venv module, so no virtual environment can be made.
  On Debian, Ubuntu and their kin: sudo apt install python3-venv"""
NO_INSTALL = """\
安装依赖没有成功，原因见上文；没有留下半成品。
  无法直接访问软件包源时，请按本单位规定设置镜像，例如环境变量 PIP_INDEX_URL；校验值不受影响。
The requirements could not be installed (see above); nothing half-made was left behind.
  Where the package index is out of reach, name a mirror, for instance in PIP_INDEX_URL; the hashes stay valid."""
NO_BROWSER = """\
**********************************************************************
注意：没有找到 Chromium 浏览器，也无法自动安装；浏览器测试将被跳过，并在结果中逐项列出。
  请安装：sudo apt install chromium
Note: there is no Chromium and it could not be installed; the tests in a browser will be skipped, and listed as such.
  To install it: sudo apt install chromium
**********************************************************************"""


NO_GNUPG = """\
**********************************************************************
注意：没有找到 gpg，也无法自动安装；GPG 签名的测试将被跳过，并在结果中逐项列出。
  请安装：sudo apt install gnupg
Note: there is no gpg and it could not be installed; the tests of GPG signatures will be skipped, and listed as such.
  To install it: sudo apt install gnupg
**********************************************************************"""


def main(arguments: "list[str]") -> int:
    """Set up for `site` (what runs Kentan) or `test` (what tests it too); 0, or 2 with a hint in both languages."""
    purpose = arguments[0] if arguments else "site"
    if purpose not in REQUIREMENTS:
        return _fail("usage: python3 tooling/bootstrap.py [site|test]")
    if sys.version_info < (3, 11):  # noqa: UP036
        return _fail(TOO_OLD)
    try:
        import ensurepip  # noqa: F401  Debian ships it apart from python3
        import venv  # noqa: F401
    except ImportError:
        return _fail(NO_VENV)
    if purpose == "test":
        _provide(BROWSERS, "chromium", NO_BROWSER)
        _provide(("gpg",), "gnupg", NO_GNUPG)
    return 0 if _is_installed(purpose) else _install(purpose)


def _fail(text: str) -> int:
    sys.stderr.write(text.format(version=sys.version.split()[0], executable=sys.executable) + "\n")
    return 2


def _wanted(purpose: str) -> str:
    """What has to be installed, as a digest: of the requirements, the project, this Python and this place."""
    digest = hashlib.sha256(repr((sys.version, sys.executable, ROOT)).encode())
    for name in (REQUIREMENTS[purpose], "pyproject.toml", "setup.py"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def _stamp(purpose: str) -> str:
    return os.path.join(VENV, "installed-for-" + purpose)


def _is_installed(purpose: str) -> bool:
    try:
        with open(_stamp(purpose), encoding="ascii") as file:
            installed = file.read()
    except OSError:
        return False
    return installed == _wanted(purpose) and _works()


def _works() -> bool:
    """Whether the virtual environment's Python still starts: the one it was made from may be gone."""
    try:
        return subprocess.run([_python(), "-I", "-c", ""], check=False).returncode == 0
    except OSError:
        return False


def _python() -> str:
    return os.path.join(BIN, "python")


def _install(purpose: str) -> int:
    print("正在准备 .venv（第一次约需一分钟）/ Setting up .venv (about a minute the first time)", flush=True)
    if not (_is_installed("site") or _is_installed("test")):
        shutil.rmtree(VENV, ignore_errors=True)
    for stamp in map(_stamp, REQUIREMENTS):
        if os.path.exists(stamp):
            os.remove(stamp)
    pip = [_python(), "-I", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input"]
    steps = [
        [*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", REQUIREMENTS[purpose]],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", "."],
    ]
    if not os.path.exists(VENV):
        steps.insert(0, [sys.executable, "-I", "-m", "venv", VENV])
    environment = {**os.environ, "PIP_USER": "0"}  # a user's own setting would forbid a virtual environment
    try:
        for step in steps:
            subprocess.run(step, cwd=ROOT, env=environment, check=True)
    except (OSError, subprocess.CalledProcessError):
        shutil.rmtree(VENV, ignore_errors=True)
        return _fail(NO_INSTALL)
    except BaseException:
        shutil.rmtree(VENV, ignore_errors=True)
        raise
    for served in {"site", purpose}:  # what tests Kentan also runs it
        with open(_stamp(served), "w", encoding="ascii") as file:
            file.write(_wanted(served))
    return 0


def _provide(programs: "tuple[str, ...]", package: str, missing: str) -> None:
    """Install Debian's package of a program where that is possible; else say loudly that it is missing."""
    if any(map(shutil.which, programs)):
        return
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"正在安装 {package} / Installing {package}", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "-qq", "-y", "--no-install-recommends", "install", package]
        for command in (["apt-get", "-qq", "update"], install):
            subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    if not any(map(shutil.which, programs)):
        sys.stderr.write(missing + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
