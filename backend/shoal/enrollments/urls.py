from django.urls import URLPattern, URLResolver

from .views import (
    cash,
    classes,
    counter,
    credit,
    enrollments,
    moves,
    payments,
    policy,
    receipts,
    refunds,
    transfers,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *enrollments.urlpatterns,
    *moves.urlpatterns,
    *transfers.urlpatterns,
    *classes.urlpatterns,
    *credit.urlpatterns,
    *policy.urlpatterns,
    *payments.urlpatterns,
    *refunds.urlpatterns,
    *counter.urlpatterns,
    *receipts.urlpatterns,
    *cash.urlpatterns,
]
