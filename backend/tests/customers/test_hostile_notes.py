"""What people write into notes so that a colleague finds it again, although the pool masks it (R4).

Each of these was thought of as a consultant would who wants to keep a customer.
"""

import pytest

from shoal.customers.masking import scrub

KNOWN = ["+8613800002746", "wangfang88", "fang.wang@example.com", "fangfang"]


@pytest.mark.parametrize(
    "note",
    [
        "138 0000 2746", "138-0000-2746", "138。0000。2746", "138、0000、2746", "138/0000/2746",
        "1 3 8 0 0 0 0 2 7 4 6", "138\u200b0000\u200b2746", "138\u20600000\ufeff2746",
        "１３８００００２７４６", "①③⑧⓪⓪⓪⓪②⑦④⑥", "1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣0️⃣2️⃣7️⃣4️⃣6️⃣",
        "一三八零零零零二七四六", "幺三八洞洞洞洞两拐四六", "壹叁捌零零零零贰柒肆陆",
        "138零零零零2746", "138oooo2746", "l38OOOO2746",
        "+86 138 0000 2746", "0086-138-0000-2746", "(138)0000-2746",
        "前面138，中间0000，后面2746", "138再0000再2746", "138 然后 0000 然后 2746",
    ],
)  # fmt: skip
def test_a_phone_number_however_it_is_written(db, note):
    shown = scrub(f"家长说{note}，周三再约", KNOWN)
    assert "2746" not in shown
    assert not any(part in shown for part in ("138", "１３８", "一三八", "0000"))
    assert shown.startswith("家长说")
    assert shown.endswith("周三再约")


@pytest.mark.parametrize(
    ("note", "secret"),
    [
        ("微信 xiaobai_520", "xiaobai"), ("微信同号 xiaobai", "xiaobai"),
        ("薇信：xiaobai", "xiaobai"),
        ("微.信 xiaobai", "xiaobai"), ("威信xiaobai", "xiaobai"), ("加我V xiaobai", "xiaobai"),
        ("加v：xiaobai", "xiaobai"), ("VX xiaobai", "xiaobai"), ("v x: xiaobai", "xiaobai"),
        ("WeChat: xiaobai", "xiaobai"), ("卫星号xiaobai", "xiaobai"), ("绿泡泡 xiaobai", "xiaobai"),
        ("微信 x i a o b a i", "x i a o b a i"), ("扣扣 3 1 2 7 7 8 8", "3 1 2 7 7"),
        ("xiao_bai520", "xiao_bai"), ("xiaobai5201", "xiaobai"),
        ("li@example.com", "example"), ("li @ example.com", "example"),
        ("li＠example.com", "example"),
        ("li艾特example.com", "example"), ("li(at)example.com", "example"),
        ("li at example dot com", "example"), ("li#qq.com", "li#"), ("li艾特163点com", "163"),
    ],
)  # fmt: skip
def test_an_account_or_address_that_is_not_known(db, note, secret):
    assert secret not in scrub(f"家长说{note}，周三再约")


@pytest.mark.parametrize(
    "note",
    [
        "wangfang88", "WangFang88", "wang fang 88", "wang-fang-88", "w.a.n.g.f.a.n.g.8.8",
        "wang\u200bfang\u200b88", "ｗａｎｇｆａｎｇ８８", "fangfang", "fang fang", "FANG_FANG",
        "f a n g f a n g", "fang.wang@example.com",
        "fang.wang艾特example点com", "fang wang @ example com",
    ],
)  # fmt: skip
def test_a_known_contact_with_signs_between(db, note):
    shown = scrub(f"她叫 {note} 别忘了", KNOWN)
    assert "***" in shown
    assert "fang" not in shown.lower()
    assert "ｆａｎｇ" not in shown


@pytest.mark.parametrize(
    "note",
    [
        "周一二三四五都可以", "预算3000到5000", "2026-11-28 试听", "孩子8岁，3年级",
        "met her at school, wants Python", "陈薇 Vivian", "上午9:30到11:00", "class V is full",
        "一家三口，两个孩子", "第2次来访，第3次报价", "she lives at North gate",
    ],
)  # fmt: skip
def test_what_is_no_contact_stays_readable(db, note):
    assert scrub(note, KNOWN) == note
