"""Every message is translated, and what is translated is in use."""

import re
from pathlib import Path

import pytest

from kentan.languages import (
    CHINESE,
    ENGLISH,
    UnknownLanguage,
    available,
    choose,
    gettext,
    messages,
    ngettext,
    set_language,
    translate,
)
from kentan.languages.compile import catalogues, compiled, complaints, entries
from kentan.languages.scan import Fault, Use, scan

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("argument", "environment", "expected"),
    [
        (None, {}, CHINESE),
        (None, {"LANG": "C.UTF-8"}, CHINESE),
        (None, {"LANG": "POSIX"}, CHINESE),
        (None, {"LANG": "zh_CN.UTF-8"}, CHINESE),
        (None, {"LANG": "zh_TW.UTF-8"}, CHINESE),
        (None, {"LANG": "en_GB.UTF-8"}, ENGLISH),
        (None, {"LANG": "fr_FR@euro"}, ENGLISH),
        (None, {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, ENGLISH),
        (None, {"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, CHINESE),
        (None, {"LANG": "en_US.UTF-8", "KENTAN_LANG": "zh"}, CHINESE),
        (None, {"LANG": "zh_CN.UTF-8", "LANGUAGE": "en_GB:zh"}, ENGLISH),
        (None, {"LANG": "en_US.UTF-8", "LANGUAGE": "fr:zh_CN:en"}, CHINESE),
        (None, {"LANG": "zh_CN.UTF-8", "LANGUAGE": "fr"}, CHINESE),
        (None, {"LANG": "zh_CN.UTF-8", "LANGUAGE": ""}, CHINESE),
        (None, {"LANGUAGE": "en"}, ENGLISH),
        (None, {"LC_ALL": "C.UTF-8", "LANGUAGE": "en"}, CHINESE),
        (None, {"LANGUAGE": "en", "KENTAN_LANG": "zh"}, CHINESE),
        ("en", {"KENTAN_LANG": "zh"}, ENGLISH),
        ("zh-CN", {}, CHINESE),
        ("EN", {}, ENGLISH),
    ],
)
def test_language_is_what_was_asked_for_then_the_terminals_then_chinese(
    argument: str | None, environment: dict[str, str], expected: str
) -> None:
    assert choose(argument, environment) == expected


@pytest.mark.parametrize(("argument", "environment"), [("tlh", {}), (None, {"KENTAN_LANG": "tlh"})])
def test_asking_for_a_language_that_there_is_not_says_which_there_are(
    argument: str | None, environment: dict[str, str]
) -> None:
    with pytest.raises(UnknownLanguage, match="'tlh'; there are: zh, en"):
        choose(argument, environment)


def test_a_message_is_said_in_the_language_of_the_command() -> None:
    path = catalogues()[0]
    entry = next(entry for entry in entries(path) if isinstance(entry.id, str))
    message, room = str(entry.id), messages(path.stem)
    set_language(CHINESE)
    assert gettext(path.stem, message) == room(message) == entry.string != message
    set_language(ENGLISH)
    assert gettext(path.stem, message) == room(message) == message
    assert translate(path.stem, message, CHINESE) == messages(path.stem, CHINESE)(message) == entry.string


def test_what_has_no_catalogue_is_said_in_english() -> None:
    set_language(CHINESE)
    assert gettext("no-such-domain", "a message") == "a message"
    assert gettext("records", "") == ""
    assert ngettext("no-such-domain", "one case", "{count} cases", 1) == "one case"
    assert ngettext("no-such-domain", "one case", "{count} cases", 2) == "{count} cases"


def test_every_message_in_use_is_translated_and_every_entry_is_in_use() -> None:
    assert sorted(complaints()) == []


@pytest.mark.parametrize("word", ["工作机制", "计划解决", "登记册里没有的主题"])
def test_one_thing_has_one_word(word: str) -> None:
    said = [str(entry.string) for path in catalogues() for entry in entries(path)]
    forms = [path.read_text("utf-8") for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")]
    assert [text for text in (*said, *forms) if word in text] == []


def _placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^{}]*\}|%\(\w+\)s", text))


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_translations_have_the_placeholders_of_their_messages(path: Path) -> None:
    differing = {}
    for entry in entries(path):
        if isinstance(entry.id, str):
            if _placeholders(entry.id) != _placeholders(str(entry.string)):
                differing[entry.id] = entry.string
        else:
            allowed = {placeholder for text in entry.id for placeholder in _placeholders(text)}
            if any(not set(_placeholders(text)) <= allowed for text in entry.string or ()):
                differing[entry.id[0]] = entry.string
    assert differing == {}


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_compiled_catalogue_is_up_to_date(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == compiled(path), "python -m kentan.languages.compile"


def test_languages_are_the_folders_and_english() -> None:
    assert available()[0] == CHINESE
    assert set(available()) == {path.parts[-3] for path in catalogues()} | {ENGLISH}


def test_messages_are_found_wherever_the_house_writes_them(tmp_path: Path) -> None:
    package, templates = tmp_path / "kentan", tmp_path / "templates"
    (package / "rules").mkdir(parents=True)
    templates.mkdir()
    (package / "rules" / "dates.py").write_text(
        'from kentan.languages import messages\n_ = messages("rules")\nN_("marked")\n_("said")\n_(variable)\n'
        'ngettext("clocks", "one day", "{n} days", 3)\nlanguages.translate("figures", "rate", language)\n'
        '_(f"{name} is missing")\ngettext(domain, "lost")\n',
        "utf-8",
    )
    (package / "rules" / "places.py").write_text('N_("of its room")\n', "utf-8")
    (templates / "case.html").write_text("<p>{{ _('open') }}</p>{% trans %}closed{% endtrans %}", "utf-8")
    uses, faults = scan(package, templates)
    dates = package / "rules" / "dates.py"
    assert uses == [
        Use("rules", "marked", dates, 3),
        Use("rules", "said", dates, 4),
        Use("clocks", "one day", dates, 6),
        Use("figures", "rate", dates, 7),
        Use("rules", "of its room", package / "rules" / "places.py", 1),
        Use("publish", "open", templates / "case.html", 1),
        Use("publish", "closed", templates / "case.html", 1),
    ]
    assert faults == [
        Fault(dates, 8, "an f-string cannot be translated: translate first, then format"),
        Fault(dates, 9, "the domain has to be a literal"),
    ]
