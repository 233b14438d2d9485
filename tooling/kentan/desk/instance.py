"""Beginning an instance of one's own: an empty one, with the rules of a programme to start from."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kentan import __version__
from kentan.desk.owners import codeowners
from kentan.desk.profiles import instance_folder, registry_folder
from kentan.files.document import Raw
from kentan.files.formatting import compose
from kentan.files.loading import load
from kentan.files.reading import read
from kentan.files.schema import schemas
from kentan.files.tree import DiskTree
from kentan.files.writing import write

ROOT_FILES = ("mkdocs.yml", "mkdocs.en.yml", ".gitignore", "requirements.txt")
"""What an instance needs beside its data, the same as in Kentan's own repository."""
OWN = ("CONTRIBUTING.md", "CODEOWNERS")
"""What of `.github/` is not taken over: guidance for Kentan's own repository, and what is generated anew."""
KENTAN = """\
# 本台账使用的 Kentan 版本，只写一行；其依赖及校验值见 requirements.txt。更换版本时两个文件一并更换。
# The Kentan of this instance, one line; what it needs, with hashes, stands in requirements.txt. Renew both together.
# 加上校验值更稳妥 / safer with its hash: pip download --no-deps kentan=={version} && pip hash kentan-{version}-*.whl
#   kentan=={version} --hash=sha256:…
kentan=={version}
"""
"""What `.github/kentan.txt` says in an instance: which Kentan its workflows install."""
SUMMARY = "规则以{name}的公开报道为样板，由 kentan init 写入，起始日期暂写今年第一天。请逐条改为本地规定。"
"""What a programme says of itself until somebody writes it."""
GUIDE = Path(__file__).with_name("guide.md")
"""The README of a new instance: the first day, and then every day."""


class NotEmpty(Exception):
    """The folder in which an instance should begin holds something already."""


class UnknownProgramme(Exception):
    """There is no profile of that name; `known` names those that there are."""

    def __init__(self, known: tuple[str, ...]) -> None:
        super().__init__(", ".join(known))
        self.known = known


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new instance is told at its start. `name` is the site's name, `today` the first day of its roster."""

    directory: str
    programme: str
    name: str
    today: date


def profiles() -> tuple[str, ...]:
    """Return the programmes from which an instance can start."""
    return tuple(sorted(path.stem for path in (registry_folder() / "programmes").glob("*.yml")))


def begin(beginning: Beginning) -> tuple[str, ...]:
    """Write an empty instance and return its files; raises NotEmpty or UnknownProgramme before anything is written."""
    if beginning.programme not in profiles():
        raise UnknownProgramme(profiles())
    if os.path.isdir(beginning.directory) and {*os.listdir(beginning.directory)} - {".git"}:
        raise NotEmpty(beginning.directory)
    files = dict(_files(beginning))
    for file, data in files.items():
        write(os.path.join(beginning.directory, file), data)
    owners = codeowners(load(DiskTree(beginning.directory)).ledger, None, beginning.today)
    write(os.path.join(beginning.directory, ".github", "CODEOWNERS"), owners.encode())
    return (*files, ".github/CODEOWNERS")


def _files(beginning: Beginning) -> Iterator[tuple[str, bytes]]:
    registry, program = registry_folder(), f"programmes/{beginning.programme}.yml"
    for name in ("departments.yml", "topics.yml"):
        yield f"registry/{name}", (registry / name).read_bytes()
    profile = _raw(registry / program)
    yield f"registry/{program}", compose(f"registry/{program}", _begun(profile, beginning), "programme").encode()
    yield "README.md", _guide(profile, beginning).encode()
    places = _used_places(_raw(registry / "places.yml"), profile)
    yield _composed("places", {"places": places})
    yield _composed("institutions", {"institutions": {}})
    yield _composed("people", {"people": {"registrar-01": _registrar(beginning.today)}})
    yield _composed("instance", {"name": beginning.name, "languages": ["zh", "en"], "registrars": ["registrar-01"]})
    for name, text in schemas().items():
        yield f"registry/schema/{name}", text.encode()
    for name in ("cases", "meetings"):
        yield f"{name}/.gitkeep", b""
    yield ".github/kentan.txt", KENTAN.format(version=__version__).encode()
    for path in sorted(_shipped()):
        yield path.relative_to(instance_folder()).as_posix(), path.read_bytes()


def _begun(profile: dict[str, Raw], beginning: Beginning) -> dict[str, Raw]:
    """Return a profile's rules in force this year, without what the press said of the programme they came from."""
    first = beginning.today.replace(month=1, day=1).isoformat()
    versions = profile["versions"]
    assert isinstance(versions, list)
    rules = versions[-1]
    assert isinstance(rules, dict)
    of_the_press = ("sources", "summary", "summary_en")
    kept = {key: value for key, value in profile.items() if key not in (*of_the_press, "began", "ended", "versions")}
    own = {key: value for key, value in rules.items() if key not in (*of_the_press, "from")}
    summary = SUMMARY.format(name=profile["name"])
    return {**kept, "began": first, "summary": summary, "versions": [{"from": first, **own}]}


def _guide(profile: dict[str, Raw], beginning: Beginning) -> str:
    """Return the README of an instance."""
    places = profile["places"]
    assert isinstance(places, list)
    told = {"name": beginning.name, "programme": beginning.programme, "prefix": profile["prefix"], "place": places[0]}
    return GUIDE.read_text("utf-8").format(**told)


def _shipped() -> Iterator[Path]:
    """Yield the files that an instance shares with Kentan's own repository."""
    folder = instance_folder()
    yield from (folder / name for name in ROOT_FILES)
    yield from (path for path in (folder / ".github").rglob("*") if path.is_file() and path.name not in OWN)


def _composed(kind: str, raw: Mapping[str, Raw]) -> tuple[str, bytes]:
    file = f"registry/{kind}.yml"
    return file, compose(file, raw, kind).encode()


def _raw(path: Path) -> dict[str, Raw]:
    return read(path.name, path.read_bytes()).raw or {}


def _registrar(today: date) -> dict[str, Raw]:
    return {"roles": [{"role": "registrar", "from": today.isoformat()}]}


def _used_places(every: Mapping[str, Raw], programme: Mapping[str, Raw]) -> dict[str, Raw]:
    """Return the places of a programme, those within them, and those of which they are a part."""
    places = every["places"]
    assert isinstance(places, dict)
    named = programme["places"]
    assert isinstance(named, list)
    return {name: place for name, place in places.items() if _related(name, named, places)}


def _related(name: str, named: list[Raw], places: Mapping[str, Raw]) -> bool:
    return any(other in _upwards(name, places) or name in _upwards(str(other), places) for other in named)


def _upwards(name: str, places: Mapping[str, Raw]) -> tuple[str, ...]:
    """Return a place and all of which it is a part."""
    chain: list[str] = []
    above: Raw = name
    while isinstance(above, str) and above in places and above not in chain:
        chain.append(above)
        place = places[above]
        above = place.get("within") if isinstance(place, dict) else None
    return tuple(chain)
