"""A whole life of one person in the school's data; then they ask to be forgotten (R121).

Everything that the database and the files hold is searched for the name, the contacts as they
are kept and as they were typed, and the words about them.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from shoal.activity.models import Event
from shoal.common import clock
from shoal.customers.models import (
    Consultation,
    Customer,
    CustomerEdit,
    DuplicateProposal,
    FollowUp,
    FollowUpVersion,
    HandOver,
    MergeRecord,
    OwnershipSpell,
    Reveal,
)
from shoal.customers.services.anonymising import anonymise_customer
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.pool import assign_customer
from shoal.customers.services.search import drop_old_tokens, matching, write_tokens
from shoal.exchange.models import Import, ImportRow, Run
from shoal.exchange.rules import ImportBusy
from shoal.exchange.services.asking import ask_for_run
from tests.exchange.files import csv_file, run, upload, xlsx_file
from tests.world import NOW, make_customer

from .dump import database_file, every_byte, every_cell, spellings

NAME, FORMER = "欧阳锦瑟", "欧阳锦绣"
TYPED = {
    "phone": "139 5871 2746", "wechat": "JinSe_OuYang", "qq": "827461935",
    "email": "JinSe@Example.com",
}  # fmt: skip
PHONE, OLD_PHONE = "+8613958712746", "+8613958710001"
TASKS = DBTaskResult._meta.db_table
SECRETS = (
    NAME, FORMER, PHONE, "13958712746", "139 5871 2746", OLD_PHONE, "13958710001",
    "jinse_ouyang", "JinSe_OuYang", "827461935", "jinse@example.com", "JinSe@Example.com",
    "CRM-884412", "湖心亭", "utm-jinse",
)  # fmt: skip


class Life:
    """Leaves the person in every table that can hold them."""

    def __init__(self, world, api) -> None:
        self.world, self.api = world, api
        self.wang = self.enter()
        self.talk()
        self.move()
        self.merge()
        self.inquire()
        self.be_imported()
        self.be_mentioned()

    def enter(self) -> Customer:
        lin = self.api(self.world.lin)
        made = lin.post(
            "/customers/",
            {"name": FORMER, "remark": "住湖心亭", "birthday": "1990-05-04", **TYPED},
            idempotency_key="enter",
        ).json()
        path = f"/customers/{made['id']}/"
        lin.patch(path, {"name": NAME, "phone": OLD_PHONE}, if_match='"1"')
        lin.patch(path, {"phone": TYPED["phone"], "remark": f"{NAME}住湖心亭"}, if_match='"2"')
        external = {"kind": "external", "source": "crm", "value": "CRM-884412"}
        assert lin.post(f"{path}identities/", external, idempotency_key="more").status_code == 201
        Customer.objects.filter(pk=made["id"]).update(extra={"住址": "湖心亭", "家长": NAME})
        return Customer.objects.get(pk=made["id"])

    def talk(self) -> None:
        lin = self.api(self.world.lin)
        note = f"{NAME}：湖心亭见，微信{TYPED['wechat']}"
        told = {
            "customer": self.wang.pk, "method": "call", "outcome": "reached", "note": note,
        }  # fmt: skip
        assert lin.post("/follow-ups/", told, idempotency_key="talk").status_code == 201
        plan = {"customer": self.wang.pk, "kind": "call", "note": note}
        plan["due_at"] = (clock.now() + timedelta(days=2)).isoformat()
        assert lin.post("/follow-up-plans/", plan, idempotency_key="plan").status_code == 201
        FollowUpVersion.objects.create(
            follow_up=FollowUp.objects.get(), version=1, method="call", outcome="reached",
            note=note, replaced_at=NOW, replaced_by=self.world.lin,
        )  # fmt: skip

    def move(self) -> None:
        lin, mei = self.api(self.world.lin), self.api(self.world.mei)
        release = {"reason": "other", "note": f"{NAME} 139-5871-2746"}
        path = f"/customers/{self.wang.pk}/"
        assert lin.post(f"{path}release/", release, idempotency_key="go").status_code == 200
        assert mei.post(f"{path}reveal/", {"reason": f"{NAME}让我回电"}).status_code == 200
        mei.post(f"{path}assign/", {"owner": self.world.bo.pk, "note": NAME}, idempotency_key="to")

    def merge(self) -> None:
        other = make_customer(FORMER, pool=self.world.pool, remark="湖心亭")
        other.spells.update(ended_at=NOW, end_reason="merged")
        Customer.objects.filter(pk=other.pk).update(merged_into=self.wang)
        MergeRecord.objects.create(
            kept=self.wang, merged=other, at=NOW, by=self.world.mei,
            before={"fields": {"name": [FORMER, NAME]}, "contacts": [["phone", "", PHONE]]},
        )  # fmt: skip
        DuplicateProposal.objects.create(first=self.wang, second=other, created_at=NOW)

    def inquire(self) -> None:
        given = {
            "name": NAME, **TYPED, "question": f"{NAME}想学编程", "page": "https://x.cn/?who=湖心亭",
            "utm": {"term": "utm-jinse"}, "consent": f"{NAME}同意", "fingerprint": "f",
            "pool": self.world.pool, "channel": "web_form", "occurred_at": NOW, "created_at": NOW,
        }  # fmt: skip
        disposed = {"disposed_at": NOW, "disposition": "attached", "customer": self.wang}
        Consultation.objects.create(**given, **disposed)
        # Nobody saw that it was they who asked.
        Consultation.objects.create(**given)

    def be_imported(self) -> None:
        ada = self.world.ada
        header = ["姓名", "手机号", "微信号", "备注"]
        other = ["李四", "13800000001", "lisi_1234", ""]
        again = [NAME, TYPED["phone"], TYPED["wechat"], "湖心亭"]
        run(upload(xlsx_file([header, again, other], name=f"{NAME}.xlsx"), ada))
        lines = [",".join(header), ",".join(again), f"{NAME},,,", "周五,13800000002,zhouwu_1,"]
        run(upload(csv_file(*lines), ada), Run.DRY_RUN)

    def be_mentioned(self) -> None:
        w = self.world
        li = make_customer("李", pool=w.pool, owner=w.lin, remark="问 139-5871-2746", since=NOW)
        told = {"extra": {"介绍人": "jinse_ouyang"}, "referred_by": self.wang}
        Customer.objects.filter(pk=li.pk).update(**told)
        CustomerEdit.objects.create(
            customer=li, editor=w.lin, at=NOW, changes={"remark": ["", "JinSe@Example.com"]}
        )
        FollowUp.objects.create(
            customer=li, author=w.lin, method="call", outcome="reached", occurred_at=NOW,
            note="她说问１３９５８７１２７４６", created_at=NOW,
        )  # fmt: skip
        Customer.objects.filter(pk=li.pk).update(last_contact_at=NOW, last_effective_contact_at=NOW)
        assign_customer(customer_id=li.pk, to_id=w.bo.pk, by=w.mei, at=NOW, note="QQ 827461935")
        Reveal.objects.create(customer=li, employee=w.mei, at=NOW, fields=[], reason=PHONE)
        HandOver.objects.create(
            employee=w.zoe, by=w.ada, shares=[], created_at=NOW, finished_at=NOW,
            note="JinSe_OuYang 给李",
        )  # fmt: skip
        DBTaskResult.objects.create(
            task_path="x", args_kwargs={"args": [NAME, PHONE], "kwargs": {}}, run_after=NOW,
            backend_name="default", return_value={"told": NAME}, traceback=f"ValueError: {PHONE}",
            exception_class_path="ValueError", status="FAILED", finished_at=NOW,
        )  # fmt: skip


def found_in_database() -> set[str]:
    wanted = spellings(*SECRETS)
    return {place for place, text in every_cell() if any(secret in text for secret in wanted)}


def found_in_files(folder) -> set[str]:
    wanted = [secret.encode() for secret in spellings(*SECRETS)]
    return {name for name, content in every_byte(folder) if any(s in content for s in wanted)}


@pytest.fixture
def life(committed_world, api, clock) -> Life:
    return Life(committed_world, api)


def test_the_life_is_in_every_place_that_can_hold_it(life, uploads_folder):
    """Or the next test would prove nothing."""
    assert found_in_database() >= {
        "common_idempotencykey.body",
        "customers_consultation.consent", "customers_consultation.email",
        "customers_consultation.name", "customers_consultation.page",
        "customers_consultation.phone", "customers_consultation.question",
        "customers_consultation.utm", "customers_consultation.wechat",
        "customers_customer.email", "customers_customer.extra", "customers_customer.name",
        "customers_customer.phone", "customers_customer.qq", "customers_customer.remark",
        "customers_customer.wechat", "customers_customeredit.changes",
        "customers_followup.note", "customers_followupplan.note",
        "customers_followupversion.note", "customers_handover.note", "customers_identity.value",
        "customers_mergerecord.before", "customers_ownershipspell.note",
        "customers_reveal.reason", f"{TASKS}.args_kwargs", f"{TASKS}.return_value",
        f"{TASKS}.traceback",
        "exchange_import.columns", "exchange_import.filename", "exchange_importrow.values",
    }  # fmt: skip
    # An XLSX is packed: only the rows made of it can be read like this.
    assert len(found_in_files(uploads_folder)) >= 3


@pytest.mark.parametrize("deleted", [False, True], ids=["living", "deleted"])
def test_nothing_of_the_person_is_left_anywhere(life, uploads_folder, deleted):
    spells = list(OwnershipSpell.objects.values("pk", "customer", "started_at", "owner"))
    told = Event.objects.order_by("pk").values_list("pk", "kind", "customer_id")
    events = list(told)
    if deleted:
        version = Customer.objects.get(pk=life.wang.pk).version
        path = f"/customers/{life.wang.pk}/"
        assert life.api(life.world.ada).delete(path, if_match=f'"{version}"').status_code == 204

    anonymise_customer(customer_id=life.wang.pk, by=life.world.ada, at=clock.now())

    assert found_in_database() == set()
    assert found_in_files(uploads_folder) == set()
    # The workbook itself is gone with them; the rows of everybody else are still there.
    assert [name for name, _ in every_byte(uploads_folder) if not name.endswith(".rows")] == []
    assert "李四" in "".join(b.decode() for _, b in every_byte(uploads_folder))
    assert set(Customer.objects.filter(name__in=["李", "李四"]).values_list("name", flat=True)) == {
        "李", "李四",
    }  # fmt: skip
    assert check_ledger() == {}
    assert [s for s in spells if not OwnershipSpell.objects.filter(**s).exists()] == []
    assert list(told.all()[: len(events)]) == events


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL cleans up by VACUUM")
def test_nor_in_the_bytes_of_the_file_that_were_freed(life):
    wanted = [secret.encode() for secret in spellings(*SECRETS)]
    assert [secret for secret in wanted if secret in database_file()]
    anonymise_customer(customer_id=life.wang.pk, by=life.world.ada, at=clock.now())
    assert connection.vendor == "sqlite"
    assert [secret.decode() for secret in wanted if secret in database_file()] == []


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL cleans up by VACUUM")
def test_nor_in_what_the_search_index_was_made_of_before(life):
    write_tokens([(life.wang.pk, "qqnobodyelsehasthis")])
    anonymise_customer(customer_id=life.wang.pk, by=life.world.ada, at=clock.now())
    assert b"nobodyelsehasthis" in database_file()
    assert DBTaskResult.objects.get(task_path__endswith="drop_old_tokens_task").status == "READY"

    drop_old_tokens()

    assert b"nobodyelsehasthis" not in database_file()
    everybody = Customer.objects.living()
    assert matching(everybody, "李四", life.world.ada).exists()


def test_an_import_that_waits_goes_on_without_them(life):
    batch = Import.objects.get(filename="leads.csv")
    anonymise_customer(customer_id=life.wang.pk, by=life.world.ada, at=clock.now())
    after = run(batch)
    assert after.counts == {"new": 1, "duplicate": 0, "invalid": 0, "blank": 2}
    assert Customer.objects.filter(name="周五").count() == 1
    blank = ImportRow.objects.filter(batch=batch, verdict="blank")
    assert set(blank.values_list("number", flat=True)) == {2, 3}


def test_not_while_an_import_with_them_runs(life, uploads_folder):
    batch = Import.objects.get(filename="leads.csv")
    ask_for_run(import_id=batch.pk, run=Run.COMMIT, by=life.world.ada, at=clock.now())
    before = dict(every_byte(uploads_folder))
    answer = life.api(life.world.ada).post(f"/customers/{life.wang.pk}/anonymise/")
    assert (answer.status_code, answer.json()["code"]) == (409, "import_busy")
    assert Customer.objects.get(pk=life.wang.pk).name == NAME
    assert dict(every_byte(uploads_folder)) == before
    with pytest.raises(ImportBusy):
        anonymise_customer(customer_id=life.wang.pk, by=None, at=clock.now())
