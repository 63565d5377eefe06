from django.urls import URLPattern, URLResolver, path

from .views import CourseViewSet

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/", CourseViewSet.as_view({"get": "list", "post": "create"})),
    path(
        "courses/<int:pk>/", CourseViewSet.as_view({"get": "retrieve", "patch": "partial_update"})
    ),
]
