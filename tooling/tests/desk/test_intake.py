"""Forms become records: what people wrote is data, and what may not be taken in is refused with the reason."""

from pathlib import Path

import pytest
import yaml

from kentan.desk.editing import Refused, Taken
from kentan.desk.forms import ANSWER, APPEAL, NoForm, fields_of
from kentan.desk.intake import take_answer, take_appeal
from kentan.files.loading import load, load_file
from kentan.files.tree import DiskTree
from kentan.languages import CHINESE, ENGLISH, set_language
from kentan.records.moments import parse_moment

ROOT = Path(__file__).resolve().parents[3]
BASE = ROOT / "tooling" / "tests" / "review" / "base"
NOW = parse_moment("2022-07-01 10:00")
CASE = "cases/2022/HZ-2022-0001.yml"


@pytest.fixture(autouse=True)
def english():
    set_language(ENGLISH)
    yield
    set_language(CHINESE)


@pytest.fixture(scope="module")
def loaded():
    return load(DiskTree(str(BASE)))


def form(labels, language: int = 0, **given: str) -> str:
    """The body of an issue as GitHub writes it: CRLF, and `_No response_` for what was left out."""
    parts = [f"### {both[language]}\n\n{given.get(name, '_No response_')}\n" for name, both in labels.items()]
    return "\n".join(parts).replace("\n", "\r\n")


ANSWERED = {"case": "HZ-2022-0001", "outcome": "A 已解决", "text": "已发证。", "evidence": "不动产权证书"}
RAISED = {"title": "希望增加公交班次", "kind": "request", "topic": "land", "summary": "园区早晚高峰没有班次。"}


def answer(loaded, account: str = "1007", language: int = 0, **given: str) -> Taken:
    return take_answer(loaded, form(ANSWER, language, **{**ANSWERED, **given}), account, NOW)


def appeal(loaded, private: bool = True, **given: str) -> Taken:
    return take_appeal(loaded.ledger, form(APPEAL, **{**RAISED, **given}), NOW, private)


def read(taken: Taken):
    """The record that was made, and what reading it finds."""

    class One:
        def files(self):
            return iter([taken.file])

        def read(self, _file: str) -> bytes:
            return taken.data

    return load_file(One(), taken.file, "case")


@pytest.mark.parametrize("language", [0, 1])
def test_an_answer_is_added_to_its_department_and_nothing_else_changes(loaded, language) -> None:
    taken = answer(loaded, language=language)
    case, found = read(taken)
    assert (taken.file, taken.findings, found) == (CASE, (), [])
    reply = case.assignments["tax"].replies[-1]
    assert (str(reply.on), reply.outcome, reply.text) == ("2022-07-01 10:00", "solved", "已发证。")
    assert reply.evidence[0].title == "不动产权证书"
    before = loaded.ledger.cases["HZ-2022-0001"]
    assert {**case.assignments, "tax": None} == {**before.assignments, "tax": None}
    assert (case.summary, case.supervision) == (before.summary, before.supervision)


def test_an_answer_that_is_planned_brings_its_promise(loaded) -> None:
    case, _ = read(answer(loaded, outcome="C planned", evidence="", promise="年底前建成。", due="2022-12-31"))
    promise = case.assignments["tax"].replies[-1].promise
    assert (promise.text, promise.due.isoformat(), promise.kept) == ("年底前建成。", "2022-12-31", None)


@pytest.mark.parametrize(
    "text",
    [
        "replies: [x]",
        "- a\n- b",
        "'",
        '"',
        "# no comment",
        "`$(touch pwned)`",
        "${{ github.token }}",
        "a: |\n  b",
        "---",
        "!!python/object/apply:os.system [id]",
        "&a *a",
        "### 小标题\n正文",
    ],
)
def test_text_stays_text(loaded, text) -> None:
    taken = answer(loaded, text=text)
    case, found = read(taken)
    assert found == []
    assert case.assignments["tax"].replies[-1].text == text.strip()


@pytest.mark.parametrize("text", ["a\u202eb", "a\u200bb", "a\x00b", "a\x1b[31mb"])
def test_hidden_characters_are_refused_with_the_finding_of_the_reader(loaded, text) -> None:
    assert {each.code for each in answer(loaded, text=text).findings} & {"K108", "K109"}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"case": "HZ-2022-9999"}, "There is no case of that number."),
        ({"case": "../../registry/people"}, "There is no case of that number."),
        ({"case": "HZ-2022-0001\n$(touch pwned)"}, "There is no case of that number."),
        ({"outcome": "done"}, "Say how the matter ends: A, B, C or D."),
        ({"account": "1005", "department": "tax"}, "By the roster, this account answers for no such department"),
        ({"account": "1003"}, "By the roster, this account answers for no such department"),
        ({"account": "tax-01"}, "By the roster, this account answers for no such department"),
        ({"department": "finance"}, "By the roster, this account answers for no such department"),
        ({"text": "请联系张先生 13812345678"}, "答复内容: this looks like personal data: "),
        ({"basis": "邮箱 zhang@example.cn"}, "D：法律或政策依据: this looks like personal data: "),
    ],
)
def test_what_may_not_be_taken_in_is_refused_with_the_reason(loaded, given, reason) -> None:
    with pytest.raises(Refused) as refused:
        answer(loaded, **given)
    assert refused.value.problems[0].startswith(reason)
    assert "13812345678" not in str(refused.value)
    assert "zhang@" not in str(refused.value)


@pytest.mark.parametrize("department", ["tax", "税务局", " 税务局 ", "ｔａｘ"])
def test_a_department_is_known_by_every_name_of_the_registry(loaded, department) -> None:
    assert answer(loaded, department=department).findings == ()


@pytest.mark.parametrize("case", ["hz-2022-0001", " HZ-2022-0001 ", "ＨＺ－２０２２－０００１", "HZ-2022-1"])
def test_a_number_is_known_as_people_write_it(loaded, case) -> None:
    assert answer(loaded, case=case).file == CASE


def test_a_promised_day_may_be_written_as_people_write_it(loaded) -> None:
    case, found = read(answer(loaded, outcome="B", promise="办成", due="2022年12月1日"))
    assert (found, str(case.assignments["tax"].replies[-1].promise.due)) == ([], "2022-12-01")


def test_a_date_of_a_wrong_form_is_a_finding(loaded) -> None:
    assert [each.code for each in answer(loaded, outcome="B", promise="x", due="年底").findings] == ["K208"]


def test_a_new_case_gets_the_next_number_and_says_nothing_of_the_enterprise(loaded) -> None:
    taken = appeal(loaded)
    case, found = read(taken)
    assert (taken.file, taken.id, found) == ("cases/2022/HZ-2022-0004.yml", "HZ-2022-0004", [])
    assert (case.provenance, case.enterprise.disclosure, case.raised.channel) == ("live", "withheld", "online")
    assert case.enterprise.size is None
    assert b"\nassignments:\n" in taken.data


def test_labels_of_words_are_understood_in_both_languages(loaded) -> None:
    for kind in ("诉求", "request"):
        assert read(appeal(loaded, kind=kind))[0].kind == "request"


@pytest.mark.parametrize("sector", ["制造业", "manufacturing", "Manufacturing", " 制造业 "])
def test_a_sector_is_known_by_its_name(loaded, sector) -> None:
    case, found = read(appeal(loaded, sector=sector))
    assert (found, case.enterprise.sector) == ([], "manufacturing")


def test_a_sector_that_has_no_name_is_taken_as_it_is_written(loaded) -> None:
    assert read(appeal(loaded, sector="bamboo-flutes"))[0].enterprise.sector == "bamboo-flutes"


def test_a_public_repository_takes_no_appeal_unless_the_programme_allows_it(loaded) -> None:
    with pytest.raises(Refused, match="takes no appeals in public"):
        appeal(loaded, private=False)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"kind": "rant"}, "This is none of the choices: 类型"),
        ({"topic": "../x"}, "This is none of the choices: 事项类别"),
        ({"programme": "other"}, "This is none of the choices: Programme"),
        ({"title": "_No response_"}, "Nothing was filled in: 标题"),
        ({"summary": "身份证 11010519491231002X"}, "诉求内容: this looks like personal data: "),
    ],
)
def test_an_appeal_that_cannot_be_taken_in_is_refused(loaded, given, reason) -> None:
    with pytest.raises(Refused) as refused:
        appeal(loaded, **given)
    assert refused.value.problems[0].startswith(reason)


def test_a_title_of_two_lines_is_a_finding(loaded) -> None:
    assert "K214" in {each.code for each in appeal(loaded, title="a\nb").findings}


def test_a_heading_that_somebody_wrote_themselves_is_not_guessed_at() -> None:
    with pytest.raises(NoForm, match="twice"):
        fields_of(form(ANSWER, **{**ANSWERED, "text": "x\n### 办理结果\n\nD 解释说明"}), ANSWER)


@pytest.mark.parametrize("body", ["", "hello", "### Something\n\nx", "#### 诉求编号\n\nx"])
def test_what_is_no_form_is_refused(body) -> None:
    with pytest.raises(NoForm):
        fields_of(body, ANSWER)


FORMS = {
    "ISSUE_TEMPLATE/answer.zh.yml": (ANSWER, 0),
    "ISSUE_TEMPLATE/answer.en.yml": (ANSWER, 1),
    "appeal-forms/appeal.zh.yml": (APPEAL, 0),
    "appeal-forms/appeal.en.yml": (APPEAL, 1),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_forms_ask_for_what_is_understood(name) -> None:
    labels, language = FORMS[name]
    body = yaml.safe_load((ROOT / ".github" / name).read_text("utf-8"))["body"]
    asked = {each["id"].replace("-", "_"): each["attributes"]["label"] for each in body if "id" in each}
    assert asked == {field: both[language] for field, both in labels.items()}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_choice_of_the_form_for_an_appeal_is_understood(language) -> None:
    everything = load(DiskTree(str(ROOT)))
    body = yaml.safe_load((ROOT / ".github" / "appeal-forms" / f"appeal.{language}.yml").read_text("utf-8"))["body"]
    choices = {each["id"]: each["attributes"]["options"] for each in body if each["type"] == "dropdown"}
    for field, options in choices.items():
        for option in options:
            given = {**RAISED, "programme": "huzhou", "sector": "manufacturing", field: option}
            assert take_appeal(everything.ledger, form(APPEAL, **given), NOW, True).findings == ()
