"""The theme's HTML, cut once, serves pages at any depth."""

import pytest

from kentan.languages import CHINESE, ENGLISH
from kentan.publish.page import places
from kentan.publish.shell import ShellBroken, cut

HTML = """<html><head><title>kentan-slot:title: - X</title>
  <link rel="stylesheet" href="../assets/a.css"> <script>go(new URL("..",location))</script>
  <script id="__config" type="application/json">{"base": "..", "search": "../assets/s.js"}</script></head>
  <body> <a href="index.html">here</a> <a href="../index.html#x">home</a> <a href="https://example.cn/">out</a>
  kentan-slot:body: </body></html>"""
ZH, EN = places((CHINESE, ENGLISH))
NEEDS = ("title", "body")
SLOTS = {"title": b"T", "body": b"B"}


def test_every_way_is_relative_to_the_page() -> None:
    shell = cut(HTML, ZH, "cases/index.html", {"assets/a.css": "12"}, needs=NEEDS)
    deep = shell.stamp("cases/2022/X.html", SLOTS).decode()
    assert 'href="../../assets/a.css?12"' in deep
    assert 'href="../../cases/index.html"' in deep
    assert 'href="../../index.html#x"' in deep
    assert 'href="https://example.cn/"' in deep
    assert '"base":"../.."' in deep.replace("../../", "../..")
    top = shell.stamp("index.html", SLOTS).decode()
    assert 'href="assets/a.css?12"' in top
    assert '"base":"."' in top


def test_the_second_language_shares_the_assets_of_the_first() -> None:
    shell = cut(HTML, EN, "cases/index.html", {}, needs=NEEDS)
    page = shell.stamp("cases/2022/X.html", SLOTS).decode()
    assert 'href="../../../assets/a.css"' in page
    assert 'href="../../cases/index.html"' in page


def test_scripts_move_into_files() -> None:
    shell = cut(HTML, ZH, "cases/index.html", {}, needs=NEEDS)
    assert list(shell.scripts.values()) == [b'go(new URL("../../",document.currentScript.src))']
    assert b"<script>" not in shell.stamp("index.html", SLOTS)


def test_a_page_for_any_depth_has_absolute_ways() -> None:
    shell = cut(HTML, EN, "cases/index.html", {}, needs=NEEDS)
    page = shell.stamp("404.html", SLOTS, "/talks/").decode()
    assert 'href="/talks/assets/a.css"' in page
    assert 'href="/talks/en/index.html#x"' in page


def test_a_theme_without_a_slot_is_refused() -> None:
    with pytest.raises(ShellBroken) as broken:
        cut(HTML.replace("kentan-slot:body:", ""), ZH, "index.html", {}, needs=NEEDS)
    assert broken.value.missing == ("body",)
