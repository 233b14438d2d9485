"""Findings for people at a terminal, with colour where it is one."""

from collections.abc import Iterable, Sequence

from kentan.languages import messages, ngettext
from kentan.reports.worded import Worded

_ = messages("reports")
_RED, _YELLOW, _DIM, _BOLD, _END = "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[1m", "\x1b[0m"


def text(findings: Sequence[Worded], colour: bool, unsaid: int = 0) -> str:
    """Return all findings, each with place, code, what is wrong and how to mend it, and the sum at the end.

    The sum tells also of errors that are not among them.
    """
    lines = "".join(f"{line}\n" for each in findings for line in _lines(each, colour))
    return f"{lines}{summary(findings, unsaid)}\n"


def _lines(each: Worded, colour: bool) -> Iterable[str]:
    kind = _("error") if each.is_error else _("notice")
    if colour:
        shade = _RED if each.is_error else _YELLOW
        yield f"{_BOLD}{each.place}{_END} {shade}{kind} {each.finding.code}{_END} {each.message}"
        yield f"    {_DIM}→{_END} {each.mend}"
    else:
        yield f"{each.place} {kind} {each.finding.code} {each.message}"
        yield f"    → {each.mend}"
    if each.address:
        yield f"    {each.address}"


def summary(findings: Sequence[Worded], unsaid: int = 0) -> str:
    """Return how many errors and notices there are, with errors that are not among them."""
    errors = sum(each.is_error for each in findings)
    notices = len(findings) - errors
    errors += unsaid
    if not findings and not unsaid:
        return _("No findings.")
    return _("{errors}, {notices}.").format(
        errors=ngettext("reports", "{count} error", "{count} errors", errors).format(count=errors),
        notices=ngettext("reports", "{count} notice", "{count} notices", notices).format(count=notices),
    )
