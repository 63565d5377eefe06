"""What enrollments know about classes: who is in one, and whose class ends soon."""

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.filters import ids
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.schema import command, listing
from shoal.common.views import ApiViewSet
from shoal.organization.requests import Request

from ..serializers.ending import (
    ENDING_COLUMNS,
    EndingRowSerializer,
    ending_row,
    ending_seen_by,
    going_on,
)
from ..serializers.roll import RollSerializer, roll

ENDING_SOON = ListSpec(
    columns=ENDING_COLUMNS,
    row=ending_row,
    orderings={
        "end_date": Ordering("end_date"),
        "-end_date": Ordering("end_date", descending=True),
    },
    default_ordering="end_date",
    filters={
        "consultant": ids("consultant", "Who sold it."),
        "campus": ids("class_group__campus", "Where."),
        "course": ids("class_group__course", "Of which course."),
        "class_group": ids("class_group", "In which class."),
        "going_on": going_on,
    },
)


class ClassRollViewSet(ApiViewSet):
    capabilities = {"roll": "enrollments.view", "ending_soon": "enrollments.view"}

    @command(
        "Who is in a class: seated, held, waiting, with the money of what you may see",
        response=RollSerializer, errors=(404,),
    )  # fmt: skip
    def roll(self, request: Request, pk: int) -> Response:
        return Response(roll(pk, request.user))

    @listing(
        "Students whose class ends within 30 days, to win them for the next course",
        ENDING_SOON, EndingRowSerializer,
    )  # fmt: skip
    def ending_soon(self, request: Request) -> Response:
        today = clock.today(request.user.zone)
        return Response(fetch_page(request, ending_seen_by(request.user, today), ENDING_SOON))


urlpatterns = [
    path("classes/<int:pk>/roll/", ClassRollViewSet.as_view({"get": "roll"})),
    path("classes/ending-soon/", ClassRollViewSet.as_view({"get": "ending_soon"})),
]
