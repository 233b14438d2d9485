"""The rules of the review: who may record what, and that what was recorded stays. They judge a change and its base."""

from kentan.rules.review import actors, history, permissions, recorded, registry, tree
from kentan.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *actors.RULES,
    *permissions.RULES,
    *recorded.RULES,
    *registry.RULES,
    *tree.RULES,
    *history.RULES,
)

NEEDS_PERSON = frozenset(
    rule.code
    for rule in (
        recorded.JUDGEMENT_CORRECTED,
        recorded.SECOND_FOR_REDACTION,
        recorded.NOT_COMPARABLE,
        registry.SECOND_REGISTRAR,
        registry.HAS_COUNTED,
        tree.PASSING_PERSONAL_DATA,
    )
)
"""The codes of what no checker may decide: the change waits for a person."""
