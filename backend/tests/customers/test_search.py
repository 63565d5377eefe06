"""Search finds by whatever the viewer sees, and by nothing else (R31)."""

import pytest
from django.db import connection

from shoal.customers.models import Customer, Identity
from shoal.customers.services import search
from shoal.customers.services.search import index_customers, matching
from tests.world import World, make_customer


def found(world: World, viewer: str, text: str) -> list[str]:
    employee = getattr(world, viewer)
    rows = Customer.objects.visible_to(employee)
    return sorted(matching(rows, text, employee).values_list("name", flat=True))


@pytest.fixture
def school(world):
    """lin holds 张三丰; 李小龙 and Anna Lee lie in the default pool; zoe holds 赵敏."""
    make_customer(
        "张三丰", pool=world.pool, owner=world.lin, phone="+8613812345678",
        wechat="lin_wang88", qq="987654", email="feng@wudang.cn",
    )  # fmt: skip
    anna = make_customer("Anna Lee", pool=world.pool, phone="+8613987654321", email="al@lee.com")
    Identity.objects.create(customer=anna, kind="external", source="lms", value="Lead-2026-0042")
    make_customer("李小龙", pool=world.pool, phone="+8613700001111", wechat="dragon_lee")
    make_customer("赵敏", pool=world.pool, owner=world.zoe, phone="+8613812349999")
    index_customers(Customer.objects.values_list("pk", flat=True))
    return world


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张", ["张三丰"]),
        ("三", ["张三丰"]),
        ("三丰", ["张三丰"]),
        ("张三丰", ["张三丰"]),
        ("张丰", []),
        ("a", ["Anna Lee"]),
        ("an", ["Anna Lee"]),
        ("nn", []),
        ("nna", ["Anna Lee"]),
        ("ＡＮＮＡ", ["Anna Lee"]),
        ("anna lee", ["Anna Lee"]),
        ("anna 龙", []),
        ("赵敏", []),
        ("!!", []),
        ("'; drop table", []),
        ('" OR *', []),
    ],
)
def test_names_are_found_by_one_ideograph_a_prefix_or_any_three_letters(school, text, names):
    assert found(school, "lin", text) == names


@pytest.mark.parametrize(
    "text",
    ["138", "1234567", "5678", "13812345678", "138 1234 5678", "+86 138-1234", "１３８１２",
     "lin_w", "WANG88", "98765", "feng@", "wudang.cn", "张三丰 5678"],
)  # fmt: skip
def test_contacts_of_own_customers_are_found_by_any_fragment(school, text):
    assert found(school, "lin", text) == ["张三丰"]


@pytest.mark.parametrize(
    "text", ["139", "1398765", "13987654321", "3987", "98765432", "lee.com", "al@lee", "drago"]
)
def test_hidden_digits_of_a_masked_contact_find_nothing(school, text):
    assert "Anna Lee" not in found(school, "bo", text)
    assert "李小龙" not in found(school, "bo", text)
    assert found(school, "ada", text) != []


@pytest.mark.parametrize(
    ("text", "name"), [("4321", "Anna Lee"), ("321", "Anna Lee"), ("_lee", "李小龙")]
)
def test_the_end_that_a_mask_shows_is_found(school, text, name):
    assert found(school, "bo", text) == [name]


def test_a_field_that_the_pool_does_not_mask_is_found_in_full(school):
    school.pool.masked_fields = ["phone"]
    school.pool.save()
    assert found(school, "bo", "drago") == ["李小龙"]
    assert found(school, "bo", "137000") == []


def test_a_manager_finds_contacts_in_a_pool_of_her_own_departments_only(school):
    east = make_customer("周芷若", pool=school.east_pool, phone="+8613655556666")
    index_customers([east.pk])
    assert found(school, "mei", "13655") == ["周芷若"]
    assert found(school, "lin", "13655") == []
    assert found(school, "mei", "13700") == []


def test_ids_of_other_systems_are_found_by_their_beginning(school):
    assert found(school, "bo", "lead-20") == ["Anna Lee"]
    assert found(school, "bo", "LEAD-2026-0042") == ["Anna Lee"]
    assert found(school, "bo", "lead-21") == []
    assert found(school, "ada", "2026-0042") == []


def test_a_contact_hidden_in_a_name_is_found_only_by_who_sees_it(school):
    odd = make_customer("王五13666667777", pool=school.pool)
    index_customers([odd.pk])
    assert found(school, "bo", "王五") == ["王五13666667777"]
    assert found(school, "bo", "136666") == []
    assert found(school, "ada", "136666") == ["王五13666667777"]


@pytest.mark.parametrize("text", ["李", "李小龙", "anna", "4321", "nobody"])
def test_hits_are_taken_from_the_index_before_the_list_is_walked(school, text):
    rows = matching(Customer.objects.in_pool().visible_to(school.lin), text, school.lin)
    page = rows.order_by("-pool_rank_at", "-pk")[:51]
    if connection.vendor == "sqlite":
        assert "SCAN customers_customer" not in page.explain()
        assert "customers_search VIRTUAL TABLE INDEX" in page.explain()
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # it is a small school
    assert "Bitmap Index Scan on customers_search_tokens" in page.explain()


def test_a_new_index_replaces_the_old_one(school):
    anna = Customer.objects.get(name="Anna Lee")
    anna.name = "Berta"
    anna.save()
    index_customers([anna.pk])
    assert found(school, "lin", "anna") == []
    assert found(school, "lin", "berta") == ["Berta"]


def test_those_who_are_met_on_the_way_are_those_who_would_be_collected(school, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite collects always")
    texts = (
        "张",
        "三丰",
        "an",
        "nna",
        "anna lee",
        "anna 龙",
        "5678",
        "1234",
        "lin_w",
        "wang88",
        "lead-2026",
    )
    viewers = ("ada", "mei", "lin", "zoe", "fan")
    collected = {(who, text): found(school, who, text) for who in viewers for text in texts}
    monkeypatch.setattr(search, "MANY", 0)
    walked = {(who, text): found(school, who, text) for who in viewers for text in texts}
    assert walked == collected
    assert any(collected.values())
