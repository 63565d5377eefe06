"""Imports over HTTP: upload, settle, try dry, commit, watch, read the verdicts."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.response import Response

from shoal.common import clock, school
from shoal.common.errors import Invalid, UnknownFilter
from shoal.common.fields import NothingSerializer
from shoal.common.lists import fetch_page
from shoal.common.schema import IDEMPOTENCY_KEY, command, listing
from shoal.common.views import ApiViewSet, parse
from shoal.organization.requests import Request

from .models import Import, Run
from .serializers import (
    IMPORT_LIST,
    ROW_LIST,
    ChangeSerializer,
    ImportRowSerializer,
    ImportSerializer,
    ImportSummarySerializer,
    UploadSerializer,
    row_without_contacts,
    sees_contacts,
    shown,
)
from .services import sample, uploads
from .services.asking import ask_for_run
from .services.reading import discard
from .services.reports import rows_for, visible_import

KEY = (IDEMPOTENCY_KEY,)
UPLOAD = {"file": "leads.xlsx", "pool": 1}
CHANGE = {
    "mapping": {"3": "remark"},
    "choices": {"campus": {"天河校区": "create"}, "intent": {"高": "A"}},
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LANGUAGE = OpenApiParameter(
    "language", str, enum=sample.LANGUAGES, description="Of its words; else the school's."
)
BUSY = "import_busy, import_committed, import_begun"


class ImportViewSet(ApiViewSet):
    capabilities = dict.fromkeys(
        ("list", "create", "sample", "retrieve", "partial_update", "dry_run", "commit", "rows"),
        "imports.run",
    )
    received: uploads.Received | None = None

    def get_parsers(self) -> list[BaseParser]:
        uploading = getattr(self, "action_map", {}).get("post") == "create"
        is_post = self.request is not None and self.request.method == "POST"
        return [MultiPartParser()] if uploading and is_post else super().get_parsers()

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action == "create":
            # Before the transaction of an Idempotency-Key begins: reading may take seconds.
            self.body = parse(UploadSerializer, request)
            self.received = uploads.receive(upload=self.body["file"], by=request.user)

    def finalize_response(
        self, request: Any, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        if self.received is not None:
            # Refused, or a replay: the file that came with it belongs to no import.
            discard(self.received.table.stored_as)
        return super().finalize_response(request, response, *args, **kwargs)

    def recheck(self, stored: Any) -> Any:
        visible_import(stored["id"], self.request.user)
        return stored

    @listing("List imports", IMPORT_LIST, ImportSummarySerializer)
    def list(self, request: Request) -> Response:
        return Response(fetch_page(request, Import.objects.visible_to(request.user), IMPORT_LIST))

    @command(
        "Upload a file of customers", request={"multipart/form-data": UploadSerializer},
        response=ImportSerializer, status=201, parameters=KEY, errors=(413, 415, 422),
        codes={400: "unreadable_file, invalid"}, example=UPLOAD,
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        by, at = request.user, clock.now()
        assert self.received is not None  # noqa: S101
        batch = uploads.register(
            received=self.received, pool_id=self.body.get("pool"), by=by, at=at
        )
        self.received = None
        location = f"/api/v1/imports/{batch.pk}/"
        return Response(shown(batch, request.user), status=201, headers={"Location": location})

    @command(
        "A spreadsheet to try an import with", response=OpenApiTypes.BINARY, media_type=XLSX,
        parameters=(LANGUAGE,), errors=(400,),
    )  # fmt: skip
    def sample(self, request: Request) -> HttpResponse:
        content = sample.sample_workbook(language=_language(request))
        name = {"Content-Disposition": 'attachment; filename="shoal-sample.xlsx"'}
        return HttpResponse(content, content_type=XLSX, headers=name)

    @command("Show an import, its state and counts", response=ImportSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(shown(visible_import(pk, request.user), request.user))

    @command(
        "Settle what columns and unknown values mean", request=ChangeSerializer,
        response=ImportSerializer, errors=(400, 404),
        codes={403: "not_your_import", 409: BUSY}, example=CHANGE,
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        body = parse(ChangeSerializer, request)
        body["pool_id"] = body.pop("pool", None)
        batch = uploads.change_import(import_id=pk, by=request.user, **body)
        return Response(shown(batch, request.user))

    @command(
        "Ask for a verdict on every row, in the background", request=NothingSerializer,
        response=ImportSerializer, status=202, parameters=KEY, errors=(400, 404, 422),
        codes={403: "not_your_import", 409: BUSY}, example={},
    )  # fmt: skip
    def dry_run(self, request: Request, pk: int) -> Response:
        return self._ask(request, pk, Run.DRY_RUN)

    @command(
        "Ask for the new customers to be created, in the background", request=NothingSerializer,
        response=ImportSerializer, status=202, parameters=KEY, errors=(400, 404, 422),
        codes={403: "not_your_import", 409: "import_busy, import_committed"}, example={},
    )  # fmt: skip
    def commit(self, request: Request, pk: int) -> Response:
        return self._ask(request, pk, Run.COMMIT)

    def _ask(self, request: Request, pk: int, run: Run) -> Response:
        parse(NothingSerializer, request)
        batch = ask_for_run(import_id=pk, run=run, by=request.user, at=clock.now())
        return Response(shown(batch, request.user), status=202)

    @listing(
        "List the verdict on each row", ROW_LIST, ImportRowSerializer, codes={404: "not_found"}
    )
    def rows(self, request: Request, pk: int) -> Response:
        batch = visible_import(pk, request.user)
        open_to_me = sees_contacts(request.user, batch.created_by_id)
        spec = ROW_LIST if open_to_me else replace(ROW_LIST, row=row_without_contacts)
        return Response(fetch_page(request, rows_for(batch, request.user), spec))


def _language(request: Request) -> str:
    for name in request.query_params:
        if name != "language":
            raise UnknownFilter(name=name)
    language = request.query_params.get("language") or school.current().language
    if language not in sample.LANGUAGES:
        raise Invalid.field("language", "choice", f"One of {', '.join(sample.LANGUAGES)}.")
    return language
