"""Random changes of cases, meetings, roster, surveys and claims: what somebody may do to files, sound or not."""

import random
import re
from collections.abc import Callable
from pathlib import Path

Files = dict[str, tuple[str, bytes]]
Change = Callable[[random.Random, Files], None]
ROOT = Path(__file__).resolve().parents[3]


def sample_files() -> Files:
    """The sample records of this repository, as they stand in a tree of Git."""
    return {
        path.relative_to(ROOT).as_posix(): ("100644", path.read_bytes())
        for room in ("cases", "meetings", "registry")
        for path in sorted((ROOT / room).rglob("*.yml"))
    }


def any_of(chance: random.Random, files: Files, room: str) -> tuple[str, str]:
    path = chance.choice(sorted(path for path in files if path.startswith(room)))
    return path, files[path][1].decode()


def put(files: Files, path: str, text: str) -> None:
    files[path] = ("100644", text.encode())


def twin(chance: random.Random, files: Files) -> None:
    """The same matter under the next number, or under one that begins with other zeros."""
    path, text = any_of(chance, files, "cases/")
    series, number = path.rpartition("/")[2].removesuffix(".yml").rsplit("-", 1)
    own, other = f"{series}-{number}", f"{series}-{chance.choice(['0001', '9999', f'0{number}', f'{number}0'])}"
    put(files, path.replace(own, other), text.replace(own, other))


def other_matter(text: str) -> str:
    return re.sub(r"\n  ref: .*", "\n  ref: e-0abcde", text)


def numbered(chance: random.Random, files: Files) -> None:
    """Another matter under a number that is equal to one that is taken but for zeros."""
    path, text = any_of(chance, files, "cases/")
    series, number = Path(path).stem.rsplit("-", 1)
    own, other = f"{series}-{number}", f"{series}-0{number}"
    put(files, path.replace(own, other), other_matter(text).replace(own, other))


def copied(chance: random.Random, files: Files) -> None:
    """Another matter under the same number, in the folder of another year."""
    path, text = any_of(chance, files, "cases/")
    put(files, re.sub("/20..", "/2018", path, count=1), other_matter(text))


def merge(chance: random.Random, files: Files) -> None:
    """One case merged into another, or into none that there is."""
    path, text = any_of(chance, files, "cases/")
    other, _ = any_of(chance, files, "cases/")
    into = chance.choice([Path(other).stem, Path(other).stem, Path(path).stem, "HZ-2022-9998"])
    entry = f"acceptance:\n  - on: 2026-11-20\n    decision: merged\n    into: {into}\n"
    put(files, path, re.sub(r"acceptance:\n((?:  .*\n)*)", lambda _: entry, text))


def escape(chance: random.Random, files: Files) -> None:
    """A reference in other letters of YAML."""
    path, text = any_of(chance, files, "cases/")
    put(
        files,
        path,
        re.sub(r"(ref|into|meeting): ([a-zA-Z0-9-]+)(.)\n", r'\1: "\2\\x2d\3"\n', text).replace("\\x2d", "\\u002d"),
    )


def gone(chance: random.Random, files: Files) -> None:
    del files[any_of(chance, files, chance.choice(["cases/", "meetings/"]))[0]]


def moved(chance: random.Random, files: Files) -> None:
    path, _ = any_of(chance, files, chance.choice(["cases/", "meetings/"]))
    files[re.sub("/20..", "/2019", path, count=1)] = files.pop(path)


def renamed(chance: random.Random, files: Files) -> None:
    """Another id, in the file alone or in its name too."""
    path, text = any_of(chance, files, chance.choice(["cases/", "meetings/"]))
    own = Path(path).stem
    other = own[:-1] + chance.choice("0123456789a")
    put(files, path.replace(own, other) if chance.random() < 0.5 else path, text.replace(f"id: {own}", f"id: {other}"))


def meeting(chance: random.Random, files: Files) -> None:
    """A meeting of another round, programme or day, or one that was never held."""
    path, text = any_of(chance, files, "meetings/")
    changes: list[Callable[[str], str]] = [
        lambda old: re.sub(r"round: \d+", f"round: {chance.randint(1, 9)}", old),
        lambda old: re.sub(r"programme: .*", "programme: xiashan", old),
        lambda old: re.sub(r"(?s)held:\n  on: 20", "held:\n  on: 19", old),
        lambda old: re.sub(r"held:\n(?:  .*\n)*", "held:\n", old),
    ]
    put(files, path, chance.choice(changes)(text))


def other_text(chance: random.Random, files: Files) -> None:
    path, text = any_of(chance, files, chance.choice(["cases/", "meetings/"]))
    lines = text.splitlines(keepends=True)
    number = chance.randrange(1, len(lines))
    lines[number] = chance.choice(["", "nonsense\n", lines[number] * 2, lines[number].replace(": ", ": x", 1)])
    put(files, path, "".join(lines))


def programme(chance: random.Random, files: Files) -> None:
    path, text = any_of(chance, files, "cases/")
    put(files, path, re.sub(r"programme: .*", "programme: laoshan", text))


def details(chance: random.Random, files: Files) -> None:
    """What is told of a meeting beside its day, host and round."""
    path, text = any_of(chance, files, "meetings/")
    changes: list[Callable[[str], str]] = [
        lambda old: re.sub(r"theme: .*", "theme: 另一个主题", old),
        lambda old: re.sub(r"announced: .*", "announced: 2021-01-02", old),
        lambda old: re.sub(r"minutes: .*", "minutes: 4000", old),
        lambda old: re.sub(r"\nformat: .*", "\\ninvited:\n  - e-0abcde\nformat: video", old),
        lambda old: re.sub(r"\nheld:\n(?:  .*\n)*", "\ncancelled:\n  on: 2022-01-03\n  reason: 改期。\n", old),
    ]
    put(files, path, chance.choice(changes)(text))


def capitals(chance: random.Random, files: Files) -> None:
    """A name that differs in capital letters from another, in the same folder or elsewhere."""
    path, text = any_of(chance, files, chance.choice(["cases/", "meetings/"]))
    folder, name = path.rsplit("/", 1)
    other = name.lower() if name != name.lower() else name.upper().replace(".YML", ".yml")
    put(files, f"{chance.choice([folder, re.sub('/20..', '/2018', folder), folder.upper()])}/{other}", text)


def roster(chance: random.Random, files: Files) -> None:
    """Somebody goes, whose corrections may stand in records, or has another role from another day."""
    path = "registry/people.yml"
    if path not in files:
        return
    text = files[path][1].decode()
    entries = re.findall(r"(?m)^  \S+:\n(?:    .*\n)*", text)
    entry = chance.choice(entries)
    changes: list[Callable[[str], str]] = [
        lambda old: old[:0],
        lambda old: re.sub(r"from: .*", "from: 2026-11-20", old),
        lambda old: re.sub(r"role: .*", "role: department", old),
        lambda old: old + old.replace(old.split(":")[0], "  somebody-new", 1),
    ]
    put(files, path, text.replace(entry, chance.choice(changes)(entry), 1))


def amended(chance: random.Random, files: Files) -> None:
    """A correction by somebody, or by nobody who is known."""
    path, text = any_of(chance, files, chance.choice(["cases/", "meetings/"]))
    _, roster = files.get("registry/people.yml", ("", b""))
    who = chance.choice([*re.findall(r"(?m)^  (\S+):\n", roster.decode()), "somebody-new"])
    entry = (
        f"\ncorrections:\n  - on: 2023-01-02\n    by: {who}\n    path: place\n    was: a\n    now: b\n    why: 写错。\n"
    )
    put(files, path, re.sub(r"\ncorrections:\n", "\n", text).rstrip("\n") + entry)


def survey(chance: random.Random, files: Files) -> None:
    """A survey of a meeting that is there or not, under its name or another."""
    if not any(path.startswith("registry/surveys/") for path in files):
        return
    path, text = any_of(chance, files, "registry/surveys/")
    meeting, _ = any_of(chance, files, "meetings/")
    about = chance.choice([Path(meeting).stem, "2022-01-01-nowhere"])
    text = re.sub(r"(?m)^meeting: .*\n", "", text)
    put(
        files,
        chance.choice([path, path.replace(".yml", "b.yml")]),
        re.sub(r"(?m)^on: ", f"meeting: {about}\non: ", text),
    )


def claims(chance: random.Random, files: Files) -> None:
    path, text = any_of(chance, files, "registry/claims/")
    put(files, path, re.sub(r"as_of: .*", "as_of: 2026-11-21", text, count=chance.choice([1, 5])))


CHANGES: tuple[Change, ...] = (
    twin,
    twin,
    numbered,
    copied,
    merge,
    merge,
    escape,
    gone,
    moved,
    renamed,
    meeting,
    meeting,
    meeting,
    meeting,
    details,
    details,
    capitals,
    roster,
    roster,
    amended,
    amended,
    survey,
    claims,
    other_text,
    programme,
)
