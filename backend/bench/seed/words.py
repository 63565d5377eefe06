"""Names as they are spread in China, and what else people are made of. Nobody here exists."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Any

from shoal.jobs.demo import content

# Share of the population in percent: the first twenty are half of it.
SURNAMES = {
    "王": 7.1, "李": 7.0, "张": 6.7, "刘": 5.1, "陈": 4.5, "杨": 3.1, "黄": 2.2, "赵": 2.1,
    "吴": 2.1, "周": 1.9, "徐": 1.7, "孙": 1.5, "马": 1.3, "朱": 1.2, "胡": 1.2, "郭": 1.1,
    "何": 1.1, "林": 1.1, "高": 1.0, "罗": 1.0, "郑": 0.9, "梁": 0.8, "谢": 0.8, "宋": 0.7,
    "唐": 0.7, "许": 0.7, "韩": 0.7, "冯": 0.6, "邓": 0.6, "曹": 0.6, "彭": 0.5, "曾": 0.5,
    "肖": 0.5, "田": 0.4, "董": 0.4, "潘": 0.4, "袁": 0.4, "蔡": 0.4, "蒋": 0.4, "余": 0.4,
    "于": 0.4, "杜": 0.4, "叶": 0.4, "程": 0.4, "魏": 0.4, "苏": 0.4, "吕": 0.4, "丁": 0.4,
    "任": 0.4, "卢": 0.4, "姚": 0.4, "沈": 0.4, "钟": 0.3, "姜": 0.3, "崔": 0.3, "谭": 0.3,
    "陆": 0.3, "范": 0.3, "汪": 0.3, "廖": 0.3, "石": 0.3, "金": 0.3, "韦": 0.3, "贾": 0.3,
    "夏": 0.3, "付": 0.3, "方": 0.3, "邹": 0.3, "熊": 0.3, "白": 0.3, "孟": 0.3, "秦": 0.2,
    "邱": 0.2, "侯": 0.2, "江": 0.2, "尹": 0.2, "薛": 0.2, "闫": 0.2, "段": 0.2, "雷": 0.2,
    "龙": 0.2, "黎": 0.2, "史": 0.2, "陶": 0.2, "贺": 0.2, "毛": 0.2, "顾": 0.2, "郝": 0.2,
    "龚": 0.2, "邵": 0.2, "万": 0.2, "覃": 0.2, "武": 0.2, "钱": 0.2, "戴": 0.2, "欧阳": 0.1,
    "上官": 0.02, "司马": 0.02, "单": 0.05, "仇": 0.03, "解": 0.05, "鲜于": 0.01, "逯": 0.01,
}  # fmt: skip
GIVEN = (
    "子轩梓涵雨欣浩宇佳怡思宇晨熙雅婷志强建国海燕晓明丽华伟芳娜静敏秀英俊杰勇艳磊军洋强霞平刚桂兰"
    "文博天佑诗语嫣若曦可馨泽睿嘉豪明哲安琪一诺紫萱沐宸奕辰芷若星月云飞春夏秋冬梅竹松柏清源永康瑞祥"
    "玉珍荣华富贵振东卫国爱民新成立向阳红雷鹏程万里山川江河凯旋胜利友谊和谐心悦乐然之尧舜禹汤墨白羽"
)
LATIN_GIVEN = (
    "Anna", "Tom", "Olivia", "Jean-Luc", "Priya", "Marco", "Sofia", "Daniel", "Yuki", "Hannah",
    "Ivan", "Grace", "Ahmed", "Emily", "Lucas", "Chloe", "Mateo", "Fatima", "Noah", "Ingrid",
    "Arjun", "Elena", "Oscar", "Maya", "Liam", "Zoë", "Peter", "Amélie", "Kofi", "Leila",
)  # fmt: skip
LATIN_FAMILY = (
    "Keller", "Baker", "Chen", "Martin", "Nair", "Rossi", "Almeida", "O'Connor", "Tanaka",
    "Schmidt", "Petrov", "Lim", "Farouk", "Watson", "García", "Novak", "Okafor", "Lindqvist",
    "Moreau", "Kim", "Wong", "Singh", "Müller", "Santos", "Haddad", "Jensen", "Costa", "Wright",
)  # fmt: skip
LATIN_SHARE = 0.04
MOBILE = (
    "130", "131", "132", "133", "135", "136", "137", "138", "139", "150", "151", "152", "153",
    "155", "156", "157", "158", "159", "166", "170", "176", "177", "178", "180", "181", "182",
    "183", "185", "186", "187", "188", "189", "191", "198", "199",
)  # fmt: skip
NOTES = {outcome: tuple(notes) for outcome, notes in content.NOTES.items()}
REMARKS = content.REMARKS

_surnames = tuple(SURNAMES)
_surname_weights = tuple(accumulate(SURNAMES.values()))
# The first of them are given far more often than the last.
_given_weights = tuple(accumulate(1 / (rank + 10) for rank in range(len(GIVEN))))


class Dice(Random):
    """Throws where an even chance may be off by a hair: twice as fast, for a hundred million."""

    def choice(self, seq: Any) -> Any:
        return seq[int(self.random() * len(seq))]

    def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
        low, high = (0, start) if stop is None else (start, stop)
        return low + int(self.random() * (high - low))


def family(random: Random) -> str:
    """Return a surname; "" for a family that writes its name in Latin letters."""
    if random.random() < LATIN_SHARE:
        return ""
    return weighted(random, _surnames, _surname_weights)


def name(random: Random, surname: str) -> str:
    if not surname:
        return f"{random.choice(LATIN_GIVEN)} {random.choice(LATIN_FAMILY)}"
    signs = 1 if random.random() < 0.15 else 2
    given = "".join(weighted(random, GIVEN, _given_weights) for _ in range(signs))
    return surname + given


def weighted(random: Random, choices: Sequence[str], cumulated: Sequence[float]) -> str:
    return random.choices(choices, cum_weights=cumulated)[0]


def phone(random: Random, pk: int) -> str:
    """Return a Chinese mobile number that no other `pk` below a hundred million gets."""
    return f"+86{random.choice(MOBILE)}{pk * 61_803_397 % 100_000_000:08d}"
