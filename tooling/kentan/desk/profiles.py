"""Where the package keeps what a new instance starts from: the registry and the files beside it.

Installed, these are the data packages `kentan/profiles` and `kentan/instance`; in Kentan's own repository they are its
`registry/` and its root.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_REPOSITORY = _PACKAGE.parent.parent


def registry_folder() -> Path:
    """Return the folder that holds the registry to start from."""
    installed = _PACKAGE / "profiles"
    return installed if installed.is_dir() else _REPOSITORY / "registry"


def instance_folder() -> Path:
    """Return the folder that holds the files which an instance needs beside its data."""
    installed = _PACKAGE / "instance"
    return installed if installed.is_dir() else _REPOSITORY
