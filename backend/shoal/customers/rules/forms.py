"""Why not? for what strangers send through a form, and for the forms themselves (R104-R109)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shoal.common.errors import DomainError, FieldError, Invalid

from ..models import MASKABLE, Consultation, IntakeForm
from ..normalize import normalize_identity

# Why a form turns an attempt away by itself, as it is kept.
TURNED_REASONS = (
    "form_closed", "origin_not_allowed", "honeypot", "malformed", "no_contact", "invalid_contact",
    "consent_missing",
)  # fmt: skip
FORM_FIELDS = ("name", *MASKABLE, "question", "courses")


class FormClosed(DomainError):
    detail = "This form takes no more inquiries."


class FormUsed(DomainError):
    detail = "People wrote through this form: switch it off instead."


class OriginNotAllowed(DomainError):
    status = 403
    detail = "Pages of {origin} may not post to this form."


@dataclass(frozen=True)
class Post:
    """What one attempt said, in the lengths that are kept. `malformed` names the fields that were
    no text or too long; `utm` is {"utm_source": …}."""

    texts: Mapping[str, str]
    courses: Sequence[int] = ()
    consented: bool = False
    trapped: bool = False
    page: str = ""
    utm: Mapping[str, str] | None = None
    language: str = ""
    malformed: Sequence[str] = ()

    def contacts(self) -> dict[str, str]:
        return {kind: self.texts[kind] for kind in MASKABLE if self.texts.get(kind)}


@dataclass(frozen=True)
class Turned:
    """A refused attempt: the reason that is kept, and what the sender is told; None: the same as
    everybody, for a program that filled in what no person sees."""

    reason: str
    told: DomainError | None


def post_refusal(
    form: IntakeForm, post: Post, origin: str | None, own: Collection[str]
) -> Turned | None:
    """Return why the attempt is turned away, or None. `own` are our own origins."""
    if not form.is_active:
        return Turned("form_closed", FormClosed())
    if origin_refused(form, origin, own):
        return Turned("origin_not_allowed", OriginNotAllowed(origin=origin))
    if post.trapped:
        return Turned("honeypot", None)
    if post.malformed:
        errors = [FieldError(f, "max_length", "Too long, or no text.") for f in post.malformed]
        return Turned("malformed", Invalid(errors))
    return _content_refusal(form, post)


def origin_refused(form: IntakeForm, origin: str | None, own: Collection[str]) -> bool:
    """Browsers name the page's origin; a program that names none is not sent by a stranger's page
    through somebody else's browser."""
    return origin is not None and origin not in own and origin not in form.allowed_origins


def _content_refusal(form: IntakeForm, post: Post) -> Turned | None:
    given = post.contacts()
    if not given:
        asked = [field for field in form.fields if field in MASKABLE]
        detail = "Give a contact, so that we can answer."
        errors = [FieldError(field, "contact_required", detail) for field in asked[:1]]
        return Turned("no_contact", Invalid(errors))
    wrong = [kind for kind, text in given.items() if normalize_identity(kind, text) is None]
    if wrong:
        return Turned("invalid_contact", Invalid(
            FieldError(kind, f"invalid_{kind}", f"This cannot be a {kind} contact.")
            for kind in wrong
        ))  # fmt: skip
    if any(form.consent.values()) and not post.consented:
        detail = "Please agree, so that we may keep what you write."
        return Turned("consent_missing", Invalid.field("consent", "consent_missing", detail))
    return None


def remove_refusal(form: IntakeForm) -> DomainError | None:
    """Return why the form may not be deleted, or None."""
    return FormUsed() if Consultation.objects.filter(form=form).exists() else None


def text_in(texts: Mapping[str, Any], language: str) -> str:
    """Return a text of the form in `language`, else in the other one."""
    return texts.get(language) or next((text for text in texts.values() if text), "")
