"""The one map of addresses. Each app says which viewsets stand where in its `urls.py`."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("shoal.organization.urls")),
    path("api/v1/", include("shoal.teaching.urls")),
    path("api/v1/", include("shoal.customers.urls")),
    path("api/v1/", include("shoal.exchange.urls")),
]
handler400 = "shoal.common.problem.bad_request"
handler404 = "shoal.common.problem.not_found"
handler500 = "shoal.common.problem.server_error"
