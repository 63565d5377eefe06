"""An employee's plans as a calendar that phones subscribe to: RFC 5545 and 7986 (R134, R135)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import JSONObject
from icalendar import STATUS, Alarm, Calendar, Event

from shoal.common.json_rows import JSONRows
from shoal.common.models import School
from shoal.organization.models import Employee

from .masking import scrub
from .models import FollowUpPlan, Identity, PlanKind, PlanState
from .serializers.veil import as_json

SHOWN_FOR = timedelta(days=30)
MOST = 1000
REFRESH = timedelta(hours=1)
ALARM_BEFORE = timedelta(minutes=15)
# A plan says when it begins; a calendar also wants to know when it ends.
LENGTHS = {
    PlanKind.CALL: timedelta(minutes=15),
    PlanKind.WECHAT: timedelta(minutes=15),
    PlanKind.VISIT: timedelta(hours=1),
    PlanKind.TRIAL_LESSON: timedelta(hours=1),
}
WORDS = {
    "en": {
        PlanKind.CALL: "Call", PlanKind.WECHAT: "WeChat", PlanKind.VISIT: "Visit",
        PlanKind.TRIAL_LESSON: "Trial lesson", "unnamed": "Unnamed",
    },
    "zh": {
        PlanKind.CALL: "电话", PlanKind.WECHAT: "微信", PlanKind.VISIT: "到访",
        PlanKind.TRIAL_LESSON: "试听", "unnamed": "未留姓名",
    },
}  # fmt: skip
COLUMNS = (
    "pk", "kind", "state", "due_at", "note", "revision", "created_at", "changed_at",
    "customer__name", "campus__name", "campus__address", "contacts_json",
)  # fmt: skip
# What no line of a calendar may hold; line ends are escaped by the library.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]")


def calendar_of(employee: Employee, found: School, at: datetime) -> bytes:
    """Return the open plans of `employee` and those of the last 30 days. One statement.

    The same plans give the same bytes, whenever they are asked for.
    """
    calendar = Calendar.new(
        name=f"{found.name or 'Shoal'} · {employee.display_name}",
        prodid="-//Shoal//Plans//EN",
        uid=f"plans-{employee.pk}@shoal",
    )
    # RFC 7986 wants the type to be said. The second is the older name, which more programs read.
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    words = WORDS[employee.language or found.language]
    for plan in _plans(employee, at).values(*COLUMNS)[:MOST]:
        calendar.add_component(_event(plan, words))
    return calendar.to_ical()


def _plans(employee: Employee, at: datetime) -> QuerySet[FollowUpPlan]:
    """Those they hold and may still see: what went to somebody else is that person's affair."""
    identities = Identity.objects.of_household("customer", "customer__guardian").order_by("pk")
    recent = Q(state=PlanState.PLANNED) | Q(due_at__gte=at - SHOWN_FOR)
    return (
        FollowUpPlan.objects.visible_to(employee)
        .filter(recent, assignee=employee)
        .annotate(contacts_json=JSONRows(identities.values(v=JSONObject(value="value"))))
        .order_by("-due_at", "-pk")
    )


def _event(plan: Mapping[str, Any], words: Mapping[str, str]) -> Event:
    # A subscribed calendar lies with other companies: no contact goes there, masked or not.
    known = [contact["value"] for contact in as_json(plan["contacts_json"]) or ()]
    name = _line(scrub(plan["customer__name"], known)) or words["unnamed"]
    changed = (plan["changed_at"] or plan["created_at"]).astimezone(UTC)
    begin = plan["due_at"].astimezone(UTC)
    title = f"{words[plan['kind']]} · {name}"
    event = Event.new(
        uid=f"plan-{plan['pk']}@shoal",
        summary=title,
        description=_line(scrub(plan["note"], known)) or None,
        location=_line(_joined(plan["campus__name"], plan["campus__address"])) or None,
        start=begin,
        end=begin + LENGTHS[plan["kind"]],
        created=plan["created_at"].astimezone(UTC),
        # Without a METHOD this is when the plan was last revised, not when it was read.
        stamp=changed,
        last_modified=changed,
        sequence=plan["revision"],
        status=STATUS.CANCELLED if plan["state"] == PlanState.CANCELLED else STATUS.CONFIRMED,
    )
    if plan["state"] == PlanState.PLANNED:
        event.add_component(_alarm(title))
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -ALARM_BEFORE)
    return alarm


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _line(text: str) -> str:
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
