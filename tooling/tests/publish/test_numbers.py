"""Numbers of more than three digits are written in one way on all pages."""

import pytest

from kentan.languages import CHINESE
from kentan.publish.house import House
from kentan.publish.templates import Templates
from kentan.publish.text import Said
from kentan.publish.views.parts import Link
from kentan.publish.views.registry import NamedCount, NamesView
from tests.publish.conftest import ROOT
from tests.publish.html import Seen


@pytest.mark.parametrize("kind", ["topics", "programmes"])
def test_thousands_stand_apart_in_every_table(kind: str) -> None:
    rows = (NamedCount(Link("x.html", Said("融资")), Said("工商联"), 12345, 6789),)
    page = Templates(House((ROOT / "site",)), CHINESE).render(kind, "../", NamesView("标题", rows))
    text = "".join(Seen(page).text)
    assert "6,789" in text
    assert ("12,345" in text) == (kind == "programmes")
