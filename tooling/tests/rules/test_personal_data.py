"""Personal data is found in whatever form it is typed, and what only looks like it is left alone."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric, uscc

import kentan.rules.personal_data as module
from kentan.rules.check_digits import is_credit_code, is_resident_identity, passes_luhn
from kentan.rules.personal_data import Kind, canonical, find_personal_data, mask

IDENTITY = "11010519491231002X"  # the example of GB 11643-1999
CODE = "91110000600037341L"  # the example of python-stdnum
CARD = "6222021234567890128"  # made up, with its check digit

FOUND = [
    # mobile numbers
    ("手机13800138000", Kind.MOBILE, "13800138000"),
    ("手机：13800138000。", Kind.MOBILE, "13800138000"),
    ("请拨13800138000（王）", Kind.MOBILE, "13800138000"),
    ("１３８００１３８０００", Kind.MOBILE, "13800138000"),
    ("𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎, 138\u200b0013\u200b8000", Kind.MOBILE, "13800138000"),
    ("1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", Kind.MOBILE, "13800138000"),
    ("138 0013 8000", Kind.MOBILE, "13800138000"),
    ("138\u30000013\u30008000", Kind.MOBILE, "13800138000"),
    ("138-0013-8000", Kind.MOBILE, "13800138000"),
    ("138—0013—8000", Kind.MOBILE, "13800138000"),
    ("138－0013－8000", Kind.MOBILE, "13800138000"),
    ("138.0013.8000", Kind.MOBILE, "13800138000"),
    ("138·0013·8000", Kind.MOBILE, "13800138000"),
    ("138_0013_8000", Kind.MOBILE, "13800138000"),
    ("(138)00138000", Kind.MOBILE, "13800138000"),
    ("1380 0138 000", Kind.MOBILE, "13800138000"),
    ("1 3 8 0 0 1 3 8 0 0 0", Kind.MOBILE, "13800138000"),
    ("1-3-8-0-0-1-3-8-0-0-0", Kind.MOBILE, "13800138000"),
    ("1\u200b3800138\ufeff000", Kind.MOBILE, "13800138000"),
    ("1\u00ad3800138000", Kind.MOBILE, "13800138000"),
    ("一三八〇〇一三八〇〇〇", Kind.MOBILE, "13800138000"),
    ("幺三八零零幺三八零零零", Kind.MOBILE, "13800138000"),
    ("+86 138 0013 8000", Kind.MOBILE, "8613800138000"),
    ("0086-13800138000", Kind.MOBILE, "008613800138000"),
    ("8613800138000", Kind.MOBILE, "8613800138000"),
    ("013800138000", Kind.MOBILE, "013800138000"),
    ("tel13800138000", Kind.MOBILE, "13800138000"),
    ("Mobile:13800138000", Kind.MOBILE, "13800138000"),
    ("13800138000万总", Kind.MOBILE, "13800138000"),
    ("2022-06-08 13800138000", Kind.MOBILE, "13800138000"),
    ("1.13800138000 联系人", Kind.MOBILE, "13800138000"),
    ("①13800138000", Kind.MOBILE, "13800138000"),
    ("13800138000²", Kind.MOBILE, "13800138000"),
    ("微信 13800138000", Kind.MOBILE, "13800138000"),
    ("138、0013、8000", Kind.MOBILE, "13800138000"),
    ("138/0013/8000", Kind.MOBILE, "13800138000"),
    ("138 * 0013 * 8000", Kind.MOBILE, "13800138000"),
    ("1/3/8/0/0/1/3/8/0/0/0", Kind.MOBILE, "13800138000"),
    ("1、3、8、0、0、1、3、8、0、0、0", Kind.MOBILE, "13800138000"),
    ("𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎", Kind.MOBILE, "13800138000"),
    ("𝟙𝟛𝟠𝟘𝟘𝟙𝟛𝟠𝟘𝟘𝟘", Kind.MOBILE, "13800138000"),
    ("①③⑧⓪⓪①③⑧⓪⓪⓪", Kind.MOBILE, "13800138000"),
    ("❶❸❽⓿⓿❶❸❽⓿⓿⓿", Kind.MOBILE, "13800138000"),
    ("¹³⁸⁰⁰¹³⁸⁰⁰⁰", Kind.MOBILE, "13800138000"),
    ("壹叁捌零零壹叁捌零零零", Kind.MOBILE, "13800138000"),
    ("幺三八洞洞幺三八洞洞洞", Kind.MOBILE, "13800138000"),
    ("幺三拐零零幺三八零零零", Kind.MOBILE, "13700138000"),
    ("一三八 零零一三 八零零零", Kind.MOBILE, "13800138000"),
    ("1三8零0一3八0零0", Kind.MOBILE, "13800138000"),
    ("一3800138000", Kind.MOBILE, "13800138000"),
    ("138零零138000", Kind.MOBILE, "13800138000"),
    ("联系人13800138000元", Kind.MOBILE, "13800138000"),
    ("１３８００１３８０００元", Kind.MOBILE, "13800138000"),
    ("微信号：13800138000", Kind.MOBILE, "13800138000"),
    # fixed lines
    ("0572-2345678", Kind.LANDLINE, "05722345678"),
    ("（0572）2345678", Kind.LANDLINE, "05722345678"),
    ("0572 234 5678", Kind.LANDLINE, "05722345678"),
    ("05722345678", Kind.LANDLINE, "05722345678"),
    ("010-62345678", Kind.LANDLINE, "01062345678"),
    ("０２１－６２３４５６７８转8001", Kind.LANDLINE, "02162345678"),
    ("+86 572 2345678", Kind.LANDLINE, "865722345678"),
    ("0086 10 62345678", Kind.LANDLINE, "00861062345678"),
    ("电话：2345678", Kind.LANDLINE, "2345678"),
    ("传真 6234-5678", Kind.LANDLINE, "62345678"),
    # resident identity numbers
    (f"身份证{IDENTITY}", Kind.RESIDENT_IDENTITY, IDENTITY),
    (IDENTITY.lower(), Kind.RESIDENT_IDENTITY, IDENTITY),
    ("110105 19491231 002X", Kind.RESIDENT_IDENTITY, IDENTITY),
    ("110105-1949-1231-002 x", Kind.RESIDENT_IDENTITY, IDENTITY),
    ("１１０１０５１９４９１２３１００２Ｘ", Kind.RESIDENT_IDENTITY, IDENTITY),
    (" ".join(IDENTITY), Kind.RESIDENT_IDENTITY, IDENTITY),
    (f"2022-06-08 {IDENTITY}", Kind.RESIDENT_IDENTITY, IDENTITY),
    ("身份证号 110105194912310021", Kind.RESIDENT_IDENTITY, "110105194912310021"),  # whose last digit does not check
    ("身份证：11010519491231001X", Kind.RESIDENT_IDENTITY, "11010519491231001X"),
    ("证件号：110105199902300021", Kind.RESIDENT_IDENTITY, "110105199902300021"),
    ("身份证号码：110105491231002", Kind.RESIDENT_IDENTITY, "110105491231002"),
    # unified social credit codes
    (f"代码{CODE}", Kind.CREDIT_CODE, CODE),
    (CODE.lower(), Kind.CREDIT_CODE, CODE),
    ("9111 0000 6000 3734 1L", Kind.CREDIT_CODE, CODE),
    ("９１１１００００６０００３７３４１Ｌ", Kind.CREDIT_CODE, CODE),
    # bank cards
    (CARD, Kind.BANK_CARD, CARD),
    ("6222 0212 3456 7890 128", Kind.BANK_CARD, CARD),
    ("6222\u200b0212３４５６-7890-128", Kind.BANK_CARD, CARD),
    ("4111 1111 1111 1111", Kind.BANK_CARD, "4111111111111111"),
    ("4111111111111111", Kind.BANK_CARD, "4111111111111111"),
    ("付至5555555555554444。", Kind.BANK_CARD, "5555555555554444"),
    ("卡号4111111111111111", Kind.BANK_CARD, "4111111111111111"),
    # e-mail addresses
    ("邮箱zhang_san@example.com，", Kind.E_MAIL, "zhang_san@example.com"),
    ("zhang.san＠example．com", Kind.E_MAIL, "zhang.san@example.com"),
    ("zhang @ mail.example.com.cn", Kind.E_MAIL, "zhang@mail.example.com.cn"),
    ("12345678@qq.com", Kind.E_MAIL, "12345678@qq.com"),
    ("zhang.san#qq.com", Kind.E_MAIL, "zhang.san#qq.com"),
    ("zhangsan＃163.com", Kind.E_MAIL, "zhangsan#163.com"),
    # accounts in chats
    ("加微zhangsan88", Kind.WECHAT, "zhangsan88"),
    ("薇：zhangsan88", Kind.WECHAT, "zhangsan88"),
    ("加V zhangsan88", Kind.WECHAT, "zhangsan88"),
    ("V信zhangsan88", Kind.WECHAT, "zhangsan88"),
    ("v：zhangsan88", Kind.WECHAT, "zhangsan88"),
    ("微信：zhangsan", Kind.WECHAT, "zhangsan"),
    ("微信号 zhang_san88", Kind.WECHAT, "zhang_san88"),
    ("微信zhangsan88", Kind.WECHAT, "zhangsan88"),
    ("微\u200b信号“zhangsan”", Kind.WECHAT, "zhangsan"),
    ("薇信:zhangsan", Kind.WECHAT, "zhangsan"),
    ("加我微信zhangsan", Kind.WECHAT, "zhangsan"),
    ("请加我zhang-san-1", Kind.WECHAT, "zhang-san-1"),
    ("VX：abc1234", Kind.WECHAT, "abc1234"),
    ("ｗｘ：ａｂｃ１２３４", Kind.WECHAT, "abc1234"),
    ("weixin: zhangsan", Kind.WECHAT, "zhangsan"),
    ("v: zhang_1983", Kind.WECHAT, "zhang_1983"),
    ("QQ：12345678", Kind.WECHAT, "12345678"),
    ("qq号12345", Kind.WECHAT, "12345"),
    ("扣扣12345678", Kind.WECHAT, "12345678"),
]

NOT_FOUND = [
    # documents, cases, codes
    "国办发〔2020〕1号",
    "浙政办发〔2022〕123号，2022年6月8日印发",
    "HZ-2022-0123",
    "WX-2022-0123、QD-2023-10293",
    "报告2020-031",
    "（2022）浙0502民初1234号",
    "项目代码2206-330502-04-01-123456",
    "浙（2022）湖州市不动产权第0012345号",
    "不动产单元号330502001001GB00001F00010001",
    "https://www.gov.cn/zhengce/content/2018-12/06/content_5346276.htm",
    "http://example.cn/art/2022/6/8/art_1229213451_59032156.html",
    "t20231025_3286455.html",
    "订单SN13800138000",
    "摘要5d41402abc4b2a76b9719d911017c592",
    "浙ICP备12345678号-1",
    "湘公网安备43112802000004号",
    "邮编313000",
    # days, times, ranges
    "2022-06-08",
    "20220608",
    "2022-06-08 14:30至2022-06-09 18:00",
    "2022.06.08-2022.06.30",
    "139 2022-06-08",
    "2019-2020年",
    # amounts and decimals
    "投资13800138000元",
    "年产值达１３８００１３８０００元",
    "共计 13800138000 元",
    "发放贷款（含展期）13800138000元",
    "设备尺寸150*2000*3000",
    "分别为150、2000、3000",
    "150*2000*3000mm",
    "第1、3、5、7、9、11项",
    "一、三、五、七、九月",
    "二〇二二年一月三日，一百三十八家",
    "①企业 ③部门 ⑧条",
    "壹仟叁佰捌拾万元",
    "问题#123.4",
    "C#项目.net",
    "面积4111111111111111平方米",
    "流水号4111111111111112",
    "13800138000.50元",
    "13800138000 万元",
    "13800138000吨、15900159000千瓦时",
    "¥13800138000",
    "1,380,013,800元",
    "圆周率3.14159265358",
    "东经120.13800138000度",
    "0.13800138000",
    "98.5%、97.9%",
    "融资1700万元，面积13800138000平方米",
    "3家企业、45人，投资1.2亿元",
    # long and short rows of digits
    "138001380001",
    "113800138000",
    "1380013800",
    "12800138000",
    "12345678901234567890123",
    "1 2 3 4 5 6 7 8 9 10 11 12 13",
    "192.168.100.10",
    # check digits that are wrong
    "110105194912310021",
    "110105194902300022",
    "91110000600037341M",
    "6222021234567890123",
    "110105491231002",
    # public numbers
    "12345热线",
    "400-826-1234",
    "95588",
    "110、119",
    # chats in general
    "通过微信群收集",
    "微信公众号：huzhougsl",
    "微信小程序",
    "微信WeChat",
    "微信支付500000用户",
    "QQ 500000用户",
    "QQ群：12345678",
    "贷款信用1234",
    "请加我们的工作群",
    # not an address
    "项目@1.2.3",
    "@湖州市自然资源和规划局",
    "a@b",
    "",
]


@pytest.mark.parametrize(("text", "kind", "value"), FOUND, ids=[text for text, _, _ in FOUND])
def test_personal_data_is_found_however_it_is_typed(text: str, kind: Kind, value: str) -> None:
    found = list(find_personal_data(text))
    assert [(match.kind, match.value) for match in found[:1]] == [(kind, value)]
    assert all((match.kind, match.value) == (kind, value) for match in found)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_only_looks_like_personal_data_is_left_alone(text: str) -> None:
    assert list(find_personal_data(text)) == []


def test_each_of_several_values_is_found_once_and_in_place() -> None:
    text = (
        f"王先生（手机１３８ ００１３ ８０００，微信号：wang_1980），身份证{IDENTITY}；\n"
        "邮箱wang@example.com，另13900139000/0572-2345678。"
    )
    found = list(find_personal_data(text))
    assert [(match.kind, text[match.start : match.end]) for match in found] == [
        (Kind.MOBILE, "１３８ ００１３ ８０００"),
        (Kind.WECHAT, "wang_1980"),
        (Kind.RESIDENT_IDENTITY, IDENTITY),
        (Kind.E_MAIL, "wang@example.com"),
        (Kind.MOBILE, "13900139000"),
        (Kind.LANDLINE, "0572-2345678"),
    ]


def test_numbers_on_two_lines_are_not_read_together() -> None:
    assert list(find_personal_data("138\n0013\n8000")) == []


@pytest.mark.parametrize("text", [text for text, _, _ in FOUND])
def test_a_finding_never_shows_the_whole_value(text: str) -> None:
    (match, *_) = find_personal_data(text)
    shown = mask(match)
    assert match.value not in shown
    assert shown.count("*") >= len(match.value) // 2 or match.kind is Kind.E_MAIL


def test_a_mask_shows_how_a_value_begins_and_ends() -> None:
    masks = {mask(match) for text, _, _ in FOUND for match in find_personal_data(text)}
    assert {"13*******00", "110************02X", "z***@***.com", "zh****an"} <= masks


@pytest.mark.parametrize(
    ("typed", "in_text"),
    [
        ("0572-2345678", "联系０５７２２３４５６７８"),
        ("138 0013 8000", "13800138000"),
        ("234-5678", "电话：2345678"),
        ("zhangsan", "微信：zhangsan"),
        (CODE.lower(), f"代码{CODE}"),
        ("ZhangSan@example.com", "ZhangSan＠example.com"),
    ],
)
def test_a_value_that_is_allowed_is_the_same_however_it_was_typed(typed: str, in_text: str) -> None:
    (match,) = find_personal_data(in_text)
    assert canonical(typed) == match.value


# the check digits, against python-stdnum

DIGITS = st.text("0123456789", min_size=17, max_size=17)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))


@given(st.from_regex(r"[1-9][0-9]{5}", fullmatch=True), DAYS, st.from_regex(r"[0-9]{3}", fullmatch=True))
def test_identity_numbers_have_the_check_digit_that_the_oracle_reckons(place: str, day: str, number: str) -> None:
    body = place + day + number
    right = ric.calc_check_digit(body + "0")
    assert [sign for sign in "0123456789X" if is_resident_identity(body + sign)] == [right]
    ((kind, value),) = {(match.kind, match.value) for match in find_personal_data(f"身份证号{body}{right}。")}
    assert (kind, value) == (Kind.RESIDENT_IDENTITY, body + right)


@given(
    st.from_regex(r"9[1-3](?:11|33|44|65)[0-9]{4}", fullmatch=True),
    st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9),
)
def test_credit_codes_have_the_check_sign_that_the_oracle_reckons(place: str, organisation: str) -> None:
    body = place + organisation
    right = uscc.calc_check_digit(body)
    assert [sign for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY" if is_credit_code(body + sign)] == [right]
    assert uscc.is_valid(body + right)
    assert body + right in {match.value for match in find_personal_data(f"信用代码：{body}{right}")}


@given(st.text("0123456789", min_size=13, max_size=19))
def test_bank_cards_have_the_check_digit_that_the_oracle_reckons(number: str) -> None:
    assert passes_luhn(number) == luhn.is_valid(number)


# whatever people write

PIECES = st.one_of(
    st.sampled_from([text for text, _, _ in FOUND] + NOT_FOUND),
    st.text("0123456789０８一三〇- .（)\u200b+xX", max_size=20),
    st.sampled_from(
        [
            "微信",
            "号：",
            "QQ",
            "ｑｑ",
            "ｗｅｉｘｉｎ",
            "wx",
            "Ｖ：",
            "加我",
            "扣扣",
            "@",
            "a1b2c3",
            "电话",
            "卡号",
            "\n",
            "元",
        ]
    ),
    st.text(max_size=8),
)
TEXTS = st.lists(PIECES, max_size=6).map("".join)


@given(TEXTS)
def test_matches_stand_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for match in find_personal_data(text):
        assert end <= match.start < match.end <= len(text)
        assert match.value != ""
        end = match.end


@given(TEXTS)
def test_the_first_look_misses_nothing_that_the_closer_look_would_find(text: str) -> None:
    quick = list(find_personal_data(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_HINT", re.compile(""))
        assert list(find_personal_data(text)) == quick


@given(TEXTS, st.sampled_from("\u200b\u200d\u2060\ufeff\u00ad\u202e"))
def test_characters_without_width_hide_nothing(text: str, without_width: str) -> None:
    spread = without_width.join(text)
    before = [(match.kind, match.value) for match in find_personal_data(text)]
    assert [(match.kind, match.value) for match in find_personal_data(spread)] == before
