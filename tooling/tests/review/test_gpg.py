"""Commits signed with GPG keys, real ones: in a review, in the audit, and as those of the host that merges."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kentan.cli.auditing import audit
from kentan.cli.receipts import Receipt, write_receipt
from kentan.cli.registries import signer_of
from kentan.files.git import Repository
from kentan.review.audit import Attribution

HERE = Path(__file__).parent
CASE = "cases/2022/HZ-2022-0001.yml"
REPLY = (("case", "HZ-2022-0001"), "assignments.tax.replies.0.outcome")


@dataclass
class Signing:
    """A repository, and keys by name: their fingerprints."""

    root: Path
    keys: dict[str, str]

    def git(self, *arguments: str, email: str = "a@example.cn") -> str:
        identity = ["-c", "user.name=a", "-c", f"user.email={email}", "-c", "gpg.format=openpgp"]
        command = ["git", "-C", str(self.root), *identity, *arguments]
        days = {f"GIT_{role}_DATE": "2022-07-01T09:00:00+08:00" for role in ("AUTHOR", "COMMITTER")}
        environment = {**os.environ, **days, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.strip()

    def commit(self, key: str, email: str = "a@example.cn") -> str:
        self.git("add", "-A")
        signed = [f"-S{self.keys[key]}"] if key else []
        self.git("commit", "--quiet", "--allow-empty", *signed, "-m", "step", email=email)
        return self.git("rev-parse", "HEAD")

    def answer(self) -> None:
        (self.root / CASE).write_bytes((HERE / "department-answers/head" / CASE).read_bytes())


@pytest.fixture
def signing(tmp_path: Path, base_files, monkeypatch: pytest.MonkeyPatch) -> Iterator[Signing]:
    """A roster in which the tax bureau has one of three fresh keys."""
    if shutil.which("gpg") is None:
        pytest.skip("there is no gpg on this machine: signatures of GPG keys are not tested")
    home = tmp_path / "g"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    keys = {}
    for name in ("tax", "other", "host"):
        made = ["--batch", "--quiet", "--passphrase", "", "--quick-generate-key", f"{name}@example.cn", "ed25519"]
        subprocess.run(["gpg", *made, "sign", "never"], check=True, capture_output=True)
        told = subprocess.run(["gpg", "--with-colons", "--list-keys", name], check=True, capture_output=True, text=True)
        keys[name] = next(line.split(":")[9] for line in told.stdout.splitlines() if line.startswith("fpr"))
    signing = Signing(tmp_path / "records", keys)
    signing.root.mkdir()
    signing.git("init", "--quiet", "--initial-branch=main")
    for path, (_, content) in base_files.items():
        file = signing.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    people = signing.root / "registry/people.yml"
    entry = f"    account: 1007\n    keys:\n      - kind: gpg\n        key: {keys['tax']}\n        from: 2022-01-01\n"
    people.write_text(people.read_text("utf-8").replace("    account: 1007\n", entry), "utf-8")
    signing.commit("")
    yield signing
    subprocess.run(["gpgconf", "--kill", "all"], check=False, capture_output=True)


@pytest.mark.parametrize(("keys", "person"), [(["tax"], "tax"), (["tax", "tax"], "tax"), (["tax", ""], ""), ([""], "")])
def test_whoever_signed_every_commit_made_the_change(signing: Signing, keys: list[str], person: str) -> None:
    base = signing.git("rev-parse", "HEAD")
    signing.answer()
    for key in keys:
        signing.commit(key)
    with Repository(str(signing.root)) as repository:
        signer = signer_of(repository, base, repository.commit("HEAD"))
    assert signer == (f"gpg:{signing.keys[person]}" if person else None)


def test_a_key_that_the_machine_lacks_proves_nothing(
    signing: Signing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = signing.git("rev-parse", "HEAD")
    signing.answer()
    head = signing.commit("tax")
    elsewhere = tmp_path / "e"
    elsewhere.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(elsewhere))
    with Repository(str(signing.root)) as repository:
        assert signer_of(repository, base, head) is None


def test_the_audit_attributes_by_the_roster_and_knows_the_host(signing: Signing) -> None:
    signing.answer()
    signing.commit("tax", email="1003+staff@users.noreply.example.cn")
    (signing.root / "docs.txt").write_text("x")
    signing.commit("other")
    with Repository(str(signing.root)) as repository:
        found = audit(repository, repository.commit("HEAD"), {})
        step = found.recording(*REPLY)
        assert step is not None
        assert (step.person, step.attribution, step.attested) == ("tax-01", Attribution.ATTRIBUTED, False)
        assert [each.finding.code for each in found.breaches] == ["K701"]  # signed by a key of nobody


def test_what_the_host_signed_is_its_word_on_who_and_when(signing: Signing) -> None:
    signing.answer()
    signing.commit("host", email="1007+tax@users.noreply.example.cn")
    with Repository(str(signing.root)) as repository:
        head = repository.commit("HEAD")
        found = audit(repository, head, {}, [f"gpg:{signing.keys['host']}"])
        step = found.recording(*REPLY)
        assert step is not None
        assert (step.person, step.attribution, step.attested) == ("tax-01", Attribution.ATTRIBUTED, True)
        assert found.breaches == []


@pytest.mark.parametrize("added", [False, True], ids=["a plain merge", "a merge that adds something"])
def test_who_merges_signed_commits_is_not_who_made_them(signing: Signing, added: bool) -> None:
    begun = signing.git("rev-parse", "HEAD")
    signing.git("switch", "--quiet", "-c", "work")
    signing.answer()
    signing.commit("tax")
    signing.git("switch", "--quiet", "main")
    staff = "1003+staff@users.noreply.example.cn"
    signing.git("merge", "--quiet", "--no-ff", "--no-commit", "work")
    if added:
        case = signing.root / "cases/2022/HZ-2022-0002.yml"
        case.write_text(case.read_text("utf-8") + "# noted\n", "utf-8")
    signing.commit("", email=staff)
    with Repository(str(signing.root)) as repository:
        head = repository.commit("HEAD")
        write_receipt(repository, Receipt(begun, head, "1003", "2022-07-01T09:30:00+08:00"))
        found = audit(repository, head, {})
    step = found.recording(*REPLY)
    assert step is not None
    assert (step.person, step.attested) == ("staff-01" if added else "tax-01", True)
    assert [each.finding.code for each in found.breaches] == (["K712"] if added else [])
