"""Addresses of what others read, below /api/v1/."""

from django.urls import path

from .views import EventViewSet, NotificationViewSet

urlpatterns = [
    path("events/", EventViewSet.as_view({"get": "poll"})),
    path("notifications/", NotificationViewSet.as_view({"get": "list"})),
    path("notifications/read-all/", NotificationViewSet.as_view({"post": "read_all"})),
    path("notifications/<int:pk>/read/", NotificationViewSet.as_view({"post": "read"})),
]
