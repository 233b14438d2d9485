"""The site of this repository: whole, linked, and without a request to anybody else."""

from pathlib import Path

from kentan.publish.page import root_of
from kentan.records.ledger import Ledger
from tests.publish.conftest import DAY, built
from tests.publish.html import Seen, is_outside, pages, target


def test_every_link_and_every_anchor_leads_somewhere(site: Path) -> None:
    found = dict(pages(site))
    ids = {path.resolve(): set(seen.ids) for path, seen in found.items()}
    wrong = []
    for path, seen in found.items():
        if path.name == "404.html":
            continue
        for link in [*seen.links, *seen.loads]:
            if is_outside(link):
                continue
            file, anchor = target(site, path, link)
            if not file.is_file():
                wrong.append(f"{path.relative_to(site)}: {link}")
            elif anchor and file.suffix == ".html" and anchor not in ids[file] and not anchor.startswith("__"):
                wrong.append(f"{path.relative_to(site)}: no anchor {link}")
    assert wrong == []


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for path, seen in pages(site):
        assert [one for one in seen.loads if is_outside(one)] == [], path
    for path in site.rglob("*.css"):
        assert "url(http" not in path.read_text("utf-8"), path


def test_no_script_stands_in_a_page_and_no_handler_on_an_element(site: Path) -> None:
    for path, seen in pages(site):
        for tag, given in seen.elements:
            assert not [name for name in given if name.startswith("on")], path
            if tag == "script":
                assert "src" in given or given.get("type") == "application/json", path
        policies = [given["content"] for tag, given in seen.elements if "http-equiv" in given]
        assert len(policies) == 1, path
        assert "unsafe" not in policies[0], path


def test_ids_are_unique_on_a_page(site: Path) -> None:
    for path, seen in pages(site):
        assert len(seen.ids) == len(set(seen.ids)), path


def test_no_slot_is_left_open(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert "kentan-slot" not in path.read_text("utf-8"), path


def test_every_page_has_its_language_and_leads_to_the_same_page_in_the_other(site: Path) -> None:
    for path, seen in pages(site):
        address = path.relative_to(site).as_posix()
        language = "en" if address.startswith("en/") else "zh"
        assert seen.elements[0] == ("html", {"lang": language, "class": "no-js"}), path
        if path.name == "404.html":
            continue
        other = address.removeprefix("en/") if language == "en" else f"en/{address}"
        assert f"{root_of(address)}{other}" in seen.links, path


def test_every_case_and_every_meeting_has_its_page_in_both_languages(sample: Ledger, site: Path) -> None:
    for prefix in ("", "en/"):
        for case in sample.cases.values():
            assert (site / f"{prefix}cases/{case.raised.on.day.year}/{case.id}.html").is_file()
        for meeting in sample.meetings:
            assert (site / f"{prefix}meetings/{meeting[:4]}/{meeting}.html").is_file()


def test_the_list_of_all_cases_has_every_case_once(sample: Ledger, site: Path) -> None:
    found = []
    for path in [site / "cases" / "index.html", *sorted((site / "cases").glob("page-*.html"))]:
        seen = Seen(path.read_text("utf-8"))
        listed = [given["href"] for tag, given in seen.elements if given.get("class") == "list__title"]
        found += [Path(link).stem for link in listed]
    assert sorted(found) == sorted(sample.cases)


def test_a_sample_says_so_and_a_report_names_its_source(sample: Ledger, site: Path) -> None:
    for case in sample.cases.values():
        text = "".join(Seen((site / f"cases/{case.id[3:7]}/{case.id}.html").read_text("utf-8")).text)
        if case.provenance == "sample":
            assert "虚构示例" in text
        if case.provenance == "reported":
            assert "媒体报道" in text
            assert all(source.title in text for source in case.sources)


def test_the_same_records_on_the_same_day_give_the_same_bytes(sample: Ledger, site: Path, tmp_path: Path) -> None:
    again = built(sample, tmp_path, DAY)
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    second = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert first.keys() == second.keys()
    assert [path for path, content in first.items() if second[path] != content] == []


def test_the_page_of_a_rule_has_no_names_of_a_program_in_braces(site: Path) -> None:
    for page in ("rules/K202.html", "en/rules/K202.html"):
        assert "{field}" not in (site / page).read_text("utf-8")
