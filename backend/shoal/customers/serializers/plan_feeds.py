"""Addresses for phones as they go out; the address itself only once."""

import segno
from rest_framework import serializers

FEED_COLUMNS = ("name", "created_at", "last_read_at")


def subscription_code(url: str) -> str:
    """Return a QR code that a phone's camera takes for a calendar to subscribe to."""
    address = url.partition("://")[2]
    return segno.make(f"webcal://{address}").svg_data_uri(light="white", border=3)


class PlanFeedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    created_at = serializers.DateTimeField()
    last_read_at = serializers.DateTimeField(
        allow_null=True, help_text="To a quarter of an hour; null: never."
    )


class PlanFeedOpenedSerializer(PlanFeedSerializer):
    url = serializers.CharField(help_text="Told this once; only a hash is kept.")
    qr = serializers.CharField(help_text="The same as a QR code: an image in a data URL.")


class PlanFeedWriteSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=60, help_text='As in "my phone".')
