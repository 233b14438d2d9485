"""All pages of the site in one language: those of cases, the reports, and the others."""

from collections.abc import Iterator

from kentan.publish.edition import Edition
from kentan.publish.makers.cases import case_pages
from kentan.publish.makers.claims import claim_pages
from kentan.publish.makers.data import data_pages
from kentan.publish.makers.home import home_pages
from kentan.publish.makers.integrity import integrity_pages
from kentan.publish.makers.listings import listings
from kentan.publish.makers.meetings import meeting_pages
from kentan.publish.makers.method import method_pages
from kentan.publish.makers.registry import registry_pages
from kentan.publish.makers.reports import report_lists, written
from kentan.publish.makers.rules import rule_pages
from kentan.publish.makers.search import search_pages
from kentan.publish.page import Page


def pages(edition: Edition) -> Iterator[Page]:
    """Every page of the site in one language, but for the hand-written ones."""
    yield from case_pages(edition)
    yield from listings(edition)
    yield from other_pages(edition)
    for known, _word in written(edition):
        yield known.page()


def other_pages(edition: Edition) -> Iterator[Page]:
    """Every page that is neither a case nor a list of cases nor a report."""
    yield from home_pages(edition)
    yield from meeting_pages(edition)
    yield from registry_pages(edition)
    yield from report_lists(edition)
    yield from claim_pages(edition)
    yield from integrity_pages(edition)
    yield from rule_pages(edition)
    yield from method_pages(edition)
    yield from data_pages(edition)
    yield from search_pages(edition)
