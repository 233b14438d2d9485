"""Text from records on its way into HTML: plain text, escaped, isolated, with its language marked.

Nothing in it is interpreted: neither HTML nor Markdown. Characters that turn the direction of what follows, and
control characters, are left out; the checker reports them, the site does not depend on it.
"""

import re
from datetime import date
from functools import cache, lru_cache
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from kentan.languages import CHINESE, Language
from kentan.records.moments import END_OF_DAY, Moment

_HARMFUL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""The characters of scripts that run from right to left, as the inside of a class of a regular expression."""
runs_right_to_left = re.compile(f"[{RIGHT_TO_LEFT}]").search
_CODE = re.compile(r"`([^`]*)`")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Said(NamedTuple):
    """A text from a record as a page shows it; `language` is None where it is the page's own.

    `stub` says that it stands in place of a text that is not published.
    """

    text: str
    language: Language | None = None
    stub: bool = False

    @property
    def one_line(self) -> str:
        """The text as one line without any markup, for titles and descriptions."""
        return " ".join(self.text.split())


def clean(text: str) -> str:
    """The text without control characters and without characters that turn the direction of what follows."""
    return _HARMFUL.sub("", text) if _HARMFUL.search(text) else text


@lru_cache(1 << 15)
def inline(said: Said) -> Markup:
    """One line of text, isolated from the direction of what stands around it."""
    return str.__new__(Markup, f"<bdi{_marked(said)}>{escape(said.text)}</bdi>")


def block(said: Said) -> Markup:
    """Text as paragraphs."""
    opening = f'<p dir="auto"{_marked(said)}>'
    return str.__new__(Markup, "".join([f"{opening}{part}</p>" for part in paragraphs(said.text)]))


def paragraphs(text: str, *, quote: bool = True) -> list[str]:
    """The paragraphs of a text in HTML: an empty line begins a new one, a line break stays a line break.

    Quotes are escaped unless told not to; they need it in attributes only.
    """
    text = escape(text.strip(), quote=quote)
    if "\n" not in text:
        return [text]
    return [part.replace("\n", "<br>") for part in _PARAGRAPHS.split(text)]


def _marked(said: Said) -> str:
    if said.stub:
        return ' class="stub"'
    return f' lang="{said.language}"' if said.language else ""


def coded(said: str) -> Markup:
    """A text of ours in which names of fields and files stand between backticks."""
    return Markup(_CODE.sub(r"<code>\1</code>", escape(said)))


@cache
def day_in_words(day: date, language: Language) -> str:
    """A day as people write it: 2022年6月8日, 8 June 2022."""
    if language == CHINESE:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"


def moment_in_words(when: Moment | date, language: Language) -> str:
    """A moment as people write it: the day, and the time where one is recorded."""
    if not isinstance(when, Moment):
        return day_in_words(when, language)
    day, minute = when
    said = day_in_words(day, language)
    return said if minute == END_OF_DAY else f"{said} {minute // 60:02d}:{minute % 60:02d}"


@cache
def moment(when: Moment | date, language: Language) -> Markup:
    """A moment as people write it, with the form for machines."""
    return Markup(f'<time datetime="{machine(when)}">{moment_in_words(when, language)}</time>')


@cache
def due(when: Moment | date, language: Language) -> Markup:
    """A due moment that lies ahead or has passed: a script adds how far it is from the day of reading."""
    return Markup(f'<time datetime="{machine(when)}" data-due>{moment_in_words(when, language)}</time>')


def machine(when: Moment | date) -> str:
    """A moment in the form for machines: 2022-06-08, 2022-06-08T14:30."""
    return str(when).replace(" ", "T")
