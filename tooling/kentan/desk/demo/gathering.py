"""The records of meetings and of surveys, as the demo writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from kentan.figures.bases import smallest_bases

THEMES = (
    "助企纾困政策兑现",
    "工业用地与厂房建设",
    "融资服务与银企对接",
    "用工与人才服务",
    "数字化改造",
    "科技创新与产学研合作",
    "外贸稳订单",
    "现代服务业发展",
    "绿色低碳与环保服务",
    "物流与供应链",
    "招标投标与公平竞争",
    "法治服务与权益保护",
)
_AGENDA = ("政策解读", "企业提出问题和建议", "部门现场答复", "主持人小结")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """A meeting of the plan."""

    programme: str
    place: str
    kind: str
    day: date
    made_up: bool = False
    round: int | None = None
    theme: str | None = None
    format: str = "onsite"
    notice: int | None = None
    minutes: int = 150
    host: Mapping[str, str | None] | None = None
    chair: str | None = None
    attendance: Mapping[str, Any] = field(default_factory=dict)
    came: Mapping[str, int] | None = None
    results: Sequence[tuple[str, int, str]] = ()
    scores: Sequence[str] = ()
    suffix: str = ""

    @property
    def id(self) -> str:
        """The id of the meeting: its day and its place."""
        return f"{self.day.isoformat()}-{self.place}{self.suffix}"

    @property
    def path(self) -> str:
        """The file of the meeting."""
        return f"meetings/{self.day.year}/{self.id}.yml"

    def record(self) -> dict[str, Any]:
        """Return the record in canonical order."""
        chance = Random(f"kentan demo {self.id}")
        announced = self.day - timedelta(self.notice) if self.notice is not None else None
        return {
            "id": self.id,
            "programme": self.programme,
            "place": self.place,
            "provenance": "sample" if self.made_up else "reconstruction",
            "kind": self.kind,
            "round": self.round,
            "theme": self.theme or chance.choice(THEMES),
            "format": self.format,
            "announced": announced,
            "held": {"on": self.day, "minutes": self.minutes},
            "host": dict(self.host) if self.host else None,
            "chair": self.chair,
            "agenda": list(_AGENDA),
            "attendance": dict(self.attendance) or None,
            "came": dict(self.came) if self.came else None,
            "results": [{"kind": kind, "quantity": number, "unit": unit} for kind, number, unit in self.results]
            or None,
            "scores": self._scores(chance) or None,
        }

    def _scores(self, chance: Random) -> dict[str, Any]:
        returned = chance.randint(12, 18)
        handed_out = returned + chance.randint(0, 4)
        return {
            dimension: {
                "score": Decimal(chance.randint(84, 98)) / 20,
                "returned": returned,
                "handed_out": handed_out,
            }
            for dimension in self.scores
        }


def survey(
    id: str, programme: str, level: str, title: str, of: str, on: date, satisfied: int, returned: int, sent: int | None
) -> dict[str, Any]:
    """Return the record of a survey of a programme; where nobody says how many were sent, its base is our choice."""
    return {
        "id": id,
        "programme": programme,
        "place": programme,
        "provenance": "reconstruction",
        "title": title,
        "of": of,
        "level": level,
        "month": on.strftime("%Y-%m"),
        "on": on,
        "sent": sent,
        "returned": returned,
        "answers": [
            {"answer": "满意", "count": satisfied, "satisfied": "true"},
            {"answer": "其他", "count": returned - satisfied, "satisfied": "false"},
        ],
        "base_is_chosen": "true" if sent is None else None,
    }


def chosen_survey(id: str, programme: str, level: str, on: date, rate: str, of: str) -> dict[str, Any]:
    """Return a survey that yields a rate whose base was not published: over the smallest base that can yield it."""
    base = smallest_bases(Decimal(rate), 1, 1)[0]
    title = f"{of}满意度（基数未公布，取能得出{rate}%的最小基数{base.denominator}，为本库选定）"
    return survey(id, programme, level, title, of, on, base.numerator, base.denominator, None)
