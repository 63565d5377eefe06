"""Strangers and colleagues at one instant: one inquiry, one customer, one who settles it
(R102, R105, R106)."""

import pytest
from django.db import connection

from shoal.customers.models import Consultation, Customer, IntakeForm
from shoal.customers.querysets import ConsultationQuerySet
from shoal.customers.rules.consultations import AlreadyDisposed
from shoal.customers.rules.forms import Post
from shoal.customers.services import form_posts
from shoal.customers.services.consultations import (
    attach_consultation,
    create_from_consultation,
    reject_consultation,
)
from tests.inquiries import ASKED, make_consultation, make_form
from tests.races import UNTIL_SEEN, in_threads, let_writers_loose
from tests.world import NOW, make_customer

pytestmark = pytest.mark.race
MANY = 8


def send(form, n, **said):
    post = Post(texts={**ASKED, **said})
    form_posts.receive_post(form, post, origin=None, own=(), visitor=f"192.0.2.{n}", at=NOW)


def unguarded(monkeypatch):
    """PostgreSQL: without the lock on the form. SQLite: without IMMEDIATE and the queue."""
    if connection.vendor == "postgresql":
        monkeypatch.setattr(form_posts, "_lock_form", lambda pk: IntakeForm.objects.get(pk=pk))
    else:
        let_writers_loose(monkeypatch)


def inquiries_of_identical_posts(world, token):
    form = make_form(world, token=token, unknown="ask")
    answers = in_threads(lambda n: send(form, n, phone="13900000001"), MANY)
    kept = Consultation.objects.filter(form=form)
    return answers.count(None), kept.count(), sum(kept.values_list("repeats", flat=True))


def test_identical_posts_at_one_instant_are_one_inquiry(committed_world):
    for round_ in range(3):
        assert inquiries_of_identical_posts(committed_world, f"f{round_}") == (MANY, 1, MANY - 1)


def test_without_the_guard_they_are_several_or_lost(committed_world, monkeypatch):
    unguarded(monkeypatch)
    kept = (inquiries_of_identical_posts(committed_world, f"f{n}") for n in range(UNTIL_SEEN))
    assert any(found != (MANY, 1, MANY - 1) for found in kept)


def test_different_posts_of_one_new_phone_make_one_customer(committed_world):
    forms = [make_form(committed_world, token=f"f{n}") for n in range(MANY)]
    answers = in_threads(lambda n: send(forms[n], n, question=f"Question {n}"), MANY)
    assert answers == [None] * MANY
    customer = Customer.objects.get()
    asked = Consultation.objects.order_by("disposition")
    assert [one.disposition for one in asked] == ["attached"] * (MANY - 1) + ["created"]
    assert {one.customer for one in asked} == {customer}


def test_a_post_and_a_colleague_who_enters_the_same_person(committed_world):
    from shoal.customers.services.consultations import take_consultation
    from shoal.customers.services.identities import Contact  # noqa: F401

    world = committed_world
    form = make_form(world)

    def work(n):
        if n == 0:
            return send(form, n)
        given = {"channel": "phone", "phone": ASKED["phone"], "name": ASKED["name"]}
        return take_consultation(given=given, by=world.lin, at=NOW) and None

    in_threads(work, 2)
    assert Customer.objects.count() == 1
    assert Consultation.objects.filter(form=form).get().customer == Customer.objects.get()


def outcomes(world):
    """Attach, create, reject at once: return how many settled it, and how many were told."""
    asked = make_consultation(world, phone="")
    wang = make_customer("王芳", pool=world.pool)
    ways = [
        lambda at: attach_consultation(
            consultation_id=asked.pk, customer_id=wang.pk, by=world.lin, at=at
        ),
        lambda at: create_from_consultation(
            consultation_id=asked.pk, by=world.bo, at=at, hold=True
        ),
        lambda at: reject_consultation(
            consultation_id=asked.pk, reason="spam", by=world.mei, at=at
        ),
    ]
    answers = in_threads(lambda n: ways[n % 3](NOW), 6)
    told = sum(isinstance(answer, AlreadyDisposed) for answer in answers)
    settled = sum(isinstance(answer, Consultation) for answer in answers)
    asked.refresh_from_db()
    fresh = Customer.objects.exclude(pk=wang.pk).filter(name=ASKED["name"]).count()
    made = Consultation.objects.filter(pk=asked.pk, disposition="created").count()
    Customer.objects.filter(name=ASKED["name"]).update(name="x")
    return settled, told, fresh - made


def test_what_waits_is_settled_by_one_and_the_others_are_told(committed_world):
    for _ in range(3):
        assert outcomes(committed_world) == (1, 5, 0)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer anyway")
def test_without_the_lock_it_is_settled_several_times(committed_world, monkeypatch):
    monkeypatch.setattr(ConsultationQuerySet, "lock", lambda self: self.order_by("pk"))
    assert any(outcomes(committed_world) != (1, 5, 0) for _ in range(UNTIL_SEEN))
