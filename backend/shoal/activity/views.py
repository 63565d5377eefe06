"""The event log, for who audits it."""

from rest_framework.request import Request
from rest_framework.response import Response

from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.schema import listing
from shoal.common.views import ApiViewSet

from .filters import AUDIT_FILTERS
from .models import Event
from .serializers import AUDIT_COLUMNS, AuditedEventSerializer, audited

AUDIT = ListSpec(
    columns=AUDIT_COLUMNS,
    row=dict,
    orderings={"-at": Ordering("at", descending=True)},
    default_ordering="-at",
    filters=AUDIT_FILTERS,
)


class AuditViewSet(ApiViewSet):
    capabilities = {"list": "audit.view"}

    @listing("Who did what, newest first", AUDIT, AuditedEventSerializer)
    def list(self, request: Request) -> Response:
        page = fetch_page(request, Event.objects.all(), AUDIT)
        return Response({**page, "results": audited(page["results"])})
