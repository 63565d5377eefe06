"""What goes in and out about the lists that a school edits itself."""

from rest_framework import serializers

from shoal.common.fields import IdField
from shoal.common.views import MOST_ITEMS

from ..models import ListEntry
from .people import CODE

LIST_KINDS = tuple(ListEntry.Kind.values)


class ListEntrySerializer(serializers.Serializer):
    id = serializers.IntegerField()
    code = serializers.CharField()
    label_en = serializers.CharField()
    label_zh = serializers.CharField()
    is_active = serializers.BooleanField()
    position = serializers.IntegerField()


class ListEntryCreateSerializer(serializers.Serializer):
    code = serializers.RegexField(
        CODE, required=False, help_text="Never changes. Unless told made from `label_en`."
    )
    label_en = serializers.CharField(max_length=100)
    label_zh = serializers.CharField(max_length=100)
    position = serializers.IntegerField(
        required=False, min_value=1, max_value=100_000, help_text="From 1; unless told the last."
    )


class ListEntryEditSerializer(serializers.Serializer):
    label_en = serializers.CharField(max_length=100, required=False)
    label_zh = serializers.CharField(max_length=100, required=False)
    is_active = serializers.BooleanField(required=False, help_text="May it be chosen?")


class ListOrderSerializer(serializers.Serializer):
    entries = serializers.ListField(
        child=IdField(), max_length=MOST_ITEMS, help_text="All ids of the list, in their new order."
    )
