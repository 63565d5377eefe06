"""Forms and inquiries of the tests: what is not said is empty."""

from typing import Any

from shoal.customers.models import Channel, Consultation, IntakeForm
from tests.api import make_client
from tests.world import NOW, World

BROWSER = {"HTTP_ACCEPT": "text/html,application/xhtml+xml"}
PHONE = "+8613812345678"
ASKED = {"name": "王芳", "phone": "138 1234 5678", "question": "周末有班吗？"}


def make_form(world: World, **kwargs: Any) -> IntakeForm:
    courses = kwargs.pop("courses", ())
    values = {
        "token": "form-1", "name": "Website", "pool": world.pool, "created_at": NOW,
        "created_by": world.ada,
    }  # fmt: skip
    form = IntakeForm.objects.create(**{**values, **kwargs})
    form.courses.set(courses)
    return form


def make_consultation(world: World, **kwargs: Any) -> Consultation:
    """One that waits, unless told."""
    values = {
        "channel": Channel.WEB_FORM, "pool": world.pool, "occurred_at": NOW, "created_at": NOW,
        **ASKED,
    }  # fmt: skip
    return Consultation.objects.create(**{**values, **kwargs})


def post_json(form: IntakeForm, body: Any = None, **headers: str) -> Any:
    client = make_client()
    path = f"/api/v1/intake/{form.token}/"
    return client.post(path, ASKED if body is None else body, format="json", **headers)


def post_form(form: IntakeForm, body: str, **headers: str) -> Any:
    client = make_client()
    path, kind = f"/api/v1/intake/{form.token}/", "application/x-www-form-urlencoded"
    return client.generic("POST", path, body, kind, **headers)
