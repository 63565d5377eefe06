"""What commands on enrollments and payments answer, and how a stored answer is looked at again."""

from typing import Any

from django.http import HttpResponse
from rest_framework.response import Response

from shoal.common.views import ApiViewSet, with_etag

from ..serializers.detail import detail
from ..serializers.payments import payment_detail

PDF = "application/pdf"


class EnrollmentAnswers(ApiViewSet):
    def recheck(self, stored: Any) -> Any:
        return _as_seen_now(stored, detail(stored["id"], self.request.user))

    def enrollment(self, pk: int, status: int = 200) -> Response:
        return _shown(detail(pk, self.request.user), status)


class PaymentAnswers(ApiViewSet):
    def recheck(self, stored: Any) -> Any:
        return _as_seen_now(stored, payment_detail(stored["id"], self.request.user))

    def payment(self, pk: int, status: int = 200) -> Response:
        return _shown(payment_detail(pk, self.request.user), status)


def _as_seen_now(stored: Any, now: dict[str, Any]) -> Any:
    """A replay tells what was answered, but no contact that has since gone out of sight."""
    return now if now["contact_masked"] else stored


def _shown(found: dict[str, Any], status: int) -> Response:
    return with_etag(Response(found, status), found["version"])


def on_paper(content: bytes, name: str) -> HttpResponse:
    plain = name.encode("ascii", "replace").decode()
    shown = {"Content-Disposition": f'inline; filename="{plain}.pdf"'}
    return HttpResponse(content, content_type=PDF, headers=shown)
