"""The lines of lists of cases and meetings, as brief as HTML allows: no end tag and no quote that may be left out.

A case stands in a dozen lists, so its line is made once in a language; the way to the language's folder, which differs
from list to list, is filled in afterwards for all lines of a list at once.
"""

from collections.abc import Iterable
from html import escape

from markupsafe import Markup

from kentan.languages import Language, messages
from kentan.publish.markup import WAY, attribute, line, tag
from kentan.publish.text import moment
from kentan.publish.views.row import Row


class Lines:
    """Writes the lines of one language."""

    def __init__(self, language: Language) -> None:
        self._ = messages("publish", language)
        self._language = language
        self._known: dict[str, str] = {}
        terms = (self._("State"), self._("Lead"), self._("Topic"), self._("Raised on"))
        self._state, self._lead, self._topic, self._raised = (attribute(term) for term in terms)

    def cases(self, root: str, rows: Iterable[Row]) -> Markup:
        """The lines of some cases; `root` is the way to the language's folder."""
        known, found = self._known, []
        for row in rows:
            shown = known.get(row.id)
            if shown is None:
                shown = known[row.id] = self._case(row)
            found.append(shown)
        return Markup("".join(found).replace(WAY, root))

    def brief(self, root: str, rows: Iterable[Row]) -> Markup:
        """The lines of some cases, with nothing but what each is called and how it stands."""
        return Markup("".join([self._head(row) for row in rows]).replace(WAY, root))

    def _case(self, row: Row) -> str:
        """One line. On a phone each cell says its term, but for the first one, which is the heading of its line."""
        lead = "–"
        if row.lead:
            name = line(row.lead.said)
            lead = f"<a href={attribute(WAY + row.lead.address)}>{name}</a>" if row.lead.address else name
        elif row.awaits_lead:
            lead = escape(self._("not handed over yet"))
        return (
            f"{self._head(row)}"
            f"<td class=name data-term={self._lead}>{lead}"
            f"<td class=name data-term={self._topic}>{line(row.topic)}"
            f"<td class=day data-term={self._raised}>{moment(row.raised, self._language)}"
        )

    def _head(self, row: Row) -> str:
        """What a case is called and how it stands."""
        origin = f" {tag(row.origin)}" if row.origin else ""
        return (
            f"<tr><td><a class=list__title href={attribute(WAY + row.address)}>{line(row.title)}</a>"
            f"<span class=list__sub>{escape(row.id)}{origin}</span>"
            f"<td data-term={self._state}>{' '.join([tag(one) for one in row.tags])}"
        )
