"""`manage.py import_customers`: the same import, at once, from a file on the server."""

import io

import pytest
from django.core.management import CommandError, call_command

from shoal.customers.models import Customer
from shoal.organization.models import Campus

LINES = ["姓名,手机号,校区", "王芳,13812345678,滨江", "李华,12345,滨江", ",,", "王芳,13812345678,"]


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "leads.csv"
    file.write_text("\n".join(LINES))
    return file


def import_customers(path, **options):
    out = io.StringIO()
    call_command("import_customers", path, stdout=out, **options)
    return out.getvalue().splitlines()


def test_it_creates_and_says_the_counts(world, path):
    said = import_customers(path, by="ada", pool="East pool", create_unknown=True)
    assert sorted(said[:4]) == ["blank: 1", "duplicate: 1", "invalid: 1", "new: 1"]
    assert Customer.objects.get().pool == world.east_pool
    assert Customer.objects.get().campus == Campus.objects.get(name="滨江")


def test_unknown_words_are_not_created_unless_told(world, path):
    import_customers(path, by="ada")
    assert Customer.objects.get().extra == {"校区": "滨江"}
    assert not Campus.objects.filter(name="滨江").exists()


def test_a_dry_run_creates_nobody(world, path):
    assert "new: 1" in import_customers(path, by="ada", dry_run=True)
    assert Customer.objects.count() == 0


@pytest.mark.parametrize(
    "options", [{"by": "nobody"}, {"by": "lin"}, {"by": "fan"}, {"by": "ada", "pool": "nowhere"},
                {"by": "mei", "pool": "West pool"}],
)  # fmt: skip
def test_who_may_not_or_what_is_not_there_is_said(world, path, options):
    with pytest.raises(CommandError):
        import_customers(path, **options)
    assert Customer.objects.count() == 0


def test_a_file_that_cannot_be_read_is_said(world, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        import_customers(tmp_path / "none.csv", by="ada")


def test_the_pool_may_be_named_by_its_id(world, path):
    import_customers(path, by="ada", pool=str(world.west_pool.pk))
    assert Customer.objects.get().pool == world.west_pool


def test_a_run_that_fails_is_said(world, path, monkeypatch):
    def fail(*args):
        raise ValueError("a bug")

    monkeypatch.setattr("shoal.exchange.services.running.walk", fail)
    with pytest.raises(CommandError, match="internal_error"):
        import_customers(path, by="ada")
