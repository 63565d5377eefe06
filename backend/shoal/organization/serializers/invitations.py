"""What goes in and out about invitations, and about links to a new password."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rest_framework import serializers

from shoal.common.fields import IdField, RefSerializer, ref
from shoal.common.schema import RefusalSerializer

from .. import rules
from ..models import Department, Employee, Invitation, InvitationState
from ..roles import Grant, Role
from .session import PasswordField

INVITATION_COLUMNS = (
    "role", "grants", "display_name", "email", "created_at", "expires_at", "used_at", "revoked_at",
    "department_id", "department__name", "department__path", "campus_id", "campus__name",
    "invited_by_id", "invited_by__display_name", "employee_id", "employee__display_name",
)  # fmt: skip


class TokenSerializer(serializers.Serializer):
    token = serializers.CharField(max_length=200, help_text="What stands after #token=.")


class InvitationRefusalsSerializer(serializers.Serializer):
    revoke = RefusalSerializer(allow_null=True)


class InvitationSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    role = serializers.ChoiceField(choices=Role)
    department = RefSerializer(allow_null=True, help_text="null: it was removed since.")
    campus = RefSerializer(allow_null=True)
    grants = serializers.ListField(child=serializers.ChoiceField(choices=Grant))
    display_name = serializers.CharField()
    email = serializers.CharField()
    invited_by = RefSerializer()
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=InvitationState)
    employee = RefSerializer(allow_null=True, help_text="Who joined by it.")
    refusals = InvitationRefusalsSerializer()


class InvitationMadeSerializer(InvitationSerializer):
    url = serializers.CharField(help_text="The link itself: shown this once.")
    emailed = serializers.BooleanField(
        allow_null=True, help_text="null: no address was given. false: hand the link over yourself."
    )


class InviteSerializer(serializers.Serializer):
    role = serializers.ChoiceField(choices=Role)
    department = IdField()
    campus = IdField(required=False, allow_null=True, help_text="Unless told the department's.")
    grants = serializers.ListField(
        child=serializers.ChoiceField(choices=Grant), required=False, max_length=10
    )
    display_name = serializers.CharField(max_length=100, required=False, allow_blank=True)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    days = serializers.IntegerField(
        required=False, min_value=1, max_value=30, help_text="How long it is good; 7 unless told."
    )


class InvitedSerializer(serializers.Serializer):
    """What whoever opens the link is told."""

    school = serializers.CharField()
    role = serializers.ChoiceField(choices=Role)
    department = RefSerializer()
    campus = RefSerializer(allow_null=True)
    display_name = serializers.CharField()
    email = serializers.CharField()
    expires_at = serializers.DateTimeField()


class ForgottenSerializer(serializers.Serializer):
    username = serializers.CharField(max_length=254, help_text="The login name or the e-mail.")


class ResetOwnerSerializer(serializers.Serializer):
    username = serializers.CharField()


class NewPasswordSerializer(TokenSerializer):
    new_password = PasswordField(help_text="12 or more characters; none that many people use.")


class ResetLinkSerializer(serializers.Serializer):
    url = serializers.CharField(help_text="The link itself: shown this once.")
    expires_at = serializers.DateTimeField()


def invitation_row(viewer: Employee, at: datetime, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return one row of INVITATION_COLUMNS."""
    department = Department(
        pk=found["department_id"], name=found["department__name"] or "",
        path=found["department__path"] or "",
    )  # fmt: skip
    invitation = Invitation(
        department=department if department.pk else None,
        **{n: found[n] for n in ("role", "grants", "expires_at", "used_at", "revoked_at")},
    )
    state = invitation.state(at)
    why = rules.revoke_refusal(viewer, invitation, state)
    plain = ("role", "grants", "display_name", "email", "created_at", "expires_at")
    return {
        "id": found["pk"],
        **{name: found[name] for name in plain},
        "department": ref(found["department_id"], found["department__name"]),
        "campus": ref(found["campus_id"], found["campus__name"]),
        "invited_by": ref(found["invited_by_id"], found["invited_by__display_name"]),
        "state": state,
        "employee": ref(found["employee_id"], found["employee__display_name"]),
        "refusals": {"revoke": why.as_refusal() if why else None},
    }
