"""A POST that is sent twice with one Idempotency-Key happens once (api.md)."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from rest_framework.request import Request
from rest_framework.response import Response

from . import clock
from .errors import IdempotencyKeyReused, Invalid
from .models import IdempotencyKey

KEPT_HEADERS = ("ETag", "Location")
KEPT_FOR = timedelta(days=30)
# A transaction stays short whatever has gathered.
AT_ONCE = 1000
Handler = Callable[..., Response]


def run_once(
    handler: Handler, recheck: Callable[[Any], Any], request: Request, *args: Any, **kwargs: Any
) -> Response:
    """Run `handler` and store its answer, or return the stored one.

    The key's row goes in first, in the command's own transaction: a second request with the
    same key waits for the first on the unique index. A refusal rolls the row back and so frees
    the key. `recheck` returns what the caller may still see of the stored answer, or raises.
    """
    key = request.headers["Idempotency-Key"]
    if not 1 <= len(key) <= 200:
        raise Invalid.field("Idempotency-Key", "length", "Between 1 and 200 characters.")
    digest, caller = _digest(request), _caller(request)
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = IdempotencyKey.objects.create(
                    principal=caller, key=key, request_hash=digest, created_at=clock.now()
                )
        except IntegrityError:
            row = IdempotencyKey.objects.get(principal=caller, key=key)
            return _replay(row, digest, recheck)
        response = handler(request, *args, **kwargs)
        if response.status_code >= 300:
            transaction.set_rollback(True)
            return response
        row.status = response.status_code
        row.headers = {h: response[h] for h in KEPT_HEADERS if response.has_header(h)}
        row.body = orjson.dumps(response.data, default=str, option=orjson.OPT_UTC_Z).decode()
        row.save(update_fields=["status", "headers", "body"])
        return response


def _replay(row: IdempotencyKey, digest: str, recheck: Callable[[Any], Any]) -> Response:
    if row.request_hash != digest:
        raise IdempotencyKeyReused()
    if not row.body:
        # It told of somebody who is forgotten since: all that is left is that it was done.
        return Response({"gone": True}, status=row.status, headers={"Idempotency-Replayed": "true"})
    stored = orjson.loads(row.body)
    shown = recheck(stored)
    headers = row.headers if shown is stored else {}
    return Response(shown, status=row.status, headers={**headers, "Idempotency-Replayed": "true"})


def _caller(request: Request) -> int:
    user: Any = request.user
    return user.pk


def _digest(request: Request) -> str:
    uploads = {name: _content_hash(file) for name, file in request.FILES.items()}
    sent: Any = request.data
    body = {k: v for k, v in sent.items() if k not in uploads} if uploads else sent
    content = orjson.dumps(
        [request.method, request.path, body, uploads], default=str, option=orjson.OPT_SORT_KEYS
    )
    return hashlib.sha256(content).hexdigest()


def _content_hash(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return f"{file.name}:{digest.hexdigest()}"


def forget_old(*, at: datetime) -> int:
    """Drop stored answers that are older than KEPT_FOR, at most AT_ONCE; return how many.

    Looks at the first rows only: ids grow with time, and a tick must not read the whole table.
    """
    first = IdempotencyKey.objects.order_by("pk").values_list("pk", "created_at")[:AT_ONCE]
    old = [pk for pk, created_at in first if created_at < at - KEPT_FOR]
    return IdempotencyKey.objects.filter(pk__in=old).delete()[0] if old else 0
