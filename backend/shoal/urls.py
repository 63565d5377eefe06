"""The one map of addresses. Each app says which viewsets stand where in its `urls.py`."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularSwaggerSplitView

from shoal.common import health, metrics, pages
from shoal.customers.views import hosted_form

urlpatterns: list[URLPattern | URLResolver] = [
    # First, for every open page asks for its events every other second.
    path("api/v1/", include("shoal.integrations.urls")),
    path("api/v1/", include("shoal.activity.urls")),
    path("api/v1/", include("shoal.organization.urls")),
    path("api/v1/", include("shoal.teaching.urls")),
    path("api/v1/", include("shoal.customers.urls")),
    path("api/v1/", include("shoal.enrollments.urls")),
    path("api/v1/", include("shoal.exchange.urls")),
    path("api/schema/", pages.schema, name="schema"),
    path("api/docs/", require_safe(SpectacularSwaggerSplitView.as_view())),
    path("api/redoc/", pages.redoc),
    path("api/redoc/redoc.js", pages.redoc_script),
    # Forms for strangers: pages without the SPA.
    *hosted_form.urlpatterns,
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", metrics.metrics),
    # Whatever is no API and no file is a page of the SPA.
    re_path(r"^(?!api/|static/)(?P<path>.*)$", pages.spa),
]
handler400 = "shoal.common.problem.bad_request"
handler404 = "shoal.common.problem.not_found"
handler500 = "shoal.common.problem.server_error"
