"""The index of the search holds what is published, under every part of it that somebody may type."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentan.publish.searching.grams import characters, folded, grams
from kentan.publish.searching.postings import part, posted, posting, shard_of
from kentan.records.ledger import Ledger
from tests.publish.conftest import DAY
from tests.publish.outputs import editions, numbers, outputs, value


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("加快工业用地审批", "用地"),
        ("加快工业用地审批", "业用"),
        ("加快工業用地審批", "审批"),
        ("5G基站用电", "g基"),
        ("ISO9001认证", "o90"),
        ("ISO9001认证", "1认"),
        ("ＡＢＣ公司", "c公"),
        ("the subsidy arrived", "^su"),
        ("𠮷野家", "𠮷野"),
    ],
)
def test_parts_are_found(text: str, part: str) -> None:
    assert part in grams(text)


def slowly(text: str) -> set[str]:
    """The same, character by character, as the module's text says it."""
    found = set()
    for run in re.findall(r"[0-9a-z\u4e00-\u9fff]+", folded(text)):
        word = [character < "\u4e00" for character in run]
        for at in range(len(run) - 1):
            if not (word[at] and word[at + 1]):
                found.add(run[at : at + 2])
                continue
            if at == 0 or not word[at - 1]:
                found.add(f"^{run[at : at + 2]}")
            if at + 2 < len(run) and word[at + 2]:
                found.add(run[at : at + 3])
    return found


@given(st.text("用地审a1B。 ", max_size=30))
def test_any_mixture_is_cut_as_it_is_told(text: str) -> None:
    assert grams(text) == slowly(text)


def test_traditional_full_width_and_capitals_are_the_same() -> None:
    assert folded("數位轉型ＡＩ") == "数位转型ai"
    assert grams("企業稅收") == grams("企业税收")


def test_single_characters_are_those_of_chinese() -> None:
    assert characters("税a1。退") == {"税", "退"}


def test_nothing_is_cut_out_of_an_empty_or_a_foreign_text() -> None:
    assert grams("") == set()
    assert grams("。，!? \u202e") == set()


def test_a_posting_says_whether_it_stands_in_the_title() -> None:
    parts = [part(0, posting([({"用地"}, {"用地", "审批"})])), part(1, posting([(set(), {"审批"})]))]
    found = {gram: line for bucket in range(1024) for gram, line in posted(parts, bucket).items()}
    assert numbers(found["用地"]) == [1]
    assert numbers(found["审批"]) == [0, 2]


def test_every_title_is_found_by_each_of_its_pairs(sample: Ledger) -> None:
    found = outputs(sample, DAY)
    shards = len(value(found["lookup/search/index.js"])["versions"]) // 8
    cases = editions(sample, DAY)[0].index.cases
    for number, case in enumerate(cases):
        for gram in grams(case.title):
            shard = value(found[f"lookup/search/{shard_of(gram, shards)}.js"])
            steps = numbers(shard[gram])
            places = {sum(steps[: at + 1]) for at in range(len(steps))}
            assert 2 * number + 1 in places, (case.id, gram)


def test_what_stands_in_place_of_a_withheld_text_is_not_found(sample: Ledger) -> None:
    from kentan.records.case import Withheld

    victim = next(iter(sample.cases.values()))
    secret = replace(victim, title="鸾鹥鸑鷟", summary="鸾鹥鸑鷟", withheld=(Withheld(field="title", reason="龘"),))
    ledger = replace(sample, cases={**sample.cases, secret.id: replace(secret, translations={})})
    content = b"".join(found for path, found in outputs(ledger, DAY).items() if "/search/" in path)
    assert "鹥鸑".encode() in content  # the summary is published
    secret = replace(secret, summary="无", translations={})
    ledger = replace(sample, cases={**sample.cases, secret.id: secret})
    content = b"".join(found for path, found in outputs(ledger, DAY).items() if "/search/" in path)
    assert "鹥鸑".encode() not in content


def test_pages_are_found_by_title_and_text(sample: Ledger) -> None:
    pages = value(outputs(sample, DAY)["en/lookup/pages.js"])
    by_address = {address: (title, kind) for title, _text, address, kind in pages}
    assert by_address["rules/K113.html"][0].startswith("K113")
    assert any(address.startswith("departments/") for address in by_address)
    assert not any(address.startswith("cases/") for address in by_address)
