"""Large sites: which cases have a short page, so that a province's ten years fit where a site may be published.

A case that is settled and was raised in a past year keeps its address, and its page all that was said and done; it
has no proofs, no chart and no table of contents, and stands in a head of a few lines instead of the theme's
(`docs/decisions/0009-large-sites.md`). Nothing on it changes with the day, so it is laid down once.
"""

import re

from kentan.clocks.status import ENDED
from kentan.publish.edition import Edition
from kentan.records.case import Case

MANY = 5_000
"""Up to that many cases every page is a whole one."""
KIND = "archived"
_DISPENSABLE = re.compile(
    r'<script\b.*?</script>|<link rel="(?:prev|next)"[^>]*>|<link rel="stylesheet" href="[^"]*explorer[^"]*">',
    re.DOTALL,
)


def is_archived(edition: Edition, case: Case) -> bool:
    """Whether the case has a short page."""
    index = edition.index
    if len(index.cases) <= MANY or case.raised.on.day.year >= edition.as_of.year:
        return False
    return index.computed.states[case.id].status in ENDED


def light(html: str, body: str) -> str:
    """The theme's page with another body, without scripts and styles for them; `body` holds the slots of a shell."""
    head, _, _ = html.partition("</head>")
    return f"{_DISPENSABLE.sub('', head)}</head>{body}</html>"
