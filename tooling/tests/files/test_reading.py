"""The strict reader: what a file says, where each part of it stands, and what it refuses."""

import pytest

from kentan.files.reading import read
from kentan.records.finding import Finding

FILE = "cases/2022/HZ-2022-0001.yml"


def codes(text: str | bytes) -> list[str]:
    return [each.code for each in read(FILE, text.encode() if isinstance(text, str) else text).findings]


def place(text: str, *path: str | int, at_key: bool = False) -> tuple[int, int]:
    found = read(FILE, text.encode()).locate(Finding("K201", FILE, path, at_key=at_key))
    return found.line, found.column


@pytest.mark.parametrize(
    "scalar",
    ["NO", "yes", "on", "0755", "12:30", "1_000", "1e3", "2022-06-08", "+86", ".5", "0x1F", "1.10", "真", "=", "<<"],
)
def test_a_scalar_means_what_it_says(scalar: str) -> None:
    assert read(FILE, f"title: {scalar}".encode()).raw == {"title": scalar}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_nothing_unless_it_is_quoted(nothing: str) -> None:
    assert read(FILE, f"title: {nothing}".encode()).raw == {"title": None}
    assert read(FILE, f'title: "{nothing}"'.encode()).raw == {"title": nothing}


def test_line_ends_do_not_matter() -> None:
    text = "id: HZ-2022-0001\nsummary: |\n  一\n  二\n"
    plain = read(FILE, text.encode())
    for end in ("\r\n", "\r"):
        other = read(FILE, text.replace("\n", end).encode())
        assert (other.raw, other.places, other.findings) == (plain.raw, plain.places, ())


def test_keys_and_values_have_their_places() -> None:
    text = "a: 1\nlist:\n  - on: x\n    分: y\n  - z\nflow: [p, {q: r}]\n"
    assert place(text, "a") == (1, 4)
    assert place(text, "a", at_key=True) == (1, 1)
    assert place(text, "list", 0) == (3, 5)
    assert place(text, "list", 0, "分") == (4, 8)
    assert place(text, "list", 1) == (5, 5)
    assert place(text, "flow", 1, "q") == (6, 15)


def test_columns_count_characters_not_bytes() -> None:
    assert place("标题: 希望\n", "标题") == (1, 5)
    assert place("𠮷: x\n", "𠮷") == (1, 4)


def test_what_is_not_there_is_shown_at_the_nearest_part_that_is() -> None:
    text = "raised:\n  on: 2022-06-08\n"
    assert place(text, "raised", "by") == (1, 1)
    assert place(text, "raised", "on", "day") == (2, 3)
    assert place(text, "nothing") == (1, 1)


def test_places_survive_a_byte_order_mark() -> None:
    found = read(FILE, b"\xef\xbb\xbfid: x\n")
    assert found.raw == {"id": "x"}
    assert [(each.code, each.line, each.column) for each in found.findings] == [("K107", 1, 1)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "K104"),
        ("# 无\n", "K104"),
        ("~", "K104"),
        ("正文", "K120"),
        ("- a", "K120"),
        ("标题：用地", "K120"),
        ("title：用地", "K111"),
        ("a: 1\ntitle：用地\nb: 2", "K111"),
        ("a: 1\n\tb: 2", "K110"),
        ("a:\n\u3000b: 2", "K124"),
        ("a: &x 1", "K114"),
        ("a: *x", "K114"),
        ("*x : 1", "K114"),
        ("a: !!str 1", "K115"),
        ("a: 1\na: 2", "K119"),
        ("a: {b: 1, b: 2}", "K119"),
        ("? [a]\n: 1", "K121"),
        ("a: " + "[" * 17, "K117"),
        ("a: '", "K130"),
        ("a: b: c", "K127"),
        ("a: @b", "K128"),
        ("a: - b", "K128"),
        ("a: >b", "K128"),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", "K133"),
        ("a: |\n  b\n<<<<<<< HEAD\n  c\n=======\n  d\n>>>>>>> x\n", "K133"),
        ("a: \x07", "K108"),
        ("a: \u202eb", "K109"),
        ('a: "\\u202eb"', "K109"),
        ('a: "\\x07"', "K108"),
        ('a: "b\\rid: c"', "K108"),  # written as a block it would begin a line
        ('"a\\u200b": b', "K109"),
        ("a: " + "长" * 20_001, "K118"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_the_second_of_two_equal_keys_does_not_win() -> None:
    assert read(FILE, b"a: 1\nb: 2\na: 3\n").raw == {"a": "1", "b": "2"}


def test_all_duplicates_are_told_of_not_the_first() -> None:
    assert codes("a: 1\na: 2\na: 3\nb: {c: 1, c: 2}") == ["K119", "K119", "K119"]


def test_every_line_with_a_hidden_character_is_told_of() -> None:
    found = read(FILE, "a: x\u200b\nb: y\nc: \u2066z\n".encode()).findings
    assert [(each.line, each.column) for each in found] == [(1, 5), (3, 4)]
    assert [each.arguments["character"] for each in found] == ["U+200B", "U+2066"]


def test_gbk_is_named_at_the_first_byte_that_says_so() -> None:
    (found,) = read(FILE, "id: x\ntitle: 用地\n".encode("gbk")).findings
    assert (found.code, found.line, found.column) == ("K106", 2, 8)


def test_ordinary_text_is_left_alone() -> None:
    text = "title: “引号”、《书名》——（括号）：冒号 😀 𠮷 é ½ ①\nsummary: |\n  第一行：\n    缩进\n\n  # 不是注释\n"
    found = read(FILE, text.encode())
    assert found.findings == ()
    assert found.raw == {
        "title": "“引号”、《书名》——（括号）：冒号 😀 𠮷 é ½ ①",
        "summary": "第一行：\n  缩进\n\n# 不是注释\n",
    }
