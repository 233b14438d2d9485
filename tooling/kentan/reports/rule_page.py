"""The catalogue of rules and one rule's page, as text."""

from kentan.languages import Language, messages, translate
from kentan.rules.catalogue import CATALOGUE
from kentan.rules.rule import Nature, Rule, general

_ = messages("reports")


def catalogue(language: Language) -> str:
    """Return a line for each rule, by code."""
    return "".join(f"{code}  {translate('rules', rule.title, language)}\n" for code, rule in sorted(CATALOGUE.items()))


def rule_page(rule: Rule, language: Language) -> str:
    """Return what a rule finds, why, a bad example and a good one, and how to mend it."""
    natures = {
        Nature.TIMELESS: _("always an error"),
        Nature.MONOTONE: _("an error until time makes it right"),
        Nature.DECAYING: _("a notice: time alone makes it wrong"),
        Nature.MAY_BE_MEANT: _("a notice: it may be meant"),
    }
    parts = (
        (None, f"{rule.code} {translate('rules', rule.title, language)} ({rule.name}; {natures[rule.nature]})"),
        (_("What it finds"), general(translate("rules", rule.message, language))),
        (_("Why"), translate("rules", rule.why, language)),
        (_("Wrong"), _indented(rule.bad)),
        (_("Right"), _indented(rule.good)),
        (_("How to mend it"), general(translate("rules", rule.mend, language))),
    )
    return "\n\n".join(f"{head}\n{body}" if head else body for head, body in parts) + "\n"


def _indented(example: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in example.strip("\n").split("\n"))
