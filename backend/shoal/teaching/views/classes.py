"""Classes: listed, planned, changed, copied; whether they clash with others."""

from typing import Any

from rest_framework.response import Response

from shoal.common import clock
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.permissions import ANYBODY_LOGGED_IN
from shoal.common.schema import IDEMPOTENCY_KEY, IF_MATCH, command, listing
from shoal.common.views import ApiViewSet, parse, version_if_sent, with_etag
from shoal.organization.requests import Request

from ..clashes import clashes_of, wish_from
from ..filters import CLASS_FILTERS
from ..models import ClassGroup
from ..serializers.clashes import ClashesSerializer, clash_row
from ..serializers.classes import (
    CLASS_COLUMNS,
    ClassDetailSerializer,
    ClassSerializer,
    TermsSerializer,
    annotated,
    class_row,
    shown_class,
    with_waiting,
)
from ..serializers.classes_write import (
    CheckClashesSerializer,
    ClassEditSerializer,
    ClassWriteSerializer,
    CopyClassSerializer,
)
from ..services import classes, copying

KEY = (IDEMPOTENCY_KEY,)
CLASSES = ListSpec(
    columns=CLASS_COLUMNS,
    row=class_row,
    orderings={
        "-start_date": Ordering("start_date", descending=True),
        "start_date": Ordering("start_date"),
        "end_date": Ordering("end_date"),
        "-end_date": Ordering("end_date", descending=True),
        "code": Ordering("code"),
        "-code": Ordering("code", descending=True),
    },
    default_ordering="-start_date",
    filters=CLASS_FILTERS,
)
SESSION = {
    "weekday": 6, "starts_at": "09:00", "ends_at": "11:00", "room": 3, "teacher": 2,
}  # fmt: skip
BODY = {
    "course": 1, "campus": 1, "code": "PY-1", "term": "2027 spring", "class_type": "weekend",
    "start_date": "2027-03-06", "end_date": "2027-06-26", "capacity": 16, "min_to_open": 6,
    "tuition": "3600.00", "teachers": [2], "sessions": [SESSION],
}  # fmt: skip
CHECK = {name: BODY[name] for name in ("campus", "start_date", "end_date", "teachers", "sessions")}


class ClassViewSet(ApiViewSet):
    capabilities = {
        "list": ANYBODY_LOGGED_IN,
        "retrieve": ANYBODY_LOGGED_IN,
        "terms": ANYBODY_LOGGED_IN,
        "create": "classes.edit",
        "partial_update": "classes.edit",
        "copy": "classes.edit",
        "check_clashes": "classes.edit",
    }

    @listing("Classes, with their seats", CLASSES, ClassSerializer)
    def list(self, request: Request) -> Response:
        rows = annotated(ClassGroup.objects.visible_to(request.user))
        page = fetch_page(request, rows, CLASSES)
        return Response({**page, "results": with_waiting(page["results"])})

    @command("One class, and what one may do with it", response=ClassDetailSerializer,
             errors=(404,))  # fmt: skip
    def retrieve(self, request: Request, pk: int) -> Response:
        return shown(pk, request)

    @command("The terms that classes have", response=TermsSerializer,
             answer={"terms": ["2027 spring", "2026 autumn"]})  # fmt: skip
    def terms(self, request: Request) -> Response:
        return Response({"terms": ClassGroup.objects.visible_to(request.user).terms()})

    @command(
        "Plan a class with its weekly sessions", request=ClassWriteSerializer,
        response=ClassDetailSerializer, status=201, parameters=KEY, errors=(400, 422),
        codes={403: "outside_your_campus"}, example=BODY,
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        fields = parse(ClassWriteSerializer, request)
        made = classes.create_class(fields=fields, by=request.user, at=clock.now())
        return shown(made.pk, request, 201)

    @command(
        "Change a class; sessions and teachers are sent whole", request=ClassEditSerializer,
        response=ClassDetailSerializer, parameters=(IF_MATCH,), errors=(400, 404, 412),
        codes={403: "outside_your_campus", 409: "wrong_class_state"}, example={"capacity": 18},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        changes = parse(ClassEditSerializer, request, partial=True)
        classes.edit_class(
            class_id=pk, changes=changes, by=request.user, at=clock.now(),
            expected_version=version_if_sent(request),
        )  # fmt: skip
        return shown(pk, request)

    @command(
        "Plan the same class for a next term", request=CopyClassSerializer, status=201,
        response=ClassDetailSerializer, parameters=KEY, errors=(400, 404, 422),
        codes={403: "outside_your_campus", 409: "course_not_offered"},
        example={"term": "2027 autumn", "start_date": "2027-09-04"},
    )  # fmt: skip
    def copy(self, request: Request, pk: int) -> Response:
        body = parse(CopyClassSerializer, request)
        made = copying.copy_class(class_id=pk, by=request.user, at=clock.now(), **body)
        return shown(made.pk, request, 201)

    @command(
        "Which rooms and teachers other classes want at the same time, before one saves",
        request=CheckClashesSerializer, response=ClashesSerializer, parameters=KEY,
        errors=(400, 422), example=CHECK,
    )  # fmt: skip
    def check_clashes(self, request: Request) -> Response:
        body = parse(CheckClashesSerializer, request)
        wish = wish_from(body)
        today = clock.today(wish.campus.zone)
        return Response({"clashes": [clash_row(c) for c in clashes_of(wish, today)]})


def shown(pk: int, request: Request, status: int = 200) -> Response:
    found: dict[str, Any] = shown_class(pk, request.user, clock.now())
    return with_etag(Response(found, status), found["version"])
