"""A tiny school of named people. Factories hold no surprises: what is not said is empty.

Ningbo school: `sales1` (led by mei; lin and bo), `sales2` (zoe), finance (fan); ada is admin.
Campuses `east` (lin, bo, mei) and `west` (zoe).
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from shoal.common.models import School
from shoal.customers.models import Customer, Identity, OwnershipSpell, Pool, Reason
from shoal.customers.normalize import name_sort
from shoal.organization.models import Campus, Department, Employee, EmployeeState
from shoal.organization.roles import Role
from shoal.teaching.models import Course

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai, a Friday
PASSWORD = "a quiet river 1908"
# The hash of PASSWORD, made once: a real login costs 250 ms.
PASSWORD_HASH = ""


def make_department(name: str, parent: Department | None = None, **kwargs: Any) -> Department:
    department = Department.objects.create(name=name, parent=parent, **kwargs)
    department.path = f"{parent.path if parent else '/'}{department.pk}/"
    department.save()
    return department


def make_employee(username: str, role: str = Role.SALES, **kwargs: Any) -> Employee:
    kwargs.setdefault("state", EmployeeState.ACTIVE)
    kwargs.setdefault("display_name", username.capitalize())
    kwargs.setdefault("password", PASSWORD_HASH)
    kwargs.setdefault("created_at", NOW - timedelta(days=400))
    return Employee.objects.create(username=username, role=role, **kwargs)


def make_customer(
    name: str,
    *,
    pool: Pool,
    owner: Employee | None = None,
    since: datetime = NOW - timedelta(days=10),
    reason: str = Reason.CREATED,
    created_by: Employee | None = None,
    **kwargs: Any,
) -> Customer:
    """A customer with identities and one open spell that began at `since`."""
    customer = Customer.objects.create(
        name=name,
        name_sort=name_sort(name),
        pool=pool,
        owner=owner,
        owned_since=since if owner else None,
        entered_at=None if owner else since,
        pool_rank_at=None if owner else since,
        created_at=kwargs.pop("created_at", since),
        created_by=created_by or owner,
        **kwargs,
    )
    for kind in ("phone", "wechat", "qq", "email"):
        if value := getattr(customer, kind):
            Identity.objects.create(customer=customer, kind=kind, value=value, is_primary=True)
    OwnershipSpell.objects.create(
        customer=customer,
        household=customer.household,
        owner=owner,
        pool=pool,
        started_at=since,
        start_reason=reason,
        started_by=created_by or owner,
    )
    return customer


@dataclass
class World:
    east: Campus = field(init=False)
    west: Campus = field(init=False)
    sales: Department = field(init=False)
    sales1: Department = field(init=False)
    sales2: Department = field(init=False)
    finance: Department = field(init=False)
    ada: Employee = field(init=False)
    mei: Employee = field(init=False)
    lin: Employee = field(init=False)
    bo: Employee = field(init=False)
    zoe: Employee = field(init=False)
    fan: Employee = field(init=False)
    pool: Pool = field(init=False)
    east_pool: Pool = field(init=False)
    west_pool: Pool = field(init=False)
    python: Course = field(init=False)

    def __post_init__(self) -> None:
        School.objects.update(name="Ningbo school", set_up_at=NOW - timedelta(days=400))
        zone = {"time_zone": "Asia/Shanghai", "currency": "CNY"}
        self.east = Campus.objects.create(code="east", name="East", **zone)
        self.west = Campus.objects.create(code="west", name="West", **zone)
        self.sales = make_department("Sales")
        self.sales1 = make_department("Sales 1", self.sales)
        self.sales2 = make_department("Sales 2", self.sales)
        self.finance = make_department("Finance")
        self.ada = make_employee("ada", Role.ADMIN)
        self.mei = make_employee("mei", Role.MANAGER, department=self.sales1, campus=self.east)
        self.lin = make_employee("lin", department=self.sales1, campus=self.east)
        self.bo = make_employee("bo", department=self.sales1, campus=self.east)
        self.zoe = make_employee("zoe", department=self.sales2, campus=self.west)
        self.fan = make_employee("fan", Role.FINANCE, department=self.finance)
        self.sales1.manager = self.mei
        self.sales1.save()
        # The default pool is laid down by a migration; here without limits.
        self.pool = Pool.objects.get(is_default=True)
        self.pool.holding_limit = None
        self.pool.save()
        # East is mei's own: it lists only departments of her scope, so she sees contacts.
        self.east_pool = Pool.objects.create(name="East pool")
        self.east_pool.departments.add(self.sales1)
        self.west_pool = Pool.objects.create(name="West pool")
        self.west_pool.campuses.add(self.west)
        self.python = Course.objects.create(code="python", name="Python", currency="CNY")

    def people(self) -> dict[str, Employee]:
        return {n: getattr(self, n) for n in ("ada", "mei", "lin", "bo", "zoe", "fan")}
