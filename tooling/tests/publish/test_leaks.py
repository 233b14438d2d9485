"""Nothing leaks: a canary in every field that is not published sings in no byte of the site."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kentan.records.case import Case, Correction, Enterprise, Redaction, Withheld
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.registry import Key, Person
from kentan.records.vocabulary import Disclosure, Size
from tests.publish.conftest import built
from tests.publish.test_hostile import hostile, texts_of

CANARY = "kinglet"
KEPT = ("withheld", "sources", "corrections", "redactions")
"""Lists of a case that say why something is not shown, or where it comes from."""

PACKED = (".docx", ".zip", ".xlsx", ".gz")
"""Kinds of file in which text is compressed."""


def withheld_everywhere(case: Case) -> Case:
    """The case with the canary in each text that can be withheld, and each of them withheld."""
    sung = paired(hostile(case, CANARY))
    if sung.enterprise:
        sung = replace(sung, enterprise=replace(sung.enterprise, size=Size.SMALL))
    paths = [
        path for path in text_paths(case) if not path.startswith(("withheld", "sources", "corrections", "redactions"))
    ]
    kept = {name: getattr(case, name) for name in ("withheld", "sources", "corrections", "redactions")}
    return replace(sung, **{**kept, "withheld": tuple(Withheld(field=path, reason="依法") for path in paths)})


def paired(value: Any) -> Any:
    """The same record with translations of what it says, and of nothing else."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(paired(one) for one in value)
    if isinstance(value, dict):
        return {key: paired(one) for key, one in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {field.name: paired(getattr(value, field.name)) for field in fields(value)}
    if "translations" in changes:
        said = {f"{name}_en" for name in texts_of(type(value)) if getattr(value, name)}
        changes["translations"] = {name: text for name, text in value.translations.items() if name in said}
    return replace(value, **changes)


def text_paths(value: Any, path: str = "") -> Iterator[str]:
    """The path of every field of free text that a record has."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        for number, one in enumerate(value):
            yield from text_paths(one, f"{path}.{number}")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from text_paths(one, f"{path}.{key}")
    elif is_dataclass(value) and not isinstance(value, type):
        free = texts_of(type(value))
        for field in fields(value):
            name = f"{path}.{field.name.removesuffix('_')}".lstrip(".").replace("_", "-")
            if field.name in free and getattr(value, field.name):
                yield name
            elif field.name != "translations":
                yield from text_paths(getattr(value, field.name), name)


def signed(case: Case) -> Case:
    """The case with a correction and a redaction that the canary made: who did is for the roster, not for readers."""
    on = Moment(date(2026, 11, 20))
    corrected = Correction(on=on, by=CANARY, path="topic", was="land", now="finance", why="笔误")
    redacted = Redaction(on=on, by=CANARY, path="raised.report", why="个人信息", digest=CANARY)
    return replace(case, corrections=(*case.corrections, corrected), redactions=(*case.redactions, redacted))


def undisclosed(case: Case, disclosure: Disclosure) -> Case:
    """The case of an enterprise that consented to less than what is recorded of it."""
    enterprise = replace(
        case.enterprise or Enterprise(disclosure=disclosure),
        ref=f"e-{CANARY}",
        disclosure=disclosure,
        size=Size.SMALL,
        name=f"{CANARY} name",
        translations={"name_en": f"{CANARY} name"},
    )
    if disclosure is Disclosure.WITHHELD:
        enterprise = replace(enterprise, sector=f"{CANARY}-sector", size=Size.INDIVIDUAL)
    return replace(case, enterprise=enterprise)


def secretive(sample: Ledger) -> Ledger:
    cases = list(sample.cases.values())
    rich = sorted(cases, key=lambda case: -len(list(text_paths(case))))[:6]
    changed = {case.id: withheld_everywhere(case) for case in rich}
    changed = {name: signed(case) for name, case in changed.items()}
    rest = [case for case in cases if case.id not in changed]
    for number, case in enumerate(rest[:-1]):
        changed[case.id] = undisclosed(case, (Disclosure.WITHHELD, Disclosure.SECTOR)[number % 2])
    whole = hostile(rest[-1], CANARY)
    changed[whole.id] = replace(whole, withheld=(Withheld(field="raised.on", reason="依法"),))
    meetings = {name: replace(one, invited=(f"e-{CANARY}",)) for name, one in sample.meetings.items()}
    return replace(sample, cases=changed, meetings=meetings, people=roster(sample))


def roster(sample: Ledger) -> dict[str, Person]:
    """The roster under ids and with keys of the canary's."""
    key = Key(kind="gpg", key=CANARY, from_=date(2020, 1, 1))
    return {f"{CANARY}-{name}": replace(person, keys=(key,)) for name, person in sample.people.items()}


@pytest.fixture(scope="module")
def silent(sample: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(secretive(sample), tmp_path_factory.mktemp("leaks"), date(2026, 11, 22))


def contents(path: Path) -> Iterator[bytes]:
    """The bytes of a file, and of the files that are packed in it."""
    content = path.read_bytes()
    yield content
    if path.suffix in PACKED and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name.encode() + packed.read(name)


def test_the_canary_is_in_the_records(sample: Ledger) -> None:
    assert str(secretive(sample)).count(CANARY) > 300


def test_it_sings_in_no_byte_and_no_name(silent: Path) -> None:
    found = []
    for path in sorted(silent.rglob("*")):
        if CANARY in path.name or (path.is_file() and any(CANARY.encode() in part.lower() for part in contents(path))):
            found.append(path.relative_to(silent).as_posix())
    assert found == []


def test_nobody_learns_the_size_of_who_consented_to_nothing(silent: Path) -> None:
    shown = [*silent.glob("cases/*/*-*-*.html"), *silent.rglob("*.csv")]
    assert len(shown) > 60
    for path in shown:
        text = path.read_text("utf-8")
        assert "<dd><bdi>个体工商户</bdi></dd>" not in text, path
        assert ",individual," not in text, path
