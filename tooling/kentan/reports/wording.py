"""A finding in words: the message and the mend of its rule, filled in, in one language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from kentan.languages import CHINESE, Language, translate
from kentan.records.finding import Finding
from kentan.reports.printable import printable
from kentan.reports.worded import Worded
from kentan.rules.catalogue import CATALOGUE
from kentan.rules.rule import Rule

_NAME = re.compile(r"\{(\w+)\}")
_PARENTHESIS = re.compile(r" ?[(（][^(){}（）]*\{\w+\}[^()（）]*[)）]")
_TOLD = ("meaning", "words", "declared", "sectors", "roles")
_BETWEEN_SENTENCES = re.compile(r"(?<=\.)(?= )|(?<=。)")


def words(findings: Iterable[Finding], language: Language, site: str | None) -> list[Worded]:
    """Return the findings in words, in the order in which they are shown; `site` is the site's base address."""
    return [_word(each, language, site) for each in sorted(findings, key=lambda found: found.order)]


def _word(finding: Finding, language: Language, site: str | None) -> Worded:
    rule = CATALOGUE[finding.code]
    arguments = _said(finding.arguments, language)
    return Worded(
        finding,
        rule.name,
        translate("rules", rule.title, language),
        fill(translate("rules", rule.message, language), arguments),
        fill(translate("rules", rule.mend, language), arguments),
        page_address(rule, site),
    )


def _said(arguments: Mapping[str, str], language: Language) -> Mapping[str, str]:
    """Return the arguments with what the records' own descriptions say in one language.

    `meaning` is a field's; words of a list stand in lines, each with its label behind a tab (`labels.told`).
    """
    told = {name: _in_words(arguments[name], language) for name in _TOLD if arguments.get(name)}
    return {**arguments, **told} if told else arguments


def _in_words(value: str, language: Language) -> str:
    if "\t" not in value:
        return translate("records", value, language)
    words = []
    for line in value.split("\n"):
        word, _, label = line.partition("\t")
        name = translate("records", label, language)
        shown = f"{word} {name}" if language == CHINESE else f"{word} ({name})"
        words.append(word if name == word.replace("-", " ") else shown)
    return ("、" if language == CHINESE else ", ").join(words)


def page_address(rule: Rule, site: str | None) -> str:
    """Return the public address of a rule's page, or nothing where the site has none."""
    return f"{site.rstrip('/')}/rules/{rule.code}.html" if site else ""


def fill(template: str, arguments: Mapping[str, str]) -> str:
    """Return a message with its `{name}` filled in; text from records is made printable, what is missing left out.

    A parenthesis or a sentence of which nothing is known is left out with it.
    """
    parts = _parts_of(template, frozenset([name for name, value in arguments.items() if value]))
    return "".join([printable(arguments.get(part, "")) if place % 2 else part for place, part in enumerate(parts)])


@lru_cache(1000)
def _parts_of(template: str, known: frozenset[str]) -> Sequence[str]:
    """Return the text before the first name of a message, that name, the text behind it, and so on.

    What says nothing while only these names are known is left out. Many findings have the same.
    """

    def says(part: str) -> bool:
        names = _NAME.findall(part)
        return not names or not known.isdisjoint(names)

    spare = _PARENTHESIS.sub(lambda found: found[0] if says(found[0]) else "", template)
    return _NAME.split("".join(filter(says, _BETWEEN_SENTENCES.split(spare))).strip())
