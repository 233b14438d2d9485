"""Many owners work on the same cases at once: plain Git merges all of it, in any order, and nothing is lost."""

import os
import random
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kentan.files.formatting import canonical, compose
from kentan.files.loading import load, shape
from kentan.files.reading import read
from kentan.files.tree import DiskTree
from kentan.review.facts import Facts, facts, path_text

DEPARTMENTS = ("finance", "tax", "natural-resources")
OFFICES = ("federation", "inspection")
ON = "2022-07-01"
Raw = dict[str, Any]


def case(number: int, chance: random.Random) -> Raw:
    """A case in the middle of its way, with something open wherever another owner may fill it."""
    name = f"HZ-2022-{number:04}"
    assignments = {}
    for department in DEPARTMENTS[: chance.randint(1, 3)]:
        started = chance.random() < 0.5
        assignments[department] = {
            "handed_over": [{"on": "2022-06-09", "ended": None, **({"task": "研究办理。"} if started else {})}],
            "objections": [{"on": "2022-06-10", "decision": None, "reason": "职责不清。"}] if started else None,
            "pauses": [{"on": "2022-06-13", "until": None, "question": "请补充材料。"}] if started else None,
            "extensions": [{"on": "2022-06-14", "decision": None, "until": "2022-08-01", "reason": "会商。"}]
            if started
            else None,
            "replies": [
                {
                    "on": "2022-06-20",
                    "outcome": "planned",
                    "promise": {"kept": None, "due": "2022-07-31", "text": "七月底前办结。"},
                    "text": "已列入计划。\n请企业知悉。",
                }
            ]
            if started
            else None,
            "progress": None,
            "role": "lead" if department == DEPARTMENTS[0] else "support",
        }
    return {
        "id": name,
        "programme": "huzhou",
        "place": "huzhou",
        "provenance": "live",
        "title": "希望加快审批",
        "kind": "request",
        "topic": "land",
        "raised": {"on": "2022-06-08", "by": "enterprise", "channel": "letter"},
        "summary": "等了半年，\n希望加快。",
        "acceptance": [{"on": "2022-06-08", "decision": "accepted"}],
        "grades": [{"on": "2022-06-08", "grade": "ordinary"}] if chance.random() < 0.5 else None,
        "assignments": assignments,
        "supervision": dict.fromkeys(OFFICES),
        "ratings": [{"on": "2022-06-29", "score": "2", "by": "callback"}] if chance.random() < 0.5 else None,
    }


def additions(raw: Raw) -> Iterator[Callable[[Raw], None]]:
    """Every fact that some owner may add to a case today, each as a change of its plain values."""
    for slot, entry in {
        "acceptance": {"on": ON, "decision": "reopened", "explanation": "企业不满意。"},
        "grades": {"on": ON, "grade": "task-force", "leaders": ["分管副市长", "市政府秘书长"]},
        "rating_requests": {"on": ON},
        "ratings": {"on": ON, "score": "5", "by": "callback"},
        "callbacks": {"on": ON, "result": "confirmed"},
        "withheld": {"field": "raised.statement", "reason": "涉及商业秘密。"},
        "redactions": {
            "on": ON,
            "by": "registrar-01",
            "path": "title",
            "why": "误录。",
            "digest": "sha256:" + "a" * 64,
        },
    }.items():
        yield lambda case, slot=slot, entry=entry: append(case, slot, entry)
    yield lambda case: case.update(featured={"month": "2022-06", "reason": "办得好。"})
    yield lambda case: case.update(title_en="Faster approval")
    yield correct_topic
    yield lambda case: case["assignments"].update({"court": {"handed_over": [{"on": ON}], "role": "support"}})
    for office in OFFICES:
        reminder = {"on": ON, "kind": "reminder", "text": "请抓紧。"}
        yield lambda case, office=office, reminder=reminder: append(case["supervision"], office, reminder)
    for department, assignment in raw["assignments"].items():
        for slot, entry in {
            "handed_over": {"on": ON, "ended": None},
            "objections": {"on": ON, "decision": None, "reason": "不属于本局。"},
            "pauses": {"on": ON, "until": None, "question": "请说明。"},
            "extensions": {"on": ON, "decision": None, "until": "2022-08-15", "reason": "再会商。"},
            "replies": {"on": ON, "outcome": "explained", "basis": "规定", "text": "已说明。\n\n详见通知。"},
            "progress": {"on": ON, "text": "已报批。"},
        }.items():
            yield lambda case, d=department, slot=slot, entry=entry: append(case["assignments"][d], slot, entry)
        if assignment["replies"]:
            for slot, key, value in (
                ("handed_over", "ended", ON),
                ("objections", "decision", {"on": ON, "outcome": "rejected"}),
                ("pauses", "until", ON),
                ("extensions", "decision", {"on": ON, "outcome": "granted"}),
            ):
                yield lambda case, d=department, s=slot, k=key, v=value: case["assignments"][d][s][0].update({k: v})
            kept = {"kept": {"on": ON, "by": "staff"}}
            yield lambda case, d=department, kept=kept: case["assignments"][d]["replies"][0]["promise"].update(kept)


def append(where: Raw, slot: str, entry: Raw) -> None:
    where[slot] = [*(where.get(slot) or []), entry]


def correct_topic(case: Raw) -> None:
    case["topic"] = "tax"
    entry = {"on": ON, "by": "staff-01", "path": "topic", "was": "land", "now": "tax", "why": "归类有误。"}
    append(case, "corrections", entry)


def copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: copy(part) for key, part in value.items()}
    return [copy(part) for part in value] if isinstance(value, list) else value


def facts_of(file: str, content: str) -> Facts:
    record, findings = shape(read(file, content.encode()), "case")
    assert findings == []
    return facts(record)


SEEDS = range(20) if os.environ.get("KENTAN_SOAK") else range(1)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_different_owners_add_merges_in_any_order(seed: int, bare, tmp_path: Path) -> None:
    chance = random.Random(seed)
    cases = {f"cases/2022/HZ-2022-{number:04}.yml": case(number, chance) for number in range(1, 9)}
    texts = {file: compose(file, raw, "case") for file, raw in cases.items()}
    base = bare.commit({file: ("100644", content.encode()) for file, content in texts.items()})
    expected = {file: facts_of(file, content) for file, content in texts.items()}
    branches = []
    for file, raw in cases.items():
        for add in additions(raw):
            changed = copy(raw)
            add(changed)
            content = compose(file, changed, "case")
            for path, value in facts_of(file, content).items():
                was = expected[file].get(path)
                if was is None or facts_of_base(file, texts).get(path) != value:
                    expected[file][path] = value
            files = {other: ("100644", texts[other].encode()) for other in texts} | {file: ("100644", content.encode())}
            branches.append(bare.commit(files, base))
    assert len(branches) > 200
    chance.shuffle(branches)

    work = tmp_path / "work"
    subprocess.run(["git", "clone", "--quiet", "--shared", "--no-checkout", bare.path, str(work)], check=True)
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.cn", "-c", "gc.auto=0"]
    git = ["git", "-C", str(work), *identity]
    subprocess.run([*git, "checkout", "--quiet", "--detach", base], check=True)
    for branch in branches:
        done = subprocess.run(
            [*git, "merge", "--quiet", "--no-ff", branch, "-m", "merge"], capture_output=True, check=False
        )
        assert done.returncode == 0, subprocess.run([*git, "diff"], capture_output=True, text=True, check=False).stdout

    loaded = load(DiskTree(str(work)))
    assert loaded.findings == ()
    for file, wanted in expected.items():
        content = (work / file).read_text("utf-8")
        assert facts_of(file, content) == wanted, file
        assert canonical(read(file, content.encode()), "case", OFFICES) == content


_BASE: dict[str, Facts] = {}


def facts_of_base(file: str, texts: dict[str, str]) -> Facts:
    """The facts before any change; read once."""
    key = f"{file}\0{texts[file]}"
    if key not in _BASE:
        _BASE[key] = facts_of(file, texts[file])
    return _BASE[key]


def test_the_paths_of_facts_have_one_way_to_be_written() -> None:
    assert path_text(("assignments", "finance", "replies", 0, "text")) == "assignments.finance.replies.0.text"
