"""The school without its customers: 6 campuses, 30 departments, 300 consultants, 7 pools."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shoal.common.models import School
from shoal.customers.models import Pool
from shoal.organization.models import Campus, Department, Employee, EmployeeState, ListEntry
from shoal.organization.roles import Role
from shoal.teaching.models import Course

CAMPUSES = ("天河", "越秀", "番禺", "白云", "海珠", "黄埔")
DEPARTMENTS_EACH = 4
# At 10,000 customers each holds as many as fill several pages, at a million 2,000.
MOST_CONSULTANTS, ROWS_A_CONSULTANT = 300, 400
SPAN_DAYS = 4 * 365
COURSES = ("少儿英语", "雅思冲刺", "Python 编程", "数学思维", "硬笔书法", "钢琴启蒙")
# So wide that whoever measures claims never meets them; all of them are asked all the same.
LIMITS = {
    "daily_claim_limit": 1_000_000,
    "holding_limit": 1_000_000,
    "reclaim_cooldown_days": 7,
    "fresh_hold_hours": 24,
    # As long as the school is old: the clocks run out one after the other from today on.
    "max_holding_days": SPAN_DAYS,
    "warn_days": 3,
}


@dataclass(frozen=True)
class Place:
    """One campus by its ids."""

    campus: int
    pool: int
    consultants: list[int]


@dataclass(frozen=True)
class Ids:
    """What the generator needs to know, as plain ids: it is handed to other processes."""

    default_pool: int
    places: list[Place]
    sources: list[int]
    courses: list[int]
    lost_reasons: list[int]
    release_codes: list[str]


@transaction.atomic
def found_school(rows: int, at: datetime) -> Ids:
    """Lay down places, people, courses and pools in an empty database."""
    School.objects.update(
        name="百万学校", set_up_at=at, currency_settled=True, phone_region_settled=True
    )
    default = Pool.objects.get(is_default=True)
    Pool.objects.filter(pk=default.pk).update(**LIMITS)
    _hire("ada", Role.ADMIN, None, None, at)
    _hire("fan", Role.FINANCE, None, None, at)
    campuses = [
        Campus.objects.create(
            code=f"campus-{n}", name=f"{name}校区", time_zone="Asia/Shanghai", currency="CNY"
        )
        for n, name in enumerate(CAMPUSES, start=1)
    ]
    leaves = _departments(campuses, at)
    consultants: dict[int, list[int]] = {campus.pk: [] for campus in campuses}
    for number in range(max(len(leaves), min(MOST_CONSULTANTS, rows // ROWS_A_CONSULTANT))):
        department = leaves[number % len(leaves)]
        hired = _hire(f"c{number + 1:03d}", Role.SALES, department, department.campus, at)
        consultants[hired.campus_id].append(hired.pk)
    places = [Place(c.pk, _campus_pool(c).pk, consultants[c.pk]) for c in campuses]
    entries = ListEntry.objects.order_by("position", "pk")
    return Ids(
        default_pool=default.pk,
        places=places,
        sources=list(entries.filter(kind="source").values_list("pk", flat=True)),
        courses=[_course(n, name).pk for n, name in enumerate(COURSES, start=1)],
        lost_reasons=list(entries.filter(kind="lost_reason").values_list("pk", flat=True)),
        release_codes=list(entries.filter(kind="release_reason").values_list("code", flat=True)),
    )


def _departments(campuses: list[Campus], at: datetime) -> list[Department]:
    """Return the leaves, campus by campus in turn: the first ones belong to different campuses."""
    roots = [_department(f"{c.name} 销售部", None, c) for c in campuses]
    leaves = [
        _department(f"{root.campus} {n} 组", root, root.campus)
        for n in range(1, DEPARTMENTS_EACH + 1)
        for root in roots
    ]
    for number, department in enumerate([*roots, *leaves], start=1):
        manager = _hire(f"m{number:02d}", Role.MANAGER, department, department.campus, at)
        department.manager = manager
        department.save(update_fields=["manager"])
    return leaves


def _department(name: str, parent: Department | None, campus: Campus | None) -> Department:
    made = Department.objects.create(name=name, parent=parent, campus=campus)
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    return made


def _hire(
    username: str, role: str, department: Department | None, campus: Campus | None, at: datetime
) -> Employee:
    # Nobody logs in with a password here: the bench hands out tokens itself.
    return Employee.objects.create(
        username=username, display_name=f"顾问 {username}", role=role, department=department,
        campus=campus, state=EmployeeState.ACTIVE, password="!", created_at=at,
    )  # fmt: skip


def _campus_pool(campus: Campus) -> Pool:
    pool = Pool.objects.create(name=f"{campus.name} 公海", **LIMITS)
    pool.campuses.add(campus)
    return pool


def _course(number: int, name: str) -> Course:
    return Course.objects.create(
        code=f"course-{number}", name=name, hours=48, price=680_000, currency="CNY"
    )
