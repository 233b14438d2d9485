"""The names of sectors. The list is open: a sector that is not in it is shown as it was written."""

from kentan.publish.text import Said, clean
from kentan.publish.wording import Wording
from kentan.records.sectors import sector_name


def sector(words: Wording, slug: str) -> Said:
    """The name of a sector in one language."""
    name = sector_name(slug, words.language)
    return Said(clean(slug) if name is None else name)
