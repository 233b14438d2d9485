"""Who may record a fact: each path of a record has its owners; what is added by anybody else is a finding."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from kentan.languages import gettext
from kentan.records.finding import Finding, Path
from kentan.records.frozen import frozen
from kentan.records.labels import told
from kentan.records.ledger import Ledger
from kentan.records.moments import parse_moment
from kentan.records.vocabulary import PersonRole, Provenance
from kentan.review.changes import RecordChange
from kentan.review.facts import Facts, path_text
from kentan.review.findings import found
from kentan.review.roster import Standing
from kentan.rules.review.actors import KEY_NOT_VALID, ROLE_NOT_IN_FORCE, UNKNOWN_ACTOR
from kentan.rules.review.permissions import (
    DECIDER,
    OWN_ASSIGNMENT,
    OWN_MATTER,
    OWN_OFFICE,
    REGISTRAR_ONLY,
    STAFF_ONLY,
)

NO_TRANSLATIONS = frozenset({"raised_by", "up_to", "also_on", "scored_by", "signed_up", "decided_by", "as_of"})
"""Fields that are called like a translation and are none."""
_OF_THE_DEPARTMENT = frozenset({"objections", "pauses", "extensions", "replies", "progress"})


@frozen
class Grounds:
    """What a change is judged by: the registry of the base, who made and who approved it, and the day."""

    registry: Ledger
    actor: Standing
    approvers: tuple[Standing, ...] = ()
    today: date

    def approved_by(self, role: PersonRole) -> bool:
        """Whether a person other than the actor, in that role, agreed."""
        return any(each.person != self.actor.person and each.has(role) for each in self.approvers)


def why_not(actor: Standing, file: str) -> Finding | None:
    """Return why the actor may do nothing at all, None where they have a role."""
    if not actor.person:
        return found(
            UNKNOWN_ACTOR,
            file,
            actor=actor.asked or gettext("review", "Nobody (no account was given, and not every commit is signed)"),
        )
    told = {"person": actor.person, "day": actor.day.isoformat()}
    if actor.key_expired:
        return found(KEY_NOT_VALID, file, **told)
    return None if actor.roles else found(ROLE_NOT_IN_FORCE, file, **told)


def may_add(grounds: Grounds, record: RecordChange, path: Path) -> Iterator[Finding]:
    """Yield why the actor may not record what begins at `path` of a record; nothing where they may."""
    actor, file = grounds.actor, record.file
    told = {"path": path_text(path) or record.name[1], "person": actor.shown}
    if record.name[0] not in ("case", "meeting"):
        if not actor.has(PersonRole.REGISTRAR):
            yield found(REGISTRAR_ONLY, file, path, file=file, person=actor.shown)
        return
    is_staff = actor.has(PersonRole.STAFF)
    known = record.base or record.head or {}
    if path[:1] == ("redactions",) or is_open_to_staff(grounds, record):
        return
    match path:
        case ("supervision", str(office), *_):
            if not actor.is_for(PersonRole.SUPERVISOR, office):
                yield found(OWN_OFFICE, file, path, office=office, **told)
        case ("assignments", str(department), "extensions", _, "decision", *_):
            yield from _decision(grounds, record, path, known, department)
        case ("assignments", str(department), "objections", _, "decision", *_) | (
            "assignments",
            str(department),
            "replies",
            _,
            "promise",
            "kept",
            *_,
        ):
            if not is_staff:
                yield found(STAFF_ONLY, file, path, **told)
            elif actor.acts_for(department):
                yield found(OWN_MATTER, file, path, department=department, **told)
        case ("assignments", str(department), str(part), *_) if part in _OF_THE_DEPARTMENT:
            translated = is_staff and is_translation(path)
            if not translated and not actor.is_for(PersonRole.DEPARTMENT, department):
                yield found(OWN_ASSIGNMENT, file, path, department=department, **told)
        case _:
            if not is_staff:
                yield found(STAFF_ONLY, file, path, **told)


def is_open_to_staff(grounds: Grounds, record: RecordChange) -> bool:
    """Whether the actor may add everything to a case or a meeting.

    In records that are not live (reported, sample, reconstruction) the staff write all parts: nobody acted there.
    """
    known = record.base or record.head or {}
    return known.get(("provenance",)) != Provenance.LIVE and grounds.actor.has(PersonRole.STAFF)


@lru_cache(10_000)
def parts_of(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the parts of a record to which facts belong, each with one owner: an entry, a decision, a field."""
    return tuple(dict.fromkeys(map(_part_of, paths)))


def _part_of(path: Path) -> Path:
    if is_translation(path):
        return path
    match path:
        case ("assignments", _, _, int(), "decision", *_):
            return path[:5]
        case ("assignments", _, "replies", int(), "promise", "kept", *_):
            return path[:6]
        case ("assignments", _, *_):
            return path[:4]
        case ("supervision", _, *_):
            return path[:3]
    return path[:2] if len(path) > 1 and isinstance(path[1], int) else path[:1]


def is_translation(path: Path) -> bool:
    """Whether a path is that of a translation, such as `title_en`."""
    key = str(path[-1])
    if key in NO_TRANSLATIONS:
        return False
    return len(key) > 3 and key[-3] == "_" and key[-2:].isalpha() and key[-2:].islower()


def _decision(grounds: Grounds, record: RecordChange, path: Path, known: Facts, department: str) -> Iterator[Finding]:
    """Yield why the actor may not decide on a request for more time: the programme says who does."""
    roles, actor = _deciders(grounds.registry, known), grounds.actor
    if not any(actor.has(role) for role in roles):
        shown = told((each.value, each.label) for each in sorted(roles))
        yield found(DECIDER, record.file, path, path=path_text(path), person=actor.shown, roles=shown)
    elif actor.acts_for(department):
        yield found(OWN_MATTER, record.file, path, path=path_text(path), person=actor.shown, department=department)


def _deciders(registry: Ledger, known: Facts) -> frozenset[PersonRole]:
    """Return who decides on more time by the rules under which the case began; the staff where nothing is said."""
    programme = registry.programmes.get(known.get(("programme",), ""))
    raised = parse_moment(known.get(("raised", "on"), ""))
    clocks = programme.rules_on(raised.day).clocks.values() if programme and raised else ()
    roles = {role for clock in clocks if clock.extensions for role in clock.extensions.decided_by}
    return frozenset(roles) or frozenset([PersonRole.STAFF])
