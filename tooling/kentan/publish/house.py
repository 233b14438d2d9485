"""What the public site is made of: the folder `site/` with its pages, templates, theme and assets.

It comes with the package (`kentan/house/` where it is installed, the repository's `site/` where it is not). A folder
`site/` in an instance overrides it file by file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class House:
    """The folders in which a file of the site is looked for, the first that has it wins."""

    layers: tuple[Path, ...]

    def file(self, name: str) -> Path | None:
        """The file of that name (`templates/case.html`), None where no folder has it."""
        for layer in self.layers:
            path = layer / name
            if path.is_file():
                return path
        return None

    def files(self, folder: str) -> Iterator[tuple[str, Path]]:
        """Every file below a folder as (name below it, path), in the order of the names."""
        found: dict[str, Path] = {}
        for layer in reversed(self.layers):
            top = layer / folder
            for path in top.rglob("*"):
                if path.is_file():
                    found[path.relative_to(top).as_posix()] = path
        yield from sorted(found.items())

    def digest(self, *folders: str) -> str:
        """A digest of the names and the bytes of all files, or of those below some folders: another one means that the
        site looks different."""
        digest = blake2b(digest_size=16)
        for folder in folders or (".",):
            for name, path in self.files(folder):
                digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
            digest.update(b"\0")
        return digest.hexdigest()


def own_folder() -> Path:
    """The folder that comes with the package."""
    installed = _PACKAGE / "house"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "site"


def find(instance: Path) -> House:
    """The house of an instance: what it overrides, before what comes with the package."""
    own = own_folder()
    override = (instance / "site").resolve()
    return House((override, own) if override.is_dir() and override != own.resolve() else (own,))
