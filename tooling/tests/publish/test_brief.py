"""Pages in the shell of short pages: the same words in fewer bytes."""

import html5lib
import pytest

from kentan.publish.brief import brief
from kentan.publish.markup import line
from kentan.publish.text import Said, block, inline

HOSTILE = (
    '<td data-term=x> class=name ="y" </p></li>',
    "</svg><details>a</details>",
    '<span class="tag tag--good">x</span>',
    "a > \n < b",
    '<time datetime="2026">1</time> <bdi>\'',
)


def words(html: str) -> list[str]:
    """The words of a page, as a browser reads them."""
    found = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return " ".join(found.itertext()).split()


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_record_says_stays_as_it_is(text: str) -> None:
    said = Said(text)
    page = f'<div class="said">{block(said)}</div>\n<ul>\n<li>{inline(said)}</li><li>{line(said)}</li></ul>'
    assert words(brief(page)) == words(page)
    assert len(brief(page)) < len(page)


def test_text_from_right_to_left_stays_apart() -> None:
    page = inline(Said("שלום 1"))
    assert brief(page) == page


def test_a_tag_keeps_its_tone_and_a_cell_its_number() -> None:
    page = '<td class="count" data-term="a b">1</td>\n<td><span class="tag tag--late">x</span></td>'
    assert brief(page) == "<td class=count>1<td><b class=l>x</b>"
