"""What people call a record's fields in Chinese: a key that was written so is known by it, and pages say it."""

from collections.abc import Iterable, Mapping

from kentan.languages import CHINESE, Language, translate

LABELS: Mapping[str, tuple[str, ...]] = {
    "id": ("编号", "诉求编号", "事项编号", "会议编号", "代码"),
    "programme": ("项目", "所属项目", "制度", "机制"),
    "place": ("地点", "地区", "属地", "所在地"),
    "provenance": ("记录来源", "数据来源", "来源性质"),
    "title": ("标题", "题目", "诉求标题", "事项名称", "材料名称"),
    "kind": ("类别", "类型", "种类", "诉求类型", "会议类型", "督办方式"),
    "topic": ("领域", "所属领域", "主题", "分类"),
    "theme": ("主题", "会议主题", "议题"),
    "raised": ("提出", "提出情况", "提出日期", "提出时间"),
    "on": ("日期", "时间", "发生日期", "办理日期", "答复日期", "交办日期"),
    "by": ("提出人", "由谁", "评价人", "经办人", "操作人"),
    "channel": ("渠道", "提出渠道", "诉求渠道", "来源渠道"),
    "mode": ("方式", "提出方式"),
    "report": ("信息直报期号", "信息直报"),
    "meeting": ("会议", "来自会议", "所属会议"),
    "statement": ("原话", "企业原话", "诉求原文"),
    "enterprise": ("企业", "企业信息", "企业情况"),
    "ref": ("企业代号", "代号", "企业编号"),
    "disclosure": ("公开方式", "公开程度", "是否公开"),
    "sector": ("行业", "所属行业"),
    "size": ("规模", "企业规模"),
    "name": ("名称", "企业名称", "单位名称"),
    "summary": ("摘要", "内容", "诉求内容", "事项内容", "概述", "问题描述"),
    "acceptance": ("受理", "受理情况", "受理决定"),
    "decision": ("决定", "审批", "审批结果"),
    "grades": ("分级", "等级", "办理等级"),
    "grade": ("等级", "级别"),
    "assignments": ("交办", "主办单位", "承办单位", "办理单位", "牵头单位", "责任单位", "责任部门", "承办部门"),
    "handed_over": ("交办", "交办记录", "交办时间"),
    "task": ("任务", "办理要求"),
    "role": ("角色", "职责", "主办协办"),
    "objections": ("异议",),
    "pauses": ("暂停", "等待企业", "中止"),
    "extensions": ("延期", "延期申请"),
    "replies": ("答复", "回复", "答复情况", "办理情况"),
    "progress": ("进展", "办理进展"),
    "outcome": ("结果", "办理结果", "答复结果"),
    "text": ("正文", "内容", "答复内容", "意见"),
    "promise": ("承诺", "承诺事项"),
    "due": ("承诺期限", "承诺日期", "完成时限"),
    "kept": ("兑现", "是否兑现"),
    "evidence": ("证明材料", "佐证", "佐证材料"),
    "number": ("文号", "文件号"),
    "address": ("网址", "链接", "公开网址"),
    "basis": ("依据", "政策依据", "法律依据"),
    "reason": ("原因", "理由"),
    "late_reason": ("逾期原因", "超期原因", "迟报原因"),
    "until": ("截至", "延至", "结束日期"),
    "supervision": ("督办", "督办单位", "督办情况"),
    "rating_requests": ("评价邀请", "邀请评价"),
    "ratings": ("评价", "满意度", "满意度评价", "企业评价"),
    "score": ("得分", "分数", "评分"),
    "callbacks": ("回访", "回访情况"),
    "featured": ("典型案例",),
    "withheld": ("不予公开", "不公开"),
    "corrections": ("更正",),
    "redactions": ("删除",),
    "sources": ("来源", "资料来源", "出处"),
    "publisher": ("媒体", "发布单位"),
    "round": ("期数", "期次", "第几期"),
    "format": ("形式", "会议形式"),
    "announced": ("通知日期", "会议通知"),
    "planned": ("预定日期", "计划日期"),
    "held": ("召开", "召开日期", "召开时间", "会议日期"),
    "cancelled": ("取消", "取消原因"),
    "host": ("主办单位", "主办", "主办方"),
    "chair": ("主持人", "主持"),
    "agenda": ("议程", "会议议程"),
    "attendance": ("出席", "参会", "出席情况", "参会情况"),
    "invited": ("受邀企业", "邀请企业"),
    "results": ("成果", "会议成果"),
    "quantity": ("数量",),
    "unit": ("单位", "计量单位"),
    "scores": ("评分", "打分"),
    "into": ("并入",),
    "explanation": ("说明",),
    "leaders": ("牵头领导", "领导"),
    "plan": ("方案", "工作方案"),
    "ended": ("交办结束日期",),
    "proposed": ("建议部门",),
    "question": ("询问内容", "问题"),
    "department": ("部门",),
    "result": ("结果", "回访结果"),
    "month": ("月份",),
    "allowed": ("准许保留",),
    "value": ("值",),
    "field": ("字段",),
    "path": ("字段", "路径"),
    "was": ("原值", "更正前"),
    "now": ("新值", "更正后"),
    "why": ("原因", "更正原因"),
    "digest": ("摘要值",),
    "minutes": ("时长", "分钟"),
    "institution": ("机构",),
    "rota": ("轮值安排",),
    "enterprises": ("企业数", "参会企业数"),
    "entrepreneurs": ("企业家人数",),
    "person_times": ("人次", "参会人次"),
    "present": ("到会企业",),
    "departments": ("参会部门",),
    "institutions": ("参会机构",),
    "came": ("到会方式",),
    "signed_up": ("报名",),
    "named": ("点名",),
    "written": ("书面提出",),
    "returned": ("收回份数",),
    "handed_out": ("发出份数",),
    "organiser": ("主办单位", "主管单位", "组织单位"),
    "prefix": ("编号前缀", "前缀"),
    "places": ("实施范围", "地区"),
    "supervisors": ("督办单位",),
    "aliases": ("别名", "简称", "曾用名"),
    "level": ("层级", "级别"),
    "roles": ("角色", "职责"),
    "from": ("起始日期", "生效日期", "自"),
}
"""The names of a field, the most usual first; one name may be that of several fields of different records."""


def field_in_words(key: str, language: Language) -> str:
    """Return what a field is called on a page: its most usual Chinese name, elsewhere its key as words."""
    if language == CHINESE and key in LABELS:
        return LABELS[key][0]
    return key.replace("_", " ")


def field_called(written: str, meanings: Mapping[str, str]) -> str:
    """Return the field of a record that people call so; empty where none is. `meanings` are English, by key."""
    wanted = written.strip().strip("：:")
    for key in meanings:
        if wanted in LABELS.get(key, ()):
            return key
    if len(wanted) >= 2 and not wanted.isascii():
        return next((key for key, told in meanings.items() if _begins(told, wanted)), "")
    return ""


def _begins(meaning: str, wanted: str) -> bool:
    """Whether the Chinese meaning of a field begins with a word."""
    return translate("records", meaning, CHINESE).startswith(wanted)


def told(words: Iterable[tuple[str, str]]) -> str:
    """Return words and their labels as a finding holds them: a line each, the label behind a tab."""
    return "\n".join(f"{word}\t{label}" for word, label in words)
