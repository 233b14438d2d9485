"""The facts of a case that stand beside its texts: where it belongs, how it came in, who raised it."""

from collections.abc import Iterator

from kentan.publish.sectors import sector
from kentan.publish.text import Said
from kentan.publish.views.parts import Fact, Link
from kentan.publish.views.told import grade
from kentan.publish.wording import Wording
from kentan.records.case import Case, Enterprise, Withheld
from kentan.records.programme import RuleSet
from kentan.records.vocabulary import Channel, Disclosure, Mode, RaisedBy


def facts_of(words: Wording, case: Case, meeting: Link | None, rules: RuleSet | None) -> Iterator[Fact]:
    """All of them, in their order."""
    raised = case.raised
    yield from belongs(words, case.programme, case.place, case.topic)
    yield raised_on(words, case)
    yield from came_in(words, raised.by, raised.channel, raised.mode)
    if meeting:
        yield raised_at(words, meeting)
    if raised.report:
        yield carried_by(words, raised.report, case.withheld)
    if case.enterprise:
        yield from enterprise_of(words, case.enterprise, case.withheld)
    if case.grades:
        yield graded(words, rules, case.grades[-1].grade)


def belongs(words: Wording, programme: str, place: str, topic: str) -> Iterator[Fact]:
    """Where it belongs."""
    _ = words._
    yield Fact(_("Programme"), links=(Link(f"programmes/{programme}.html", words.programme(programme)),))
    yield Fact(_("Place"), words.place(place))
    yield Fact(_("Topic"), links=(Link(f"cases/topic/{topic}/index.html", words.topic(topic)),))


def raised_on(words: Wording, case: Case) -> Fact:
    """When it was raised."""
    return Fact(words._("Raised on"), when=case.raised.on)


def came_in(words: Wording, by: RaisedBy, channel: Channel, mode: Mode) -> Iterator[Fact]:
    """By whom and how it was raised."""
    yield Fact(words._("Raised by"), Said(words.label(by)))
    yield Fact(words._("Channel"), Said(f"{words.label(channel)} · {words.label(mode)}"))


def raised_at(words: Wording, meeting: Link) -> Fact:
    """The meeting at which it was raised."""
    return Fact(words._("Meeting"), links=(meeting,))


def carried_by(words: Wording, report: str, withheld: tuple[Withheld, ...]) -> Fact:
    """The direct report that carried it."""
    return Fact(words._("Direct report"), words.plain(report, withheld))


def is_named(enterprise: Enterprise) -> bool:
    """Whether the name of the enterprise is published."""
    return enterprise.disclosure is Disclosure.NAMED and enterprise.name is not None


def enterprise_of(words: Wording, enterprise: Enterprise, withheld: tuple[Withheld, ...]) -> Iterator[Fact]:
    """Who raised it, as far as it consented to be shown."""
    _ = words._
    name = words.said(enterprise, "name", withheld) if is_named(enterprise) else None
    yield Fact(_("Enterprise"), name or Said(words.label(enterprise.disclosure), stub=True))
    if enterprise.sector:
        yield Fact(_("Sector"), sector(words, enterprise.sector))
    if enterprise.size:
        yield Fact(_("Size"), Said(words.label(enterprise.size)))


def graded(words: Wording, rules: RuleSet | None, key: str) -> Fact:
    """Its last grade."""
    return Fact(words._("Grade"), grade(rules, key)(words, ()))


def featured(words: Wording, case: Case) -> Fact | None:
    """The month for which it was chosen as a model case, and why."""
    if case.featured is None:
        return None
    term = words._("Model case of {month}").format(month=case.featured.month)
    return Fact(term, words.said(case.featured, "reason", case.withheld))
