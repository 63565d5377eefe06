"""What takes place when."""

from rest_framework.response import Response

from shoal.common.permissions import ANYBODY_LOGGED_IN
from shoal.common.schema import command
from shoal.common.views import ApiViewSet, parse_query
from shoal.organization.requests import Request

from ..serializers.timetable import TimetableQuerySerializer, TimetableSerializer
from ..timetable import timetable


class TimetableViewSet(ApiViewSet):
    capabilities = {"show": ANYBODY_LOGGED_IN}

    @command(
        "The lessons of at most 62 days", response=TimetableSerializer,
        parameters=(TimetableQuerySerializer,), codes={400: "invalid, unknown_filter"},
    )  # fmt: skip
    def show(self, request: Request) -> Response:
        asked = parse_query(TimetableQuerySerializer, request)
        first, last = asked.pop("from"), asked.pop("to")
        return Response(timetable(request.user, first=first, last=last, **asked))
