"""Addresses of customers, pools and contact, below /api/v1/."""

from django.urls import path

from .views import (
    anonymising,
    consultations,
    contact,
    dry_run,
    handing_over,
    history,
    intake_forms,
    lists,
    merging,
    movements,
    plan_feeds,
    plans,
    pool,
    profile,
    public_form,
    recycling,
    reveals,
    team,
)

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
    path("pools/<int:pk>/dry-run/", dry_run.DryRunViewSet.as_view({"post": "create"})),
    *profile.urlpatterns,
    path("customers/bulk/assign/", pool.PoolCommandViewSet.as_view({"post": "assign"})),
    path("customers/bulk/release/", pool.PoolCommandViewSet.as_view({"post": "release"})),
    path(f"{_one}claim/", pool.HoldingViewSet.as_view({"post": "claim"})),
    path(f"{_one}release/", pool.HoldingViewSet.as_view({"post": "release"})),
    path(f"{_one}assign/", pool.HoldingViewSet.as_view({"post": "assign"})),
    *contact.urlpatterns,
    *plans.urlpatterns,
    *plan_feeds.urlpatterns,
    *history.urlpatterns,
    *recycling.urlpatterns,
    *movements.urlpatterns,
    *consultations.urlpatterns,
    *intake_forms.urlpatterns,
    *public_form.urlpatterns,
    *team.urlpatterns,
    *reveals.urlpatterns,
    *anonymising.urlpatterns,
    *handing_over.urlpatterns,
    *merging.urlpatterns,
]
