"""The site in one language: its words, and what several of its pages show, made once."""

from collections.abc import Callable
from datetime import date

from kentan.languages import CHINESE, Language
from kentan.publish.index import Index
from kentan.publish.keys import NO_KEYS, Keys
from kentan.publish.recorded import Recorded
from kentan.publish.views.row import Row, row
from kentan.publish.wording import Wording
from kentan.records.case import Case
from kentan.records.registry import Instance


class Edition:
    """What the makers of pages share within one language."""

    def __init__(
        self,
        index: Index,
        instance: Instance,
        language: Language,
        as_of: date,
        keys: Keys = NO_KEYS,
        recorded: Callable[[], Recorded | None] = lambda: None,
    ) -> None:
        """`recorded` yields what the history says of the records, always the very same; it is asked late."""
        own = Language(instance.languages[0]) if instance.languages else CHINESE
        self.index = index
        self.instance = instance
        self.language = language
        self.as_of = as_of
        self.keys = keys
        self._recorded = recorded
        self.words = Wording(index.ledger, language, own)
        self._rows: dict[str, Row] = {}

    @property
    def recorded(self) -> Recorded | None:
        """What the history says of the records by the day of the site; None where there is none."""
        return self._recorded()

    @property
    def name(self) -> str:
        """The name of the site in this language."""
        said = self.words.said(self.instance, "name")
        return said.one_line if said else ""

    @property
    def prefix(self) -> str:
        """The folder of this language below the site's: empty for the first language."""
        return "" if self.language == self.instance.languages[0] else f"{self.language}/"

    @property
    def site(self) -> str:
        """The way from this language's folder to the site's."""
        return "../" if self.prefix else ""

    def row(self, case: Case) -> Row:
        """The line of a case in lists."""
        known = self._rows.get(case.id)
        if known is None:
            known = self._rows[case.id] = row(self.words, case, self.index.computed.states[case.id])
        return known

    def rows(self, cases: tuple[Case, ...]) -> tuple[Row, ...]:
        """The lines of several cases, in the same order."""
        return tuple(self.row(case) for case in cases)
