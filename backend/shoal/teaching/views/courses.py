from typing import Any

from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import NotFound
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.permissions import ANYBODY_LOGGED_IN
from shoal.common.schema import IDEMPOTENCY_KEY, command, listing
from shoal.common.views import ApiViewSet, parse
from shoal.organization.requests import Request

from ..models import Course
from ..serializers.courses import CourseSerializer, CourseWriteSerializer, course_row
from ..services import courses

COLUMNS = ("code", "name", "hours", "price", "currency", "is_active")
COURSES = ListSpec(
    columns=COLUMNS,
    row=course_row,
    orderings={"name": Ordering("name"), "-name": Ordering("name", descending=True)},
    default_ordering="name",
)


class CourseViewSet(ApiViewSet):
    capabilities = {
        "list": ANYBODY_LOGGED_IN,
        "retrieve": ANYBODY_LOGGED_IN,
        "create": "organization.edit",
        "partial_update": "organization.edit",
    }

    @listing("Courses", COURSES, CourseSerializer)
    def list(self, request: Request) -> Response:
        return Response(fetch_page(request, Course.objects.all(), COURSES))

    @command("One course", response=CourseSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(shown(pk))

    @command(
        "Add a course", request=CourseWriteSerializer, response=CourseSerializer, status=201,
        parameters=(IDEMPOTENCY_KEY,), errors=(422,), codes={400: "invalid"},
        example={"code": "python-1", "name": "Python I", "price": "1200.00", "currency": "CNY"},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        fields = parse(CourseWriteSerializer, request)
        course = courses.create_course(fields=fields, by=request.user, at=clock.now())
        return Response(shown(course.pk), 201)

    @command(
        "Edit a course", request=CourseWriteSerializer, response=CourseSerializer,
        errors=(400, 404), example={"price": "1500.00"},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        changes = parse(CourseWriteSerializer, request, partial=True)
        courses.edit_course(course_id=pk, changes=changes, by=request.user, at=clock.now())
        return Response(shown(pk))


def shown(pk: int) -> dict[str, Any]:
    found = Course.objects.filter(pk=pk).values("pk", *COLUMNS).first()
    if found is None:
        raise NotFound()
    return course_row(found)
