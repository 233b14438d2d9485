"""What was decided on a case as a whole, how it was rated, and how offices stepped in."""

from collections.abc import Iterator
from operator import attrgetter

from kentan.languages import mark
from kentan.publish.text import Said
from kentan.publish.views.parts import AWAY, CALM, GOOD, LATE, OPEN, Link
from kentan.publish.views.shared import case_address
from kentan.publish.views.told import Text, Told, ToldFact, ToldTag, department, grade, late, place_of, plain
from kentan.records.case import Acceptance, Case
from kentan.records.programme import RuleSet
from kentan.records.vocabulary import CallbackResult, Decision

N_ = mark
_DECISION_TONE = {
    Decision.ACCEPTED: CALM,
    Decision.NOT_ACCEPTED: AWAY,
    Decision.MERGED: AWAY,
    Decision.WITHDRAWN: AWAY,
    Decision.REOPENED: OPEN,
}
_by_time = attrgetter("when")


def of_decisions(case: Case, rules: RuleSet | None) -> list[Told]:
    """What was decided on a case, and its grades, in the order of time."""
    found = []
    for number, decision in enumerate(case.acceptance, 1):
        tag = ToldTag(decision.decision, _DECISION_TONE[decision.decision])
        texts: tuple[Text, ...] = ((decision, "explanation"),) if decision.explanation is not None else ()
        facts = (*_decided(decision), *late(decision))
        found.append(Told(place_of("decision", number), decision.on, N_("decided"), None, tag, texts, facts))
    for number, entry in enumerate(case.grades, 1):
        led = [ToldFact(N_("Led by"), plain(leader)) for leader in entry.leaders]
        facts = (ToldFact(N_("Grade"), grade(rules, entry.grade)), *led, *late(entry))
        texts = ((entry, "plan"),) if entry.plan is not None else ()
        found.append(Told(place_of("grade", number), entry.on, N_("graded"), None, None, texts, facts))
    found.sort(key=_by_time)
    return found


def of_ratings(case: Case) -> list[Told]:
    """The questions for a rating, the ratings and the call-backs of a case, in the order of time."""
    found = [
        Told(place_of("asked", number), request.on, N_("rating asked"), facts=late(request))
        for number, request in enumerate(case.rating_requests, 1)
    ]
    for number, rating in enumerate(case.ratings, 1):
        tone = GOOD if rating.score > 3 else LATE if rating.score < 3 else CALM
        tag = ToldTag(N_("{score} of 5"), tone, rating.score)
        texts: tuple[Text, ...] = ((rating, "text"),) if rating.text is not None else ()
        facts = (ToldFact(N_("Rating taken"), rating.by), *late(rating))
        found.append(Told(place_of("rating", number), rating.on, N_("rated"), None, tag, texts, facts))
    for number, callback in enumerate(case.callbacks, 1):
        tag = ToldTag(callback.result, GOOD if callback.result is CallbackResult.CONFIRMED else OPEN)
        texts = ((callback, "text"),) if callback.text is not None else ()
        place = place_of("callback", number)
        found.append(Told(place, callback.on, N_("called back"), None, tag, texts, late(callback)))
    found.sort(key=_by_time)
    return found


def of_supervision(case: Case) -> list[Told]:
    """How offices stepped in, office by office."""
    found = []
    for office, entries in sorted(case.supervision.items()):
        for number, entry in enumerate(entries, 1):
            to = (ToldFact(N_("addressed to"), department(entry.department)),) if entry.department else ()
            texts: tuple[Text, ...] = ((entry, "text"),) if entry.text is not None else ()
            place = place_of("supervision", number, office)
            found.append(Told(place, entry.on, entry.kind, office, None, texts, (*to, *late(entry))))
    return found


def _decided(entry: Acceptance) -> Iterator[ToldFact]:
    into = entry.into
    if entry.reason:
        yield ToldFact(N_("Reason"), entry.reason)
    if into:
        yield ToldFact(N_("Merged into"), link=lambda _words: Link(case_address(into), Said(into)))
