"""Real pushes to a bare repository with the hooks, over the file system and over HTTP, by several users."""

import base64
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASE = "cases/2022/HZ-2022-0001.yml"
TOOLING = HERE.parents[1]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which `kentan` is on the path and the day is fixed."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "kentan"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kentan "$@"\n', "ascii")
    command.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "KENTAN_"))}
    return {
        **kept,
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(TOOLING),
        "KENTAN_TODAY": "2022-07-01",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "HOME": str(tmp_path),
    }


class Server:
    """A bare repository with the hooks, and a clone from which one pushes."""

    def __init__(self, root: Path, environment: dict[str, str], files) -> None:
        self.environment = environment
        self.bare, self.work, self.url = root / "records.git", root / "work", str(root / "records.git")
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.bare), where=root)
        subprocess.run(["kentan", "hook", "install"], cwd=self.bare, env=environment, check=True, capture_output=True)
        self.git("config", "kentan.actorFrom", "REMOTE_USER", where=self.bare)
        self.git("init", "--quiet", "--initial-branch=main", str(self.work), where=root)
        for path, (_, content) in files.items():
            file = self.work / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        self.commit("begin")

    def git(self, *arguments: str, where: Path | None = None) -> str:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.cn", "-c", "commit.gpgSign=false"]
        command = ["git", *identity, *arguments]
        done = subprocess.run(command, cwd=where or self.work, env=self.environment, check=True, capture_output=True)
        return done.stdout.decode().strip()

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def lay(self, name: str) -> None:
        """Lay the head of one of the folders over the working tree."""
        for path in (HERE / name / "head").rglob("*.*"):
            if path.is_file():
                (self.work / path.relative_to(HERE / name / "head")).write_bytes(path.read_bytes())

    def push(self, actor: str, *arguments: str, ref: str = "main", **more: str) -> tuple[int, str]:
        done = subprocess.run(
            ["git", "push", *arguments, self.url, f"HEAD:{ref}" if ":" not in ref else ref],
            cwd=self.work,
            env={**self.environment, "REMOTE_USER": actor, **more},
            capture_output=True,
            check=False,
        )
        return done.returncode, done.stderr.decode()

    def head(self) -> str:
        return self.git("rev-parse", "main", where=self.bare)


@pytest.fixture
def server(tmp_path: Path, environment: dict[str, str], base_files) -> Server:
    made = Server(tmp_path, environment, base_files)
    code, said = made.push("1001")
    assert code == 0, said
    return made


def test_the_first_push_is_for_a_registrar_whom_it_names(tmp_path: Path, environment, base_files) -> None:
    server = Server(tmp_path, environment, base_files)
    code, said = server.push("1003")
    assert code != 0
    assert "K704" in said


def test_a_good_push_goes_through_and_gets_a_receipt(server: Server) -> None:
    begun = server.head()
    server.lay("department-answers")
    commit = server.commit("answer")
    code, said = server.push("1007")
    assert (code, server.head()) == (0, commit), said
    told = server.git("log", "--format=%B", "-1", "refs/kentan/receipts", where=server.bare)
    assert {**json.loads(told), "received": ""} == {"old": begun, "new": commit, "actor": "1007", "received": ""}
    assert server.git("rev-list", "--count", "refs/kentan/receipts", where=server.bare) == "2"


def test_a_bad_push_is_refused_in_the_pushers_language(server: Server) -> None:
    begun = server.head()
    server.lay("department-answers-for-another")
    server.commit("answer")
    code, said = server.push("1005")
    assert code != 0
    assert "K712" in said
    assert "已拒绝" in said
    code, said = server.push("1005", "-o", "lang=en")
    assert code != 0
    assert "Refused; nothing was recorded" in said
    assert server.head() == begun


def test_what_one_commit_breaks_the_next_cannot_hide(server: Server) -> None:
    original = (server.work / CASE).read_bytes()
    server.lay("removes-a-rating")
    server.commit("take away")
    (server.work / CASE).write_bytes(original)
    server.commit("put back")
    code, said = server.push("1003")
    assert code != 0
    assert "K722" in said


@pytest.mark.parametrize(
    ("ref", "arguments"),
    [(":main", ()), ("refs/kentan/receipts", ()), ("refs/replace/" + "a" * 40, ()), ("refs/heads/Main", ())],
)
def test_references_of_the_server_are_guarded(server: Server, ref: str, arguments) -> None:
    begun = server.head()
    server.lay("department-answers")
    server.commit("answer")
    code, _said = server.push("1007", *arguments, ref=ref)
    assert code != 0
    assert server.head() == begun


def test_history_goes_on_and_is_not_rewritten(server: Server) -> None:
    begun = server.head()
    server.lay("department-answers")
    server.git("add", "--all")
    server.git("commit", "--quiet", "--amend", "-m", "begin anew")
    code, said = server.push("1001", "--force")
    assert code != 0, said
    assert server.head() == begun


def test_other_branches_are_for_work_in_progress(server: Server) -> None:
    server.lay("department-answers-for-another")
    server.commit("draft; $(touch /tmp/owned) `id`")
    code, said = server.push("4711", ref="refs/heads/$(touch${IFS}owned);`id`")
    assert code == 0, said
    assert not list(server.bare.glob("owned*"))


@pytest.mark.parametrize("hook", ["exit 1", "exec kentan-is-not-installed", "kill -9 $$"])
def test_a_hook_that_cannot_judge_refuses(server: Server, hook: str) -> None:
    begun = server.head()
    (server.bare / "hooks" / "pre-receive").write_text(f"#!/bin/sh\n{hook}\n", "ascii")
    server.lay("department-answers")
    server.commit("answer")
    assert server.push("1007")[0] != 0
    assert server.head() == begun


@pytest.mark.parametrize("crash", ["raise RuntimeError('boom')", "import os; os.close(2)", "raise BrokenPipeError()"])
def test_a_crash_in_the_judgement_refuses(server: Server, tmp_path: Path, crash: str) -> None:
    begun = server.head()
    extra = tmp_path / "extra"
    extra.mkdir()
    (extra / "sitecustomize.py").write_text(
        "import kentan.review.verdict as verdict\n"
        f"def review(*a, **k):\n    {crash}\n    raise SystemError\n"
        "verdict.review = review\n",
        "ascii",
    )
    server.environment["PYTHONPATH"] = f"{extra}{os.pathsep}{TOOLING}"
    server.lay("department-answers")
    server.commit("answer")
    assert server.push("1007")[0] != 0
    assert server.head() == begun


class Handler(http.server.BaseHTTPRequestHandler):
    """`git http-backend` for users who say who they are by HTTP's basic authentication."""

    root: Path
    environment: dict[str, str]

    def do_GET(self) -> None:
        self.answer(b"")

    def do_POST(self) -> None:
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.answer(body)

    def answer(self, body: bytes) -> None:
        told = self.headers.get("Authorization", "").removeprefix("Basic ")
        user, _, password = base64.b64decode(told).decode().partition(":")
        if not user or password != f"secret-{user}":
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="records"')
            self.end_headers()
            return
        path, _, query = self.path.partition("?")
        done = subprocess.run(
            ["git", "http-backend"],
            input=body,
            capture_output=True,
            check=False,
            env={
                **self.environment,
                "GIT_PROJECT_ROOT": str(self.root),
                "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "REQUEST_METHOD": self.command,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(len(body)),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                "REMOTE_USER": user,
            },
        )
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if line)
        self.send_response(int(fields.pop("Status", "200").split()[0]))
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def over_http(server: Server, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    handler = type("Bound", (Handler,), {"root": tmp_path, "environment": server.environment})
    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield lambda user: f"http://{user}:secret-{user}@127.0.0.1:{listening.server_address[1]}/records.git"
    listening.shutdown()
    thread.join()


def test_over_http_the_server_says_who_pushes(server: Server, over_http) -> None:
    server.lay("department-answers")
    commit = server.commit("answer")
    server.url = over_http("1005")
    code, said = server.push("1007")
    assert code != 0
    assert "remote:" in said
    assert "K712" in said
    server.url = over_http("1007")
    code, said = server.push("1005")
    assert (code, server.head()) == (0, commit), said


def test_over_http_without_a_name_nothing_is_pushed(server: Server, over_http) -> None:
    server.lay("department-answers")
    server.commit("answer")
    server.url = over_http("1007").replace("secret-1007@", "wrong@")
    assert server.push("1007")[0] != 0


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, str]:
    """Fresh SSH keys: public key by name."""
    for name in ("tax", "registrar", "supervisor"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)], check=True)
    return {
        name: (tmp_path / f"{name}.pub").read_text().rsplit(" ", 1)[0] for name in ("tax", "registrar", "supervisor")
    }


def test_with_signatures_two_together_redact(tmp_path: Path, environment, base_files, keys) -> None:
    server = Server(tmp_path, environment, base_files)
    server.git("config", "--unset", "kentan.actorFrom", where=server.bare)
    people = server.work / "registry/people.yml"
    text = people.read_text("utf-8")
    for name, account in (("tax", 1007), ("registrar", 1001), ("supervisor", 1008)):
        key = f"      - kind: ssh\n        key: {keys[name]}\n        from: 2022-01-01\n"
        text = text.replace(f"    account: {account}\n", f"    account: {account}\n    keys:\n{key}")
    people.write_text(text, "utf-8")

    def signed(who: str, *arguments: str) -> None:
        key = ["-c", "gpg.format=ssh", "-c", f"user.signingKey={tmp_path / who}"]
        server.git(*key, *arguments)

    server.git("add", "--all")
    signed("registrar", "commit", "--quiet", "--amend", "-S", "-m", "begin")
    assert server.push("")[0] == 0
    server.git("switch", "--quiet", "--create", "redaction")
    server.lay("registrar-and-supervisor-redact")
    server.git("add", "--all")
    signed("registrar", "commit", "--quiet", "-S", "-m", "redact")
    code, said = server.push("")
    assert code != 0
    assert "K729" in said
    signed("supervisor", "commit", "--quiet", "-S", "--allow-empty", "-m", "agreed")
    server.git("switch", "--quiet", "main")
    signed("registrar", "merge", "--quiet", "--no-ff", "-S", "-m", "merge", "redaction")
    code, said = server.push("")
    assert code == 0, said
