"""Where forms of websites post to: no login, CORS by the form's own origins (R105-R109)."""

import time
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.addresses import client_ip
from shoal.common.errors import DomainError, FieldError, Invalid, NotFound, Throttled
from shoal.common.permissions import PUBLIC
from shoal.common.schema import command
from shoal.organization.views.login import PublicViewSet

from ..form_words import WORDS, language_of
from ..models import IntakeForm
from ..rules.forms import FormClosed, OriginNotAllowed, Post, origin_refused, text_in
from ..serializers.intake_forms import hosted_path
from ..services.form_posts import find_form, receive_post
from ..services.form_reading import UTM, read_post
from . import hosted_form
from .intake_parsers import IntakeFormParser, IntakeJsonParser

# Whether somebody is known costs different work, which the time of the answer must not tell.
LEAST_SECONDS = 0.12


PREFLIGHT = {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "600",
}


class IntakePostSerializer(serializers.Serializer):
    """What the form asks for; other fields are left out. `website` stays empty."""

    name = serializers.CharField(required=False)
    phone = serializers.CharField(required=False)
    wechat = serializers.CharField(required=False)
    qq = serializers.CharField(required=False)
    email = serializers.CharField(required=False)
    question = serializers.CharField(required=False, max_length=2000)
    courses = serializers.ListField(child=serializers.IntegerField(), required=False)
    consent = serializers.BooleanField(required=False)
    page = serializers.CharField(required=False, help_text="Where the form stands.")
    utm_source = serializers.CharField(required=False)
    utm_medium = serializers.CharField(required=False)
    utm_campaign = serializers.CharField(required=False)
    utm_term = serializers.CharField(required=False)
    utm_content = serializers.CharField(required=False)
    lang = serializers.CharField(required=False, help_text="en or zh: the language to answer in.")
    website = serializers.CharField(required=False, help_text="For programs: leave it empty.")


class ReceivedSerializer(serializers.Serializer):
    received = serializers.BooleanField()
    message = serializers.CharField(help_text="What the form says then, in the language asked.")


BODY = {
    "application/json": IntakePostSerializer,
    "application/x-www-form-urlencoded": IntakePostSerializer,
}


class IntakeViewSet(PublicViewSet):
    capabilities = {"receive": PUBLIC}
    parser_classes = (IntakeJsonParser, IntakeFormParser)

    @command(
        "Ask through a form of a website", request=BODY, response=ReceivedSerializer, status=202,
        public=True, errors=(404,), answer={"received": True, "message": "Thank you."},
        example={"name": "王芳", "phone": "138 1234 5678", "question": "周末班", "consent": True},
        codes={403: "origin_not_allowed", 409: "form_closed", 429: "throttled"},
        description="Answered alike whether they are known or not. A browser that posts a plain "
        "HTML form is led to a page (303) instead.",
    )  # fmt: skip
    def receive(self, request: Request, token: str) -> HttpResponse | Response:
        began = time.monotonic()
        form = find_form(token)
        sent: Any = request.data
        if not hasattr(sent, "keys"):
            raise Invalid(detail="The body must be a JSON object.")
        language = language_of(request._request, sent.get("lang"))
        referrer = request.headers.get("Referer", "")
        post = read_post(form, sent, referrer=referrer, language=language)
        try:
            receive_post(
                form, post, origin=request.headers.get("Origin"), own=_own_origins(request),
                visitor=client_ip(request), at=clock.now(),
            )  # fmt: skip
        except DomainError as refusal:
            if isinstance(refusal, Throttled):
                # It tells nothing of anybody, and a flood must not hold every thread.
                began -= LEAST_SECONDS
            if not _wants_page(request):
                raise _in_words(refusal, language) from None
            return _refused_page(request, form, post, language, refusal)
        finally:
            time.sleep(max(0.0, LEAST_SECONDS - (time.monotonic() - began)))
        return _received(request, form, language)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Answer a browser that asks before it posts JSON."""
        find_form(kwargs["token"])
        return Response(status=204, headers=PREFLIGHT)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        origin = request.headers.get("Origin")
        response["Vary"] = "Origin"
        if origin and _may_read(kwargs["token"], origin, request):
            response["Access-Control-Allow-Origin"] = origin
        return response


def _may_read(token: str, origin: str, request: Request) -> bool:
    try:
        return not origin_refused(find_form(token), origin, _own_origins(request))
    except NotFound:
        return False


def _own_origins(request: Request) -> set[str]:
    """Where the hosted form stands: as it was asked for, and as it is published."""
    return {request.build_absolute_uri("/").rstrip("/"), settings.PUBLIC_URL}


def _wants_page(request: Request) -> bool:
    """A browser that follows a plain HTML form, not a script."""
    plain = (request.content_type or "").startswith(IntakeFormParser.media_type)
    return plain and "text/html" in request.headers.get("Accept", "")


def _received(request: Request, form: IntakeForm, language: str) -> HttpResponse | Response:
    if _wants_page(request):
        # 303: going back or reloading does not send it once more.
        return HttpResponse(
            status=303, headers={"Location": f"{hosted_path(form)}thanks/?lang={language}"}
        )
    thanks = text_in(form.thanks, language) or WORDS[language]["thanks"]
    return Response({"received": True, "message": thanks}, status=202)


def _in_words(refusal: DomainError, language: str) -> DomainError:
    """Return a refusal that strangers read in their own language."""
    if not isinstance(refusal, Invalid):
        return refusal
    words = WORDS[language]
    return Invalid(
        FieldError(e.pointer, e.code, words.get(e.code, e.detail)) for e in refusal.errors
    )


def _refused_page(
    request: Request, form: IntakeForm, post: Post, language: str, refusal: DomainError
) -> HttpResponse:
    plain = request._request
    if isinstance(refusal, Invalid):
        brought = {**{n: t for n, t in (post.utm or {}).items() if n in UTM}, "page": post.page}
        return hosted_form.form_page(
            plain, form, language, brought, post, refusal.errors, status=400
        )
    if isinstance(refusal, Throttled):
        seconds = refusal.params["retry_after"]
        page = hosted_form.said(plain, "busy", language, status=429, seconds=seconds)
        page["Retry-After"] = str(seconds)
        return page
    if isinstance(refusal, OriginNotAllowed):
        link = f"{hosted_path(form)}?lang={language}"
        return hosted_form.said(plain, "other_site", language, status=403, link=link)
    if isinstance(refusal, FormClosed):
        return hosted_form.said(plain, "closed", language, status=410)
    raise refusal


urlpatterns = [
    path("intake/<str:token>/", IntakeViewSet.as_view({"post": "receive"})),
]
