"""The spells of a customer: who held them, from whom to whom."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import Lag

from shoal.common.fields import ref

from ..lineage import Lineage
from ..models import OwnershipSpell
from ..serializers.veil import Veil
from .place import Entry, Place, entry, page_of

SPELL_COLUMNS = (
    "owner_id", "owner__display_name", "pool_id", "pool__name", "started_at", "start_reason",
    "started_by_id", "started_by__display_name", "ended_at", "end_reason", "ended_by_id",
    "ended_by__display_name", "reason_code", "note", "rule", "customer_id",
)  # fmt: skip
SIDE_COLUMNS = ("owner_id", "owner__display_name", "pool_id", "pool__name")


def shown_spell(found: Mapping[str, Any], lineage: Lineage, veil: Veil) -> dict[str, Any]:
    origin = lineage.origins.get(found["customer_id"])
    return {
        "id": found["pk"],
        "merged": ref(origin["pk"], veil.text(origin["name"])) if origin else None,
        "owner": ref(found["owner_id"], found["owner__display_name"]),
        "pool": ref(found["pool_id"], found["pool__name"]),
        "started_at": found["started_at"],
        "start_reason": found["start_reason"],
        "started_by": ref(found["started_by_id"], found["started_by__display_name"]),
        "ended_at": found["ended_at"],
        "end_reason": found["end_reason"],
        "ended_by": ref(found["ended_by_id"], found["ended_by__display_name"]),
        "reason_code": found["reason_code"],
        "note": veil.text(found["note"]),
        "rule": found["rule"],
    }


def spells(lineage: Lineage, after: Place | None, limit: int, veil: Veil) -> Iterable[Entry]:
    # Each spell tells from whom it came, which is the one before it of the same customer.
    chain: Any = {"partition_by": "customer", "order_by": ("started_at", "pk")}
    before = {f"before_{name}": Window(Lag(F(name)), **chain) for name in SIDE_COLUMNS}
    rows = OwnershipSpell.objects.filter(customer__in=lineage.ids).annotate(**before)
    columns = (*SPELL_COLUMNS, *before)
    for spell in page_of(rows, columns, "started_at", 1, after, limit):
        place = Place(spell["started_at"], 1, spell["pk"])
        actor = ref(spell["started_by_id"], spell["started_by__display_name"])
        data = {
            "from": _side(spell, "before_") if spell["before_pool_id"] else None,
            "to": _side(spell),
            "reason": spell["start_reason"],
            "reason_code": spell["reason_code"],
            "note": veil.text(spell["note"]),
            "rule": spell["rule"],
        }
        yield entry("spell", place, actor, data, spell["customer_id"])


def _side(spell: Mapping[str, Any], which: str = "") -> dict[str, Any]:
    return {
        "owner": ref(spell[f"{which}owner_id"], spell[f"{which}owner__display_name"]),
        "pool": ref(spell[f"{which}pool_id"], spell[f"{which}pool__name"]),
    }
