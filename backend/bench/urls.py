"""Shoal's own addresses, and below /bench/ what it is measured against. On no public machine."""

from django.urls import path

from shoal.urls import handler400, handler404, handler500
from shoal.urls import urlpatterns as shoals

from . import bare, helpers

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("bench/token/", helpers.token),
    path("bench/nothing/", helpers.Nothing.as_view()),
    path("bench/customers/", bare.customers),
    path("bench/count/", bare.count),
    path("bench/claimable/", helpers.claimable),
    path("bench/customers/<int:pk>/", bare.one_customer),
    path("bench/customers/<int:pk>/timeline/", bare.timeline),
    path("bench/today/", bare.today),
    path("bench/people/", bare.people),
    path("bench/events/", bare.events),
    path("bench/scan/", bare.scan),
    path("bench/feed/", bare.feed),
    path("bench/cursor/", helpers.cursor),
    path("bench/cpu/", helpers.cpu),
    *shoals,
]
