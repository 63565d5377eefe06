"""The hosted form and what it answers, as pages of their own: no script, a CSP of their own."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from shoal.common import school
from shoal.common.errors import FieldError, NotFound

from ..form_words import WORDS, language_of
from ..models import MASKABLE, IntakeForm
from ..rules.forms import Post, text_in
from ..serializers.intake_forms import action_path, fields_of, hosted_path
from ..services.form_posts import find_form
from ..services.form_reading import TRAP, UTM

CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


@require_safe
def show_form(request: HttpRequest, token: str) -> HttpResponse:
    language = language_of(request, request.GET.get("lang"))
    try:
        form = find_form(token)
    except NotFound:
        return said(request, "missing", language, status=404)
    if not form.is_active:
        return said(request, "closed", language, status=410)
    brought = {name: request.GET[name][:100] for name in UTM if request.GET.get(name)}
    return form_page(request, form, language, brought)


@require_safe
def show_thanks(request: HttpRequest, token: str) -> HttpResponse:
    language = language_of(request, request.GET.get("lang"))
    try:
        form = find_form(token)
    except NotFound:
        return said(request, "missing", language, status=404)
    return said(request, "thanks", language, text=text_in(form.thanks, language))


def form_page(
    request: HttpRequest, form: IntakeForm, language: str, brought: Mapping[str, str],
    post: Post | None = None, errors: Sequence[FieldError] = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Return the form; after a refused `post` with what was typed and what is wrong with it."""
    words = WORDS[language]
    wrong = {e.pointer.strip("/"): words.get(e.code, e.detail) for e in errors}
    texts = post.texts if post else {}
    inputs: list[dict[str, Any]] = [
        {**field, "value": texts.get(field["name"], ""), "error": wrong.get(field["name"])}
        for field in fields_of(form, language)
    ]
    return _page(request, "form", language, status, {
        "title": text_in(form.title, language) or words["title"],
        "action": action_path(form), "trap": TRAP, "hidden": list(brought.items()),
        "switch": f"{hosted_path(form)}?lang={words['other_code']}",
        "inputs": inputs, "problem": bool(errors),
        "several": len(set(form.fields) & set(MASKABLE)) > 1,
        "courses": form.courses.all() if "courses" in form.fields else [],
        "chosen": post.courses if post else [],
        "consent": text_in(form.consent, language), "consent_error": wrong.get("consent"),
        "consented": bool(post and post.consented),
    })  # fmt: skip


def said(
    request: HttpRequest, what: str, language: str, *, text: str = "", status: int = 200,
    link: str = "", **values: Any,
) -> HttpResponse:  # fmt: skip
    """Return a page that says one thing: thanks, closed, missing, busy, other_site."""
    words = WORDS[language]
    return _page(request, "page", language, status, {
        "title": words[f"{what}_title"], "text": text or words[what].format(**values), "link": link,
    })  # fmt: skip


def _page(
    request: HttpRequest, template: str, language: str, status: int, values: dict[str, Any]
) -> HttpResponse:
    shown = {"words": WORDS[language], "language": language, "school": school.current().name}
    page = render(request, f"intake/{template}.html", {**shown, **values}, status=status)
    page["Content-Security-Policy"] = CSP
    # Nothing that somebody typed stays behind in a shared browser.
    page["Cache-Control"] = "no-store"
    return page


urlpatterns = [
    path("f/<str:token>/", show_form),
    path("f/<str:token>/thanks/", show_thanks),
]
