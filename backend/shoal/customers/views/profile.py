"""One customer: entered, shown, edited, deleted, brought back."""

from typing import Any

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import Throttled
from shoal.common.fields import NothingSerializer
from shoal.common.schema import IDEMPOTENCY_KEY, IF_MATCH, command
from shoal.common.views import ApiViewSet, expected_version, parse, with_etag
from shoal.organization.requests import Request

from ..rules.profile import DuplicateCustomer
from ..serializers.detail import CustomerDetailSerializer, detail, still_seen
from ..serializers.profile import (
    CheckDuplicatesSerializer,
    CustomerCreateSerializer,
    DuplicatesSerializer,
    IdentityAddSerializer,
    ProfileSerializer,
)
from ..services import contacts, duplicates, identities, profile, removal
from .lists import CustomerListViewSet

KEY = (IDEMPOTENCY_KEY,)
INVALID = "invalid, masked_value, field_masked"
EXAMPLE = {"name": "王芳", "phone": "138 1234 5678", "intent": "B", "courses": [3]}
MATCH: dict[str, Any] = {
    "field": "phone", "customer": None, "name": None, "state": "held",
    "holder": {"id": 4, "name": "Bo"}, "last_contact_at": "2026-11-18T02:30:00Z",
    "same_name": False, "actions": [],
}  # fmt: skip


class TellsDuplicates(ApiViewSet):
    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, DuplicateCustomer):
            # After the transaction of the entry was undone: the count must stay.
            try:
                duplicates.count_refusal(by=self.request.user, at=clock.now())
            except Throttled as too_often:
                exc = too_often
        return super().handle_exception(exc)


class CustomersViewSet(TellsDuplicates, CustomerListViewSet):
    capabilities = {**CustomerListViewSet.capabilities, "create": "customers.create"}

    def recheck(self, stored: Any) -> Any:
        return still_seen(stored, self.request.user)

    @command(
        "Enter a new customer", request=CustomerCreateSerializer, parameters=KEY, status=201,
        response=CustomerDetailSerializer, errors=(400, 422), example=EXAMPLE,
        codes={409: "duplicate_customer, holding_limit_reached, guardian_is_student"},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        body = parse(CustomerCreateSerializer, request)
        pool_id, hold = body.pop("pool", None), body.pop("hold")
        given = identities.read_contacts(body)
        customer = profile.create_customer(
            values={k: v for k, v in body.items() if k in profile.FIELDS},
            contacts=given,
            pool_id=pool_id,
            hold=hold,
            by=request.user,
            at=clock.now(),
        )
        response = _shown(customer.pk, request, status=201)
        response["Location"] = request.build_absolute_uri(f"{request.path}{customer.pk}/")
        return response


class CustomerViewSet(TellsDuplicates):
    capabilities = {
        "retrieve": "customers.view",
        "partial_update": "customers.edit",
        "destroy": "customers.delete",
        "restore": "customers.restore",
        "add_identity": "customers.edit",
        "remove_identity": "customers.edit",
    }

    def recheck(self, stored: Any) -> Any:
        return still_seen(stored, self.request.user)

    @command("Show one customer", response=CustomerDetailSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return _shown(pk, request)

    @command(
        "Change what is known of a customer", request=ProfileSerializer, parameters=(IF_MATCH,),
        response=CustomerDetailSerializer, errors=(404, 412, 428), example={"intent": "A"},
        codes={
            400: INVALID,
            409: "duplicate_customer, has_students, guardian_is_student, held_apart",
        },
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        version = expected_version(request)
        profile.edit_customer(
            customer_id=pk,
            expected_version=version,
            changes=parse(ProfileSerializer, request, partial=True),
            by=request.user,
            at=clock.now(),
        )
        return _shown(pk, request)

    @command(
        "Delete a customer entered by mistake", parameters=(IF_MATCH,), status=204,
        errors=(400, 404, 412, 428),
        codes={403: "only_own_of_today, outside_your_scope", 409: "has_students, already_enrolled"},
    )  # fmt: skip
    def destroy(self, request: Request, pk: int) -> Response:
        removal.delete_customer(
            customer_id=pk,
            expected_version=expected_version(request),
            by=request.user,
            at=clock.now(),
        )
        return Response(status=204)

    @command(
        "Bring a deleted customer back", request=NothingSerializer, parameters=KEY,
        response=CustomerDetailSerializer, errors=(400, 404, 422), example={},
        codes={
            409: "identity_taken, not_deleted, restore_too_late, guardian_deleted, "
            "guardian_is_student"
        },
    )  # fmt: skip
    def restore(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        removal.restore_customer(customer_id=pk, by=request.user, at=clock.now())
        return _shown(pk, request)

    @command(
        "Add a further contact, or make one primary", request=IdentityAddSerializer,
        parameters=KEY, response=CustomerDetailSerializer, status=201, errors=(404, 422),
        codes={400: INVALID, 409: "duplicate_customer"},
        example={"kind": "phone", "value": "13812345678"},
    )  # fmt: skip
    def add_identity(self, request: Request, pk: int) -> Response:
        body = parse(IdentityAddSerializer, request)
        contacts.add_identity(
            customer_id=pk,
            contact=identities.read_contact(body["kind"], body["value"], body["source"]),
            is_primary=body["is_primary"],
            by=request.user,
            at=clock.now(),
        )
        return _shown(pk, request, status=201)

    @command(
        "Take a contact away",
        response=CustomerDetailSerializer,
        errors=(404,),
        codes={400: INVALID},
    )
    def remove_identity(self, request: Request, pk: int, identity: int) -> Response:
        contacts.remove_identity(
            customer_id=pk, identity_id=identity, by=request.user, at=clock.now()
        )
        return _shown(pk, request)


class DuplicatesViewSet(ApiViewSet):
    capabilities = {"check": "customers.check_duplicates"}
    # It changes nothing, and a stored answer would go on telling of who is out of sight by then.
    idempotent = False

    @command(
        "Is this person known already?", request=CheckDuplicatesSerializer,
        response=DuplicatesSerializer, errors=(400,),
        example={"name": "王芳", "phone": "13812345678"},
        answer={"matches": [MATCH], "similar": []},
    )  # fmt: skip
    def check(self, request: Request) -> Response:
        body = parse(CheckDuplicatesSerializer, request)
        return Response(
            duplicates.check_duplicates(
                name=body["name"],
                contacts=identities.complete_contacts(body),
                exclude=body.get("exclude"),
                by=request.user,
                at=clock.now(),
            )
        )


def _shown(pk: int, request: Request, status: int = 200) -> Response:
    shown = detail(pk, request.user)
    return with_etag(Response(shown, status=status), shown["version"])


_one = "customers/<int:pk>/"
urlpatterns = [
    path("customers/", CustomersViewSet.as_view({"get": "list", "post": "create"})),
    path("customers/check-duplicates/", DuplicatesViewSet.as_view({"post": "check"})),
    path(
        _one,
        CustomerViewSet.as_view(
            {"get": "retrieve", "patch": "partial_update", "delete": "destroy"}
        ),
    ),
    path(f"{_one}restore/", CustomerViewSet.as_view({"post": "restore"})),
    path(f"{_one}identities/", CustomerViewSet.as_view({"post": "add_identity"})),
    path(
        f"{_one}identities/<int:identity>/", CustomerViewSet.as_view({"delete": "remove_identity"})
    ),
]
