"""How a page of one language says what a record holds: labels, names, texts with their language, reasons for stubs."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Protocol

from kentan.languages import CHINESE, Language, messages, translate
from kentan.publish.text import Said, clean, day_in_words
from kentan.publish.veil import Stub, is_mark, stub_of
from kentan.records.case import Withheld
from kentan.records.ledger import Ledger
from kentan.records.vocabulary import Vocabulary


class Translated(Protocol):
    """A record whose texts may carry translations beside them."""

    @property
    def translations(self) -> Mapping[str, str]:
        """Texts by `<field>_<language>`."""


class Wording:
    """The words of one language, over the names that a ledger gives to its places, topics and departments."""

    def __init__(self, ledger: Ledger, language: Language, own: Language) -> None:
        """`own` is the language in which the records are written, the first of the instance."""
        self.language = language
        self._own = None if language == own else own
        self._ledger = ledger
        self._labels: dict[str, str] = {}
        self._statuses: dict[str, str] = {}
        self._names: dict[tuple[str, str], Said] = {}
        self._ = cache(messages("publish", language))  # what is said is fixed in the code: it is not many
        self.recordings: dict[str, str] = {}
        """How each commit recorded something, in few words."""
        self.recorders: dict[tuple[str, bool, bool], str] = {}
        """Who recorded something, in words, by the id in the roster and by what says so."""
        self.proofs: dict[Any, tuple[object, tuple[Any, ...]]] = {}
        """Proofs in words that several clocks share, with the rule that their keys name, which has to live on."""

    def label(self, word: Vocabulary) -> str:
        """The label of a word from a closed list."""
        known = self._labels.get(word.label)
        if known is None:
            known = self._labels[word.label] = translate("records", word.label, self.language)
        return known

    def status(self, label: str) -> str:
        """How a case or a clock stands, by its label in the catalogue of the clocks."""
        known = self._statuses.get(label)
        if known is None:
            known = self._statuses[label] = translate("clocks", label, self.language)
        return known

    def said(self, record: Translated, field: str, withheld: tuple[Withheld, ...] = ()) -> Said | None:
        """A text of a record: translated where a translation is recorded, else as written, with its language.

        None where the record has no such text; a stub with the reason where it is withheld.
        """
        text: str | None = getattr(record, field)
        if text is None:
            return None
        if is_mark(text):
            return self._stub(stub_of(text, withheld))
        if self._own:
            translated = record.translations.get(f"{field}_{self.language}")
            return Said(clean(translated)) if translated else Said(clean(text), self._own)
        return Said(clean(text))

    def plain(self, text: str, withheld: tuple[Withheld, ...] = ()) -> Said:
        """A text that has no translations, such as an agenda's item."""
        return self._stub(stub_of(text, withheld)) if is_mark(text) else Said(clean(text), self._own)

    def department(self, department: str) -> Said:
        """The name of a department, or its id where the registry does not know it."""
        return self._name("departments", department, self._ledger.departments)

    def institution(self, institution: str) -> Said:
        """The name of an institution."""
        return self._name("institutions", institution, self._ledger.institutions)

    def place(self, place: str) -> Said:
        """The name of a place."""
        return self._name("places", place, self._ledger.places)

    def topic(self, topic: str) -> Said:
        """The name of a topic."""
        return self._name("topics", topic, self._ledger.topics)

    def programme(self, programme: str) -> Said:
        """The name of a programme."""
        return self._name("programmes", programme, self._ledger.programmes)

    def listed(self, names: Iterable[str]) -> str:
        """Several names one after the other."""
        return ("、" if self.language == CHINESE else ", ").join(names)

    def remarked(self, text: str, remark: str = "") -> str:
        """A text with a remark in brackets, where there is one."""
        return self._("{what} ({why})").format(what=text, why=remark) if remark else text

    def percent(self, share: object) -> str:
        """A share of a hundred, or two of them as an interval."""
        return self._("{share} %").format(share=share)

    def knows(self, register: str, name: str) -> bool:
        """Whether a register (`departments`, `topics` …) has an entry of that id, so that it has a page."""
        return name in getattr(self._ledger, register)

    def _name(self, register: str, name: str, entries: Mapping[str, Any]) -> Said:
        known = self._names.get((register, name))
        if known is None:
            entry = entries.get(name)
            known = self._names[register, name] = (entry and self.said(entry, "name")) or Said(name)
        return known

    def _stub(self, stub: Stub | None) -> Said:
        entry = stub.entry if stub else None
        if entry is None:
            return Said(self._("not published, as the enterprise wishes"), stub=True)
        reason = self.said(entry, "reason")
        why = reason.text if reason else ""
        if entry.until is None:
            return Said(self._("Not published: {reason}").format(reason=why), stub=True)
        day = day_in_words(entry.until, self.language)
        return Said(self._("Not published until {day}: {reason}").format(day=day, reason=why), stub=True)
