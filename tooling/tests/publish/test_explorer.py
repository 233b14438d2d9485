"""What the explorer looks up says the same as the records, and what it falls back to is whole."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentan.languages import CHINESE
from kentan.publish import lookup
from kentan.publish.explorer import rows
from kentan.publish.facets import FACETS
from kentan.publish.house import find
from kentan.publish.makers import listings
from kentan.publish.site import pages
from kentan.publish.templates import Templates
from kentan.records.ledger import Ledger
from tests.publish.conftest import DAY, ROOT
from tests.publish.html import Seen
from tests.publish.outputs import editions, numbers, outputs, value


@pytest.fixture(scope="module")
def found(sample: Ledger) -> dict[str, bytes]:
    return outputs(sample, DAY)


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_come_back_as_they_were(given: list[int]) -> None:
    text = lookup.numbers(given)
    assert numbers(text) == given
    assert text.isascii()
    assert '"' not in text
    assert "\\" not in text


def test_the_scripts_stay_small() -> None:
    for name, most in (("explorer.js", 22_000), ("search.js", 17_500)):
        assert (ROOT / "site" / "assets" / name).stat().st_size < most


def test_a_script_cannot_end_before_its_end() -> None:
    content = lookup.script("a", "</script><!--\u2028")
    assert b"<" not in content
    assert "\u2028" not in content.decode()
    assert value(content) == "</script><!--\u2028"


def test_every_case_has_its_codes_in_every_facet(sample: Ledger, found: dict[str, bytes]) -> None:
    edition = editions(sample, DAY)[0]
    index = value(found["lookup/cases/index.js"])
    assert index["count"] == len(edition.index.cases)
    for place, facet in enumerate(index["facets"]):
        assert facet["id"] == FACETS[place].id
        if facet["id"] == "year":
            read = [(str(year),) for year, _first, length, _ids in index["years"] for _case in range(length)]
        else:
            column = numbers(value(found[f"lookup/cases/{facet['id']}.js"]))
            read = [tuple(facet["values"][one] for one in facet["sets"][number]) for number in column]
        assert read == [one.codes[place] for one in edition.index.filed]
        totals = Counter(code for codes in read for code in codes)
        assert facet["totals"] == [totals[code] for code in facet["values"]]


def test_every_code_has_its_name_in_both_languages(found: dict[str, bytes]) -> None:
    index = value(found["lookup/cases/index.js"])
    for prefix in ("", "en/"):
        named = value(found[f"{prefix}lookup/rows/index.js"])["facets"]
        for facet in index["facets"]:
            assert len(named[facet["id"]]["names"]) == len(facet["values"])


def test_every_line_has_the_case_of_its_number(sample: Ledger, found: dict[str, bytes]) -> None:
    edition = editions(sample, DAY)[0]
    lines = [line.split("\t") for line in value(found["lookup/rows/0.js"])["rows"].split("\n")]
    assert [(line[0], line[1]) for line in lines] == [
        (case.id, edition.row(case).title.one_line) for case in edition.index.cases
    ][:256]


def test_of_a_rare_code_the_newest_lines_stand_in_a_file(sample: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "VERY_MANY", 10)
    monkeypatch.setattr(rows, "NEWEST", 3)
    found = outputs(sample, DAY)
    filed = editions(sample, DAY)[0].index.filed
    for place, facet in enumerate(FACETS):
        for code in {code for one in filed for code in one.codes[place]}:
            ids = [one.case.id for one in reversed(filed) if code in one.codes[place]]
            for prefix in ("", "en/"):
                content = found.get(f"{prefix}lookup/rows/{facet.id}/{code}.js")
                assert (content is None) == (facet.id == "year" or 8 * len(ids) > len(filed))
                if content:
                    assert [line.split("\t")[0] for line in value(content)["rows"].split("\n")] == ids[:3]
    due = sorted((one.found.due.day, -at, one.case.id) for at, one in enumerate(filed) if one.found.due)
    lines = value(found["lookup/rows/due.js"])["rows"].split("\n")
    assert [line.split("\t")[0] for line in lines] == [name for _day, _at, name in due[:3]]
    assert value(found["lookup/rows/index.js"])["newest"]["most"] == 3


def test_no_title_can_part_a_line(sample: Ledger) -> None:
    case = next(iter(sample.cases.values()))
    odd = replace(case, title="a\tb\nc")
    index = value(outputs(replace(sample, cases={case.id: odd}), DAY)["lookup/rows/0.js"])
    (line,) = index["rows"].split("\n")
    assert line.split("\t")[:3] == [case.id, "a b c", ""]


def test_every_id_is_found_by_its_parts(sample: Ledger, found: dict[str, bytes]) -> None:
    read = []
    for year, *_rest in value(found["lookup/cases/index.js"])["years"]:
        shard = value(found[f"lookup/ids/{year}.js"])
        last: dict[int, int] = {}
        for stem, step in zip(numbers(shard["stem"]), numbers(shard["number"]), strict=True):
            last[stem] = last.get(stem, 0) + (-(step + 1) // 2 if step % 2 else step // 2)
            read.append(f"{shard['stems'][stem]}-{last[stem]:04d}")
    assert read == [case.id for case in editions(sample, DAY)[0].index.cases]


def test_without_a_script_each_code_has_a_list_with_exactly_its_cases(sample: Ledger, site: Path) -> None:
    edition = editions(sample, DAY)[0]
    start = Seen((site / "cases" / "index.html").read_text("utf-8"))
    for place, facet in enumerate(FACETS):
        wanted: dict[str, set[str]] = {}
        for one in edition.index.filed:
            for code in one.codes[place]:
                wanted.setdefault(code, set()).add(one.case.id)
        for code, ids in wanted.items():
            folder = facet.folder(code)
            assert f"../{folder}/index.html" in start.links
            listed = set()
            for path in (site / folder).glob("*.html"):
                seen = Seen(path.read_text("utf-8"))
                listed |= {Path(link).stem for link in seen.links if re.search(r"-\d{4,}\.html$", link)} & set(
                    sample.cases
                )
            assert ids <= listed, folder


def test_a_large_instance_keeps_its_lists_small_and_whole_by_year(
    sample: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "MANY", 10)
    monkeypatch.setattr(listings, "KEPT", 1)
    monkeypatch.setattr("kentan.publish.views.listing.FULL", 10)
    edition = editions(sample, DAY)[0]
    views = {page.address: page.view() for page in pages(edition) if page.kind == "cases"}
    assert views["cases/index.html"].listed < len(sample.cases)
    assert len(views["cases/index.html"].parts) == 1
    by_year = [view for address, view in views.items() if re.match(r"cases/\d{4}/", address)]
    assert sum(len(view.rows) for view in by_year) == len(edition.index.cases)
    assert all(view.listed is None for view in by_year)


def test_a_very_large_instance_says_briefly_in_its_lists_by_year_how_each_case_stands(
    sample: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MANY", "VERY_MANY"):
        monkeypatch.setattr(listings, name, 10)
    edition = editions(sample, DAY)[0]
    views = {page.address: page.view() for page in pages(edition) if page.kind == "cases"}
    briefly = {address for address, view in views.items() if view.is_brief}
    assert briefly == {address for address in views if re.match(r"cases/\d{4}/", address)}
    house = find(ROOT)
    for address in briefly:
        shown = "".join(Seen(Templates(house, CHINESE).render("cases", "../", views[address])).text)
        for row in views[address].rows:
            assert row.id in shown
            assert all(tag.text in shown for tag in row.tags)
