"""What those who lead look at first: the team, and what waits for them."""

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.schema import command
from shoal.common.views import ApiViewSet
from shoal.organization.requests import Request

from ..inbox import inbox
from ..serializers.inbox import InboxSerializer
from ..serializers.team import TeamSerializer
from ..team import team


class TeamViewSet(ApiViewSet):
    capabilities = {"retrieve": "team.view"}

    @command("Show who of your departments sits on what", response=TeamSerializer)
    def retrieve(self, request: Request) -> Response:
        return Response(team(request.user, clock.now()))


class InboxViewSet(ApiViewSet):
    capabilities = {"retrieve": "team.view"}

    @command("Show what waits for your decision, the oldest first", response=InboxSerializer)
    def retrieve(self, request: Request) -> Response:
        return Response(inbox(request.user, clock.now()))


urlpatterns = [
    path("team/", TeamViewSet.as_view({"get": "retrieve"})),
    path("inbox/", InboxViewSet.as_view({"get": "retrieve"})),
]
