"""Inquiries as they go out: contacts as given, masked like those of the customer (R100)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, OuterRef, QuerySet, Value, When
from django.db.models.functions import JSONObject
from rest_framework import serializers

from shoal.common.errors import as_refusals
from shoal.common.fields import RefSerializer, ref
from shoal.common.json_rows import JSONRows
from shoal.common.schema import RefusalSerializer
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from ..models import MASKABLE, Channel, Consultation, Disposition, Pool, Status
from ..rules import consultations as rules
from ..services import disposing, duplicates
from ..services.consultations import given_contacts
from .contact import one_of_rows
from .profile import MatchSerializer
from .veil import Veil, as_json, contacts_known, contacts_open, known_values

TO_CUSTOMER = "customer__"
PLAIN = (
    "channel", "disposition", "reason", "occurred_at", "created_at", "disposed_at", "repeats",
)  # fmt: skip
CONSULTATION_COLUMNS = (
    *PLAIN, "name", *MASKABLE, "question", "page", "utm", "courses_json", "contacts_open",
    "campus_id", "campus__name", "pool_id", "pool__name", "pool__masked_fields",
    "form_id", "form__name", "taken_by_id", "taken_by__display_name",
    "disposed_by_id", "disposed_by__display_name", "customer_id", "customer__name",
    "customer__status", "customer__owner_id", "customer__owner__display_name",
    "customer__pool__masked_fields", "contacts_known",
)  # fmt: skip


def consultations_seen_by(viewer: Employee) -> QuerySet[Consultation]:
    """Return the rows that CONSULTATION_COLUMNS reads, in one statement."""
    courses = Consultation.courses.through.objects.filter(consultation=OuterRef("pk"))
    named = courses.order_by("pk").values(v=JSONObject(id="course_id", name="course__name"))
    return Consultation.objects.visible_to(viewer).annotate(
        courses_json=JSONRows(named),
        contacts_open=_contacts_open(viewer),
        contacts_known=contacts_known(viewer, TO_CUSTOMER),
    )


def _contacts_open(viewer: Employee) -> Any:
    """Return `contacts_open` of the customer (veil.py); while there is none, of the pool."""
    of_customer = contacts_open(viewer, TO_CUSTOMER)
    if viewer.role != Role.MANAGER:
        return of_customer
    unmasked = Pool.objects.unmasked_for(viewer).values("pk")
    of_pool = When(customer__isnull=True, pool__in=unmasked, then=Value(True))
    return Case(of_pool, default=of_customer, output_field=BooleanField())


def shown_consultation(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what goes out for one row of CONSULTATION_COLUMNS."""
    veil = _veil(found)
    return {
        "id": found["pk"],
        **{name: found[name] for name in PLAIN},
        "name": veil.text(found["name"]),
        **{kind: veil.contact(kind, found[kind]) for kind in MASKABLE},
        "contact_masked": bool(veil.hidden),
        "question": veil.text(found["question"]),
        "page": veil.text(found["page"]),
        "utm": {name: veil.text(str(said)) for name, said in as_json(found["utm"]).items()},
        "campus": ref(found["campus_id"], found["campus__name"]),
        "courses": as_json(found["courses_json"]) or [],
        "pool": ref(found["pool_id"], found["pool__name"]),
        "form": ref(found["form_id"], found["form__name"]),
        "taken_by": ref(found["taken_by_id"], found["taken_by__display_name"]),
        "disposed_by": ref(found["disposed_by_id"], found["disposed_by__display_name"]),
        "customer": found["customer_id"] and {
            "id": found["customer_id"],
            "name": veil.text(found["customer__name"]),
            "status": found["customer__status"],
            "owner": ref(found["customer__owner_id"], found["customer__owner__display_name"]),
        },
    }  # fmt: skip


def consultation_detail(pk: int, viewer: Employee, at: datetime) -> dict[str, Any]:
    """Return one inquiry with who may be meant and what the viewer may do. Raises NotFound."""
    found = one_of_rows(consultations_seen_by(viewer), pk, CONSULTATION_COLUMNS)
    consultation = Consultation.objects.select_related("pool").get(pk=pk)
    no = rules.dispose_refusal(consultation)
    contacts = [] if no else given_contacts(consultation)
    several = len(disposing.households_known_by(contacts)) > 1
    return {
        **shown_consultation(found),
        "consent": consultation.consent,
        "waits_because": None if no else "several_known" if several else "nobody_known",
        "matches": duplicates.matches_of(contacts, name=consultation.name, by=viewer, at=at),
        "refusals": as_refusals(
            attach=no,
            create=no,
            hold=rules.hold_refusal(viewer, consultation, at),
            reject=rules.reject_refusal(viewer, consultation),
        ),
    }


def _veil(found: Mapping[str, Any]) -> Veil:
    if found["contacts_open"]:
        return Veil((), ())
    whose = TO_CUSTOMER if found["customer_id"] else ""
    hidden = tuple(as_json(found[f"{whose}pool__masked_fields"]))
    given = (value for kind in hidden if (value := found[kind]))
    return Veil(hidden, (*given, *known_values(found, hidden)))


# --- what goes out, for the schema ----------------------------------------------------------------
class InquirerSerializer(RefSerializer):
    status = serializers.ChoiceField(choices=Status)
    owner = RefSerializer(allow_null=True, help_text="null: lies in the pool.")


class ConsultationSerializer(serializers.Serializer):
    """Contacts are those given, whoever they belong to."""

    id = serializers.IntegerField()
    channel = serializers.ChoiceField(choices=Channel)
    disposition = serializers.ChoiceField(choices=Disposition)
    reason = serializers.CharField(help_text="Why it was rejected: a code.")
    occurred_at = serializers.DateTimeField()
    created_at = serializers.DateTimeField()
    disposed_at = serializers.DateTimeField(allow_null=True)
    repeats = serializers.IntegerField(help_text="How often the same came again.")
    name = serializers.CharField()
    phone = serializers.CharField()
    wechat = serializers.CharField()
    qq = serializers.CharField()
    email = serializers.CharField()
    contact_masked = serializers.BooleanField()
    question = serializers.CharField()
    page = serializers.CharField(help_text="The page that the form stands on.")
    utm = serializers.DictField(child=serializers.CharField())
    campus = RefSerializer(allow_null=True)
    courses = RefSerializer(many=True)
    pool = RefSerializer(help_text="The pool that it came into.")
    form = RefSerializer(allow_null=True)
    taken_by = RefSerializer(allow_null=True)
    disposed_by = RefSerializer(allow_null=True, help_text="null: settled by itself.")
    customer = InquirerSerializer(allow_null=True)


class ConsultationRefusalsSerializer(serializers.Serializer):
    attach = RefusalSerializer(allow_null=True)
    create = RefusalSerializer(allow_null=True)
    hold = RefusalSerializer(allow_null=True)
    reject = RefusalSerializer(allow_null=True)


class ConsultationDetailSerializer(ConsultationSerializer):
    consent = serializers.CharField(help_text="What they agreed to, as it stood then.")
    waits_because = serializers.ChoiceField(
        choices=["several_known", "nobody_known"], allow_null=True,
        help_text="Why nobody has it yet: several households are known by its contacts, or none.",
    )  # fmt: skip
    matches = MatchSerializer(many=True, help_text="Who is known by its contacts, while it waits.")
    refusals = ConsultationRefusalsSerializer()
