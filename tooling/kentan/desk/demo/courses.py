"""The courses that a case can take, one function each."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kentan.desk.demo.brief import Brief, Course, Ways
from kentan.desk.demo.sheet import Block, Filled, Since
from kentan.desk.demo.story import Story, after, working_day

_OTHERS = ("development-reform", "market-regulation", "industry", "housing", "commerce")
_REFUSALS = (
    ("commercial", "该事项属于企业之间的合同纠纷，建议通过调解、仲裁或者诉讼解决，已提供法律服务窗口。"),
    ("in-court", "该事项已由人民法院受理，应等待裁判结果。"),
    ("outside-remit", "该事项不属于本平台受理范围，已告知企业主管单位和反映途径。"),
    ("repeated", "该事项已有书面答复，企业未提供新的事实。"),
    ("no-facts", "企业未提供可以核实的事实，经联系仍未补充。"),
)
_TIMED = frozenset({Course.PAUSED, Course.EXTENDED, Course.EXTENSION_REFUSED, Course.LATE, Course.OVERDUE})
_PLAN = "一事一案：一、核实情况，列出堵点；二、逐项明确责任单位和时限；三、每月报告进展，办结后回访。"


def tell(brief: Brief, ways: Ways) -> Story:
    """Return the story of a brief."""
    story = Story(brief, ways)
    if brief.course is Course.REFUSED:
        reason, explanation = story.chance.choice(_REFUSALS)
        decision: dict[str, Any] = {"on": story.begin.day, "decision": "not-accepted", "reason": reason}
        decision |= {"explanation": Block(explanation), "late_reason": story.late_hand_over}
        story.record["acceptance"].append(Since(story.begin, decision))
        return story
    story.decide(brief.day, "accepted")
    if brief.grade is not None:
        _grade(story, brief.grade)
    timed = story.is_timed or brief.course not in _TIMED
    _TELLERS[brief.course if timed else Course.SOLVED](story)
    if brief.made_up and story.chance.random() < 0.01:
        story.correct(after(story.handed_over, 2))
    story.record["callbacks"].sort(key=lambda callback: callback.value["on"])
    return story


def _grade(story: Story, grade: str) -> None:
    entry: dict[str, Any] = {"on": story.brief.day, "grade": grade}
    if grade == "task-force":
        entry |= {"leaders": ["分管副区长", "区工商联主席"], "plan": Block(_PLAN)}
    story.record["grades"].append(Since(story.begin, entry))


def _hand_over(story: Story) -> dict[str, Any]:
    """Hand over to the lead, sometimes to a support department and to the coordinator that the programme has."""
    matter = story.subject.matter
    assignment = story.assign(matter.lead, "lead", story.begin)
    if story.ways.id == "suzhou" and matter.lead != "industry" and story.chance.random() < 0.4:
        story.assign("industry", "coordinator", story.begin, "牵头分解任务，汇总办理结果。")
    elif matter.support and story.chance.random() < 0.35:
        _support(story, matter.support)
    return assignment


def _support(story: Story, department: str) -> None:
    assignment = story.assign(department, "support", story.begin, "配合主办单位办理，提供有关材料。")
    day = _reply_day(story)
    evidence = {"title": "协办意见函", "number": f"〔{day.year}〕{story.chance.randint(1, 90)}号", "on": day}
    text = Block("已配合主办单位核实情况，并提供有关材料。")
    event = story.by_department(department, day, "协办答复")
    assignment["replies"].append(Since(event, {"on": day, "outcome": "solved", "evidence": [evidence], "text": text}))


def _last(story: Story) -> date:
    """Return the last day for a reply in time, or by which the case must be settled."""
    return min(story.due, story.brief.settled_by or story.due)


def _reply_day(story: Story, least: int = 1, spare: int = 0) -> date:
    last = after(_last(story), -spare)
    span = max(0, (last - story.handed_over).days)
    return working_day(after(story.handed_over, story.chance.randint(min(least, span), span)), story.handed_over)


def _finish(story: Story, answered: date, low: bool = False) -> date:
    """Call back and rate as the programme does; return the day of the rating, or of the answer where nobody rates."""
    if story.ways.calls_back:
        called = working_day(after(answered, story.chance.randint(1, 5)), answered)
        story.call_back(story.by_staff(called, "回访"), "not-solved" if low else "confirmed")
    if not story.ways.rates:
        return answered
    earliest = story.ask_for_rating(answered)
    if not low and story.chance.random() > 0.7:
        return answered
    day, score = story.rate(earliest, low)
    if low:
        followed = working_day(after(day, 2), day)
        story.call_back(story.by_staff(followed, "回访"), "not-solved")
    if score == 5 and story.chance.random() < 0.03:
        story.feature(day)
    return day


def _answer(story: Story, outcome: str) -> None:
    assignment = _hand_over(story)
    day = _reply_day(story)
    story.reply(story.lead, assignment, day, outcome)
    _finish(story, day)


def _on_the_spot(story: Story) -> None:
    assignment = story.assign(story.lead, "lead", story.begin)
    story.reply(story.lead, assignment, story.brief.day, "solved")
    _finish(story, story.brief.day)


def _promise_kept(story: Story) -> None:
    assignment = _hand_over(story)
    limit = story.brief.settled_by
    day = _reply_day(story, spare=3 if limit is not None and limit <= story.due else 0)
    story.reply(story.lead, assignment, day, story.chance.choice(("in-progress", "planned")))
    due = after(day, story.chance.randint(20, 70))
    if limit is not None and due > limit:
        due = limit
    kept = working_day(after(due, -story.chance.randint(0, min(6, (due - day).days - 1 if due > day else 0))), day)
    story.promise(assignment, due, max(kept, day))
    _finish(story, day)


def _promise_open(story: Story) -> None:
    assignment = _hand_over(story)
    day = _reply_day(story)
    story.reply(story.lead, assignment, day, "planned")
    story.promise(assignment, after(day, story.chance.randint(120, 400)), None)
    _finish(story, day)


def _promise_broken(story: Story) -> None:
    assignment = _hand_over(story)
    day = _reply_day(story)
    story.reply(story.lead, assignment, day, "in-progress")
    due = after(day, story.chance.randint(25, 60))
    late = after(due, story.chance.randint(8, 50))
    story.promise(assignment, due, late if story.chance.random() < 0.6 else None)
    _finish(story, day)


def _object(story: Story, upheld: bool) -> tuple[dict[str, Any], date]:
    first = next(other for other in _rotated(story) if other != story.lead) if upheld else story.lead
    assignment = story.assign(first, "lead", story.begin)
    objected = working_day(after(story.handed_over, 1), story.handed_over)
    decided = working_day(after(objected, 1), objected)
    by_department = story.by_department(first, objected, "提出异议")
    by_staff = story.by_staff(decided, "裁定异议")
    objection: dict[str, Any] = {
        "on": objected,
        "decision": Filled(by_staff, {"on": decided, "outcome": "upheld" if upheld else "rejected"}),
        "proposed": story.lead if upheld else None,
        "reason": Block("按照职责分工，该事项不属于我单位职责范围，建议改派。"),
    }
    assignment["objections"].append(Since(by_department, objection))
    if not upheld:
        return assignment, story.handed_over
    assignment["handed_over"][0].value["ended"] = Filled(by_staff, decided)
    return story.assign(story.lead, "lead", by_staff), decided


def _rotated(story: Story) -> tuple[str, ...]:
    start = story.chance.randrange(len(_OTHERS))
    return _OTHERS[start:] + _OTHERS[:start]


def _objection(story: Story, upheld: bool) -> None:
    assignment, begun = _object(story, upheld)
    last = _last(story)
    day = working_day(after(begun, max(1, story.chance.randint(1, max(1, (last - begun).days)))), begun)
    story.reply(story.lead, assignment, day, "solved")
    _finish(story, day)


def _paused(story: Story) -> None:
    assignment = _hand_over(story)
    asked = after(story.handed_over, 1)
    back = after(asked, story.chance.randint(1, 4))
    question = Block("请企业补充项目备案、合同等材料，并说明具体诉求。")
    pause = {"on": asked, "until": Filled(story.by_department(story.lead, back, "企业已补充"), back)}
    asking = story.by_department(story.lead, asked, "等待企业补充")
    assignment["pauses"].append(Since(asking, {**pause, "question": question}))
    day = max(back, _reply_day(story))
    story.reply(story.lead, assignment, day, "solved")
    _finish(story, day)


def _extension(story: Story, granted: bool) -> None:
    assignment = _hand_over(story)
    asked = after(story.due, -5)
    decided = after(asked, 1)
    until = after(story.due, story.chance.randint(5, 12))
    decision = {"on": decided, "outcome": "granted" if granted else "refused"}
    extension = {
        "on": asked,
        "decision": Filled(story.by_staff(decided, "决定延期"), decision),
        "until": until,
        "reason": Block("需要多部门会审并征求企业意见，在原定期限内难以完成。"),
    }
    assignment["extensions"].append(Since(story.by_department(story.lead, asked, "申请延期"), extension))
    day = working_day(after(story.due, story.chance.randint(1, 5)), decided) if granted else story.due
    story.reply(story.lead, assignment, day, "solved")
    _finish(story, day)


def _late(story: Story) -> None:
    assignment = story.assign(story.lead, "lead", story.begin)
    reminded = after(story.handed_over, story.ways.late + 1)
    story.remind(story.ways.supervisors[0], reminded, story.lead)
    day = after(reminded, story.chance.randint(1, 3))
    if story.chance.random() < 0.3:
        again = after(reminded, 6)
        story.remind(story.ways.supervisors[-1], again, story.lead, "notice")
        day = after(again, story.chance.randint(1, 12))
    story.reply(story.lead, assignment, day, "solved", late=True)
    _finish(story, day, low=story.ways.rates and story.chance.random() < 0.3)


def _overdue(story: Story) -> None:
    story.assign(story.lead, "lead", story.begin)
    reminded = after(story.handed_over, story.ways.late + 1)
    story.remind(story.ways.supervisors[0], reminded, story.lead)
    story.remind(story.ways.supervisors[-1], after(reminded, 8), story.lead, "notice")


def _rated_low(story: Story) -> dict[str, Any]:
    assignment = _hand_over(story)
    day = _reply_day(story)
    story.reply(story.lead, assignment, day, "explained")
    rated = _finish(story, day, low=story.ways.rates)
    visited = working_day(after(rated, 2), rated)
    story.remind(story.ways.supervisors[0], visited, story.lead, "visit")
    return assignment


def _reopened(story: Story) -> None:
    assignment = _rated_low(story)
    opened = after(max(event.day for event in story.events), 1)
    story.decide(opened, "reopened")
    again = story.by_staff(after(opened, 1), "再次交办")
    task = Block("请重新研究，与企业当面沟通后答复。")
    assignment["handed_over"].append(Since(again, {"on": again.day, "ended": [], "task": task}))
    day = working_day(after(again.day, story.chance.randint(2, story.ways.within)), again.day)
    story.reply(story.lead, assignment, day, "solved")
    _finish(story, day)


def _task_force(story: Story) -> None:
    assignment = story.assign(story.lead, "lead", story.begin, "专班牵头单位，按一事一案推进。")
    limit = story.brief.settled_by
    last = min(55, (limit - story.handed_over).days) if limit else 55
    day = after(story.handed_over, story.chance.randint(min(20, last), last))
    reported = after(story.handed_over, 27)
    while reported < day:
        text = Block("专班已召开协调会，逐项销号，剩余事项正在推进。")
        event = story.by_department(story.lead, reported, "报告进展")
        assignment["progress"].append(Since(event, {"on": reported, "text": text}))
        reported = after(reported, 27)
    story.reply(story.lead, assignment, day, "solved")
    _finish(story, day)


def _instructed(story: Story) -> None:
    assignment = _hand_over(story)
    story.remind("leaders", after(story.handed_over, 1), story.lead, "instruction")
    day = max(after(story.handed_over, 1), _reply_day(story, least=2))
    story.reply(story.lead, assignment, day, "solved")
    _finish(story, day)


def _merged(story: Story) -> None:
    story.assign(story.lead, "lead", story.begin)
    story.decide(after(story.handed_over, story.chance.randint(1, 3)), "merged", into=story.brief.into)


def _withdrawn(story: Story) -> None:
    story.assign(story.lead, "lead", story.begin)
    explanation = Block("企业来函说明问题已自行解决，申请撤回。")
    story.decide(after(story.handed_over, story.chance.randint(1, 4)), "withdrawn", explanation=explanation)


_TELLERS: Mapping[Course, Callable[[Story], Any]] = {
    Course.SOLVED: lambda story: _answer(story, "solved"),
    Course.EXPLAINED: lambda story: _answer(story, "explained"),
    Course.ON_THE_SPOT: _on_the_spot,
    Course.PROMISE_KEPT: _promise_kept,
    Course.PROMISE_OPEN: _promise_open,
    Course.PROMISE_BROKEN: _promise_broken,
    Course.OBJECTED: lambda story: _objection(story, True),
    Course.OBJECTION_REJECTED: lambda story: _objection(story, False),
    Course.PAUSED: _paused,
    Course.EXTENDED: lambda story: _extension(story, True),
    Course.EXTENSION_REFUSED: lambda story: _extension(story, False),
    Course.LATE: _late,
    Course.OVERDUE: _overdue,
    Course.RATED_LOW: _rated_low,
    Course.REOPENED: _reopened,
    Course.TASK_FORCE: _task_force,
    Course.INSTRUCTED: _instructed,
    Course.MERGED: _merged,
    Course.WITHDRAWN: _withdrawn,
}
