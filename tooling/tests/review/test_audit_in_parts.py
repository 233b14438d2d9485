"""The audit reads of most versions only what differs; it finds what it would find if it read all of each."""

import random
import subprocess
from contextlib import suppress

import pytest

from kentan.cli import held
from kentan.cli.auditing import audit, kept
from kentan.files.formatting import canonical
from kentan.files.git import Repository
from kentan.files.loading import kind_of
from kentan.files.reading import read
from tests.review.random_changes import CHANGES, Files
from tests.review.random_registry import REGISTRY_CHANGES

ACCOUNTS = ["1001", "1003", "1005", "1006", "1007", "1008", "1009", "1011", "9999", ""]
BLOCKS = [
    "      - on: 2022-06-30\n        outcome: solved\n        text: |\n          已办结。\n",
    "      - on: 2021-06-30\n        outcome: solved\n        text: |\n          早已办结。\n",
    "      - on: 2021-06-30\n        outcome: solved\n        text: |\n          早已办结。\n"
    "        late_reason: 漏报\n",
    "      - on: 2022-06-30\n        ended:\n",
    "      - on: 2022-06-30\n        text: |\n          正在办理。\n",
    "      - on: 2022-06-30\n        decision:\n        until: 2022-08-01\n        reason: |\n          会商。\n",
    "    - on: 2022-06-30\n      kind: reminder\n",
    "  - on: 2022-06-30\n    score: 5\n    by: callback\n",
    "  - on: 2022-06-30\n    result: confirmed\n",
    "  - on: 2022-06-30\n    decision: accepted\n",
    "  police:\n    handed_over:  # police\n      - on: 2022-06-30\n        ended:\n    objections:  # police\n"
    "    pauses:  # police\n    extensions:  # police\n    replies:  # police\n    progress:  # police\n"
    "    role: support  # police\n",
    "  - on: 2022-06-30\n    by: staff-01\n    path: ratings.0.score\n    was: 2\n    now: 4\n    why: 笔误\n",
    "  - on: 2022-06-30\n    by: staff-01\n    path: title\n    why: 人名\n    digest: sha256:00\n",
]
REWRITES = [
    ("        ended:\n", "        ended: 2022-06-30\n"),
    ("          decision:\n", "          decision:\n            on: 2022-06-30\n            outcome: granted\n"),
    ("        until:\n", "        until: 2022-06-30\n"),
    ("    score: 2\n", "    score: 4\n"),
    ("provenance: live\n", "provenance: sample\n"),
    ("provenance: sample\n", "provenance: live\n"),
    ("  - on: 2022-06-29\n    score: 2\n    by: callback\n", ""),
    ("      - on: 2022-06-30\n        ended:\n", ""),
    ("    - on: 2022-06-30\n      kind: reminder\n", ""),
    ("  sector: manufacturing\n", "  sector: trade\n"),
    ("2022-06-30\n", "2022-06-28\n"),
    ("text: |\n          已办结。", "text: |\n          未办结。"),
    ("featured:\n", "featured:\n  month: 2022-06\n  reason: |\n    办得快。\n"),
]


def indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def edited(chance: random.Random, text: str) -> str:
    """A case with an entry more, mostly at the end of a list, or with something rewritten."""
    if chance.random() < 0.3:
        old, new = chance.choice(REWRITES)
        return text.replace(old, new, chance.choice([1, 1, -1]))
    block, lines = chance.choice(BLOCKS), text.splitlines(keepends=True)
    places = [place for place, line in enumerate(lines) if line.strip() and indent(line) < indent(block)]
    fitting = [place for place in places if _fits(block, lines[place - 1])]
    lines.insert(chance.choice(fitting if fitting and chance.random() < 0.9 else places or [0]), block)
    return "".join(lines)


def _fits(block: str, before: str) -> bool:
    """Whether an entry may stand behind a line: under the key of a list that is empty, or of those that are like it."""
    keys = {
        "outcome": "replies",
        "ended": "handed_over",
        "text": "progress",
        "decision": "extensions",
        "kind": "inspection",
        "score": "ratings",
        "result": "callbacks",
        "path": "corrections",
    }
    second = block.split("\n")[1].partition(":")[0].strip()
    return before.strip().partition(":")[0] == keys.get(second, "acceptance")


def in_canonical_form(files: Files) -> Files:
    found = dict(files)
    for path, (mode, content) in files.items():
        key = kind_of(path)
        if key and key[0] in ("case", "meeting"):
            text = canonical(read(path, content), key[0], ["federation", "inspection"])
            found[path] = (mode, text.encode())
    return found


@pytest.fixture(scope="module")
def history(tmp_path_factory, bare, base_files):
    """A long line of versions, most of them of cases, by anybody; and the commits of the line."""
    own = type(bare)(str(tmp_path_factory.mktemp("parts") / "own.git"))
    subprocess.run(["git", "init", "--quiet", "--bare", own.path], check=True)
    chance, files = random.Random(20), in_canonical_form(base_files)
    begun, made = dict(files), [own.commit(files, account="1001")]
    for number in range(240):
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            cases = sorted(path for path in files if path.startswith("cases/"))
            if chance.random() < 0.06:
                with suppress(IndexError):  # of claims there are none here
                    chance.choice(CHANGES)(chance, files)
            else:
                path = chance.choice(cases)
                files[path] = ("100644", edited(chance, files[path][1].decode("utf-8", "replace")).encode())
        if number % 6 == 5:
            files = dict(begun)  # what was broken is mended
        made.append(own.commit(files, made[-1], account=chance.choice(ACCOUNTS)))
    with Repository(own.path) as opened:
        yield opened, made


def test_reading_parts_finds_what_reading_all_finds(history, monkeypatch) -> None:
    opened, made = history
    in_parts: list[object] = []
    parts = held.parts
    monkeypatch.setattr(held, "parts", lambda *given: in_parts.append(parts(*given)) or in_parts[-1])
    found = audit(opened, made[-1], {})
    assert len([each for each in in_parts if each]) > 60
    monkeypatch.setattr(held, "parts", lambda *_: None)
    whole = audit(opened, made[-1], {})
    assert found.breaches == whole.breaches
    assert found.decided == whole.decided
    assert dict(found.recorded) == dict(whole.recorded)
    assert found.steps == whole.steps
    assert len({each.finding.code for each in found.breaches}) > 8


@pytest.mark.parametrize("place", [12, 60, 204])
def test_going_on_from_anywhere_finds_the_same(history, place: int) -> None:
    opened, made = history
    state = kept(audit(opened, made[place], {}))
    on, whole = audit(opened, made[-1], {}, state=state), audit(opened, made[-1], {})
    assert dict(on.recorded) == dict(whole.recorded)
    assert on.breaches == whole.breaches
    assert on.decided == whole.decided


def unreadable(chance: random.Random, files: Files, begun: Files) -> None:
    """A file of the registry or a case that nobody can read, or that is as it was once."""
    path = chance.choice(sorted(path for path in begun if path.startswith(("registry/", "cases/"))))
    others = [("100644", b"nonsense"), ("100644", b"nonsense\n"), ("120000", b"elsewhere"), begun[path]]
    files[path] = chance.choice(others)


@pytest.mark.parametrize("seed", range(3))
def test_going_on_from_where_files_could_not_be_read_finds_the_same(seed: int, tmp_path, bare, base_files) -> None:
    own = type(bare)(str(tmp_path / "own.git"))
    subprocess.run(["git", "init", "--quiet", "--bare", own.path], check=True)
    chance, begun = random.Random(seed), in_canonical_form(base_files)
    files, made = dict(begun), [own.commit(begun, account="1001")]
    for number in range(36):
        with suppress(IndexError, ValueError):  # nothing of the kind is left, or nothing of the file
            chance.choice([*CHANGES, *REGISTRY_CHANGES, *REGISTRY_CHANGES])(chance, files)
        unreadable(chance, files, begun)
        if number % 18 == 17:
            files = dict(begun)
        made.append(own.commit(files, made[-1], account=chance.choice(ACCOUNTS)))
    with Repository(own.path) as opened:
        whole = audit(opened, made[-1], {})
        for place in range(2, 36, 6):
            on = audit(opened, made[-1], {}, state=kept(audit(opened, made[place], {})))
            assert dict(on.recorded) == dict(whole.recorded)
            assert on.breaches == whole.breaches
            assert on.decided == whole.decided
            assert on.steps == whole.steps
