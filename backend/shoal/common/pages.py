"""What is no API: the pages of the SPA, and the API's own pages, all from local files."""

import threading
from functools import cache
from pathlib import PurePosixPath
from typing import Any

import orjson
import yaml
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from .problem import django_response

_generating = threading.Lock()
REDOC = "drf_spectacular_sidecar/redoc/bundles/redoc.standalone.js"
# Redoc fetches its own logo from a CDN, which the CSP forbids: it gets one pixel instead.
REDOC_LOGO = b"https://cdn.redoc.ly/redoc/logo-mini.svg"
PIXEL = b"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
REDOC_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Shoal API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { margin: 0 }</style></head>
<body><redoc spec-url="/api/schema/"></redoc><script src="/api/redoc/redoc.js"></script></body>
</html>
"""


@require_safe
def spa(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer any page's address with the one page that there is; the SPA's router does the rest."""
    # A file that is not there is not a page: an old tab asks for scripts of the last release.
    if PurePosixPath(path).suffix:
        return django_response(request, 404, "not_found", "There is no such file.")
    try:
        page = (settings.SPA_DIST / "index.html").read_bytes()
    except OSError:
        return django_response(request, 404, "not_found", "The pages are not built: make build.")
    return HttpResponse(page, headers={"Cache-Control": "no-cache"})


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document: JSON, or YAML with `?format=yaml`."""
    if request.GET.get("format") == "yaml":
        return HttpResponse(_schema_yaml(), content_type="application/yaml; charset=utf-8")
    return HttpResponse(_schema_json(), content_type="application/json")


@require_safe
def redoc(request: HttpRequest) -> HttpResponse:
    return HttpResponse(REDOC_PAGE)


@require_safe
def redoc_script(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_redoc_bundle(), content_type="text/javascript")


@cache
def _schema() -> dict[str, Any]:
    return SchemaGenerator().get_schema(request=None, public=True)


def _schema_json() -> bytes:
    # The generator loads what it needs as it goes: two at once trip over each other.
    with _generating:
        return _generated_schema()


@cache
def _generated_schema() -> bytes:
    return orjson.dumps(_schema(), default=str)


@cache
def _schema_yaml() -> str:
    return yaml.safe_dump(orjson.loads(_schema_json()), sort_keys=False, allow_unicode=True)


@cache
def _redoc_bundle() -> bytes:
    found = finders.find(REDOC)
    with open(str(found), "rb") as file:  # noqa: PTH123
        return file.read().replace(REDOC_LOGO, PIXEL)
