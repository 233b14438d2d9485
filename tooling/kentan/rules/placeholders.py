"""Words that stand for a text which nobody has written yet."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from kentan.languages import mark
from kentan.records.finding import Finding
from kentan.rules.rule import Rule
from kentan.rules.walk import walk

N_ = mark

PLACEHOLDER = Rule(
    code="K448",
    name="placeholder",
    title=N_("A placeholder that was left standing"),
    message=N_("“{value}” is a placeholder, not a text."),
    mend=N_("Write the text, or delete the line if the field may be left out."),
    why=N_("Published, it shows that nobody has read the record."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
summary: 待补充
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
summary: 二期扩产项目的用地审批已等了半年。
""",
)

RULES: tuple[Rule, ...] = (PLACEHOLDER,)

PLACEHOLDERS = frozenset(
    [
        *("…", "……", "...", "?", "？", "-", "—", "/", "x", "xx", "xxx", "tbd", "n/a", "test", "lorem ipsum"),
        *("待定", "待填", "待填写", "待补", "待补充", "待完善", "略", "测试", "同上", "请填写", "此处填写"),
    ]
)
"""What people write until they know better, in small letters; in brackets of any kind, too."""
_AROUND = "()（）[]【】<>《》 \t"
_LONGER = 14
"""No placeholder is as long as this, brackets included."""


def placeholders(record: Any, texts: list[str], file: str) -> Iterable[Finding]:
    """Return a finding for each text of a record that is nothing but a placeholder."""
    for text in texts:
        if len(text) < _LONGER and _is_placeholder(text):
            return _placeholders(record, file)
    return ()


@lru_cache(10_000)
def _is_placeholder(text: str) -> bool:
    return text.strip(_AROUND).lower() in PLACEHOLDERS


def _placeholders(record: Any, file: str) -> Iterator[Finding]:
    for part in walk(record):
        if part.kind == "text" and _is_placeholder(part.value):
            yield PLACEHOLDER.found(file, part.path, value=part.value)
