"""A statement is compiled once for a caller and a query, and says what a new one would."""

import pytest

from shoal.common import lists, statements
from shoal.common.statements import Statement
from tests.world import make_customer

LISTS = {
    "/pool/": ["-pool_rank_at", "created_at", "-last_contact_at", "name"],
    "/customers/": ["-created_at", "last_contact_at", "-next_follow_up_at", "-name"],
    "/customers/?scope=mine": ["next_follow_up_at", "name"],
    "/customers/?scope=team&status=new": ["-created_at"],
    "/customers/?search=王": ["-created_at"],
    "/follow-ups/": ["-occurred_at"],
    "/follow-up-plans/": ["due_at"],
    "/employees/": ["display_name"],
}


@pytest.fixture
def people(world):
    for n in range(12):
        owner = [None, world.lin, world.bo, world.zoe][n % 4]
        pool = [world.pool, world.east_pool, world.west_pool][n % 3]
        make_customer(f"王{n}", pool=pool, owner=owner, phone=f"+86138001380{n:02}")
    return world


@pytest.mark.parametrize("who", ["ada", "mei", "lin", "zoe"])
@pytest.mark.parametrize("path", LISTS)
def test_remembered_is_what_a_new_statement_says(people, api, monkeypatch, who, path):
    caller = api(getattr(people, who))

    def pages(ordering):
        """Return the rows of the first two pages and of the way back."""
        address, _, query = path.partition("?")
        given = dict(part.split("=") for part in query.split("&") if part)
        first = caller.get(address, **given, ordering=ordering, page_size="2").json()
        answers = [first]
        for link in ("next", "previous"):
            if answers[-1][link]:
                answers.append(caller.client.get(answers[-1][link]).json())
        return [answer["results"] for answer in answers]

    for ordering in LISTS[path]:
        statements.forget()
        pages(ordering)
        remembered = pages(ordering)
        with monkeypatch.context() as each_anew:
            each_anew.setattr(lists, "prepared", lambda key, rows: Statement(rows()))
            assert remembered == pages(ordering)


def test_who_moves_to_another_department_sees_other_rows_at_once(people, api, world):
    lin = api(world.lin)
    seen = {row["pool"]["id"] for row in lin.get("/pool/").json()["results"]}
    assert world.east_pool.pk in seen
    world.lin.department = world.sales2
    world.lin.save(update_fields=["department"])
    seen = {row["pool"]["id"] for row in lin.get("/pool/").json()["results"]}
    assert world.east_pool.pk not in seen
