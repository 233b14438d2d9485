"""The text of an issue form, as hosts hand it over: `### Label`, a blank line, what somebody wrote."""

import re
from collections.abc import Mapping

from kentan.languages import messages

_ = messages("desk")
EMPTY = "_No response_"
"""What GitHub writes where nothing was filled in."""

ANSWER: Mapping[str, tuple[str, str]] = {
    "case": ("诉求编号", "Number of the case"),
    "department": ("承办单位", "Department"),
    "outcome": ("办理结果", "Outcome"),
    "text": ("答复内容", "Reply"),
    "evidence": ("A：佐证材料名称", "A: document that shows it"),
    "number": ("A：文号", "A: number of the document"),
    "address": ("A：公开网址", "A: public address"),
    "promise": ("B、C：承诺事项", "B and C: what is promised"),
    "due": ("B、C：承诺完成日期", "B and C: by which day"),
    "basis": ("D：法律或政策依据", "D: the reason in law or policy"),
    "late_reason": ("逾期原因", "Why it is late"),
    "confirm": ("提交前确认", "Before you send it"),
}
"""The fields of the form for an answer, each with its Chinese and its English label."""

APPEAL: Mapping[str, tuple[str, str]] = {
    "programme": ("项目", "Programme"),
    "place": ("地区", "Place"),
    "title": ("标题", "Title"),
    "kind": ("类型", "Kind"),
    "topic": ("事项类别", "Topic"),
    "summary": ("诉求内容", "What is the matter"),
    "sector": ("行业", "Sector"),
    "size": ("企业规模", "Size of the enterprise"),
    "confirm": ("提交前确认", "Before you send it"),
}
"""The fields of the form for a new appeal, each with its Chinese and its English label."""


class NoForm(Exception):
    """A text is not such a form; the message says why."""


def fields_of(body: str, labels: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return what was filled in, by field; raises NoForm for a field twice, or where there is no field at all.

    Only a line that is wholly the heading of a known label begins a field; every other line is part of what was
    written. A form in which somebody wrote such a line themselves is refused, not guessed at.
    """
    names = {label: name for name, both in labels.items() for label in both}
    found: dict[str, list[str]] = {}
    lines: list[str] | None = None
    for line in body.replace("\r\n", "\n").split("\n"):
        heading = re.fullmatch(r"### (.+?)\s*", line)
        name = names.get(heading.group(1)) if heading else None
        if name is None:
            if lines is not None:
                lines.append(line)
            continue
        if name in found:
            raise NoForm(_("The heading of a field stands there twice: {label}").format(label=labels[name][0]))
        lines = found[name] = []
    if not found:
        raise NoForm(_("This is not the text of that form."))
    texts = {name: "\n".join(lines).strip() for name, lines in found.items()}
    return {name: text for name, text in texts.items() if text and text != EMPTY}
