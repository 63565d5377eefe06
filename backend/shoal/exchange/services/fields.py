"""What a column can mean, by the names that schools give it."""

import re
import unicodedata
from dataclasses import dataclass

EXTRA, SKIP = "extra", "skip"
SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Field:
    """`names` are whole column names; `parts` may stand anywhere in a Chinese one.

    `several`: more than one column may be mapped to it.
    """

    code: str
    label_en: str
    label_zh: str
    names: frozenset[str]
    parts: tuple[str, ...] = ()
    several: bool = False


def key(header: str) -> str:
    """Return a column name as it is compared: no blanks, signs, brackets or case."""
    folded = unicodedata.normalize("NFKC", header).casefold()
    without_hints = re.sub(r"[(\[【].*?[)\]】]", "", folded)
    # A name that stands in brackets altogether is no hint.
    return SIGNS.sub("", without_hints) or SIGNS.sub("", folded)


# Whole column names, and after "…" parts that may stand anywhere in a Chinese one.
NAMES = {
    "name": """
        name|full name|customer name|student name|lead name|contact name|first name|last name
        |姓名|客户姓名|学员姓名|学生姓名|孩子姓名|客户|客户名称|名字|称呼 … 姓名""",
    "phone": """
        phone|phone number|phone no|mobile|mobile number|mobile phone|mobile no|cell|cell phone
        |cellphone|tel|telephone|contact number|手机|手机号|手机号码|电话|电话号码|联系电话
        |联系方式 … 手机 电话""",
    "wechat": "wechat|wechat id|weixin|wx|微信|微信号 … 微信号",
    "qq": "qq|qq number|qq no|qq号|qq号码 … qq号",
    "email": "email|e-mail|email address|mail|邮箱|电子邮箱|邮件|电子邮件 … 邮箱",
    "external": """
        prospect id|lead number|lead id|customer id|external id|contact id|student id|uuid
        |客户编号|客户id|外部编号|线索编号|线索id|学员编号|学号""",
    "gender": "gender|sex|性别 … 性别",
    "birthday": "birthday|birth date|date of birth|dob|生日|出生日期|出生年月",
    "course": """
        course|courses|course name|course of interest|interested course|program|课程|咨询课程
        |意向课程|报名课程|课程名称|科目|咨询科目 … 课程""",
    "campus": "campus|branch|center|centre|校区|意向校区|所属校区|分校|门店 … 校区",
    "source": """
        source|lead source|channel|customer source|来源|客户来源|来源渠道|渠道|线索来源
        |推广渠道 … 来源 渠道""",
    "intent": """
        intent|intent level|intention|interest level|意向|意向度|意向等级|意向程度|意向级别
        |客户等级|客户意向 … 意向度 意向等级 意向级别""",
    "consultant": """
        consultant|owner|lead owner|assigned to|sales|salesperson|counselor|counsellor|advisor
        |顾问|课程顾问|咨询顾问|跟进人|负责人|归属人|所属顾问|咨询师|销售|业务员
        |销售人员 … 顾问 跟进人 负责人""",
    "remark": """
        remark|remarks|note|notes|comment|comments|tags|备注|备注信息|说明|标签|跟进记录
        |沟通记录 … 备注""",
    SKIP: "序号|编号|row|row number|index|serial number",
}


def _field(code: str, english: str, chinese: str, *, several: bool = False) -> Field:
    names, _, parts = NAMES.get(code, code).partition("…")
    whole = frozenset(key(name) for name in names.split("|"))
    return Field(code, english, chinese, whole, tuple(parts.split()), several)


FIELDS = (
    _field("name", "Name", "姓名", several=True),
    _field("phone", "Phone", "电话", several=True),
    _field("wechat", "WeChat", "微信", several=True),
    _field("qq", "QQ", "QQ", several=True),
    _field("email", "E-mail", "邮箱", several=True),
    _field("external", "Id in another system", "外部编号", several=True),
    _field("gender", "Gender", "性别"),
    _field("birthday", "Birthday", "生日"),
    _field("course", "Course", "咨询课程", several=True),
    _field("campus", "Campus", "校区"),
    _field("source", "Source", "来源"),
    _field("intent", "Intent", "意向"),
    _field("consultant", "Consultant", "顾问"),
    _field("remark", "Remark", "备注", several=True),
    _field(EXTRA, "Keep under its own name", "按原列名保留", several=True),
    _field(SKIP, "Leave out", "不导入", several=True),
)
BY_CODE = {field.code: field for field in FIELDS}
IDENTITIES = ("phone", "wechat", "qq", "email", "external")
# Whose words name something that the school has a list of.
LISTED = ("campus", "course", "source", "intent", "consultant")
# "Is there a phone?", "time of the last call": about a thing, not the thing.
ABOUT = re.compile("是否|时间|日期|次数|状态|数量|最近|上次|归属地|城市|紧急")


def recognise(header: str) -> str | None:
    """Return the code of the field that a column name means, or None."""
    name = key(header)
    if not name:
        return None
    for field in FIELDS:
        if name in field.names:
            return field.code
    if ABOUT.search(name):
        return None
    return next((f.code for f in FIELDS if any(part in name for part in f.parts)), None)


def identity_source(header: str) -> str:
    """Return the name under which ids of this column are kept: "Prospect ID" → prospect_id."""
    folded = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"\W+", "_", folded).strip("_")[:60] or "external"
