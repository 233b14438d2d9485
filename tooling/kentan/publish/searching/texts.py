"""What of a case the search finds: every text that its page shows, and the names of those who handle it."""

from collections.abc import Iterable, Iterator, Mapping

from kentan.publish.disclosed import replies
from kentan.publish.searching.grams import characters, grams, grams_of_name
from kentan.publish.veil import stub_of
from kentan.publish.wording import Wording
from kentan.records.case import Case


def document(words: tuple[Wording, ...], case: Case) -> tuple[set[str], set[str]]:
    """The grams of a case's title and of everything that is found, over all languages of the site."""
    titles = " ".join(_open(case, [case.title, *_translated(case.translations, "title")]))
    title = grams(titles) | characters(titles)
    everything = grams(" ".join(_open(case, _texts(case)))) | title
    for one in words:
        everything |= grams_of_name(one.topic(case.topic).text)
        for name in case.assignments:
            everything |= grams_of_name(one.department(name).text)
    return title, everything


def _texts(case: Case) -> Iterator[str | None]:
    yield case.summary
    yield from _translated(case.translations, "summary")
    yield case.raised.statement
    yield from _translated(case.raised.translations, "statement")
    if case.enterprise:
        yield case.enterprise.name
        yield from _translated(case.enterprise.translations, "name")
    for reply in replies(case):
        yield reply.text
        yield reply.basis
        yield from reply.translations.values()
        if reply.promise:
            yield reply.promise.text
            yield from reply.promise.translations.values()


def _translated(translations: Mapping[str, str], field: str) -> Iterator[str]:
    return (text for name, text in translations.items() if name.rpartition("_")[0] == field)


def _open(case: Case, found: Iterable[str | None]) -> Iterator[str]:
    """The texts that are published; what stands for a withheld one is none."""
    return (text for text in found if text and not stub_of(text, case.withheld))
