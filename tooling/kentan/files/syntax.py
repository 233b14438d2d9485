"""Why YAML cannot read a file: the cause that a person can mend, at its place, rather than where YAML gave up."""

import re

import yaml

from kentan.records.finding import Finding

_ODD_INDENTATION = re.compile(r"^[ ]*[\t\u3000\u00a0\u2000-\u200a]+", re.MULTILINE)
_FULL_COLON = re.compile(r"^[ ]*(?:- +)?[A-Za-z_][A-Za-z0-9_-]*：", re.MULTILINE)
_FULL_QUOTE = re.compile(r"^[ ]*(?:- +)?[A-Za-z_][A-Za-z0-9_-]*:[ ]*[“”‘’＂＇]", re.MULTILINE)
_VALUE = re.compile(r"[ ]*(?:- +)?(?:[^\s:#\"'][^:]*: +)?(?=\S)")
_CUT = re.compile(r"(?:^|.* )#(?=[^\s#])")
"""A sign such as `#3`, which ends a text that YAML then meets going on in the next line."""
_CONFLICT = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
"""Where Git leaves two versions of a place for a person to decide."""
_NEAR = 2
"""YAML often notices a mistake a line or two after it was made."""


def full_width_colon(file: str, text: str) -> Finding | None:
    """Return the finding for the first full-width colon after a field's name, or None."""
    colon = _FULL_COLON.search(text)
    return _at_match(file, text, "K111", colon) if colon else None


def syntax_finding(file: str, text: str, error: yaml.YAMLError) -> Finding:
    """Return the finding for what YAML cannot read: its usual causes first, else YAML's own place and words."""
    conflict = _CONFLICT.search(text)
    if conflict:
        return Finding("K133", file).at(text.count("\n", 0, conflict.start()) + 1, 1)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    for code, pattern in (("K110", _ODD_INDENTATION), ("K111", _FULL_COLON), ("K112", _FULL_QUOTE)):
        for found in pattern.finditer(text):
            if abs(text.count("\n", 0, found.start()) + 1 - line) <= _NEAR:
                wide = code == "K110" and "\t" not in found.group()
                return _at_match(file, text, "K124" if wide else code, found)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    began = getattr(error, "context_mark", None)
    if "expected ':'" in problem and began:
        return Finding("K131", file).at(began.line + 1, began.column + 1)
    if "unexpected end of stream" in problem and began:
        return Finding("K130", file).at(began.line + 1, began.column + 1)
    lines = text.split("\n")
    cut = _CUT.search(lines[line - 2]) if "did not find expected" in problem and 1 < line <= len(lines) else None
    if cut:
        return Finding("K132", file).at(line - 1, cut.end())
    written = lines[line - 1] if line <= len(lines) else ""
    code, at = _cause(written, column, problem)
    return Finding(code, file, arguments={"problem": problem} if code == "K113" else {}).at(line, at)


def _cause(line: str, column: int, problem: str) -> tuple[str, int]:
    """Return the code of the mistake in a line, and its column; YAML stopped reading at `column`."""
    value = _VALUE.match(line)
    start = value.end() if value else 0
    if 0 < start < column and line[start] in "\"'":
        return "K130", start + 1
    if 0 < start < column and (line[start] in "@`%*&![{]}>" or line.startswith("- ", start)):
        return "K128", start + 1
    if "mapping values are not allowed" in problem and 0 < start < column:
        return "K127", column
    if "mapping values are not allowed" in problem or "expected key" in problem or "'-' indicator" in problem:
        return "K129", len(line) - len(line.lstrip(" ")) + 1
    return "K113", column


def _at_match(file: str, text: str, code: str, found: "re.Match[str]") -> Finding:
    line = text.count("\n", 0, found.start()) + 1
    column = found.end() - (text.rfind("\n", 0, found.start()) + 1)
    return Finding(code, file).at(line, column)
