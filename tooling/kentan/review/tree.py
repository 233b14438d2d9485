"""The files of a change as Git has them: modes and names, before anybody reads what is in them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from kentan.languages import gettext
from kentan.records.finding import Finding
from kentan.records.vocabulary import PersonRole
from kentan.review.findings import found
from kentan.review.permissions import Grounds
from kentan.rules.review.permissions import OUTSIDE_RECORDS
from kentan.rules.review.tree import LOOK_ALIKE, NO_PLAIN_FILE

Entries = Mapping[str, tuple[str, str]]
"""Mode (`100644`) and object id of every file of a revision, by path."""

_RECORD = re.compile(r"(?:cases|meetings|registry)/(?!schema/)(?:.*/)?(?!README\.md$|\.gitkeep$|\.gitignore$)[^/]+")
_ODD_STEP = re.compile(r"(?i)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?|.*[ .]|\.git|git~\d+|.*[\\:<>\"|?*].*")


def is_record(file: str) -> bool:
    """Whether a path lies where records stand."""
    return _RECORD.fullmatch(file) is not None


def touched(base: Entries, head: Entries) -> list[str]:
    """Return every path whose mode or content differs, in order."""
    return sorted(file for file in {*base, *head} if base.get(file) != head.get(file))


def judge_tree(grounds: Grounds, base: Entries, head: Entries) -> Iterator[Finding]:
    """Yield what is wrong with the modes, names and places of the files that a change touches."""
    registrar = grounds.actor.has(PersonRole.REGISTRAR)
    names: dict[str, str] | None = None
    for file in touched(base, head):
        if not registrar and not is_record(file):
            yield found(OUTSIDE_RECORDS, file, file=file)
        if file not in head:
            continue
        what = _not_plain(head[file][0], is_record(file))
        if what:
            yield found(NO_PLAIN_FILE, file, file=file, what=what)
        if file not in base:
            names = names or _names([*sorted(base), *sorted(head)])
            other = _taken_for(file, names)
            if other:
                yield found(LOOK_ALIKE, file, file=file, other=other)


def _not_plain(mode: str, record: bool) -> str | None:
    if mode == "120000":
        return gettext("review", "a symbolic link")
    if mode == "160000":
        return gettext("review", "a submodule")
    if mode == "100755" and record:
        return gettext("review", "a file that may be executed")
    return None


def _folded(path: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def _names(paths: Iterable[str]) -> dict[str, str]:
    """Return every path and folder by its name as case-insensitive systems see it; the first of several."""
    folded: dict[str, str] = {}
    for path in paths:
        steps = path.split("/")
        for length in range(1, len(steps) + 1):
            part = "/".join(steps[:length])
            folded.setdefault(_folded(part), part)
    return folded


def _taken_for(file: str, names: Mapping[str, str]) -> str | None:
    """Return what a new name can be taken for, None where it is plain."""
    steps = file.split("/")
    for length in range(1, len(steps) + 1):
        part = "/".join(steps[:length])
        other = names[_folded(part)]
        if other != part:
            return other
    if any(_ODD_STEP.fullmatch(step) for step in steps):
        return gettext("review", "a name that some systems reserve")
    if is_record(file) and not file.isascii():
        return _folded(file)
    return None
