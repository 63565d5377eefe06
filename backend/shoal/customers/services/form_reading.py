"""What a form sent, read so that anything can be read: it comes from strangers and from websites
that others built (R105)."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from ..models import MASKABLE, Consultation, IntakeForm
from ..rules.forms import Post

# People do not see this field; programs that fill in whatever there is do.
TRAP = "website"
UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
QUESTION_MAX, UTM_MAX = 2000, 100
_LENGTHS = {
    **{
        name: getattr(Consultation._meta.get_field(name), "max_length", 0)
        for name in ("name", *MASKABLE, "page")
    },
    "question": QUESTION_MAX,
}


def read_post(form: IntakeForm, sent: Mapping[str, Any], *, referrer: str, language: str) -> Post:
    """Return what was sent, as far as the form asks for it; all other fields are left out.

    `sent` is a JSON object or a QueryDict. `referrer` is the page where none is named.
    """
    asked = [field for field in form.fields if field != "courses"]
    texts, malformed = {}, []
    for field in asked:
        text, fits = _text(sent.get(field), _LENGTHS[field])
        texts[field] = text
        if not fits:
            malformed.append(field)
    page, _ = _text(sent.get("page") or referrer, _LENGTHS["page"])
    utm = {name: _text(sent.get(name), UTM_MAX)[0] for name in UTM}
    return Post(
        texts=texts,
        courses=_courses(form, sent) if "courses" in form.fields else (),
        consented=_is_yes(sent.get("consent")),
        trapped=bool(sent.get(TRAP)),
        page=page.partition("#")[0],
        utm={name: text for name, text in utm.items() if text},
        language=language,
        malformed=malformed,
    )


def _text(value: Any, longest: int) -> tuple[str, bool]:
    """Return a text cut to `longest`, and whether that is all there was."""
    if value is None:
        return "", True
    if isinstance(value, bool) or not isinstance(value, str | int):
        return "", False
    # Websites send numbers as numbers, and a number of 400 digits is one too.
    text = value if isinstance(value, str) else f"{value:d}" if abs(value) < 10**40 else "9" * 400
    kept = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) != "Cc")
    kept = kept.strip()
    return kept[:longest], len(kept) <= longest


def _is_yes(value: Any) -> bool:
    """A ticked box sends "on", or whatever the website gave it as value."""
    return value is True or (
        isinstance(value, str | int)
        and str(value)[:5].lower() not in ("", "0", "no", "off", "false")
    )


def _courses(form: IntakeForm, sent: Mapping[str, Any]) -> list[int]:
    """Return those of the form's courses that were chosen; an unknown one is no reason to lose
    somebody."""
    given = sent.getlist("courses") if isinstance(sent, QueryDict) else sent.get("courses")
    chosen = {str(item)[:20] for item in (given if isinstance(given, list) else [given])}
    return [pk for pk in form.courses.values_list("pk", flat=True) if str(pk) in chosen]
