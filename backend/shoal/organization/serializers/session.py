"""What goes in and out about oneself: login, registration, profile, sessions."""

from typing import Any

from rest_framework import serializers

from shoal.common.fields import IdField, RefSerializer, ref

from .. import profile
from ..models import Employee, EmployeeState, Session
from ..roles import CAPABILITIES, Grant, Role

LONGEST_PASSWORD = 256  # more is a way to make us hash for long
LANGUAGES = ("", "en", "zh")
USERNAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$"
ALL_CAPABILITIES = sorted({name for names in CAPABILITIES.values() for name in names})


class PasswordField(serializers.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=LONGEST_PASSWORD,
            trim_whitespace=False,
            style={"input_type": "password"},
            **kwargs,
        )


class CredentialsSerializer(serializers.Serializer):
    username = serializers.CharField(max_length=60)
    password = PasswordField()


class RegisterSerializer(serializers.Serializer):
    username = serializers.RegexField(
        USERNAME, help_text="Letters, digits and . _ - ; capitals do not matter."
    )
    password = PasswordField(help_text="12 or more characters; none that many people use.")
    display_name = serializers.CharField(max_length=100)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True, default="")
    mobile = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    department = IdField(required=False, help_text="The department they wish for.")
    invitation = serializers.CharField(
        max_length=200, required=False,
        help_text="The token of an invitation, instead of a department: active at once.",
    )  # fmt: skip

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "department" in attrs and "invitation" in attrs:
            said = serializers.ErrorDetail("The invitation says it.", "not_with_invitation")
            raise serializers.ValidationError({"department": said})
        if "department" not in attrs and "invitation" not in attrs:
            needed = serializers.ErrorDetail("This field is required.", "required")
            raise serializers.ValidationError({"department": needed})
        return attrs


class RegistrationChoicesSerializer(serializers.Serializer):
    departments = RefSerializer(many=True)


class RegisteredSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    username = serializers.CharField()
    display_name = serializers.CharField()
    state = serializers.ChoiceField(choices=EmployeeState)


class MeSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    username = serializers.CharField()
    display_name = serializers.CharField()
    email = serializers.CharField()
    mobile = serializers.CharField()
    role = serializers.ChoiceField(choices=Role)
    state = serializers.ChoiceField(choices=EmployeeState)
    department = RefSerializer(allow_null=True)
    campus = RefSerializer(allow_null=True)
    grants = serializers.ListField(child=serializers.ChoiceField(choices=Grant))
    capabilities = serializers.ListField(child=serializers.ChoiceField(choices=ALL_CAPABILITIES))
    language = serializers.ChoiceField(choices=LANGUAGES)
    wants_digest = serializers.BooleanField(help_text="One mail a day with what is unread.")
    pools = RefSerializer(many=True, help_text="The pools they belong to.")


class EditMeSerializer(serializers.Serializer):
    display_name = serializers.CharField(max_length=100, required=False)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    mobile = serializers.CharField(max_length=40, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=LANGUAGES, required=False)
    wants_digest = serializers.BooleanField(required=False)


class LoggedInSerializer(serializers.Serializer):
    access = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="Seconds.")
    employee = MeSerializer()


class AccessSerializer(serializers.Serializer):
    access = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="Seconds.")


class TokenPairSerializer(serializers.Serializer):
    access = serializers.CharField()
    refresh = serializers.CharField(
        allow_null=True, help_text="null: a call at the same moment has got the next one."
    )
    expires_in = serializers.IntegerField(help_text="Seconds.")


class RefreshSerializer(serializers.Serializer):
    refresh = serializers.CharField(max_length=2000)


class PasswordChangeSerializer(serializers.Serializer):
    current_password = PasswordField()
    new_password = PasswordField()


class SessionSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    last_seen_at = serializers.DateTimeField(help_text="When it last got a new access token.")
    user_agent = serializers.CharField()
    ip = serializers.CharField(allow_null=True)
    kind = serializers.ChoiceField(choices=Session.Kind)
    current = serializers.BooleanField()


def me(employee: Employee) -> dict[str, Any]:
    """Return what an employee may know about themselves. One statement, for the pools."""
    plain = (
        "username", "display_name", "email", "mobile", "role", "state", "grants", "language",
        "wants_digest",
    )  # fmt: skip
    return {
        "id": employee.pk,
        **{name: getattr(employee, name) for name in plain},
        "department": employee.department and ref(employee.department.pk, employee.department.name),
        "campus": employee.campus and ref(employee.campus.pk, employee.campus.name),
        "capabilities": sorted(employee.capabilities),
        "pools": profile.pools_of(employee),
    }
