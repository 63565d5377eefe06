from django.urls import URLPattern, URLResolver, path

from .views import AuditViewSet

urlpatterns: list[URLPattern | URLResolver] = [
    path("audit/", AuditViewSet.as_view({"get": "list"})),
]
