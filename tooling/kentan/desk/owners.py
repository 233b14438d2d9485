"""CODEOWNERS from the registry: who is asked to look at a change of which files.

The roster holds account ids, and hosts take names, so what can be generated is the names of teams: one for each role,
and for the staff one for each office that runs a programme. Who belongs into a team is told as a comment, by the ids
in the roster. It asks people to look; what a change may do is decided by `kentan review`.
"""

from collections.abc import Iterator
from datetime import date

from kentan.records.ledger import Ledger
from kentan.records.registry import RoleEntry, counts
from kentan.records.vocabulary import PersonRole

HEAD = """\
# 由 kentan owners 根据 registry/ 生成，请勿手改。团队须在托管平台上建立；成员见各行注释（名册中的编号）。
# Generated from registry/ by `kentan owners`; do not edit. Make the teams at the host; members by their roster ids.
"""
UNNAMED = """\
# 尚未指定组织名称，以下各行不生效：kentan owners --organisation 组织名
# No organisation is named yet, so no line counts: kentan owners --organisation NAME
"""


def codeowners(ledger: Ledger, organisation: str | None, today: date) -> str:
    """Return the file's text; without an organisation at the host, its lines are comments.

    `today` decides whose roles count. The last line that fits a path is the one that hosts follow.
    """
    lines = [HEAD if organisation else HEAD + UNNAMED]
    named = f"@{organisation or 'ORGANISATION'}/"
    for patterns, team, members in _teams(ledger, today):
        lines.append(f"# {team}: {', '.join(members) or '-'}\n")
        lines += [f"{'' if organisation else '# '}{pattern} {named}{team}\n" for pattern in patterns]
    return "".join(lines)


def _teams(ledger: Ledger, today: date) -> Iterator[tuple[list[str], str, list[str]]]:
    """Yield patterns of paths, the team that owns them, and its members; registrars own what nobody else does."""
    yield ["*"], "registrars", _members(ledger, PersonRole.REGISTRAR, None, today)
    organisers: dict[str, list[str]] = {}
    for programme in sorted(ledger.programmes.values(), key=lambda each: each.id):
        organisers.setdefault(programme.organiser, []).append(f"/cases/*/{programme.prefix}-*.yml")
    for organiser, patterns in sorted(organisers.items()):
        yield patterns, f"staff-{organiser}", _members(ledger, PersonRole.STAFF, organiser, today)
    yield ["/meetings/"], "staff", _members(ledger, PersonRole.STAFF, None, today)


def _members(ledger: Ledger, role: PersonRole, department: str | None, today: date) -> list[str]:
    """Return who has a role on a day; for an office, also those whose role names none."""

    def fits(entry: RoleEntry) -> bool:
        is_asked = entry.role is role and (department is None or entry.department in (None, department))
        return is_asked and counts(entry, today)

    return sorted(name for name, person in ledger.people.items() if any(map(fits, person.roles)))
