"""The words that the scripts of the search and the explorer show, in one language."""

from typing import Any

from kentan.publish.wording import Wording


def script_words(words: Wording) -> dict[str, Any]:
    """The words by the names under which the scripts know them."""
    _ = words._
    return {
        "pages": _("Pages"),
        "cases": _("Cases"),
        "mentioned": _("Pages that mention it"),
        "more": _("Show more"),
        "found": _("Cases found: {cases}; other pages: {pages}"),
        "all": _("All {count} results"),
        "nothing": _("None."),
        "broken": _("Something could not be loaded. The lists below hold the same cases."),
        "text": _("With these words"),
        "sort": _("Order"),
        "sorts": {
            "newest": _("newest first"),
            "oldest": _("oldest first"),
            "due": _("due first"),
            "rating": _("lowest rating first"),
        },
        "others": _("{count} others"),
        "remove": _("remove"),
        "clear": _("Clear all"),
        "loading": _("Loading …"),
        "left": _("{count} of {total} cases"),
        "columns": [_("Case"), _("State"), _("Lead"), _("Topic"), _("Raised on")],
        "nobody": _("not handed over yet"),
        "newer": _("Previous page"),
        "older": _("Next page"),
        "page": _("page {page} of {last}"),
        "pages_of_list": _("Pages of this list"),
    }
