"""The demo school without its customers: places, people, courses, pools."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from shoal.common import school as the_school
from shoal.customers.models import Pool
from shoal.organization.holidays import SCHEDULES
from shoal.organization.models import Campus, Department, Employee, EmployeeState, ListEntry
from shoal.organization.roles import Role
from shoal.organization.services import calendar
from shoal.teaching.models import Course

from . import content

# Published: `is_demo` lets these accounts in from this machine only.
PASSWORD = "shoal-demo-2026"
ZONE = "Asia/Shanghai"
CURRENCY = "CNY"
REGION = "CN"
NAME = "Riverside Training School"
LIMITS = {
    "daily_claim_limit": 100,
    "holding_limit": 300,
    "recycle_after_days": {"A": 7, "B": 14, "C": 30, "D": 60},
    # Whom nobody called yet goes back in a few days, which Today says.
    "first_contact_hours": 72,
    "max_holding_days": 180,
    "warn_days": 3,
}


@dataclass
class School:
    campuses: list[Campus]
    courses: list[Course]
    sources: dict[str, ListEntry]
    campaigns: list[ListEntry]
    people: dict[str, Employee]
    pool: Pool
    campus_pools: list[Pool]


def found_school(at: datetime) -> School:
    """Lay down everything that customers need. The default pool is there from the start."""
    home = the_school.lock()
    home.name, home.time_zone, home.currency, home.phone_region = NAME, ZONE, CURRENCY, REGION
    home.language, home.set_up_at = home.Language.CHINESE, at
    home.currency_settled = home.phone_region_settled = True
    home.save()
    campuses = [
        Campus.objects.create(
            code=code, name=name, address=address, phone=phone, time_zone=ZONE, currency=CURRENCY
        )
        for code, name, address, phone in content.CAMPUSES
    ]
    courses = [
        Course.objects.create(code=code, name=name, hours=hours, price=price, currency=CURRENCY)
        for code, name, hours, price in content.COURSES
    ]
    campaigns = [
        ListEntry.objects.create(
            kind=ListEntry.Kind.CAMPAIGN, code=code, label_en=english, label_zh=chinese, position=n
        )
        for n, (code, english, chinese) in enumerate(content.CAMPAIGNS, start=1)
    ]
    entries = ListEntry.objects.filter(kind=ListEntry.Kind.SOURCE)
    people = _people(campuses, at)
    _days_off(people, at)
    return School(
        campuses=campuses,
        courses=courses,
        campaigns=campaigns,
        sources={entry.code: entry for entry in entries},
        people=people,
        pool=_default_pool(),
        campus_pools=[_campus_pool(campus, campuses[0]) for campus in campuses],
    )


def _people(campuses: list[Campus], at: datetime) -> dict[str, Employee]:
    tianhe, yuexiu, _ = campuses
    sales1 = _department("销售一部 Sales 1", tianhe)
    sales2 = _department("销售二部 Sales 2", yuexiu)
    finance = _department("财务部 Finance", None)
    hashed = make_password(PASSWORD)

    def hire(
        username: str, name: str, role: str, department: Department | None,
        campus: Campus | None, days: int, state: str = EmployeeState.ACTIVE,
    ) -> Employee:  # fmt: skip
        return Employee.objects.create(
            username=username, display_name=name, role=role, department=department,
            campus=campus, state=state, password=hashed, is_demo=True,
            created_at=at - timedelta(days=days),
        )  # fmt: skip

    people = {
        "ada": hire("ada", "Ada 艾达", Role.ADMIN, None, None, 900),
        "mei": hire("mei", "梅 Mei", Role.MANAGER, sales1, tianhe, 800),
        "lin": hire("lin", "林 Lin", Role.SALES, sales1, tianhe, 500),
        "bo": hire("bo", "波 Bo", Role.SALES, sales1, tianhe, 420),
        "zoe": hire("zoe", "Zoe 卓", Role.SALES, sales2, yuexiu, 380),
        "fan": hire("fan", "范 Fan", Role.FINANCE, finance, None, 700),
        # Held customers once, so that histories name somebody who is gone.
        "tao": hire("tao", "陶 Tao", Role.SALES, sales1, tianhe, 600, EmployeeState.LEFT),
        # Leaves while the story is told (decisions.py).
        "wen": hire("wen", "文 Wen", Role.SALES, sales1, tianhe, 300),
        "qin": hire("qin", "秦 Qin", Role.SALES, sales1, None, 1, EmployeeState.PENDING),
        "ying": hire("ying", "英 Ying", Role.SALES, sales2, None, 0, EmployeeState.PENDING),
    }
    sales1.manager = people["mei"]
    sales1.save(update_fields=["manager"])
    return people


def _days_off(people: dict[str, Employee], at: datetime) -> None:
    """The public holidays, and somebody on leave."""
    ada = people["ada"]
    for year in {at.year, at.year + 1} & SCHEDULES.keys():
        calendar.add_holidays(year=year, by=ada, at=at)
    monday = at.date() + timedelta(days=7 - at.weekday())
    for who, weeks, note in content.LEAVE:
        first = monday + timedelta(weeks=weeks)
        calendar.add_leave(
            employee_id=people[who].pk, first_day=first, last_day=first + timedelta(days=4),
            note=note, by=ada, at=at,
        )  # fmt: skip


def _department(name: str, campus: Campus | None) -> Department:
    department = Department.objects.create(name=name, campus=campus)
    department.path = f"/{department.pk}/"
    department.save(update_fields=["path"])
    return department


def _default_pool() -> Pool:
    """Without cool-down: whoever tries Shoal may claim again whom they just released."""
    pool = Pool.objects.get(is_default=True)
    for name, value in LIMITS.items():
        setattr(pool, name, value)
    pool.version += 1
    pool.save()
    return pool


def _campus_pool(campus: Campus, home: Campus) -> Pool:
    """With cool-down, but not where lin and bo work: see `_default_pool`."""
    slow = {} if campus == home else {"reclaim_cooldown_days": 7, "fresh_hold_hours": 24}
    pool = Pool.objects.create(name=f"{campus.name} 公海", **LIMITS, **slow)
    pool.campuses.add(campus)
    return pool
