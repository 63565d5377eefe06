"""How a class goes on: open, start, complete, cancel."""

from typing import Any

from rest_framework.response import Response

from shoal.common import clock
from shoal.common.fields import NothingSerializer
from shoal.common.schema import IDEMPOTENCY_KEY, command
from shoal.common.views import ApiViewSet, parse
from shoal.organization.requests import Request

from ..serializers.classes import ClassDetailSerializer
from ..serializers.classes_write import StartClassSerializer
from ..services.classes import move_class
from .classes import shown


def moving(summary: str, refusals: str, **told: Any) -> Any:
    return command(
        summary, response=ClassDetailSerializer, parameters=(IDEMPOTENCY_KEY,),
        errors=(400, 404, 422), codes={403: "outside_your_campus", 409: refusals},
        **{"request": NothingSerializer, "example": {}, **told},
    )  # fmt: skip


class ClassMoveViewSet(ApiViewSet):
    """Each answers with the class as it is then."""

    capabilities = dict.fromkeys(("open", "start", "complete", "cancel"), "classes.edit")

    @moving("Open a class: people may enroll", "wrong_class_state")
    def open(self, request: Request, pk: int) -> Response:
        return self._move("open", request, pk)

    @moving(
        "Start a class; with too few in it only when one says so",
        "wrong_class_state, too_few_to_start",
        request=StartClassSerializer, example={"despite_minimum": True},
    )  # fmt: skip
    def start(self, request: Request, pk: int) -> Response:
        body = parse(StartClassSerializer, request)
        move_class(move="start", class_id=pk, by=request.user, at=clock.now(), **body)
        return shown(pk, request)

    @moving("Complete a class, and the enrollments in it", "wrong_class_state")
    def complete(self, request: Request, pk: int) -> Response:
        return self._move("complete", request, pk)

    @moving("Cancel a class in which nobody sits any more", "wrong_class_state, seats_in_use")
    def cancel(self, request: Request, pk: int) -> Response:
        return self._move("cancel", request, pk)

    def _move(self, move: str, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        move_class(move=move, class_id=pk, by=request.user, at=clock.now())
        return shown(pk, request)
