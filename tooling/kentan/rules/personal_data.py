"""Personal data in free text: telephone numbers, identity numbers, bank cards, e-mail addresses, chat accounts.

It must be found before it is published, since Git cannot forget. Full-width forms, separators and characters without
width do not hide a value, nor does writing a mobile number in Chinese numerals. Names and addresses cannot be found
by their form; the records have no fields for them.

Sources of the rules: GB 11643-1999 (resident identity number), GB 32100-2015 (unified social credit code), ISO/IEC
7812-1 Annex B (Luhn), the numbering plan of the Ministry of Industry and Information Technology (mobile numbers are
1, then 3 to 9, then nine digits; fixed lines have an area code of three or four digits and seven or eight more).
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from kentan.records.frozen import frozen_value
from kentan.rules.check_digits import is_credit_code, is_day, is_resident_identity, passes_luhn
from kentan.rules.narrow_text import FROM_THREE, NUMERALS, ONES, flatten


class Kind(StrEnum):
    """The kinds of personal data that have a form of their own."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    RESIDENT_IDENTITY = "resident-identity"
    CREDIT_CODE = "credit-code"
    BANK_CARD = "bank-card"
    E_MAIL = "e-mail"
    WECHAT = "wechat"


@frozen_value
class Match:
    """One value found. `start` and `end` are offsets in the text as it was given, `value` is its `canonical` form."""

    kind: Kind
    start: int
    end: int
    value: str


def find_personal_data(text: str) -> Iterator[Match]:
    """Yield the personal data in a text, in the order in which it stands, without overlaps."""
    if not _HINT.search(text):
        return
    plain, origin = flatten(text)
    end = 0
    for start, stop, kind in sorted(_found(plain), key=lambda span: (span[0], -span[1])):
        if start >= end:
            end = stop
            yield Match(kind, origin[start], origin[stop - 1] + 1, _bare(plain[start:stop], kind))


def may_hold_personal_data(text: str) -> bool:
    """Whether a text, or one of several joined by line breaks, is worth a closer look."""
    return _HINT.search(text) is not None


def canonical(value: str) -> str:
    """Return a value as `Match.value` has it: narrow, without separators, codes in capitals.

    By it a value that a record allows is the same value, however it was typed.
    """
    for match in find_personal_data(value):
        return match.value
    plain = flatten(value)[0].strip()
    digits = re.sub(_GAP, "", plain)
    return digits if digits.isdigit() else plain


def mask(match: Match) -> str:
    """Return what a finding may show of a match: enough to find it in the text, too little to use it."""
    value = match.value
    if match.kind is Kind.E_MAIL:
        return f"{value[0]}***@***.{value.rpartition('.')[2]}"
    shown = min(3, len(value) // 4)
    return value[:shown] + "*" * (len(value) - 2 * shown) + value[len(value) - shown :]


# Is there anything to look for? Most texts have nothing, and this one search is all that they cost: its first class
# of characters skips what cannot begin a value, the rest decides whether it is worth a closer look.

_DIGIT = "0-9０-９٠-٩۰-۹०-९০-৯๐-๙\U0001d7ce-\U0001d7ff\U0001fbf0-\U0001fbf9"
_BETWEEN = rf"[^{_DIGIT}A-Za-z\u4e00-\u9fff〔〕\n]"  # nor the brackets of 〔2022〕15号, which join no digits
_APART = rf"[^{_DIGIT}{NUMERALS}A-Za-z\u4e00-\u9fff\n]{{0,2}}"
_NO_WIDTH = "\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\u20e3\ufe00-\ufe0f\ufeff"
_HINT = re.compile(
    rf"[{_DIGIT}{_NO_WIDTH}@＠#＃微薇威扣加{ONES}vVｖＶwWｗＷqQｑＱ](?:"
    rf"(?<=[{_DIGIT}])(?<![{_DIGIT}][{_DIGIT}])(?:{_BETWEEN}{{0,4}}[{_DIGIT}]){{5}}"  # six digits, whatever parts them
    rf"|(?<=[1１{ONES}]){_APART}[{_DIGIT}{FROM_THREE}](?:{_APART}[{_DIGIT}{NUMERALS}]){{9}}"
    rf"|(?<![{_DIGIT}])(?:(?<=[{_NO_WIDTH}@＠])|(?<=加)[我微薇威vVｖＶ]|(?<=扣)扣"
    rf"|(?<=[#＃])[ \u3000]?[A-Za-z0-9]{{2,8}}[.．]|(?<=[微薇威])[ \u3000]?[:：]"
    rf"|(?<=[微薇威vVｖＶ]){_BETWEEN}{{0,3}}信|(?<=[vVｖＶwWｗＷ]){_BETWEEN}{{0,3}}[xXｘＸ]|(?<=[vVｖＶ]) ?[:：]"
    rf"|(?<=[qQｑＱ]){_BETWEEN}{{0,3}}[qQｑＱ]|(?<=[wWｗＷ])[eEｅＥ][iIｉＩcCｃＣ]))"
)


def _bare(value: str, kind: Kind) -> str:
    if kind is Kind.WECHAT:
        return value
    if kind is Kind.E_MAIL:
        return value.replace(" ", "")
    if kind is Kind.MOBILE:
        return re.sub("[^0-9]", "", value)
    return re.sub(_GAP, "", value).upper()


_Span = tuple[int, int, Kind]


def _found(plain: str) -> Iterator[_Span]:
    yield from _numbers(plain)
    yield from _parted(plain)
    yield from _credit_codes(plain)
    yield from ((match.start(), match.end(), Kind.E_MAIL) for match in _E_MAIL.finditer(plain))
    yield from _accounts(plain)


# Numbers: every row of digits, read on across separators, is tried as each kind of number, the longest first.

_GAP = r"[ ._()-]"
_ROW = re.compile(r"[0-9]+")
_FIRST_ROW = re.compile(r"(?<![0-9])[0-9]+")
_JOIN = re.compile(rf"{_GAP}{{1,3}}(?=[0-9])")
_CHECK_X = re.compile(rf"{_GAP}{{0,3}}[Xx](?![0-9A-Za-z])")
_LEAST_DIGITS = 7
_MOST_DIGITS = 19
_MOST_ROWS = 6  # more only where each is a single digit


def _numbers(plain: str) -> Iterator[_Span]:
    spelt_until = -1
    for first in _FIRST_ROW.finditer(plain):
        if first.start() < spelt_until:
            continue  # a number written digit by digit begins where the digits begin
        readings = _readings(plain, first.end(), first[0])
        if len(readings) > _MOST_ROWS:
            spelt_until = readings[-1][0]
        for end, rows in reversed(readings):
            digits = "".join(rows)
            if len(digits) < _LEAST_DIGITS:
                break
            last = _CHECK_X.match(plain, end) if len(digits) == 17 else None
            if last and (is_resident_identity(digits + "X") or _is_called_identity(plain, first.start())):
                yield first.start(), last.end(), Kind.RESIDENT_IDENTITY
                break
            kind = _kind(plain, first.start(), end, digits, rows)
            if kind is not None:
                yield first.start(), end, kind
                break


def _readings(plain: str, end: int, row: str) -> list[tuple[int, list[str]]]:
    """Return the rows of digits from one row on, one more each time, with the end of the last."""
    readings: list[tuple[int, list[str]]] = []
    rows = [row]
    total = len(row)
    while total <= _MOST_DIGITS and (len(rows) <= _MOST_ROWS or total == len(rows)):
        readings.append((end, rows))
        join = _JOIN.match(plain, end)
        following = _ROW.match(plain, join.end()) if join else None
        if following is None:
            break
        end = following.end()
        rows = [*rows, following[0]]
        total += len(following[0])
    return readings


_IDENTITY_WORD = re.compile(r"(?:身份证|证件|居民证)[^0-9\n]{0,8}$")
_CARD_WORD = re.compile(r"(?:卡号|[账帐][号户]|开户|银行卡|储蓄卡|信用卡|汇款|转账|card)[^0-9\n]{0,12}$", re.IGNORECASE)
_PHONE_WORD = re.compile(r"(?:电话|座机|固话|传真|tel|phone|fax)[ .:号码为是()]{0,5}$", re.IGNORECASE)
_FOREIGN_CARD = re.compile(r"(?:4|5[1-5])\d+")


def _is_called_identity(plain: str, start: int) -> bool:
    """Whether the words in front call a number that of a person: then it is one even if a digit is mistyped."""
    return _IDENTITY_WORD.search(plain[max(0, start - 24) : start]) is not None


def _kind(plain: str, start: int, end: int, digits: str, rows: list[str]) -> Kind | None:
    length = len(digits)
    before = plain[max(0, start - 24) : start]
    if length < 10:
        local = _LOCAL.fullmatch(digits) and len(rows) <= 2 and _PHONE_WORD.search(before)
        return Kind.LANDLINE if local and not _is_amount_or_code(plain, before, end) else None
    if length == 18 and (is_resident_identity(digits) or _is_called_identity(plain, start)):
        return Kind.RESIDENT_IDENTITY
    if length == 15 and _IDENTITY_WORD.search(before) and is_day(f"19{digits[6:12]}"):
        return Kind.RESIDENT_IDENTITY
    if length >= 13 and passes_luhn(digits):
        foreign = length == 16 and _FOREIGN_CARD.match(digits) and [len(row) for row in rows] in ([4, 4, 4, 4], [16])
        foreign = foreign and not _is_amount_or_code(plain, before, end)
        if (length >= 16 and (digits.startswith(("62", "9558")) or foreign)) or _CARD_WORD.search(before):
            return Kind.BANK_CARD
    if _is_amount_or_code(plain, before, end) and not _only_seems_an_amount(plain, before, end, digits):
        return None
    return _telephone(digits, rows, before)


_MOBILE = re.compile(r"(?:(?:00)?86)?0?1[3-9]\d{9}")
_WITH_AREA = re.compile(r"(0(?:10|2\d))[2-9]\d{7}|(0[3-9]\d{2})[2-9]\d{6,7}")
_FROM_ABROAD = re.compile(r"((?:00)?86)(?:(?:10|2\d)[2-9]\d{7}|[3-9]\d{2}[2-9]\d{6,7})")
_LOCAL = re.compile(r"[2-8]\d{6,7}")


def _telephone(digits: str, rows: list[str], before: str) -> Kind | None:
    lengths = [len(row) for row in rows]
    one_by_one = max(lengths) == 1
    if _MOBILE.fullmatch(digits):
        prefix = len(digits) - 11
        if one_by_one or (rows[0] != "0" and _in_groups(lengths, prefix)):
            return Kind.MOBILE
    if fixed := _WITH_AREA.fullmatch(digits):
        area = fixed[1] or fixed[2]
        if one_by_one or len(rows) == 1 or (rows[0] == area and len(rows) <= 3):
            return Kind.LANDLINE
    if (abroad := _FROM_ABROAD.fullmatch(digits)) and len(rows) <= 4:
        called = before.endswith("+") or digits.startswith("00") or rows[0] == abroad[1]
        return Kind.LANDLINE if called else None
    return None


def _in_groups(lengths: list[int], prefix: int) -> bool:
    """Whether people group a mobile number so (138 0013 8000): not a date or an address that happens to be as long."""
    if prefix and lengths[0] <= prefix:
        lengths = lengths[1:] if lengths[0] == prefix else lengths[2:]
    return len(lengths) <= 3 and min(lengths) >= 3


_UNIT = re.compile(
    r" ?(?:元|亿|[美欧日港]元|港币|人民币|吨|公斤|千克|立方|平方|㎡|股|千瓦|度电|[%‰]|(?:kg|kwh|rmb|usd|cny|m[23])\b"
    r"|万(?!总|某|先生|女士|经理|主任|老师))",
    re.IGNORECASE,
)
_DECIMALS = re.compile(r"\.[0-9]")
_CURRENCY_OR_WHOLE = re.compile(r"[¥$€£] ?$|[0-9]\.$")
_LIST_MARKER = re.compile(r"(?:^|\n) *[1-9][0-9]?\.$")
_LETTERS = re.compile(r"[A-Za-z]+$")
_PHONE_LETTERS = re.compile(
    r"tel|telephone|phone|mobile|mob|cell|call|fax|no|sj|dh|lxdh|[vw]x|qq|[fmptv]", re.IGNORECASE
)


_AMOUNT_WORD = re.compile(
    r"(?:[金税总余差份]额|[共合总累]计|资[金产本]|投[资入]|产值|营收|收入|利润|成本|[价款费]|融资|授信|补[贴助]|达|超过|[¥$€£])"
    r"[^0-9,;。\n]{0,8}$"
)
_SIZE_WORD = re.compile(r"(?:尺寸|规格|型号|长宽|编号|分别)[^0-9\n]{0,8}$")


def _only_seems_an_amount(plain: str, before: str, end: int, digits: str) -> bool:
    """Whether 元 hides a mobile number: nobody tells of ten thousand millions of yuan without saying what they are."""
    if len(digits) != 11 or not plain.startswith("元", end) or _AMOUNT_WORD.search(before):
        return False
    return not _LETTERS.search(before) and not _CURRENCY_OR_WHOLE.search(before)


_SIGN = r"[ ._()-]{0,2}[、/*,|~+][ ._()-]{0,2}"
_PARTED = re.compile(
    rf"(?<![0-9])(?<![0-9][、/*,|~+.-])1(?:[3-9]\d{_SIGN}\d{{4}}{_SIGN}\d{{4}}|{_SIGN}[3-9](?:{_SIGN}\d){{9}})"
    r"(?![0-9])(?![、/*,|~+.-][0-9])"
)


def _parted(plain: str) -> Iterator[_Span]:
    """Yield the mobile numbers with signs between their digits that else part the members of a list."""
    for match in _PARTED.finditer(plain):
        before = plain[max(0, match.start() - 24) : match.start()]
        listed = _SIZE_WORD.search(before) or _AMOUNT_WORD.search(before)
        if not listed and not _is_amount_or_code(plain, before, match.end()):
            yield match.start(), match.end(), Kind.MOBILE


def _is_amount_or_code(plain: str, before: str, end: int) -> bool:
    """Whether what stands around a number makes it an amount of something, decimals, or part of a code."""
    if _UNIT.match(plain, end) or _DECIMALS.match(plain, end):
        return True
    if _CURRENCY_OR_WHOLE.search(before) and not _LIST_MARKER.search(before):
        return True
    if end < len(plain) and plain[end].isascii() and plain[end].isalpha():
        return True
    letters = _LETTERS.search(before)
    return letters is not None and _PHONE_LETTERS.fullmatch(letters[0]) is None


# Codes, addresses and accounts.

_CODE = re.compile(
    rf"(?<![0-9A-Za-z])(?=([1-9ANY]{_GAP}{{0,3}}[1-9](?:{_GAP}{{0,3}}[0-9]){{6}}"
    rf"(?:{_GAP}{{0,3}}[0-9A-HJ-NPQRTUWXY]){{10}})(?![0-9A-Za-z]))",
    re.IGNORECASE,
)


def _credit_codes(plain: str) -> Iterator[_Span]:
    for match in _CODE.finditer(plain):
        if is_credit_code(_bare(match[1], Kind.CREDIT_CODE)):
            yield match.start(1), match.end(1), Kind.CREDIT_CODE


_E_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64} ?"
    r"(?:@|# ?(?=(?:qq|vip\.qq|foxmail|gmail|outlook|hotmail|1(?:26|39|63|88|89)|sina|sohu|yeah|aliyun)\.)) ?"
    r"(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?P<word>[微薇威] ?信|[微薇威](?= ?:)|加[微薇威v]|(?<![a-z0-9])(?:weixin|wechat|[vw]x|qq|v信|v(?= ?:))|扣扣|加我)"
    r"(?P<link> ?(?:号码?|id|[账帐]号)? ?[:为是]? ?[(\[“「]? ?)"
    r"(?P<account>[a-z][-_a-z0-9]{5,19}|[1-9][0-9]{4,11})(?![-_a-z0-9@])",
    re.IGNORECASE,
)
_NO_ACCOUNTS = re.compile(r"wechat|weixin|alipay|tencent|browser|android|iphone|windows|official|harmonyos")
_COUNTED = re.compile(r" ?[个人用户名家万元余多条次份]")


def _accounts(plain: str) -> Iterator[_Span]:
    for match in _ACCOUNT.finditer(plain):
        account = match["account"].lower()
        introduced = match["link"].strip(" ") != "" or plain[: match.start()].endswith(("加", "加我", "本人", "我的"))
        if account.isdigit():
            number_word = match["word"].lower() in ("qq", "扣扣")
            personal = (introduced or number_word) and not _COUNTED.match(plain, match.end())
        elif account.isalpha():
            personal = (introduced or match["word"].startswith("加")) and not _NO_ACCOUNTS.fullmatch(account)
        else:
            personal = True
        if personal:
            yield match.start("account"), match.end("account"), Kind.WECHAT
