"""Who signed commits, whatever somebody wrote where a signature stands."""

import subprocess
from pathlib import Path

from kentan.files.git import Repository
from kentan.files.signatures import signers

WHO = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "gpg.format=ssh")


def test_a_signature_at_which_git_ends_is_none_and_hides_no_other(tmp_path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "key")], check=True)
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "own.git")], check=True)
    with Repository(str(tmp_path / "own.git")) as repository:
        tree = repository.run("mktree", given=b"").decode().strip()
        signing = (*WHO, "-c", f"user.signingKey={tmp_path}/key.pub", "commit-tree", "-S", tree)
        good = [repository.run(*signing, "-m", f"{number}").decode().strip() for number in range(3)]
        plain = repository.run(*WHO, "commit-tree", tree, "-m", "unsigned")
        head, _, message = repository.run("cat-file", "commit", plain.decode().strip()).partition(b"\n\n")
        signature = b"gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----"
        # ssh-keygen ends before it has read so much of what it cannot verify anyway, and Git with it
        spoilt = b"\n".join((head, signature, b"", message + b"x" * 200_000))
        bad = repository.run("hash-object", "-t", "commit", "-w", "--stdin", given=spoilt).decode().strip()
        found = signers(
            repository, [good[0], bad, *good[1:], plain.decode().strip()], [(tmp_path / "key.pub").read_text()]
        )
        assert {commit for commit, key in found.items() if key} == set(good)
        assert len({found[commit] for commit in good}) == 1
        assert found[bad] is None
        assert signers(repository, [bad], []) == {bad: None}
