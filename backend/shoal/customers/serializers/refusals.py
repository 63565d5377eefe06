"""For each command on a customer, why the viewer may not: what the commands would answer."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from shoal.common.errors import DomainError, as_refusals
from shoal.organization.models import Employee

from ..lineage import last_ends
from ..models import Customer
from ..rules import contact as contact_rules
from ..rules import merging as merging_rules
from ..rules import profile as profile_rules
from ..rules.allowance import allowance_in
from ..rules.anonymising import anonymise_refusal
from ..rules.claiming import Candidate, claim_refusal
from ..rules.holding import assign_refusal, protect_refusal, release_refusal
from ..rules.revealing import reveal_refusal
from .rows import RefusalSerializer


def refusals(
    viewer: Employee, customer: Customer, at: datetime, left: int | None
) -> dict[str, Any]:
    """Return {command: None or {"code", "detail", …}}: what the commands would answer.

    `left` is how many contacts the viewer may still be shown today.
    """
    return as_refusals(
        claim=_claim(viewer, customer, at),
        release=release_refusal(viewer, customer),
        assign=assign_refusal(viewer, customer),
        protect=protect_refusal(viewer, customer),
        edit=profile_rules.edit_refusal(viewer, customer),
        delete=profile_rules.delete_refusal(viewer, customer, at),
        restore=profile_rules.restore_refusal(viewer, customer, at),
        log_follow_up=contact_rules.log_follow_up_refusal(viewer, customer),
        change_status=contact_rules.change_status_refusal(viewer, customer),
        reveal=reveal_refusal(viewer, customer, left),
        anonymise=anonymise_refusal(viewer, customer),
        merge=merging_rules.keep_refusal(viewer, customer),
    )


def _claim(viewer: Employee, customer: Customer, at: datetime) -> DomainError | None:
    last = last_ends([customer.pk], viewer.pk).get(customer.pk)
    candidate = Candidate(customer.owner_id, customer.status, customer.entered_at, last)
    return claim_refusal(candidate, allowance_in(customer.pool, viewer, at), at)


class RefusalsSerializer(serializers.Serializer):
    claim = RefusalSerializer(allow_null=True)
    release = RefusalSerializer(allow_null=True)
    assign = RefusalSerializer(allow_null=True)
    protect = RefusalSerializer(allow_null=True)
    edit = RefusalSerializer(allow_null=True)
    delete = RefusalSerializer(allow_null=True)
    restore = RefusalSerializer(allow_null=True)
    log_follow_up = RefusalSerializer(allow_null=True)
    change_status = RefusalSerializer(allow_null=True)
    reveal = RefusalSerializer(allow_null=True)
    anonymise = RefusalSerializer(allow_null=True)
    merge = RefusalSerializer(allow_null=True)
