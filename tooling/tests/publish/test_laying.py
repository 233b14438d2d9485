"""What is left as the last build laid it down is what a build would lay down that knows of no other."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kentan.publish.laying import Laying
from kentan.publish.searching import postings
from kentan.publish.searching.postings import Part, lay_shards, part, posting
from kentan.publish.writing import Writer

WORDS = ("用地", "审批", "税收", "贷款", "^su", "o90", "工业", "厂房", "招工", "融资")
DOCUMENT = st.tuples(st.sets(st.sampled_from(WORDS)), st.sets(st.sampled_from(WORDS))).map(
    lambda found: (found[0], found[0] | found[1])
)
PARTS = st.lists(st.lists(DOCUMENT, min_size=1, max_size=5), min_size=1, max_size=4)
Memory = dict[str, list[str]]


def built(folder: Path, before: Memory, lay: Callable[[Laying], object], common: str = "") -> tuple[Memory, int]:
    """What a build remembers that lays files into a folder, and how many it wrote."""
    writer = Writer(folder / "public", folder / "work")
    laying = Laying(writer, common, before)
    lay(laying)
    return laying.now, writer.finish().written


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_made_again_when_what_it_rests_on_changed(tmp_path: Path) -> None:
    made: list[str] = []

    def lay(key: str | None, content: bytes, laying: Laying) -> None:
        def make() -> bytes:
            made.append(content.decode())
            return content

        assert laying.lay("assets/kentan.css", key, make, lambda content: f"says {content.decode()}") == said

    said = "says a"
    before, _ = built(tmp_path, {}, partial(lay, "1", b"a"))
    before, written = built(tmp_path, before, partial(lay, "1", b"never made"))
    assert (made, written) == (["a"], 0)
    (tmp_path / "public" / "assets" / "kentan.css").unlink()
    before, written = built(tmp_path, before, partial(lay, "1", b"a"))
    assert (made, written) == (["a", "a"], 1)
    said = "says b"
    before, _ = built(tmp_path, before, partial(lay, "2", b"b"))
    before, written = built(tmp_path, before, partial(lay, "2", b"b"), common="another version of Kentan")
    assert (made, written) == (["a", "a", "b", "b"], 0)
    before, _ = built(tmp_path, before, partial(lay, None, b"b"))
    assert before == {}


@settings(max_examples=100)  # each writes some folders
@given(st.lists(PARTS, min_size=2, max_size=5))
def test_the_index_after_any_changes_is_the_one_that_is_made_anew(
    turns: list[list[list[tuple[set[str], set[str]]]]],
) -> None:
    before = Memory()
    with TemporaryDirectory() as room, pytest.MonkeyPatch.context() as patched:
        folder = Path(room) / "again"
        patched.setattr(postings, "_SHARD", 25)  # so that there are many files, and now more, now fewer
        for number, turn in enumerate(turns):
            lay = partial(_lay_index, turn)
            before, _ = built(folder, before, lay)
            anew = Path(room) / f"anew-{number}"
            built(anew, {}, lay)
            assert held(folder / "public") == held(anew / "public")
            assert built(folder, before, lay) == (before, 0)


def _lay_index(documents: list[list[tuple[set[str], set[str]]]], laying: Laying) -> None:
    first, parts = 0, list[Part]()
    for each in documents:
        parts.append(part(first, posting(each)))
        first += len(each)
    laying.write("assets/kentan.css", b"")
    lay_shards(parts, laying, lambda name: f"{name}.js")
