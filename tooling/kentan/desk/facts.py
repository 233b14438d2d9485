"""The facts of a case that are recorded one by one, beside decisions, hand-overs, replies and ratings.

One line a fact: what is asked for are the fields of the record that its entry is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, get_origin

from kentan.languages import CHINESE, ENGLISH, current, mark, messages, translate
from kentan.records.case import (
    Callback,
    Case,
    Extension,
    ExtensionDecision,
    Featured,
    GradeEntry,
    Kept,
    Objection,
    ObjectionDecision,
    Pause,
    Progress,
    RatingRequest,
    Supervision,
)
from kentan.records.clock import Event
from kentan.records.describe import hints_of, inner, is_required, is_slot, meaning
from kentan.records.labels import LABELS
from kentan.records.vocabulary import Vocabulary

_ = messages("desk")
N_ = mark
OWN = "assignments"
"""Where the parts of departments stand."""
_STAFF = N_("the staff")
_DEPARTMENT = N_("the department that handles it")
_OTHERS = N_("the staff, but nobody of that department")
_DECIDERS = N_("whom the programme names, but nobody of that department")
_OFFICE = N_("the office that steps in")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact by its name on the command line; `title` is its label, as the catalogue `records` has it.

    Its entry is added to the list at `path`. Where it `fills` a slot, it goes into an entry there whose slot is empty.
    """

    name: str
    title: str
    who: str
    entry: type | None
    """The record that it is; None for the day alone on which something ended."""
    path: tuple[str, ...]
    fills: tuple[str, ...] = ()
    main: str = "department"
    """What is said without an option; empty where nothing is."""

    @property
    def is_dated(self) -> bool:
        """Whether it happened on a day."""
        return self.entry is None or "on" in hints_of(self.entry)

    @property
    def label(self) -> str:
        """Its name in the language of the command."""
        return translate("records", self.title, current()).rstrip(".。")

    def is_called(self, said: str) -> bool:
        """Whether it is meant by its name, by its label in either language, or by what people call its list."""
        labels = {translate("records", self.title, each) for each in (CHINESE, ENGLISH)}
        own = () if self.path and self.fills else LABELS[(*self.path, *self.fills)[-1]]
        return said in {self.name, *labels, *own}


def _fact(event: Event, *rest: Any, **more: Any) -> Fact:
    return Fact(event.value, event.label, *rest, **more)


FACTS: Mapping[str, Fact] = {
    each.name: each
    for each in (
        _fact(Event.GRADED, _STAFF, GradeEntry, ("grades",), main="grade"),
        _fact(Event.OBJECTION_RAISED, _DEPARTMENT, Objection, (OWN, "objections")),
        _fact(Event.OBJECTION_DECIDED, _OTHERS, ObjectionDecision, (OWN, "objections"), ("decision",), "outcome"),
        _fact(Event.RELEASED, _STAFF, None, (OWN, "handed_over"), ("ended",)),
        _fact(Event.PAUSED, _DEPARTMENT, Pause, (OWN, "pauses")),
        _fact(Event.RESUMED, _DEPARTMENT, None, (OWN, "pauses"), ("until",)),
        _fact(Event.EXTENSION_ASKED, _DEPARTMENT, Extension, (OWN, "extensions")),
        _fact(Event.EXTENSION_DECIDED, _DECIDERS, ExtensionDecision, (OWN, "extensions"), ("decision",), "outcome"),
        _fact(Event.PROGRESS_REPORTED, _DEPARTMENT, Progress, (OWN, "progress")),
        _fact(Event.PROMISE_KEPT, _OTHERS, Kept, (OWN, "replies"), ("promise", "kept")),
        _fact(Event.SUPERVISED, _OFFICE, Supervision, ("supervision",), main="kind"),
        _fact(Event.RATING_ASKED, _STAFF, RatingRequest, ("rating_requests",), main=""),
        _fact(Event.CALLED_BACK, _STAFF, Callback, ("callbacks",), main="result"),
        Fact("featured", meaning(Case.__dataclass_fields__["featured"]), _STAFF, Featured, (), ("featured",), "month"),
    )
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a fact asks for: its name, and its meaning in the language of the command."""

    name: str
    meaning: str
    hint: Any = None
    """The type of the answer, where it is a field of the entry."""
    is_owed: bool = True

    @property
    def words(self) -> type[Vocabulary] | None:
        """The closed list of words of which the answer is one."""
        return self.hint if isinstance(self.hint, type) and issubclass(self.hint, Vocabulary) else None

    @property
    def is_several(self) -> bool:
        """Whether there may be several answers."""
        return get_origin(self.hint) is tuple


def questions(fact: Fact) -> Iterator[Question]:
    """Yield what a fact asks for, beside its day: where it belongs, and what its entry says."""
    if OWN in fact.path:
        yield Question("department", _("The department; it need not be said where only one can be meant."))
        if fact.fills:
            yield Question("entry", _("Which of several entries, by its number in the list."), is_owed=False)
    if "supervision" in fact.path:
        yield Question("office", _("The office that stepped in."))
    for each in fields(fact.entry) if fact.entry else ():
        if each.name not in ("on", "translations") and not is_slot(each):
            hint = inner(hints_of(fact.entry)[each.name])
            yield Question(each.name, translate("records", meaning(each), current()), hint, is_required(each))


def label_of(fact: Fact, question: Question) -> str:
    """Return how a question is called: what it means in short, and how its answer is given."""
    given = question.name.upper() if question.name == fact.main else f"--{question.name.replace('_', '-')}"
    return _("{meaning} ({given})").format(meaning=re.split("[;；.。]", question.meaning)[0], given=given)
