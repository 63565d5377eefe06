"""Forms of websites: what makes one, and what there is to put into a website."""

import re
from datetime import datetime
from typing import Any

import segno
from django.conf import settings
from django.db.models import Count, Max
from django.template.loader import render_to_string
from rest_framework import serializers

from shoal.common.fields import RefSerializer, ref
from shoal.organization.models import Campus, ListEntry
from shoal.teaching.models import Course

from ..form_words import LANGUAGES, WORDS
from ..models import MASKABLE, Consultation, Disposition, IntakeForm, Pool
from ..rules.forms import FORM_FIELDS, text_in
from ..services.form_reading import TRAP
from .profile import RelatedId

# A page's origin as browsers spell it: no path, no port where it is the usual one.
ORIGIN = re.compile(
    r"https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?|https?://\[[0-9a-f:]{2,39}\](:[0-9]{1,5})?"
)
MOST_ORIGINS = 20
QR_SCALE = 8


def hosted_path(form: IntakeForm) -> str:
    return f"/f/{form.token}/"


def action_path(form: IntakeForm) -> str:
    return f"/api/v1/intake/{form.token}/"


def fields_of(form: IntakeForm, language: str) -> list[dict[str, Any]]:
    """Return the inputs of the form in the order that it asks: {"name", "label", …}."""
    words = WORDS[language]
    only = [field for field in form.fields if field in MASKABLE]
    return [
        {
            "name": name,
            "label": words[name],
            # Where there is one way only to answer them, it is needed.
            "required": only == [name],
            "type": {"phone": "tel", "email": "email"}.get(name, "text"),
            "autocomplete": {"phone": "tel", "email": "email", "name": "name"}.get(name, "off"),
        }
        for name in form.fields
        if name != "courses"
    ]


def shown_form(form: IntakeForm, counts: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a form as lists show it; `counts` as `counts_of` gives them."""
    return {
        "id": form.pk,
        "name": form.name,
        "token": form.token,
        "url": settings.PUBLIC_URL + hosted_path(form),
        "action": settings.PUBLIC_URL + action_path(form),
        "title": form.title,
        "thanks": form.thanks,
        "consent": form.consent,
        "asks": form.fields,
        "unknown": form.unknown,
        "pool": ref(form.pool_id, form.pool.name),
        "campus": form.campus and ref(form.campus_id, form.campus.name),
        "source": form.source_id,
        "campaign": form.campaign_id,
        "courses": [course.pk for course in form.courses.all()],
        "allowed_origins": form.allowed_origins,
        "is_active": form.is_active,
        "created_at": form.created_at,
        "version": form.version,
        "counts": {**(counts or _no_counts()), "unkept": form.unkept},
    }


def form_detail(form: IntakeForm) -> dict[str, Any]:
    """Return a form with what goes into a website and onto paper."""
    address = segno.make(settings.PUBLIC_URL + hosted_path(form), error="m")
    return {
        **shown_form(form, counts_of([form.pk]).get(form.pk)),
        "html": {language: _html(form, language) for language in LANGUAGES},
        "script": f'<script src="{settings.PUBLIC_URL}/static/intake/embed.js" defer></script>',
        "qr": {
            "svg": address.svg_data_uri(scale=QR_SCALE),
            "png": address.png_data_uri(scale=QR_SCALE),
        },
    }


def counts_of(form_ids: list[int]) -> dict[int, dict[str, Any]]:
    """Return {form: {disposition: how many, "last_at"}} of those through which somebody wrote."""
    counted: dict[int, dict[str, Any]] = {}
    rows = Consultation.objects.filter(form__in=form_ids).values("form", "disposition").order_by()
    for row in rows.annotate(n=Count("pk"), last=Max("created_at")):
        counts = counted.setdefault(row["form"], _no_counts())
        counts[row["disposition"]] = row["n"]
        counts["last_at"] = max(filter(None, (counts["last_at"], row["last"])))
    return counted


def _no_counts() -> dict[str, Any]:
    last_at: datetime | None = None
    return {**dict.fromkeys(Disposition.values, 0), "last_at": last_at}


def _html(form: IntakeForm, language: str) -> str:
    """Return the form as plain HTML for a page of somebody else's: no style, no script."""
    return render_to_string("intake/embedded.html", {
        "action": settings.PUBLIC_URL + action_path(form),
        "language": language, "words": WORDS[language], "trap": TRAP,
        "inputs": fields_of(form, language),
        "courses": form.courses.all() if "courses" in form.fields else [],
        "consent": text_in(form.consent, language),
    }).strip()  # fmt: skip


# --- what comes in, and goes out ------------------------------------------------------------------
class TextsSerializer(serializers.Serializer):
    """One text in both languages; where one is missing, the other is shown."""

    en = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)
    zh = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)


def _entry(kind: str) -> RelatedId:
    return RelatedId(queryset=ListEntry.objects.filter(kind=kind), required=False, allow_null=True)


class IntakeFormWriteSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=100)
    pool = RelatedId(queryset=Pool.objects.all())
    campus = RelatedId(queryset=Campus.objects.all(), required=False, allow_null=True)
    source = _entry("source")
    campaign = _entry("campaign")
    courses = RelatedId(queryset=Course.objects.all(), many=True, required=False)
    # A serializer's own `fields` is something else.
    asks = serializers.ListField(
        child=serializers.ChoiceField(choices=FORM_FIELDS), source="fields", required=False,
        max_length=len(FORM_FIELDS), help_text="What the form asks for, in this order.",
    )  # fmt: skip
    title = TextsSerializer(required=False)
    thanks = TextsSerializer(required=False)
    consent = TextsSerializer(required=False)
    unknown = serializers.ChoiceField(choices=IntakeForm.Unknown, required=False)
    allowed_origins = serializers.ListField(
        child=serializers.CharField(max_length=300), required=False, max_length=MOST_ORIGINS,
        help_text="Pages that may post to it, as in https://www.school.example.",
    )  # fmt: skip
    is_active = serializers.BooleanField(required=False)

    def validate_asks(self, value: list[str]) -> list[str]:
        asked = list(dict.fromkeys(value))
        if not set(asked) & set(MASKABLE):
            detail = "Ask for a contact at least, or nobody can be answered."
            raise serializers.ValidationError(detail, code="contact_required")
        return asked

    def validate_allowed_origins(self, value: list[str]) -> list[str]:
        origins = [_origin(text) for text in value]
        return list(dict.fromkeys(origins))


def _origin(text: str) -> str:
    origin = text.strip().lower().rstrip("/")
    scheme, _, host = origin.partition("://")
    origin = f"{scheme}://{host.removesuffix({'https': ':443', 'http': ':80'}.get(scheme, ':'))}"
    if not ORIGIN.fullmatch(origin):
        detail = "Scheme and host only, as in https://www.school.example."
        raise serializers.ValidationError(detail, code="origin")
    return origin


class FormCountsSerializer(serializers.Serializer):
    undisposed = serializers.IntegerField()
    attached = serializers.IntegerField()
    created = serializers.IntegerField()
    rejected = serializers.IntegerField()
    last_at = serializers.DateTimeField(allow_null=True)
    unkept = serializers.IntegerField(help_text="Refused attempts that were only counted.")


class IntakeFormSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    token = serializers.CharField()
    url = serializers.CharField(help_text="The hosted page.")
    action = serializers.CharField(help_text="Where a website's own form posts to.")
    title = TextsSerializer()
    thanks = TextsSerializer()
    consent = TextsSerializer()
    asks = serializers.ListField(child=serializers.ChoiceField(choices=FORM_FIELDS))
    unknown = serializers.ChoiceField(choices=IntakeForm.Unknown)
    pool = RefSerializer()
    campus = RefSerializer(allow_null=True)
    source = serializers.IntegerField(allow_null=True)
    campaign = serializers.IntegerField(allow_null=True)
    courses = serializers.ListField(child=serializers.IntegerField())
    allowed_origins = serializers.ListField(child=serializers.CharField())
    is_active = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    version = serializers.IntegerField()
    counts = FormCountsSerializer()


class BothLanguagesSerializer(serializers.Serializer):
    en = serializers.CharField()
    zh = serializers.CharField()


class QrSerializer(serializers.Serializer):
    """The hosted page's address as a picture, in a data: address."""

    svg = serializers.CharField()
    png = serializers.CharField()


class IntakeFormDetailSerializer(IntakeFormSerializer):
    html = BothLanguagesSerializer(help_text="The form for a page of one's own, without script.")
    script = serializers.CharField(help_text="Beside it: answers within the page.")
    qr = QrSerializer()
