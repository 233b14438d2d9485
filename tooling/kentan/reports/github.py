"""Findings as GitHub shows them: annotations beside the lines, and the full table in the job's summary.

GitHub shows ten annotations of each kind a step, so the table holds all. Text is escaped as the runner's workflow
commands and as Markdown tables need it: no text of a record begins a line of its own or ends a cell.
"""

from collections.abc import Sequence

from kentan.languages import messages
from kentan.reports.text import summary
from kentan.reports.worded import Worded

_ = messages("reports")


def annotations(findings: Sequence[Worded]) -> str:
    """Return one workflow command a finding, errors first."""
    ordered = sorted(findings, key=lambda each: not each.is_error)
    return "".join(_annotation(each) for each in ordered)


def _annotation(each: Worded) -> str:
    level = "error" if each.is_error else "notice"
    place = f"file={_property(each.finding.file)},line={each.finding.line},col={each.finding.column}"
    title = _property(f"{each.finding.code} {each.title}")
    return f"::{level} {place},title={title}::{_data(each.message + chr(10) + each.mend)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def job_summary(findings: Sequence[Worded], unsaid: int = 0) -> str:
    """Return findings as a Markdown table for the summary of a job; its sum tells also of errors that are not in it."""
    head = f"| {_('Place')} | {_('Code')} | {_('What is wrong')} | {_('How to mend it')} |\n| --- | --- | --- | --- |\n"
    rows = "".join(_row(each) for each in findings)
    return f"## kentan check\n\n{summary(findings, unsaid)}\n\n{head + rows if findings else ''}"


def _row(each: Worded) -> str:
    code = f"[{each.finding.code}]({each.address})" if each.address else each.finding.code
    return f"| {cell(each.place)} | {code} | {cell(each.message)} | {cell(each.mend)} |\n"


def cell(text: str) -> str:
    """Return text that stays text in a Markdown table: every character with a meaning is escaped or an entity."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ")
    return "".join(f"\\{each}" if each in "\\`*_{}[]()#+!|~@$" else each for each in escaped)
