"""Random changes of the registry: entries, calendars, programmes, the instance; and of cases that these concern."""

import random
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests.review.random_changes import Change, Files, any_of, put

_KEYED = ("departments", "institutions", "places", "topics")
_FIRST, _LAST = date(2019, 6, 1), date(2027, 6, 1)


def a_day(chance: random.Random) -> date:
    return _FIRST + timedelta(days=chance.randrange((_LAST - _FIRST).days))


def soon(chance: random.Random) -> date:
    """A day near the one on which is judged, and near the dates of the newest cases."""
    return date(2026, 11, 22) + timedelta(days=chance.randint(-40, 40))


def of_a_case(chance: random.Random, files: Files) -> date:
    """A day near one on which something happened in a case."""
    _, text = any_of(chance, files, "cases/")
    found = chance.choice(re.findall(r"on: (\d{4}-\d\d-\d\d)", text))
    return date.fromisoformat(found) + timedelta(days=chance.randint(-4, 12))


def entries_of(files: Files, kind: str) -> tuple[str, list[str]]:
    text = files[f"registry/{kind}.yml"][1].decode()
    return text, re.findall(r"(?m)^  [a-z0-9-]+:\n(?:    .*\n)*", text)


def named(files: Files, kind: str) -> list[str]:
    return (
        [entry.strip().split(":")[0] for entry in entries_of(files, kind)[1]] if f"registry/{kind}.yml" in files else []
    )


def entry(chance: random.Random, files: Files) -> None:
    """An entry goes, comes, ends, begins, lies elsewhere, or is called otherwise."""
    kind = chance.choice(_KEYED)
    if f"registry/{kind}.yml" not in files:
        return
    text, entries = entries_of(files, kind)
    if not entries:
        return
    old = chance.choice(entries)
    own = old.strip().split(":")[0]
    others = named(files, kind)
    day = chance.choice([a_day, soon])(chance)
    changes: list[Callable[[str], str]] = [
        lambda old: old[:0],
        lambda old: old + old.replace(f"  {own}:", f"  {own}-{chance.choice(['new', 'a'])}:", 1),
        lambda old: old.replace(f"  {own}:", f"  new-{own}:", 1),
        lambda old: re.sub(r"(?m)^    (name|name_en): .*", r"\g<0> 甲", old, count=1),
    ]
    if kind in ("departments", "institutions"):
        changes += [
            lambda old: old + f"    until: {day}\n",
            lambda old: old + f"    from: {day}\n",
            lambda old: old + f"    from: {day}\n    until: {day + timedelta(days=chance.randint(-3, 400))}\n",
        ]
    else:
        changes += [
            lambda old: re.sub(r"(?m)^    within: .*\n", "", old),
            lambda old: (
                re.sub(r"(?m)^    within: .*\n", "", old) + f"    within: {chance.choice([*others, 'nowhere'])}\n"
            ),
        ]
    if kind == "places":
        level = chance.choice(["district", "city", "province"])
        changes += [lambda old: re.sub(r"level: .*", f"level: {level}", old)] * 2
    if kind == "departments":
        changes += [lambda old: re.sub(r"type: .*", "type: federation", old), lambda old: old + "    place: huzhou\n"]
    put(files, f"registry/{kind}.yml", text.replace(old, chance.choice(changes)(old), 1))


def known_again(chance: random.Random, files: Files) -> None:
    """A case names what is not in the registry, by an id that somebody may add."""
    path, text = any_of(chance, files, "cases/")
    field = chance.choice(["topic", "place", "programme"])
    new = chance.choice(["new-land", "huzhou-new", "huzhou-a", "suzhou-new", "land-a", "another"])
    put(files, path, re.sub(rf"(?m)^{field}: .*", f"{field}: {new}", text))


def whole_file(chance: random.Random, files: Files) -> None:
    """A file of the registry is gone, or cannot be read, or a line of it is another."""
    path = any_of(chance, files, "registry/")[0]
    if chance.random() < 0.3:
        del files[path]
        return
    lines = files[path][1].decode().splitlines(keepends=True)
    number = chance.randrange(1, len(lines))
    lines[number] = chance.choice(["", "nonsense\n", lines[number] * 2, lines[number].replace(": ", ": x", 1)])
    put(files, path, "".join(lines))


def calendar(chance: random.Random, files: Files) -> None:
    """A year is announced, or corrected, or offices close, or a file goes."""
    there = sorted(path for path in files if path.startswith("registry/calendars/"))
    if there and chance.random() < 0.3:
        del files[chance.choice(there)]
        return
    pick = chance.choice([lambda: a_day(chance), lambda: soon(chance), *[lambda: of_a_case(chance, files)] * 3])
    days = sorted(pick() for _ in range(4))
    last = days[1] if (days[1] - days[0]).days < 20 else days[0] + timedelta(days=chance.randint(0, 12))
    year = chance.choice([days[0].year, days[0].year, days[0].year + 1, 2027])
    text = f"country: {chance.choice(['CN', 'CN', 'CN', 'FR'])}\nyear: {year}\n"
    if chance.random() < 0.5:
        text += f"notices:\n  - title: 通知\ndays_off:\n  - from: {days[0]}\n    to: {last}\n    name: 假日\n"
    if chance.random() < 0.3:
        text += f"working_days:\n  - {days[2]}\n  - {days[2] + timedelta(days=1)}\n"
    if chance.random() < 0.6:
        until = days[3] + timedelta(days=chance.randint(0, 9))
        text += f"closing:\n  - from: {days[3]}\n    to: {until}\n    reason: 台风。\n"
    put(files, f"registry/calendars/{year}.yml", text)


def _other_version(chance: random.Random, text: str) -> str:
    found = re.search(r"(?ms)^versions:\n(.*?)(?=^\S|\Z)", text)
    if not found:
        return text
    day = chance.choice([a_day, soon])(chance)
    new = re.sub(r"(?m)^  - from: .*", f"  - from: {day}", found[1].rpartition("  - from:")[2].join(["  - from:", ""]))
    return text[: found.end()] + _other_limit(chance, new) + text[found.end() :]


def _other_limit(chance: random.Random, text: str) -> str:
    found = list(re.finditer(r"(?m)^( +)(working_days|days): (\d+)$", text))
    if not found:
        return text
    one = chance.choice(found)
    unit = chance.choice([one[2], one[2], "working_days", "office_hours", "days"])
    return f"{text[: one.start()]}{one[1]}{unit}: {chance.choice([0, 1, 3, 20, 40])}{text[one.end() :]}"


def programme_rules(chance: random.Random, files: Files) -> None:
    """A programme is called otherwise, ends, runs elsewhere, has other deadlines, or a new version of its rules."""
    there = sorted(path for path in files if path.startswith("registry/programmes/"))
    if not there:
        return
    path = chance.choice(there)
    text = files[path][1].decode()
    own = Path(path).stem
    day = chance.choice([a_day, soon])(chance)
    changes: list[Callable[[str], str]] = [
        lambda old: re.sub(r"(?m)^( *)name: .*", r"\g<0>甲", old, count=1),
        lambda old: re.sub(r"(?m)^( *)name_en: .*", r"\g<0> too", old, count=chance.choice([1, 9])),
        lambda old: re.sub(r"(?m)^      ([a-z-]+):\n        name: .*", r"\g<0>甲", old),
        lambda old: re.sub(r"(?m)^began: .*", f"began: {day}", old),
        lambda old: re.sub(r"(?m)^began: .*", rf"\g<0>\nended: {day}", old),
        lambda old: re.sub(r"(?m)^prefix: .*", "prefix: ZZ", old),
        lambda old: re.sub(r"(?m)^places:\n  - .*\n", "places:\n", old),
        lambda old: re.sub(r"(?m)^places:\n", f"places:\n  - {chance.choice([*named(files, 'places'), 'a'])}\n", old),
        *[lambda old: re.sub(r"(?m)^places:\n  - (.*)\n(?:  - .*\n)*", r"places:\n  - \1\n", old)] * 2,
        lambda old: re.sub(r"(?m)^supervisors:\n  - .*\n", "supervisors:\n", old),
        lambda old: re.sub(r"(?m)^organiser: .*", "organiser: leaders", old),
        lambda old: re.sub(r"low: .*", "low: 3", old),
        lambda old: re.sub(r"leaders: .*", "leaders: 1", old),
        lambda old: re.sub(r"(?m)^( {8})obliges: ", r"\1roll: forward\n\g<0>", old, count=chance.choice([1, 0])),
        lambda old: re.sub(
            r"(?m)^( {8})obliges: ", r"\1every:\n\1  working_days: 7\n\1until:\n\1  - replied\n\g<0>", old, count=1
        ),
        lambda old: re.sub(r"(?m)^( {8})levels:\n.*\n", r"\1levels:\n\1  - province\n", old, count=1),
        lambda old: re.sub(r"(?m)^    (from|grades|results|scores|ladders):.*", r"    \1:", old, count=1),
        *[lambda old: _other_limit(chance, old)] * 4,
        *[lambda old: _other_version(chance, old)] * 4,
    ]
    kind = chance.random()
    if kind < 0.1:
        del files[path]
    elif kind < 0.2:
        new = chance.choice(["another", f"{own}-new"])
        put(
            files,
            f"registry/programmes/{new}.yml",
            text.replace(f"id: {own}", f"id: {new}").replace("prefix: ", "prefix: Z"),
        )
    elif kind < 0.25:
        put(files, path, text.replace(f"id: {own}", "id: another", 1))
    else:
        put(files, path, chance.choice(changes)(text))


def instance(chance: random.Random, files: Files) -> None:
    path = "registry/instance.yml"
    if path not in files:
        return
    text = files[path][1].decode()
    changes: list[Callable[[str], str]] = [
        lambda old: re.sub(r"(?m)^name: .*", "name: 另一个", old),
        lambda old: re.sub(r"(?m)^country: .*", f"country: {chance.choice(['FR', 'XX'])}", old),
        lambda old: re.sub(r"(?m)^time_zone: .*", "time_zone: Europe/Nowhere", old),
        lambda old: re.sub(r"(?m)^  - en\n", "  - xx\n", old),
        lambda old: re.sub(r"(?m)^registrars:\n.*\n", "registrars:\n  - nobody\n", old),
    ]
    put(files, path, chance.choice(changes)(text))


def late(chance: random.Random, files: Files) -> None:
    """Something in a case happened on another day, mostly later."""
    path, text = any_of(chance, files, "cases/")
    days = list(re.finditer(r"(?m)^ +(?:- )?on: (\d{4}-\d\d-\d\d)", text))
    one = chance.choice(days)
    other = date.fromisoformat(one[1]) + timedelta(days=chance.randint(-5, 60))
    put(files, path, text[: one.start(1)] + str(other) + text[one.end(1) :])


def asked(chance: random.Random, files: Files) -> None:
    """A department asks for more time, or waits, or does both."""
    path, text = any_of(chance, files, "cases/")
    handed = re.search(r"handed_over:.*\n +- on: (\d{4}-\d\d-\d\d)", text)
    if not handed:
        return
    on = date.fromisoformat(handed[1]) + timedelta(days=chance.randint(0, 20))
    until = on + timedelta(days=chance.choice([3, 20, 90, 4000]))
    by = chance.choice(["", "          by: federation\n"])
    entry = f"      - on: {on}\n        until: {until}\n        reason: 需要时间。\n"
    if chance.random() < 0.7:
        decided = on + timedelta(days=chance.randint(0, 9))
        entry += f"        decision:\n          on: {decided}\n          outcome: granted\n{by}"
    pause = (
        f"      - on: {on}\n        until: {on + timedelta(days=chance.randint(0, 30))}\n        question: 请补充。\n"
    )
    for slot, what in chance.choice(
        [[("extensions", entry)], [("pauses", pause)], [("extensions", entry), ("pauses", pause)]]
    ):
        text = re.sub(rf"(?m)^    {slot}:.*\n", lambda found, what=what: found[0] + what, text, count=1)
    put(files, path, text)


REGISTRY_CHANGES: tuple[Change, ...] = (
    *[entry] * 6,
    whole_file,
    *[calendar] * 4,
    *[programme_rules] * 6,
    instance,
)
CONCERNED: tuple[Change, ...] = (known_again, late, late, late, asked, asked)
"""Changes of cases that make them be judged otherwise where the registry changes."""
