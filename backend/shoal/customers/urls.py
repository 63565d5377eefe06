"""Addresses of customers, pools and contact, below /api/v1/."""

from django.urls import path

from .views import contact, history, lists, plans, pool, profile

_one = "customers/<int:pk>/"

urlpatterns = [
    path("pool/", lists.PoolListViewSet.as_view({"get": "list"})),
    path("pool/claim/", pool.PoolCommandViewSet.as_view({"post": "claim"})),
    path("pool/claim-next/", pool.PoolCommandViewSet.as_view({"post": "claim_next"})),
    path("pools/", pool.PoolViewSet.as_view({"get": "list", "post": "create"})),
    path("pools/presets/", pool.PoolViewSet.as_view({"get": "presets"})),
    path(
        "pools/<int:pk>/", pool.PoolViewSet.as_view({"get": "retrieve", "patch": "partial_update"})
    ),
    *profile.urlpatterns,
    path("customers/bulk/assign/", pool.PoolCommandViewSet.as_view({"post": "assign"})),
    path("customers/bulk/release/", pool.PoolCommandViewSet.as_view({"post": "release"})),
    path(f"{_one}claim/", pool.HoldingViewSet.as_view({"post": "claim"})),
    path(f"{_one}release/", pool.HoldingViewSet.as_view({"post": "release"})),
    path(f"{_one}assign/", pool.HoldingViewSet.as_view({"post": "assign"})),
    *contact.urlpatterns,
    *plans.urlpatterns,
    *history.urlpatterns,
]
