"""Reading imports and their rows, as far as the reader may see them."""

from django.db.models import OuterRef, QuerySet, Subquery

from shoal.common.errors import NotFound
from shoal.customers.models import Customer
from shoal.organization.models import Employee

from ..models import Import, ImportRow


def visible_import(import_id: int, viewer: Employee) -> Import:
    """Raises NotFound."""
    rows = Import.objects.visible_to(viewer).select_related("pool", "created_by")
    batch = rows.filter(pk=import_id).first()
    if batch is None:
        raise NotFound()
    return batch


def rows_for(batch: Import, viewer: Employee) -> QuerySet[ImportRow]:
    """The rows, with `visible_customer`: whom a row made or repeats, unless `viewer` may not
    know of them."""
    known = Customer.objects.visible_to(viewer).filter(pk=OuterRef("customer_id"))
    return ImportRow.objects.filter(batch=batch).annotate(
        visible_customer=Subquery(known.values("pk")[:1])
    )
