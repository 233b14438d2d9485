"""The files of a change as Git has them: modes and names, before anybody reads what is in them."""

import re
from collections.abc import Iterable, Iterator, Mapping

from kentan.languages import gettext
from kentan.records.finding import Finding
from kentan.records.frozen import frozen_value
from kentan.records.layout import EXPLAINING, LEFT_BY_DESKTOPS
from kentan.records.vocabulary import PersonRole
from kentan.review.findings import found
from kentan.review.names import Names, folded
from kentan.review.permissions import Grounds
from kentan.rules.review.permissions import OUTSIDE_RECORDS
from kentan.rules.review.tree import LOOK_ALIKE, NO_PLAIN_FILE

Entries = Mapping[str, tuple[str, str]]
"""Mode (`100644`) and object id of every file of a revision, by path."""

_ROOMS = ("cases/", "meetings/", "registry/")
_ODD_STEP = re.compile(r"(?i)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?|.*[ .]|\.git|git~\d+|.*[\\:<>\"|?*].*")


@frozen_value
class FileChange:
    """One file that a change touches: its mode before and after, None where there is no such file."""

    file: str
    was: str | None
    mode: str | None


def is_record(file: str) -> bool:
    """Whether a path lies where records stand, and belongs to none of the files that explain a folder."""
    name = file.rpartition("/")[2]
    return (
        file.startswith(_ROOMS)
        and not file.startswith("registry/schema/")
        and name not in EXPLAINING
        and name not in LEFT_BY_DESKTOPS
    )


def is_outside(file: str) -> bool:
    """Whether a file is neither a record nor what a desktop left among them by itself."""
    return not is_record(file) and not (file.startswith(_ROOMS) and file.rpartition("/")[2] in LEFT_BY_DESKTOPS)


def judge_tree(grounds: Grounds, base: Entries, head: Entries, files: Iterable[str], names: Names) -> Iterator[Finding]:
    """Yield what is wrong with the modes, names and places of the files that a change touches.

    `names` are those of the base for which a new one can be taken.
    """
    changes = [FileChange(file, base.get(file, (None,))[0], head.get(file, (None,))[0]) for file in files]
    yield from judge_files(grounds, changes, names)


def judge_files(grounds: Grounds, changes: Iterable[FileChange], names: Names) -> Iterator[Finding]:
    """Yield the same where `names` are those before the change; those of new files are added to them."""
    registrar = grounds.actor.has(PersonRole.REGISTRAR)
    for each in changes:
        file = each.file
        if not registrar and is_outside(file):
            yield found(OUTSIDE_RECORDS, file, file=file)
        if each.mode is None:
            continue
        what = _not_plain(each.mode, file.startswith(_ROOMS))
        if what:
            yield found(NO_PLAIN_FILE, file, file=file, what=what)
        if each.was is None:
            other = _taken_for(file, names)
            if other:
                yield found(LOOK_ALIKE, file, file=file, other=other)
            names.add(file)


def _not_plain(mode: str, among_records: bool) -> str | None:
    if mode == "120000":
        return gettext("review", "a symbolic link")
    if mode == "160000":
        return gettext("review", "a submodule")
    if mode == "100755" and among_records:
        return gettext("review", "a file that may be executed")
    return None


def _taken_for(file: str, names: Names) -> str | None:
    """Return what a new name can be taken for, None where it is plain."""
    other = names.taken_for(file)
    if other:
        return other
    if any(_ODD_STEP.fullmatch(step) for step in file.split("/")):
        return gettext("review", "a name that some systems reserve")
    if file.startswith(_ROOMS) and not file.isascii():
        return folded(file)
    return None
