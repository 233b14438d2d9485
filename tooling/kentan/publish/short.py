"""The body of a short page, as brief as HTML allows: no end tag and no quote that may be left out, no class twice.

A large site has hundreds of thousands of them, so they are written straight from the records, without a template, and
in all languages at once: what is judged, sorted and looked up is the same in each. A piece of a page is a text that all
languages share, or a tuple with one text a language (`Spoken`); a piece that stands on many pages is made once.
Everything from records is escaped; a text that runs from right to left is isolated, any other needs nothing around it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from html import escape
from weakref import WeakKeyDictionary

from kentan.clocks.state import ClockState
from kentan.languages import CHINESE, Language
from kentan.publish.computed import Computed
from kentan.publish.deadlines import deadlines, name_of
from kentan.publish.disclosed import disclosed
from kentan.publish.edition import Edition
from kentan.publish.pieces import attribute, away, bare, block, inline, lang, link
from kentan.publish.proof import Alike
from kentan.publish.recorded import Step
from kentan.publish.short_parts import (
    ROOT,
    corrections_list,
    deadline_tags,
    done,
    featured,
    handling,
    listed,
    not_published,
    owed_by,
    paragraph,
    sources_list,
    standing,
    superscript,
    way,
)
from kentan.publish.text import Said, clean, moment_in_words, paragraphs, runs_right_to_left
from kentan.publish.veil import is_mark
from kentan.publish.views import case_facts
from kentan.publish.views.entries import of_decisions, of_ratings, of_supervision
from kentan.publish.views.handling import in_order, of_assignment
from kentan.publish.views.parts import Link
from kentan.publish.views.recorded import in_common, numbered, remark
from kentan.publish.views.shared import case_address, meeting_address
from kentan.publish.views.told import (
    Text,
    Told,
    ToldFact,
    ToldTag,
    place_of,
    text_in_words,
)
from kentan.publish.wording import Translated, Wording
from kentan.records.case import Case, Withheld
from kentan.records.clock import Clock
from kentan.records.moments import END_OF_DAY, Moment
from kentan.records.programme import RuleSet
from kentan.records.vocabulary import Role, Vocabulary

Spoken = tuple[str, ...]
"""A text in each language of the site."""


class ShortPages:
    """Writes the bodies of short pages in all languages of a site."""

    def __init__(self, edition: Edition) -> None:
        """`edition` is that of any of the languages."""
        instance, self._index = edition.instance, edition.index
        self.recorded, self._as_of = edition.recorded, edition.as_of
        own = Language(instance.languages[0]) if instance.languages else CHINESE
        self.languages = tuple(dict.fromkeys((*map(Language, instance.languages), edition.language)))
        self._words = tuple(Wording(self._index.ledger, language, own) for language in self.languages)
        self._written = tuple(words.plain("").language for words in self._words)
        self._langs = tuple(lang(Said("", language)) for language in self._written)
        self._days: dict[date, Spoken] = {}
        self._pieces: dict[Hashable, Spoken] = {}
        self._names: dict[int, tuple[Clock, Spoken]] = {}
        self._anchors: dict[str, str] = {}
        self._ways: dict[str, str] = {}
        self._last: tuple[Case, Spoken] | None = None

    def body(self, case: Case, language: Language) -> str:
        """The body of the page of a case; the last one is kept, since each language asks for it."""
        if self._last is None or self._last[0] is not case:
            count = len(self.languages)
            pieces = [piece if isinstance(piece, tuple) else (piece,) * count for piece in self._body(case)]
            self._last = case, tuple(map("".join, zip(*pieces, strict=True)))
        return self._last[1][self.languages.index(language)]

    def _body(self, case: Case) -> Iterator[str | Spoken]:
        index, withheld = self._index, case.withheld
        rules, state = index.ledger.rules_of(case), index.computed.states[case.id]
        clocks, outcome = state.clocks, state.outcome
        if withheld:
            shown = disclosed(case, state)
            clocks, outcome = shown.clocks, shown.outcome
        owed, stopped = [one for one in clocks if one.is_open], [one for one in clocks if not one.is_open]
        handled = [(name, part.role, of_assignment(name, part)) for name, part in in_order(case)]
        others = [*of_decisions(case, rules), *of_supervision(case), *of_ratings(case)]
        numbers: dict[str, int] = {}
        steps: list[Step | None] = []
        if self.recorded:
            places = [told.place for _name, _role, found in handled for told in found]
            places += [told.place for told in others]
            places += [place_of("correction", number) for number in range(1, len(case.corrections) + 1)]
            places += [place_of("redaction", number) for number in range(1, len(case.redactions) + 1)]
            numbers, steps = numbered(self.recorded, state.case, case, places)
        yield self._title(case)
        how = "standing", state.status, outcome, state.is_overdue, state.was_overdue, case.kind, case.provenance
        yield self._piece(how, lambda words: standing(words, case, state, outcome))
        yield self._text(case, "summary", withheld)
        if case.raised.statement is not None:
            yield from ("<blockquote>", self._text(case.raised, "statement", withheld), "</blockquote>")
        if owed:
            yield from self._owed(owed)
        yield f"<ul class=facts><li>{case.id}"
        yield from self._facts(case, rules)
        yield "</ul>"
        for name, role, told in handled:
            yield self._part(name, role)
            yield from self._entries(told, numbers, withheld, of_one=True)
            yield "</ul>"
        yield from self._others(case, others, numbers)
        if stopped:
            yield self._piece("deadlines", lambda words: f"<h2 id=deadlines>{words._('Deadlines')}</h2><ul>")
            yield from self._deadlines(stopped)
            yield "</ul>"
        if clocks:
            yield f"<p><code>kentan prove {case.id}</code>"
        yield from self._rest(case)
        if steps:
            yield from self._recording(steps)

    def _each(self, make: Callable[[Wording], str]) -> Spoken:
        """A piece in each language."""
        return tuple([make(words) for words in self._words])

    def _piece(self, key: Hashable, make: Callable[[Wording], str]) -> Spoken:
        """A piece that stands on many pages."""
        known = self._pieces.get(key)
        if known is None:
            known = self._pieces[key] = self._each(make)
        return known

    def _moment(self, when: Moment | date) -> Spoken:
        day, minute = when if isinstance(when, Moment) else (when, END_OF_DAY)
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = self._each(lambda words: moment_in_words(day, words.language))
        return known if minute == END_OF_DAY else self._each(lambda words: moment_in_words(when, words.language))

    def _title(self, case: Case) -> Spoken:
        if is_mark(case.title) or case.translations:
            titles = [words.said(case, "title", case.withheld) or Said(case.id) for words in self._words]
            return tuple([f"<h1{lang(said)}>{bare(said)}</h1><p>" for said in titles])
        title = bare(Said(clean(case.title)))
        return tuple([f"<h1{one}>{title}</h1><p>" for one in self._langs])

    def _text(self, record: Translated, field: str, withheld: tuple[Withheld, ...]) -> Spoken | str:
        """A text as paragraphs; most have no translation and are the same in all languages."""
        text: str | None = getattr(record, field)
        if text is None:
            return ""
        if is_mark(text) or record.translations:
            found = [words.said(record, field, withheld) for words in self._words]
            return tuple([block(said) if said else "" for said in found])
        text = clean(text)
        way, parts = " dir=auto" if runs_right_to_left(text) else "", paragraphs(text, quote=False)
        return tuple(["".join([f"<p{way}{one}>{part}" for part in parts]) for one in self._langs])

    def _facts(self, case: Case, rules: RuleSet | None) -> Iterator[str | Spoken]:
        raised, enterprise = case.raised, case.enterprise
        belongs = case.programme, case.place, case.topic
        yield self._piece(("belongs", *belongs), lambda words: listed(words, case_facts.belongs(words, *belongs)))
        yield self._piece("raised on", lambda words: f"<li>{words._('Raised on')}{words._(': ')}")
        yield self._moment(raised.on)
        how = raised.by, raised.channel, raised.mode
        yield self._piece(("came in", *how), lambda words: listed(words, case_facts.came_in(words, *how)))
        if raised.meeting and raised.meeting in self._index.ledger.meetings:
            yield self._piece(("meeting", raised.meeting), lambda words: self._meeting(words, raised.meeting or ""))
        if raised.report:
            report = raised.report
            yield self._each(lambda words: listed(words, [case_facts.carried_by(words, report, case.withheld)]))
        if enterprise and case_facts.is_named(enterprise):
            named = enterprise
            yield self._each(lambda words: listed(words, case_facts.enterprise_of(words, named, case.withheld)))
        elif enterprise:
            who = enterprise
            key = "enterprise", enterprise.disclosure, enterprise.sector, enterprise.size
            yield self._piece(key, lambda words: listed(words, case_facts.enterprise_of(words, who, ())))
        if case.grades:
            last = case.grades[-1].grade
            graded = "grade", case.programme, rules and rules.from_, last
            yield self._piece(graded, lambda words: listed(words, [case_facts.graded(words, rules, last)]))

    def _part(self, name: str, role: Role) -> Spoken:
        return self._piece(("handling", name, role), lambda words: handling(words, name, role))

    def _meeting(self, words: Wording, name: str) -> str:
        meeting = self._index.ledger.meetings[name]
        theme = words.said(meeting, "theme", meeting.withheld) or Said(meeting.id)
        return listed(words, [case_facts.raised_at(words, Link(meeting_address(name), theme))])

    def _others(self, case: Case, found: list[Told], numbers: dict[str, int]) -> Iterator[str | Spoken]:
        """What was decided, how offices stepped in, how it was rated, and what was corrected."""
        corrected = case.corrections or case.redactions
        if not found and not corrected:
            return
        yield self._piece("others", lambda words: f"<h2>{words._('Decisions, supervision, ratings')}</h2>")
        yield from self._entries(found, numbers, case.withheld)
        if corrected:
            yield self._each(lambda words: corrections_list(words, case, numbers))
        yield "</ul>"

    def _entries(
        self, found: Iterable[Told], numbers: dict[str, int], withheld: tuple[Withheld, ...], *, of_one: bool = False
    ) -> Iterator[str | Spoken]:
        """The begin of a list with entries, each with the number of its recording; unless they are `of_one`, each says
        who did it."""
        yield "<ul>"
        for (anchor, _path, _dated), when, what, who, state, texts, facts in found:
            yield self._anchors.get(anchor) or self._begun(anchor)
            yield self._moment(when)
            yield self._what(what, None if of_one else who, state)
            number = numbers.get(anchor)
            if number:
                yield f" {superscript(number)}"
            for text in texts:
                yield self._text(text[0], text[1], withheld)
            for fact in facts:
                yield from self._fact(fact, withheld)

    def _begun(self, anchor: str) -> str:
        found = self._anchors[anchor] = f"<li id={attribute(anchor)}>"
        return found

    def _what(self, what: str | Vocabulary, who: str | None, state: ToldTag | None) -> Spoken:
        """What was done, by whom, and with which outcome."""
        key = "what", what.__class__, what, who, state and state.text.__class__, state
        return self._piece(key, lambda words: done(words, what, who, state))

    def _fact(self, fact: ToldFact, withheld: tuple[Withheld, ...]) -> Iterator[str | Spoken]:
        term, said, when, links, outside = fact
        if isinstance(said, str) and not (when or links):
            yield self._piece(("fact", term, said.__class__, said), lambda words: paragraph(words, fact, ()))
        elif links or (said and not isinstance(said, tuple)):
            yield self._each(lambda words: paragraph(words, fact, withheld))
        else:
            yield self._piece(("term", term), lambda words: f"<p>{words._(term)}{words._(': ')}")
            if isinstance(said, tuple):
                shown = self._line(said, withheld)
                yield tuple([away(outside, one) for one in shown]) if outside else shown
                if when:
                    yield " "
            if when:
                yield self._moment(when)

    def _line(self, said: Text, withheld: tuple[Withheld, ...]) -> Spoken:
        """A text on one line; most have no translation."""
        record = said[0]
        texts = [text for field in said[1:] if (text := getattr(record, field)) is not None]
        if not texts or record.translations or any(map(is_mark, texts)):
            found = [text_in_words(words, said, withheld) for words in self._words]
            return tuple([inline(one) if one else "" for one in found])
        text = escape(clean(" ".join(texts)), quote=False)
        is_apart = runs_right_to_left(text)
        return tuple([f"<bdi{one}>{text}</bdi>" if one or is_apart else text for one in self._langs])

    def _owed(self, clocks: list[ClockState]) -> Iterator[str | Spoken]:
        yield self._piece("owed", lambda words: f"<h2 id=owed>{words._('What is owed now, and by whom')}</h2><ul>")
        proofs: dict[int, tuple[Alike, ...]] = {}
        found = [deadlines(words, clocks, proofs) for words in self._words]
        yield tuple(
            ["".join([owed_by(words, one) for one in own]) for words, own in zip(self._words, found, strict=True)]
        )
        yield "</ul>"

    def _deadlines(self, clocks: Sequence[ClockState]) -> Iterator[str | Spoken]:
        """Each deadline that has stopped once: with the departments where they do not all stand alike."""
        lines: dict[tuple[Spoken, Moment, Spoken], list[str]] = {}
        for clock in clocks:
            tags = self._clock_tags(clock)
            whose = lines.setdefault((self._name(clock), clock.due, tags), [])
            if clock.department:
                whose.append(clock.department)
        names = [name for name, _due, _tags in lines]
        for (name, due, tags), departments in lines.items():
            yield from (name, self._moment(due), tags)
            if departments and names.count(name) > 1:
                yield from map(self._department, departments)

    def _clock_tags(self, clock: ClockState) -> Spoken:
        return self._piece(("clock", clock.state, clock.provisional), lambda words: deadline_tags(words, clock))

    def _department(self, name: str) -> Spoken:
        return self._piece(("department", name), lambda words: f" {inline(words.department(name))}")

    def _name(self, clock: ClockState) -> Spoken:
        """The name of a deadline as the begin of its line."""
        known = self._names.get(id(clock.clock))
        if known is None:
            found = self._each(lambda words: f"<li>{inline(name_of(words, clock))}{words._(': ')}")
            known = self._names[id(clock.clock)] = clock.clock, found
        return known[1]

    def _rest(self, case: Case) -> Iterator[Spoken]:
        """What few cases have."""
        if case.featured:
            yield self._each(lambda words: featured(words, case))
        if case.withheld:
            yield self._each(lambda words: not_published(words, case, self._as_of))
        merged = self._index.merged_into.get(case.id, ())
        if merged:
            yield self._each(lambda words: "".join([self._merged(words, one) for one in merged]))
        if case.sources:
            yield self._each(lambda words: sources_list(words, case))

    def _merged(self, words: Wording, name: str) -> str:
        """A case that was merged into this one, with its title."""
        case = self._index.ledger.cases.get(name)
        title = (case and words.said(case, "title", case.withheld)) or Said(name)
        return f"<p>{link(ROOT, Link(case_address(name), Said(f'{name} {title.text}', title.language)))}"

    def _recording(self, steps: list[Step | None]) -> Iterator[str | Spoken]:
        """How the entries were recorded, each way told once."""
        claimed, unattested = in_common(steps)

        def heading(words: Wording) -> str:
            return f"<h2>{words._('How that was recorded')}{remark(words, claimed=claimed, unattested=unattested)}</h2>"

        def ways(words: Wording) -> str:
            return "".join([way(words, step, claimed, unattested) for step in steps])

        yield self._piece(("recorded", claimed, unattested), heading)
        yield "<ol>"
        if claimed and unattested and all(steps):
            yield "".join([self._ways.get(step.commit) or self._way(step) for step in steps if step])
        else:
            yield self._each(ways)
        yield "</ol>"

    def _way(self, step: Step) -> str:
        """How a step recorded something: a day, an id of the roster and a commit are the same in all languages."""
        found = self._ways[step.commit] = way(self._words[0], step, claimed=True, unattested=True)
        return found


_OF_COMPUTED: WeakKeyDictionary[Computed, ShortPages] = WeakKeyDictionary()


def short_pages(edition: Edition) -> ShortPages:
    """The short pages of a site, the same in all its languages."""
    computed = edition.index.computed
    known = _OF_COMPUTED.get(computed)
    if known is None or known.recorded is not edition.recorded or edition.language not in known.languages:
        known = _OF_COMPUTED[computed] = ShortPages(edition)
    return known
