"""A page for each rule of the catalogue, at an address that never changes, and the catalogue."""

from collections.abc import Iterator

from kentan.publish.edition import Edition
from kentan.publish.page import Page

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
        view=lambda: (),
        section=SECTION,
    )
