"""The history of main, read and audited: what `kentan audit` and the site's pages have in common."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any

from kentan import __version__
from kentan.cli.held import Held, Last, read
from kentan.cli.receipts import Receipt, receipts
from kentan.cli.registries import ssh_keys_of, time_zone_of
from kentan.cli.today import zone_called
from kentan.files.git import Repository
from kentan.files.history import Commit, Told, Version, are_signed, commits, history, versions_of
from kentan.files.loading import kind_of
from kentan.files.signatures import signers
from kentan.files.steps import Step, signed
from kentan.files.tree import Unreadable
from kentan.records.finding import Finding
from kentan.records.moments import Moment
from kentan.review.audit import Attribution, Audit, Breach, Recording, became
from kentan.review.changes import Name
from kentan.review.facts import Facts
from kentan.review.names import Names
from kentan.uncollected import uncollected

_ACCOUNT = re.compile(r"(\d+)\+[^@]*@users\.noreply\..+")
"""The address by which hosts tell the numeric account id of an author."""
_TOGETHER = 300
"""Commits and files that are read before the first of them is judged."""
_FORMAT = f"4 {__version__}"
"""What is kept is of use to the same version alone: another may judge otherwise."""


def audit(
    repository: Repository,
    head: str,
    anchors: Mapping[str, str],
    host_keys: Sequence[str] = (),
    state: str | None = None,
    rewritten: Mapping[str, str] | None = None,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> Audit:
    """Audit the first-parent line of `head`, from its first commit or from where `state` left off.

    `anchors` are commits that were once published as the head, each with where; `host_keys` are those with which the
    host signs merges. `rewritten` says which commit became which when the history was rewritten for a redaction.
    `tell` is told how many commits are audited, and of how many.
    """
    zone = time_zone_of(repository, head)
    said: dict[str, Any] = json.loads(state) if state else {}
    line = commits(repository, head)
    places = {told.commit: number for number, told in enumerate(line)}
    continued = said.get("format") == _FORMAT and said["zone"] == zone and said["head"] in places
    since = said["head"] if continued else None
    found, held = _restored(repository, said) if continued else (Audit(zone=zone), Held())
    if said.get("head") and not continued:
        anchors = {**anchors, said["head"]: "audit"}
    begin = places[since] + 1 if since else 0
    accepted = [_now(each, rewritten or {}) for each in receipts(repository)]
    received = _received(accepted, places, line)
    ssh_keys = ssh_keys_of(repository, head)
    keys = signers(repository, [told.commit for told in line[begin:] if told.signed], ssh_keys)
    merged = _merged(repository, line[begin:], ssh_keys)
    local = zone_called(zone)
    with uncollected():  # records and facts stay until the end
        changes = zip(line[begin:], history(repository, head, since, _is_read), strict=True)
        for part in _together(changes):
            tell(len(found.steps), len(line))
            for told, brought in [(told, held.brought(changed)) for told, (_commit, changed) in part]:
                step = _step(told, local, received.get(told.commit), keys.get(told.commit), host_keys)
                if merged.get(told.commit, "") not in ("", *host_keys):
                    step = replace(step, actor=merged[told.commit], attribution=Attribution.ATTRIBUTED)
                found.add(step, brought)
    heads = {each.new: f"receipt {each.received}" for each in receipts(repository)}
    found.continuous({**heads, **anchors}, rewritten)
    return found


def _together(changes: Iterable[tuple[Told, Commit]]) -> Iterator[list[tuple[Told, Commit]]]:
    """Yield some commits at once: to read all that they bring, and then to judge it, is quicker than by turns."""
    part, size = list[tuple[Told, Commit]](), 0
    for each in changes:
        part.append(each)
        size += 1 + len(each[1][1])
        if size >= _TOGETHER:
            yield part
            part, size = [], 0
    yield part


def _is_read(version: Version) -> bool:
    return version.mode in ("100644", "100755") and kind_of(version.file) is not None


def _now(receipt: Receipt, rewritten: Mapping[str, str]) -> Receipt:
    """Return a receipt with the commits that those which it names have become."""
    old = became(receipt.old, rewritten) if receipt.old else None
    return replace(receipt, old=old, new=became(receipt.new, rewritten))


def _received(
    accepted: Sequence[Receipt], places: Mapping[str, int], line: Sequence[Told]
) -> dict[str, tuple[str, str]]:
    """Return time and account of the receipt that covers each commit."""
    covered = {}
    for each in accepted:
        if each.new in places and (each.old is None or each.old in places):
            start = places[each.old] + 1 if each.old else 0
            for told in line[start : places[each.new] + 1]:
                covered[told.commit] = (each.received, each.actor)
    return covered


def _merged(repository: Repository, line: Sequence[Told], ssh_keys: Sequence[str]) -> dict[str, str]:
    """Return for each merge that adds nothing itself the one key that signed all that it merges, as the hook judges it.

    Git is asked for each merge of signed commits. Of unsigned ones nobody can say who made them but who merged them.
    """
    merges = [told for told in line if len(told.merged) == 1 and told.before]
    tips = are_signed(repository, [told.merged[0] for told in merges])
    found = {}
    for told in merges:
        if told.merged[0] in tips:
            by = signed(repository, Step(told.before, told.commit, told.merged), ssh_keys).by
            if by:
                found[told.commit] = by
    return found


def _step(
    told: Told, zone: tzinfo, receipt: tuple[str, str] | None, key: str | None, host_keys: Sequence[str]
) -> Recording:
    on = datetime.fromisoformat(receipt[0]).astimezone(zone) if receipt else datetime.fromtimestamp(told.when, zone)
    claimed = _ACCOUNT.fullmatch(told.email)
    by_host = key is not None and key in host_keys
    if receipt and receipt[1]:
        actor, attribution = receipt[1], Attribution.ATTRIBUTED
    elif key and not by_host:
        actor, attribution = key, Attribution.ATTRIBUTED
    elif claimed:
        actor, attribution = claimed.group(1), Attribution.ATTRIBUTED if by_host else Attribution.CLAIMED
    else:
        actor, attribution = "", Attribution.UNATTRIBUTED
    moment = Moment(on.date(), on.hour * 60 + on.minute)
    attested = by_host or receipt is not None
    return Recording(commit=told.commit, on=moment, actor=actor, attribution=attribution, attested=attested)


def _restored(repository: Repository, said: Mapping[str, Any]) -> tuple[Audit, Held]:
    """Return the audit as it was when it was kept, with the registry of that time, and what its files held then."""
    tree = repository.tree(said["head"])

    def found_in(file: str) -> tuple[Any, Facts, Last] | None:
        """Return the last version of a file that could be read, since it was there without a break."""
        key = kind_of(file)
        if file not in tree.entries or key is None:
            return None
        mode, identity = tree.entries[file]
        found = _readable(repository, Version(file, mode, mode, identity), key)
        versions = iter(()) if found else versions_of(repository, said["head"], file)
        while found is None and (version := next(versions, None)) and version.identity:
            found = _readable(repository, version, key)
        return found

    def restore(file: str) -> Last | None:
        held = found_in(file)
        return held[2] if held else None

    found = Audit(zone=said["zone"], names=Names(tree.entries))
    for file in tree.files():
        held = found_in(file) if file.startswith("registry/") else None
        if held:
            found.learn(file, held[2].name[0], held[0])
    for commit, day, minute, actor, person, attribution, attested in said["steps"]:
        on = Moment(datetime.fromisoformat(day).date(), minute)
        found.steps.append(
            Recording(
                commit=commit,
                on=on,
                actor=actor,
                person=person,
                attribution=Attribution(attribution),
                attested=attested,
            )
        )
    runs = [tuple(paths) for paths in said["runs"]]
    for kind, name, *told in said["recorded"]:
        found.recorded.restore(
            (kind, name), [(number, runs[run]) for number, run in zip(told[::2], told[1::2], strict=True)]
        )
    found.breaches = [
        Breach(commit, Finding(code, file, tuple(path), told)) for commit, code, file, path, told in said["breaches"]
    ]
    found.decided = said["decided"]
    return found, Held(restore)


def _readable(repository: Repository, version: Version, key: Name) -> tuple[Any, Facts, Last] | None:
    """Return what a version of a file holds, None where it cannot be read."""
    if version.identity is None or not _is_read(version):
        return None
    try:
        return read(key, version.file, repository.object(version.identity))
    except Unreadable:
        return None


def kept(found: Audit) -> str:
    """Return what an audit found, to go on from there the next time; nothing of it is needed for a full one."""
    runs: dict[tuple[str, ...], int] = {}
    recorded = [
        [*name, *(part for number, paths in told for part in (number, runs.setdefault(paths, len(runs))))]
        for name, told in found.recorded.runs()
    ]
    body = {
        "format": _FORMAT,
        "zone": found.zone,
        "head": found.steps[-1].commit if found.steps else None,
        "steps": [
            [
                each.commit,
                each.on.day.isoformat(),
                each.on.minute,
                each.actor,
                each.person,
                each.attribution,
                each.attested,
            ]
            for each in found.steps
        ],
        "runs": list(runs),
        "recorded": recorded,
        "breaches": [
            [each.commit, each.finding.code, each.finding.file, list(each.finding.path), dict(each.finding.arguments)]
            for each in found.breaches
        ],
        "decided": found.decided,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
