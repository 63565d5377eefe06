"""Team, for the schema: its rows are made in team.py."""

from rest_framework import serializers

from shoal.organization.models import EmployeeState
from shoal.organization.roles import Role

from .rows import RefSerializer


class FiguresSerializer(serializers.Serializer):
    held = serializers.IntegerField(help_text="Customers: `owner`.")
    households = serializers.IntegerField(help_text="Who stands for one: `guardian=none`.")
    overdue = serializers.IntegerField(help_text="`next_to` with `day_began`.")
    never_contacted = serializers.IntegerField(help_text="`never_contacted=1`.")
    returning = serializers.IntegerField(
        help_text="Go back to the pool within 7 days: `due_to` with `returning_before`."
    )
    claims_today = serializers.IntegerField(
        help_text="movements/: `to`, `reason=claimed`, `since` `day_began`, `household_once=1`."
    )


class TeamMemberSerializer(FiguresSerializer):
    employee = RefSerializer()
    role = serializers.ChoiceField(choices=Role)
    state = serializers.ChoiceField(choices=EmployeeState)
    department = RefSerializer(allow_null=True)
    campus = RefSerializer(allow_null=True)
    day_began = serializers.DateTimeField(help_text="Today's midnight where they work.")
    leave_until = serializers.DateField(allow_null=True, help_text="null: not on leave today.")
    last_contact_at = serializers.DateTimeField(
        allow_null=True, help_text="Of the latest follow-up that they logged."
    )


class TeamSerializer(serializers.Serializer):
    at = serializers.DateTimeField()
    returning_before = serializers.DateTimeField()
    people = TeamMemberSerializer(many=True)
    totals = FiguresSerializer()
