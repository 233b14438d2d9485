"""The languages that the commands, the findings and the site speak.

English is the message id; every other language is a folder of gettext catalogues,
``kentan/locale/<language>/LC_MESSAGES/<domain>.po`` with its compiled ``.mo`` beside it. A new language is a new
folder. A domain is a room of the house (``rules``, ``publish``, ``cli`` and so on).

How a room uses it, at the top of a module::

    from kentan.languages import mark, messages

    _ = messages("rules")
    N_ = mark

    TITLE = N_("a field that does not exist")          # marked here, translated where it is shown: _(TITLE)
    text = _("{field} is missing").format(field=name)  # translate first, then fill in: never an f-string

A module's domain is its room's name, unless its call of ``messages`` says another. ``_`` follows the language of
the command (``set_language``). Where two languages are written at once, as on the site, ``messages("publish",
language)`` and ``translate("publish", message, language)`` know no global state. Numbers that need a plural go
through ``ngettext``. Templates under ``site/templates`` say ``{{ _("…") }}`` or ``{% trans %}`` and belong to the
domain ``publish``.

After a change of a catalogue: ``python -m kentan.languages.compile``. It also lists what lacks a translation.
"""

import os
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from gettext import GNUTranslations

Language = NewType("Language", str)
"""The name of a folder of ``locale/`` (``zh``), or ``en``; also the value of HTML's ``lang``, with ``-`` for ``_``."""

ENGLISH = Language("en")
CHINESE = Language("zh")

LOCALE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "locale")


class UnknownLanguage(ValueError):
    """A language was asked for that has no catalogues; the message names those that there are."""

    def __init__(self, asked: str) -> None:
        super().__init__(f"no language {asked!r}; there are: {', '.join(available())}")


@cache
def available() -> tuple[Language, ...]:
    """Every language there is: the folders of ``locale/`` in the order of their names, Chinese first, and English."""
    found = {Language(entry.name) for entry in os.scandir(LOCALE) if entry.is_dir()} | {CHINESE, ENGLISH}
    return tuple(sorted(found, key=lambda language: (language != CHINESE, language)))


def choose(argument: str | None, environment: Mapping[str, str]) -> Language:
    """The language to speak: ``--lang``, then ``KENTAN_LANG``, then the terminal's locale.

    The locale is the first that is set of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG``, as POSIX has it. Unless that is
    ``C`` or ``POSIX``, the first that we speak of those in ``LANGUAGE`` (``zh_CN:en``) comes before it, as gettext
    has it. Where the locale names no language (unset, ``C``, ``POSIX``), the answer is Chinese: the users are Chinese
    first, and their servers and containers rarely set a locale. Where it names one that we do not speak, it is English.

    Raises ``UnknownLanguage`` where ``--lang`` or ``KENTAN_LANG`` asks for one that there is not.
    """
    asked = argument or environment.get("KENTAN_LANG")
    if asked:
        language = _match(asked)
        if language is None:
            raise UnknownLanguage(asked)
        return language
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return CHINESE
    wished = (_match(each) for each in environment.get("LANGUAGE", "").split(":") if each)
    return next(filter(None, wished), None) or (_match(locale) or ENGLISH if locale else CHINESE)


def _match(locale: str) -> Language | None:
    """The closest language to a locale's name: ``zh_TW.UTF-8`` is ``zh_TW`` if there is such a folder, else ``zh``."""
    parts = locale.partition(".")[0].partition("@")[0].replace("-", "_").lower().split("_")
    known = {language.lower(): language for language in available()}
    for length in range(len(parts), 0, -1):
        language = known.get("_".join(parts[:length]))
        if language is not None:
            return language
    return None


_current = CHINESE


def set_language(language: Language) -> None:
    """Speak this language from now on; the command line calls it once."""
    global _current
    _current = language


def current() -> Language:
    """The language of the command."""
    return _current


@cache
def _catalogue(domain: str, language: Language) -> "GNUTranslations | None":
    path = os.path.join(LOCALE, language, "LC_MESSAGES", f"{domain}.mo")
    if not os.path.exists(path):
        return None
    from gettext import GNUTranslations  # only where something is said in another language than English

    with open(path, "rb") as file:
        return GNUTranslations(file)


@lru_cache(1 << 13)
def translate(domain: str, message: str, language: Language) -> str:
    """The message in that language; the message itself where there is no translation."""
    catalogue = _catalogue(domain, language)
    if catalogue is None or not message:  # gettext answers the empty message with the catalogue's header
        return message
    return catalogue.gettext(message)


def ntranslate(domain: str, singular: str, plural: str, count: int, language: Language) -> str:
    """The message for that many things, in that language."""
    catalogue = _catalogue(domain, language)
    if catalogue is None:
        return singular if count == 1 else plural
    return catalogue.ngettext(singular, plural, count)


def gettext(domain: str, message: str) -> str:
    """The message in the language of the command."""
    return translate(domain, message, _current)


def ngettext(domain: str, singular: str, plural: str, count: int) -> str:
    """The message for that many things, in the language of the command."""
    return ntranslate(domain, singular, plural, count, _current)


def messages(domain: str, language: Language | None = None) -> Callable[[str], str]:
    """A room's ``_``: translates into the given language, or into the command's as it is at each call."""
    if language is None:
        return lambda message: translate(domain, message, _current)
    return lambda message: translate(domain, message, language)


def mark(message: str) -> str:
    """Mark a constant as a message of its module's domain, without translating it yet (``N_``)."""
    return message
