"""What the audit finds in the history as a whole."""

from kentan.languages import mark
from kentan.rules.rule import Rule

N_ = mark

REWRITTEN = Rule(
    code="K761",
    name="history-rewritten",
    title=N_("The history was rewritten"),
    message=N_("{source} says that main stood at {commit}, and main does not go back to it."),
    mend=N_(
        "Bring the history back from a clone that still has it. After a redaction, name the new commit where "
        "docs/redaction.md says."
    ),
    why=N_("What was published and what the server received names the head of main; it cannot be other than it was."),
    bad="""\
# git log --first-parent main shows neither of these heads
published: 4f2a91c07b11
received: 9d01aa52c3e4
""",
    good="""\
# git log --first-parent main shows both of these heads
published: 4f2a91c07b11
received: 9d01aa52c3e4
""",
)

RULES = (REWRITTEN,)
