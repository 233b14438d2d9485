"""A finding of the review: like any other, but its words may be called `file` and `path` too."""

from kentan.records.finding import Finding, Path
from kentan.rules.rule import Rule


def found(rule: Rule, file: str, path: Path = (), /, **told: str) -> Finding:
    """Return a finding of a rule at a path of a file; `told` fills the rule's message."""
    return Finding(rule.code, file, path, told, rule.severity)
