"""Addresses of imports, below /api/v1/."""

from django.urls import path

from .views import ImportViewSet

urlpatterns = [
    path("imports/", ImportViewSet.as_view({"get": "list", "post": "create"})),
    path("imports/sample/", ImportViewSet.as_view({"get": "sample"})),
    path(
        "imports/<int:pk>/",
        ImportViewSet.as_view({"get": "retrieve", "patch": "partial_update"}),
    ),
    path("imports/<int:pk>/dry-run/", ImportViewSet.as_view({"post": "dry_run"})),
    path("imports/<int:pk>/commit/", ImportViewSet.as_view({"post": "commit"})),
    path("imports/<int:pk>/rows/", ImportViewSet.as_view({"get": "rows"})),
]
