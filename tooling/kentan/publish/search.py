"""What the search of the theme finds: the hand-written pages with their text, the records by number and title."""

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path

from kentan.publish.page import Page

INDEX = "search/search_index.json"


def search_index(rendered: Path, pages: Iterable[Page]) -> bytes:
    """The index that the renderer made, with the pages of the records added.

    The theme shows titles and texts of the index as HTML, so they are escaped here.
    """
    index = json.loads(rendered.read_bytes())
    index["docs"].extend(
        {"location": page.address, "title": escape(page.title), "text": escape(page.search or "")}
        for page in pages
        if page.search is not None
    )
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
