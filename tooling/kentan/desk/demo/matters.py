"""What the demo's cases are about: templates with words to fill in, so that no two cases read the same."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

SECTORS = {
    "manufacturing": "装备制造",
    "textile": "纺织服装",
    "furniture": "家具家居",
    "electronics": "电子信息",
    "new-energy": "新能源",
    "food": "食品加工",
    "logistics": "物流运输",
    "building-materials": "建材",
    "biomedicine": "生物医药",
    "trade": "商贸流通",
    "software": "软件服务",
    "chemicals": "精细化工",
}
SIZES = {"large": "大型", "medium": "中型", "small": "小型", "micro": "微型"}
_PARKS = ("东部工业园", "南郊产业园", "高新园区", "临港片区", "城西开发区", "科创园", "循环产业园", "商贸城片区")
_ROADS = ("创业路", "工业大道", "迎宾路", "园区北路", "兴业街", "滨河东路", "科技二路", "站前路")
_OPENINGS = (
    "企业负责人在会上介绍了情况。",
    "企业此前已向园区反映，尚未得到明确答复。",
    "同类企业也有相同反映。",
    "企业已备齐有关材料，可随时提供。",
    "企业希望有一个明确的时间表。",
    "企业表示愿意配合现场核查。",
    "经初步核实，情况基本属实。",
    "企业愿意承担应由自身负担的部分。",
)
_THANKS = (
    "感谢企业的理解和支持，如有进展将及时告知。",
    "如对答复有疑问，可随时与我单位联系。",
    "我单位将继续跟踪落实情况。",
    "后续如遇同类问题，可直接提交，我单位将优先办理。",
    "",
)


@dataclass(frozen=True, slots=True)
class Matter:
    """A template: who handles it, what is raised, and what each way of ending says. Texts hold words in braces."""

    topic: str
    lead: str
    kind: str
    title: str
    summary: str
    solved: str
    working: str
    promise: str
    explained: str
    basis: str
    evidence: str
    support: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A matter with its words filled in for one case."""

    matter: Matter
    words: Mapping[str, str]
    sector: str
    size: str
    rest: str
    thanks: str
    about: str

    def text(self, template: str) -> str:
        """Return a template with this case's words."""
        return template.format_map(self.words)


@cache
def matters() -> tuple[Matter, ...]:
    """Return all templates, in the order of their file."""
    path = Path(__file__).with_name("matters.toml")
    return tuple(Matter(**each) for each in tomllib.loads(path.read_text("utf-8"))["matter"])


def fill(matter: Matter, month: int, chance: Random) -> Subject:
    """Return a matter with words chosen by chance; `month` is the month that it speaks of."""
    sector = chance.choice(tuple(SECTORS))
    size = chance.choices(tuple(SIZES), (1, 3, 5, 2))[0]
    words = {
        "park": chance.choice(_PARKS),
        "road": chance.choice(_ROADS),
        "sector": SECTORS[sector],
        "size": SIZES[size],
        "n": str(chance.randint(2, 9)),
        "area": str(chance.randint(12, 180)),
        "sum": str(chance.randint(3, 120) * 10),
        "persons": str(chance.randint(4, 60) * 10),
        "month": str(month),
    }
    about = f"企业成立{chance.randint(2, 31)}年，现有员工{chance.randint(9, 980)}人。"
    return Subject(matter, words, sector, size, chance.choice(_OPENINGS), chance.choice(_THANKS), about)
