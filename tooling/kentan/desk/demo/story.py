"""From a brief to a case: what happens when, who writes it, and the record that grows from it."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from kentan.desk.demo.brief import Brief, Ways
from kentan.desk.demo.matters import Subject, fill, matters
from kentan.desk.demo.sheet import Block, Changed, Event, Filled, Since

_LATE = ("承办人员调整，交接不及时", "需多部门会商，协调用时较长", "补充核查用时超出预期", "政策口径请示上级后方能答复")
_PRAISE = ("问题解决得很快。", "答复清楚，服务到位。", "比预想的快，感谢。", "工作人员多次上门。")
_BLAME = ("答复没有说到实处。", "问题还在，没有解决。", "拖得太久。")
_FEATURED = "多部门协同，从交办到办结用时短，企业评价满意，做法可供同类事项参照。"


def working_day(day: date, least: date | None = None) -> date:
    """Return a day, or the Friday before where it is at a weekend and the Friday is not before `least`."""
    friday = day - timedelta(max(0, day.weekday() - 4))
    return day if least is not None and friday < least else friday


def after(day: date, days: int) -> date:
    """Return the day so many days later."""
    return day + timedelta(days)


class Story:
    """A case in the making: its record in canonical order, and the events by which it grows."""

    def __init__(self, brief: Brief, ways: Ways) -> None:
        self.brief, self.ways = brief, ways
        self.chance = Random(f"kentan demo {brief.id}")
        templates = matters()
        subject = Random(f"kentan demo subject {brief.subject}")
        self.subject: Subject = fill(subject.choice(templates), (brief.day.month - 2) % 12 + 1, subject)
        self.handed_over = brief.handed_over_on or self._handed_over_on()
        self.staff = f"staff-{ways.staff}-01"
        self.events: list[Event] = []
        self.begin = self.event(self.handed_over, self.staff, "登记并交办")
        self.assignments: dict[str, Any] = {}
        self.supervision: dict[str, list[Any]] = {office: [] for office in ways.supervisors}
        self.record = self._record()

    def event(self, day: date, actor: str, what: str) -> Event:
        """Add an event of the case and return it."""
        event = Event(day, actor, f"{what} {self.brief.id}")
        self.events.append(event)
        return event

    def by_staff(self, day: date, what: str) -> Event:
        """Add an event that the programme's staff record."""
        return self.event(day, self.staff, what)

    def by_department(self, department: str, day: date, what: str) -> Event:
        """Add an event that a department records."""
        return self.event(day, f"department-{department}", what)

    @property
    def lead(self) -> str:
        """The department that leads."""
        return self.subject.matter.lead

    @property
    def due(self) -> date:
        """The last day on which a reply is in time for certain."""
        return after(self.handed_over, self.ways.within)

    @property
    def is_timed(self) -> bool:
        """Whether the rules set a deadline for the reply to what was raised."""
        clock = self.ways.rules.clocks.get("reply")
        if clock is None:
            return False
        return clock.applies is None or not clock.applies.kinds or self.subject.matter.kind in clock.applies.kinds

    def assign(self, department: str, role: str, event: Event, task: str | None = None) -> dict[str, Any]:
        """Hand the case over to a department and return its assignment."""
        hand_over: dict[str, Any] = {"on": event.day, "ended": [], "task": Block(task) if task else None}
        if event is self.begin:
            hand_over["late_reason"] = self.late_hand_over
        assignment: dict[str, Any] = {
            "handed_over": [Since(event, hand_over)],
            "objections": [],
            "pauses": [],
            "extensions": [],
            "replies": [],
            "progress": [],
            "role": role,
        }
        self.assignments[department] = Since(event, assignment)
        return assignment

    def reply(self, department: str, assignment: dict[str, Any], day: date, outcome: str, late: bool = False) -> None:
        """Add a department's reply; a promise is added by `promise`."""
        text = {"solved": "solved", "explained": "explained"}.get(outcome, "working")
        assignment["replies"].append(
            Since(
                self.by_department(department, day, "答复"),
                {
                    "on": day,
                    "outcome": outcome,
                    "promise": None,
                    "evidence": [self._evidence(day)] if outcome == "solved" else None,
                    "basis": Block(self._say("basis")) if outcome == "explained" else None,
                    "text": Block(self._paragraphs(self._say(text), self.subject.thanks)),
                    "late_reason": self.chance.choice(_LATE) if late else None,
                },
            )
        )

    def promise(self, assignment: dict[str, Any], due: date, kept: date | None) -> None:
        """Let the last reply promise something; `kept` is when somebody else found it kept, if ever."""
        promise: dict[str, Any] = {"kept": [], "due": due, "text": Block(self._say("promise"))}
        assignment["replies"][-1].value["promise"] = promise
        if kept is not None:
            found = {"on": kept, "by": self.chance.choice(("staff", "enterprise"))}
            if kept > due:
                found["late_reason"] = self.chance.choice(_LATE)
            promise["kept"] = Filled(self.by_staff(kept, "核实承诺"), found)

    def ask_for_rating(self, answered: date) -> date:
        """Record that the enterprise was asked, and return the first day on which it may have answered."""
        if not self.ways.rates_monthly:
            return after(answered, 1)
        first = after(answered.replace(day=1), 32).replace(day=1)
        asked = working_day(after(first, self.chance.randint(2, 8)), first)
        self.record["rating_requests"].append(Since(self.by_staff(asked, "征求评价"), {"on": asked}))
        return after(asked, 1)

    def rate(self, earliest: date, low: bool = False) -> tuple[date, int]:
        """Let the enterprise rate, and return when and how."""
        day = working_day(after(earliest, self.chance.randint(0, 9)), earliest)
        score = self.chance.choice((1, 2)) if low else self.chance.choices((3, 4, 5), (1, 4, 7))[0]
        by = self.chance.choices(("enterprise", "callback", "proxy"), (6, 3, 1))[0]
        event = self.by_staff(day, "记录评价")
        said = self.chance.choice(_BLAME if low else _PRAISE) if low or self.chance.random() < 0.5 else None
        if by == "callback":
            self.call_back(event, "not-solved" if low else "confirmed")
        rating = {"on": day, "score": score, "by": by, "text": Block(said) if said else None}
        self.record["ratings"].append(Since(event, rating))
        return day, score

    def call_back(self, event: Event, result: str) -> None:
        """Record a call-back."""
        self.record["callbacks"].append(Since(event, {"on": event.day, "result": result}))

    def feature(self, month_of: date) -> None:
        """Choose it as a model case of a month, at the beginning of the next."""
        chosen = working_day(after(after(month_of.replace(day=1), 32).replace(day=1), 11))
        value = {"month": month_of.strftime("%Y-%m"), "reason": Block(_FEATURED)}
        self.record["featured"] = Filled(self.by_staff(chosen, "评为典型案例"), value)

    def remind(self, office: str, day: date, department: str, kind: str = "reminder") -> None:
        """Let an office step in."""
        says = {
            "reminder": "请按期限抓紧办理，并说明进展。",
            "instruction": "请认真研究企业诉求，抓紧办理，结果报告。",
            "notice": "该事项已逾期，请书面说明原因。",
            "visit": "已到企业了解办理情况。",
        }
        event = self.event(day, f"supervisor-{office}", "督办")
        step = {"on": day, "kind": kind, "department": department, "text": Block(says[kind])}
        self.supervision[office].append(Since(event, step))

    def decide(self, day: date, decision: str, **more: Any) -> None:
        """Add a decision on the case as a whole."""
        event = self.begin if day <= self.begin.day and decision == "accepted" else self.by_staff(day, "决定")
        self.record["acceptance"].append(Since(event, {"on": day, "decision": decision, **more}))

    def correct(self, day: date) -> None:
        """Let a correction change the size of the enterprise, with both values shown."""
        enterprise = self.record["enterprise"]
        if not enterprise or enterprise.get("size") is None:
            return
        now = enterprise["size"]
        was = "medium" if now != "medium" else "small"
        event = self.by_staff(day, "更正")
        enterprise["size"] = Changed(event, was, now)
        correction = {"on": day, "by": self.staff, "path": "enterprise.size", "was": was, "now": now}
        self.record["corrections"].append(Since(event, {**correction, "why": "登记时填错企业规模"}))

    def _handed_over_on(self) -> date:
        if self.brief.made_up and "hand-over" in self.ways.rules.clocks and self.chance.random() < 0.03:
            return after(self.brief.day, self.ways.hand_over + self.chance.randint(1, 4))
        day = after(self.brief.day, self.chance.randint(0, self.ways.hand_over))
        return working_day(day, self.brief.day)

    @property
    def late_hand_over(self) -> str | None:
        """Why staff handed over late, where they did."""
        in_time = self.handed_over <= after(self.brief.day, self.ways.hand_over)
        return None if in_time else "事项归口不清，商请有关部门认领用时较长"

    def _say(self, part: str) -> str:
        return self.subject.text(getattr(self.subject.matter, part))

    @staticmethod
    def _paragraphs(*parts: str) -> str:
        return "\n\n".join(part for part in parts if part)

    def _evidence(self, day: date) -> Mapping[str, Any]:
        number = f"〔{day.year}〕{self.chance.randint(1, 260)}号"
        return {"title": self._say("evidence"), "number": number, "on": day}

    def _record(self) -> dict[str, Any]:
        brief, subject = self.brief, self.subject
        by = self.chance.choices(("enterprise", "chamber", "person"), (88, 9, 3))[0]
        said = f"我们最着急的事：{self._say('title')}，希望能有一个准信。" if self.chance.random() < 0.12 else None
        return {
            "id": brief.id,
            "programme": self.ways.id,
            "place": brief.place,
            "provenance": "sample" if brief.made_up else "reconstruction",
            "title": self._say("title"),
            "kind": subject.matter.kind,
            "topic": subject.matter.topic,
            "raised": {
                "on": brief.day,
                "by": by,
                "channel": brief.channel,
                "meeting": brief.meeting,
                "mode": brief.mode,
                "report": brief.report,
                "statement": Block(said) if said else None,
            },
            "enterprise": self._enterprise() if by == "enterprise" else None,
            "summary": Block(self._paragraphs(self._say("summary"), subject.about + subject.rest)),
            "acceptance": [],
            "grades": [],
            "assignments": self.assignments,
            "supervision": self.supervision,
            "rating_requests": [],
            "ratings": [],
            "callbacks": [],
            "featured": [],
            "withheld": [Since(self.begin, {"field": "raised.statement", "reason": "企业要求暂不公开原话"})]
            if said and self.chance.random() < 0.1
            else [],
            "corrections": [],
            "redactions": [],
        }

    def _enterprise(self) -> dict[str, Any]:
        ref = f"e-{self.chance.randrange(16**6):06x}"
        disclosure = self.chance.choices(("sector", "named", "withheld"), (75, 13, 12))[0]
        if disclosure == "withheld":
            return {"ref": ref, "disclosure": disclosure}
        named = f"示例{self.subject.words['sector']}企业{ref[2:]}（虚构）" if disclosure == "named" else None
        size, sector = self.subject.size, self.subject.sector
        return {"ref": ref, "disclosure": disclosure, "name": named, "sector": sector, "size": size}
