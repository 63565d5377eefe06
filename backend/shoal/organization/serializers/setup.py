"""What goes in and out about the school itself and its first day."""

from typing import Any

import phonenumbers
from rest_framework import serializers

from shoal.common.fields import NestedSerializer
from shoal.common.models import School

from ..checklist import STEPS, Step
from .calendar import RestDaysField
from .people import TIME_ZONES
from .session import USERNAME, PasswordField

REGIONS = frozenset(phonenumbers.SUPPORTED_REGIONS)
LANGUAGES = School.Language.values
FIELDS = ("name", "time_zone", "currency", "language", "phone_region", "rest_days")
MOST_REVEALS = 1_000


class SchoolWriteSerializer(NestedSerializer):
    name = serializers.CharField(max_length=100)
    time_zone = serializers.CharField(max_length=60, help_text="IANA, as in Asia/Shanghai.")
    currency = serializers.RegexField(r"^[A-Z]{3}$", help_text="ISO 4217, as in CNY.")
    language = serializers.ChoiceField(choices=LANGUAGES)
    phone_region = serializers.CharField(max_length=2, help_text="ISO 3166, as in CN.")
    rest_days = RestDaysField(required=False)

    def validate_time_zone(self, value: str) -> str:
        if value not in TIME_ZONES:
            raise serializers.ValidationError("An IANA name, as in Asia/Shanghai.", "time_zone")
        return value

    def validate_phone_region(self, value: str) -> str:
        if value not in REGIONS:
            raise serializers.ValidationError("Two capitals, as in CN.", "phone_region")
        return value


class SchoolEditSerializer(SchoolWriteSerializer):
    daily_reveals = serializers.IntegerField(min_value=0, max_value=MOST_REVEALS)


class SchoolFieldsSerializer(serializers.Serializer):
    name = serializers.CharField(allow_blank=True)
    time_zone = serializers.CharField()
    currency = serializers.CharField()
    language = serializers.ChoiceField(choices=LANGUAGES)
    phone_region = serializers.CharField()
    rest_days = RestDaysField()


class SchoolSerializer(SchoolFieldsSerializer):
    daily_reveals = serializers.IntegerField(
        help_text="How many masked contacts a manager may be shown in a local day."
    )
    fixed = serializers.ListField(
        child=serializers.ChoiceField(choices=("currency", "phone_region")),
        help_text="Which of them stay as they are, because records rely on them.",
    )
    version = serializers.IntegerField()


class StepSerializer(serializers.Serializer):
    code = serializers.ChoiceField(choices=STEPS)
    done = serializers.BooleanField()
    count = serializers.IntegerField(help_text="At most 100.")


class SetupStateSerializer(serializers.Serializer):
    """`school` while the set-up is open; the rest for administrators afterwards."""

    open = serializers.BooleanField()
    school = SchoolFieldsSerializer(required=False)
    steps = StepSerializer(many=True, required=False)
    next = serializers.ChoiceField(choices=STEPS, allow_null=True, required=False)
    hidden = serializers.BooleanField(required=False)


class SetupTokenSerializer(serializers.Serializer):
    token = serializers.CharField(max_length=100)


class SetupLinkSerializer(serializers.Serializer):
    expires_at = serializers.DateTimeField()


class FirstAdminSerializer(NestedSerializer):
    username = serializers.RegexField(
        USERNAME, help_text="Letters, digits and . _ - ; capitals do not matter."
    )
    password = PasswordField(help_text="12 or more characters; none that many people use.")
    display_name = serializers.CharField(max_length=100)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True, default="")


class SetUpSerializer(SetupTokenSerializer):
    school = SchoolWriteSerializer()
    admin = FirstAdminSerializer()


class FirstEmployeeSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    username = serializers.CharField()


class SetUpDoneSerializer(serializers.Serializer):
    employee = FirstEmployeeSerializer()


class ChecklistSerializer(serializers.Serializer):
    hidden = serializers.BooleanField()


def school_fields(school: School) -> dict[str, Any]:
    return {name: getattr(school, name) for name in FIELDS}


def checklist(school: School, found: list[Step]) -> dict[str, Any]:
    """Return {"steps", "next", "hidden"}: what is there, and what to do next."""
    return {
        "steps": [{"code": s.code, "done": s.done, "count": s.count} for s in found],
        "next": next((s.code for s in found if not s.done), None),
        "hidden": school.checklist_closed_at is not None,
    }
