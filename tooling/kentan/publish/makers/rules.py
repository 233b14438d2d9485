"""A page for each rule of the catalogue, at an address that never changes, and the catalogue."""

from collections.abc import Iterator
from functools import partial

from kentan.languages import translate
from kentan.publish.edition import Edition
from kentan.publish.page import Page
from kentan.publish.text import Said
from kentan.publish.views.parts import AWAY, CALM, LATE, Link, Tag
from kentan.publish.views.rule import RuleRow, RulesView, RuleView
from kentan.rules.catalogue import CATALOGUE
from kentan.rules.rule import Nature, Rule, general

SECTION = "rules"


def rule_pages(edition: Edition) -> Iterator[Page]:
    """The catalogue, and one page a rule."""
    _ = edition.words._
    yield Page(
        kind="rules",
        language=edition.language,
        address="rules/index.html",
        title=_("Rules"),
        description=_("Every check of the records, with a bad example, a good one, and how to mend it."),
        view=partial(_catalogue, edition),
        section=SECTION,
    )
    for rule in CATALOGUE.values():
        title = translate("rules", rule.title, edition.language)
        yield Page(
            kind="rule",
            language=edition.language,
            address=rule_address(rule.code),
            title=f"{rule.code} {title}",
            description=translate("rules", rule.why, edition.language),
            view=partial(_rule, edition, rule),
            section=SECTION,
            search="",
            key=rule.code,
        )


def rule_address(code: str) -> str:
    """The address of a rule's page; findings name it, so it never changes."""
    return f"rules/{code}.html"


def _catalogue(edition: Edition) -> RulesView:
    return RulesView(
        tuple(
            RuleRow(
                Link(rule_address(rule.code), Said(translate("rules", rule.title, edition.language))),
                rule.code,
                _nature(edition, rule),
            )
            for rule in CATALOGUE.values()
        )
    )


def _nature(edition: Edition, rule: Rule) -> Tag:
    _ = edition.words._
    if rule.nature is Nature.DECAYING:
        return Tag(_("a notice: time alone brings it about"), AWAY)
    if rule.nature is Nature.MAY_BE_MEANT:
        return Tag(_("a notice: it may be meant"), CALM)
    if rule.nature is Nature.MONOTONE:
        return Tag(_("an error, until the day has come"), CALM)
    return Tag(_("an error"), LATE)


def _rule(edition: Edition, rule: Rule) -> RuleView:
    language = edition.language
    return RuleView(
        code=rule.code,
        name=rule.name,
        title=translate("rules", rule.title, language),
        nature=_nature(edition, rule),
        message=general(translate("rules", rule.message, language)),
        why=translate("rules", rule.why, language),
        mend=general(translate("rules", rule.mend, language)),
        bad=rule.bad,
        good=rule.good,
    )
