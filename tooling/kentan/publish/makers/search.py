"""The page of the search; what it finds is looked up by its script."""

from collections.abc import Iterator

from kentan.publish.edition import Edition
from kentan.publish.page import Page


def search_pages(edition: Edition) -> Iterator[Page]:
    """The page of the search."""
    _ = edition.words._
    yield Page(
        kind="search",
        language=edition.language,
        address="search/index.html",
        title=_("Search"),
        description=_("Search all cases, meetings, departments and rules."),
        view=lambda: None,
        section="search",
    )
