"""Who they are: customers with names and contacts, drawn from a fixed seed."""

from collections.abc import Callable
from random import Random

from shoal.customers.models import Customer, Pool
from shoal.customers.normalize import name_sort
from shoal.organization.models import Campus

from . import content
from .school import School

CLASS_TYPES = ("weekday", "weekend", "weekend", "evening", "online", "", "")
INTENTS = ("A", "B", "B", "C", "C", "D", "", "")
SOURCES = ("website", "referral", "walk_in", "phone", "wechat", "douyin", "moments", "street")


class Cast:
    """Draws customers: the same ones in the same order each time."""

    def __init__(self, school: School, chance: Random) -> None:
        self.school = school
        self.chance = chance
        self.used: set[str] = set()
        self.latin = list(content.LATIN)

    def somebody(self, pool: Pool, campus: Campus | None) -> Customer:
        """Return a parent or adult with contacts of their own."""
        chance = self.chance
        name, gender = self._name()
        customer = self._customer(name, gender, pool, campus)
        customer.phone = self._unused(lambda: f"+86199{chance.randrange(10**8):08d}")
        if chance.random() < 0.55:
            handle = name_sort(name).replace(" ", "").replace("'", "")[:10] or "user"
            customer.wechat = self._unused(lambda: f"{handle}_{chance.randrange(10, 9999)}")
        if chance.random() < 0.12:
            customer.qq = self._unused(lambda: str(chance.randrange(10**8, 10**10)))
        if name.isascii() and name:
            handle = name.lower().replace(" ", ".").replace("'", "")
            customer.email = self._unused(lambda: f"{handle}@example.com")
        if chance.random() < 0.25:
            customer.remark = chance.choice(content.REMARKS)
        return customer

    def child_of(self, guardian: Customer) -> Customer:
        """Return a student without contacts, who is recognised by the guardian."""
        chance = self.chance
        # Chinese children mostly bear the father's name, whoever of the two we know.
        name = self._surname() + chance.choice(content.GIVEN_CHILD)
        child = self._customer(
            name, chance.choice(("female", "male")), guardian.pool, guardian.campus
        )
        child.guardian = guardian
        child.extra = {
            "就读学校": chance.choice(content.SCHOOLS), "年级": chance.choice(content.GRADES),
        }  # fmt: skip
        return child

    def courses(self) -> list[int]:
        wanted = self.chance.sample(self.school.courses, self.chance.choice((0, 1, 1, 1, 2)))
        return sorted(course.pk for course in wanted)

    def _customer(self, name: str, gender: str, pool: Pool, campus: Campus | None) -> Customer:
        chance, school = self.chance, self.school
        return Customer(
            name=name,
            name_sort=name_sort(name),
            gender=gender,
            pool=pool,
            campus=campus,
            source=school.sources[chance.choice(SOURCES)],
            campaign=chance.choice(school.campaigns) if chance.random() < 0.15 else None,
            class_type=chance.choice(CLASS_TYPES),
            intent=chance.choice(INTENTS),
        )

    def _name(self) -> tuple[str, str]:
        chance = self.chance
        if self.latin and chance.random() < 0.06:
            return self.latin.pop()
        if chance.random() < 0.01:
            return "", ""  # a web form with nothing but a number
        given, gender = chance.choice(
            ((content.GIVEN_FEMALE, "female"), (content.GIVEN_MALE, "male"))
        )
        return self._surname() + chance.choice(given), gender

    def _surname(self) -> str:
        # The list begins with the common ones.
        few = self.chance.random() < 0.6
        return self.chance.choice(content.SURNAMES[:16] if few else content.SURNAMES)

    def _unused(self, draw: Callable[[], str]) -> str:
        while (value := draw()) in self.used:
            pass
        self.used.add(value)
        return value
