"""Personal data in texts, addresses and comments of any record, and the values that it allows with a reason."""

from collections.abc import Iterator, Sequence
from typing import Any

from kentan.languages import mark
from kentan.records.finding import Finding
from kentan.records.ledger import Comment
from kentan.rules.personal_data import Kind, canonical, find_personal_data, mask
from kentan.rules.rule import Rule
from kentan.rules.walk import walk

N_ = mark

MOBILE_NUMBER = Rule(
    code="K501",
    name="mobile-number",
    title=N_("A mobile number"),
    message=N_("There is what looks like a mobile number here: {value}"),
    mend=N_(
        "Delete it before you commit; whom to call is kept in the office. If it may be published, add the "
        "value and the reason under `allowed`."
    ),
    why=N_(
        "Git does not forget: a number that was once published cannot be taken back. Names of persons cannot "
        "be found by their form; look for them yourself."
    ),
    bad="""\
# cases/2022/HZ-2022-0001.yml
summary: 请联系负责人，电话 13912345678。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
summary: 请联系企业负责人。
""",
)

LANDLINE_NUMBER = Rule(
    code="K502",
    name="landline-number",
    title=N_("A landline number"),
    message=N_("There is what looks like a landline number here: {value}"),
    mend=N_("Delete it before you commit. A public service number may stay: add it and the reason under `allowed`."),
    why=N_("A direct line leads to one person as surely as a name does."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
summary: 请拨打 0572-2030405 联系。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
summary: 请拨打 0572-2030405 联系。
allowed:
  - value: 0572-2030405
    reason: 对外公开的服务电话
""",
)

IDENTITY_NUMBER = Rule(
    code="K503",
    name="identity-number",
    title=N_("A resident identity number"),
    message=N_("There is a resident identity number here: {value}"),
    mend=N_(
        "Delete it before you commit, and tell the registrar if it was committed already: the history must "
        "then be rewritten. A number that only looks like one may stay: add it and the reason under `allowed`."
    ),
    why=N_("With it somebody can be impersonated for life."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
summary: 法定代表人身份证号 11010519491231002X。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
summary: 法定代表人已核验身份。
""",
)

CREDIT_CODE = Rule(
    code="K504",
    name="credit-code",
    title=N_("A unified social credit code"),
    message=N_("There is a unified social credit code here: {value}"),
    mend=N_(
        "Delete it; the enterprise is known by its pseudonym (`ref`). Where it consented to be named, add "
        "the code and the reason under `allowed`."
    ),
    why=N_("The code names an enterprise that did not consent to be named, and an individual business by its owner."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
summary: 企业代码 91350100M000100Y43。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
summary: 企业已登记。
""",
)

BANK_CARD = Rule(
    code="K505",
    name="bank-card",
    title=N_("A bank card number"),
    message=N_("There is what looks like a bank card number here: {value}"),
    mend=N_(
        "Delete it before you commit. A number that only looks like one (a contract, a file) may stay: add "
        "it and the reason under `allowed`."
    ),
    why=N_("Money is stolen with it."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
summary: 退款请汇至银行卡 6222021234567890128。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
summary: 退款账户已另行提供。
""",
)

E_MAIL_ADDRESS = Rule(
    code="K506",
    name="e-mail-address",
    title=N_("An e-mail address"),
    message=N_("There is an e-mail address here: {value}"),
    mend=N_(
        "Delete it before you commit. The public mailbox of an office may stay: add it and the reason under `allowed`."
    ),
    why=N_("Published addresses are harvested within hours, and lead to a person."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
summary: 材料请发 zhang@example.com。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
summary: 材料已提交。
""",
)

WECHAT_ID = Rule(
    code="K507",
    name="wechat-id",
    title=N_("A WeChat or QQ account"),
    message=N_("There is what looks like a WeChat or QQ account here: {value}"),
    mend=N_("Delete it before you commit; the groups that a programme runs are counted, not listed."),
    why=N_("An account leads to a person and to everything that this person says elsewhere."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
summary: 请加微信号：wxid_abc12345。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
summary: 请通过工作群联系。
""",
)

IDLE_ALLOWANCE = Rule(
    code="K508",
    name="idle-allowance",
    title=N_("An allowance that allows nothing"),
    message=N_("This value does not stand in any text of the record as personal data."),
    mend=N_("Delete the entry, or write the value exactly as it stands in the text."),
    why=N_(
        "An allowance left behind publishes by itself what it was meant to excuse, and would let it in again unseen."
    ),
    bad="""\
# cases/2022/HZ-2022-0001.yml
allowed:
  - value: 0572-2030405
    reason: 对外公开的服务电话
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
summary: 请拨打 0572-2030405 联系。
allowed:
  - value: 0572-2030405
    reason: 对外公开的服务电话
""",
)

RULES: tuple[Rule, ...] = (
    MOBILE_NUMBER,
    LANDLINE_NUMBER,
    IDENTITY_NUMBER,
    CREDIT_CODE,
    BANK_CARD,
    E_MAIL_ADDRESS,
    WECHAT_ID,
    IDLE_ALLOWANCE,
)

_FOUND = {
    Kind.MOBILE: MOBILE_NUMBER,
    Kind.LANDLINE: LANDLINE_NUMBER,
    Kind.RESIDENT_IDENTITY: IDENTITY_NUMBER,
    Kind.CREDIT_CODE: CREDIT_CODE,
    Kind.BANK_CARD: BANK_CARD,
    Kind.E_MAIL: E_MAIL_ADDRESS,
    Kind.WECHAT: WECHAT_ID,
}


def personal(record: Any, texts: list[str], comments: Sequence[Comment], file: str) -> Iterator[Finding]:
    """Yield a finding for each piece of personal data that a record does not allow, and for each idle allowance.

    `texts` is everything in which it may stand, `comments` are those of the record's file.
    """
    allowances = getattr(record, "allowed", ())
    if not allowances and not any(True for text in texts for _ in find_personal_data(text)):
        return
    allowed = {canonical(entry.value) for entry in allowances}
    used = set()
    for part in walk(record):
        if part.kind not in ("text", "searched"):
            continue
        before = seen = 0
        for match in find_personal_data(part.value):
            before += sum(not each.isspace() for each in part.value[seen : match.start])
            seen = match.start
            if match.value in allowed:
                used.add(match.value)
            elif part.kind == "text" or match.kind is not Kind.WECHAT:  # an address is full of what looks like one
                found = _FOUND[match.kind].found(file, part.path, value=mask(match))
                yield found.within(before)
    for comment in comments:
        for match in find_personal_data(comment.text):
            if match.value in allowed:
                used.add(match.value)
            else:
                yield _FOUND[match.kind].found(file, value=mask(match)).at(comment.line, comment.column + match.start)
    for index, entry in enumerate(allowances):
        if canonical(entry.value) not in used:
            yield IDLE_ALLOWANCE.found(file, ("allowed", index, "value"))
