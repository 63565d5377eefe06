"""What the measuring side asks for besides the handlers that it measures."""

import orjson
from django.http import HttpRequest, HttpResponse
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shoal.organization.models import Employee
from shoal.organization.services.sessions import open_session


def token(request: HttpRequest) -> HttpResponse:
    """An access token of `?user=`, as after a login."""
    user = Employee.objects.get(username=request.GET["user"])
    opened = open_session(user=user, kind="token", user_agent="bench", ip=None)
    return HttpResponse(orjson.dumps({"access": opened.access, "id": user.pk}))


class Nothing(APIView):
    """A DRF view that does nothing: what claims are measured against."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()

    def post(self, request: Request) -> Response:
        return Response({})
