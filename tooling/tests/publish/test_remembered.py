"""What was made by another Kentan, another Python or other libraries is made again."""

import sys
from collections.abc import Iterator

import pytest

from kentan import itself
from kentan.publish.remembered import code


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    code.cache_clear()
    yield
    code.cache_clear()


@pytest.mark.parametrize(
    "what", ["kentan.itself._kentan", "kentan.itself._libraries", "kentan.publish.remembered.version"]
)
def test_what_makes_the_pages_has_another_digest_when_any_of_it_is_another(
    monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    before = code()
    code.cache_clear()
    assert code() == before
    code.cache_clear()
    monkeypatch.setattr(what, lambda *_: "another")
    assert code() != before


def test_python_itself_is_among_it() -> None:
    assert sys.version in itself.versions()
