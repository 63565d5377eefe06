"""Strangers write through a form on a website (R105-R109)."""

import ipaddress
from collections.abc import Collection
from datetime import datetime, timedelta

import orjson
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from shoal.common.errors import NotFound, Throttled
from shoal.common.throttle import Allowance, count_attempt

from ..models import Channel, Consultation, IntakeForm
from ..rules.forms import Post, post_refusal, text_in
from . import access, disposing, profile
from .consultations import customer_values, given_contacts
from .identities import Taken

REPEATED_WITHIN = timedelta(minutes=10)
# Many share one address: a school's reception, everybody on one mobile network.
PER_ADDRESS = Allowance(free=20, window=timedelta(minutes=10), delays=(30, 60, 120, 300))
# An address counts here only while its own allowance lasts, so a single one cannot use this up;
# and whoever comes when it is used up waits a second.
PER_FORM = Allowance(free=600, window=timedelta(hours=1), delays=(1,))
KEPT_AN_HOUR = Allowance(free=60, window=timedelta(hours=1), delays=(60,))


def find_form(token: str) -> IntakeForm:
    """Return the form of this token, also one that is switched off. Raises NotFound."""
    columns = ("pool", "campus", "source", "campaign")
    rows = IntakeForm.objects.select_related(*columns)
    # PostgreSQL takes no NUL, also where it only compares.
    found = None if "\0" in token else rows.filter(token=token).first()
    if found is None:
        raise NotFound()
    return found


def receive_post(
    form: IntakeForm, post: Post, *, origin: str | None, own: Collection[str], visitor: str,
    at: datetime,
) -> None:  # fmt: skip
    """Take in one attempt. Returns as well for what is a repeat, and for a trapped program.

    Raises Throttled, FormClosed, OriginNotAllowed, and Invalid for what the sender can mend; the
    attempt is kept with the reason then (R107).
    """
    # Before anything is looked at, each in a transaction of its own: what is refused counts.
    count_attempt(f"intake:{_network(visitor)}", PER_ADDRESS, at)
    count_attempt(f"intake-form:{form.pk}", PER_FORM, at)
    turned = post_refusal(form, post, origin, own)
    if turned is None:
        _accept(form.pk, post, at)
        return
    _keep_turned(form.pk, post, turned.reason, at)
    if turned.told:
        raise turned.told


@transaction.atomic
def _accept(form_id: int, post: Post, at: datetime) -> None:
    form = _lock_form(form_id)
    if _count_repeat(form, post, "", at):
        return
    consultation = _new(form, post, at)
    consultation.save()
    consultation.courses.set(post.courses)
    if not _attach_to_known(consultation, at) and not _make_customer(consultation, at):
        disposing.note_disposed(consultation, by=None, at=at)


@transaction.atomic
def _keep_turned(form_id: int, post: Post, reason: str, at: datetime) -> None:
    form = _lock_form(form_id)
    if _count_repeat(form, post, reason, at):
        return
    try:
        count_attempt(f"intake-turned:{form_id}", KEPT_AN_HOUR, at)
    except Throttled:
        IntakeForm.objects.filter(pk=form_id).update(unkept=F("unkept") + 1)
        return
    consultation = _new(form, post, at, reason)
    disposing.turn_away(consultation, reason, by=None, at=at)


def _lock_form(form_id: int) -> IntakeForm:
    """One post of a form after the other: of two that are the same the second finds the first."""
    form = IntakeForm.objects.select_for_update(no_key=True).filter(pk=form_id).first()
    if form is None:
        raise NotFound()
    return form


def _count_repeat(form: IntakeForm, post: Post, reason: str, at: datetime) -> bool:
    """Count the attempt as a repeat if it is one (R106)."""
    same = Consultation.objects.filter(
        form=form,
        fingerprint=_fingerprint(form, post, reason),
        created_at__gt=at - REPEATED_WITHIN,
    )
    first = same.order_by("-pk").values_list("pk", flat=True).first()
    if first is None:
        return False
    Consultation.objects.filter(pk=first).update(repeats=F("repeats") + 1)
    return True


def _new(form: IntakeForm, post: Post, at: datetime, reason: str = "") -> Consultation:
    return Consultation(
        **post.texts,
        channel=Channel.WEB_FORM,
        form=form,
        pool_id=form.pool_id,
        campus_id=form.campus_id,
        source_id=form.source_id,
        occurred_at=at,
        created_at=at,
        page=post.page,
        utm=dict(post.utm or {}),
        consent=text_in(form.consent, post.language) if post.consented else "",
        fingerprint=_fingerprint(form, post, reason),
    )


def _fingerprint(form: IntakeForm, post: Post, reason: str) -> str:
    """Return a keyed hash of what was typed: it must not tell who asked once that is erased."""
    said = orjson.dumps([form.pk, sorted(post.texts.items()), sorted(post.courses), reason])
    return salted_hmac("shoal.intake", said, algorithm="sha256").hexdigest()


def _attach_to_known(consultation: Consultation, at: datetime) -> bool:
    """Settle it if exactly one household is known by its contacts; several are for people to tell
    apart: then it waits, and True says so."""
    known = disposing.households_known_by(given_contacts(consultation))
    if not known:
        return False
    if len(known) > 1:
        disposing.note_disposed(consultation, by=None, at=at)
        return True
    try:
        customer, members = access.lock_unseen_household(known[0])
    except NotFound:
        return False  # deleted meanwhile: nobody's again
    disposing.attach(consultation, customer, members, by=None, at=at)
    return True


def _make_customer(consultation: Consultation, at: datetime) -> bool:
    """Make somebody unknown a customer, where the form says so."""
    form = consultation.form
    if form is None or form.unknown != IntakeForm.Unknown.CREATE:
        return False
    try:
        customer = profile.enter_stranger(
            values=customer_values(consultation),
            contacts=given_contacts(consultation),
            pool=form.pool,
            at=at,
        )
    except Taken:
        # Somebody entered them since we looked: now they are known.
        return _attach_to_known(consultation, at)
    disposing.give_to_new(consultation, customer, by=None, at=at)
    return True


def _network(visitor: str) -> str:
    """Return an IPv4 address as it is; of IPv6 the network, for one household has all of it."""
    address = ipaddress.ip_address(visitor)
    if address.version == 4:
        return visitor
    return str(ipaddress.ip_network(f"{visitor}/64", strict=False).network_address)
