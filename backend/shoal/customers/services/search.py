"""Search over names and contacts: an index beside the table, and who may find by what (R31)."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, Exists, Expression, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from shoal.organization.models import Employee
from shoal.organization.roles import Role

from ..models import MASKABLE, Customer, Identity, IdentityKind, Pool
from ..tokens import Word, tokens_of, words_of

BATCH = 2_000
# So many hits are rather met on the way along a list than collected.
MANY = 5_000
# So many pages of the index are merged in one transaction, a few hundredths of a second (measured).
PAGES = 200


def index_customers(ids: Iterable[int]) -> None:
    """Write the tokens of these customers anew, in the caller's transaction."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), BATCH):
        write_tokens(_tokens_by_customer(wanted[start : start + BATCH]))


def index_new(people: Iterable[tuple[int, str, Iterable[tuple[str, str]]]]) -> None:
    """Write the tokens of (id, name, [(kind, value)]), who were entered in this transaction."""
    write_tokens([(pk, " ".join(tokens_of(name, contacts))) for pk, name, contacts in people])


def drop_old_tokens() -> None:
    """Clear the index of the tokens that rows had before they were written anew (R121).

    SQLite keeps them in older segments until all are merged into one; done step by step, so that
    nobody waits. PostgreSQL's VACUUM does it by itself.
    """
    if connection.vendor != "sqlite":
        return
    # Less than nothing begins anew with all segments; from then on each step takes it further.
    pages = -PAGES
    while _merge(pages):
        pages = PAGES


def matching(rows: QuerySet[Any], text: str, viewer: Employee) -> QuerySet[Any]:
    """Narrow `rows`, which `viewer` may see, to those that every word of `text` fits (R31).

    Names fit whatever `viewer` sees of them; contacts where they are open to `viewer`, else by
    the end that their mask shows; ids of other systems by their beginning.
    """
    words = words_of(text)
    if not words or not all(word.all() for word in words):
        return rows.none() if text.strip() else rows
    wanted = [word.all() for word in words]
    # Not by contacts: of those who fit, a viewer may be shown so few that the walk never ends.
    if not any(word.contact for word in words) and _are_many(wanted):
        rows = rows.filter(_Fits(wanted))
    else:
        # All hits first, from the index alone: filtered row by row, the walk along the list's
        # own ordering takes a thousand times as long where there are few.
        rows = rows.filter(pk__in=_hits(wanted, first=True))
    for word in words:
        if word.shown() != word.all():
            shown = Q(pk__in=_hits([word.shown()])) if word.shown() else Q(pk__in=[])
            rows = rows.filter(shown | _hidden_match(word, viewer))
    return rows


def known_to_all(text: str) -> Q:
    """Return the condition on customers whom every word of `text` fits by what everybody sees:
    names, and the ends of contacts that masks show (R31)."""
    shown = [word.shown() for word in words_of(text)]
    return Q(pk__in=_hits(shown, first=True)) if shown and all(shown) else Q(pk__in=[])


@transaction.atomic
def _merge(pages: int) -> bool:
    """Merge some pages of the index; tell whether there may be more to do, as SQLite says it."""
    with connection.cursor() as cursor:
        before = _total_changes(cursor)
        cursor.execute(
            "INSERT INTO customers_search (customers_search, rank) VALUES ('merge', %s)", [pages]
        )
        return _total_changes(cursor) - before >= 2


def _total_changes(cursor: Any) -> int:
    return int(cursor.execute("SELECT total_changes()").fetchone()[0])


def _hidden_match(word: Word, viewer: Employee) -> Q:
    """Those found by a contact, as far as `viewer` may see this very contact."""
    identities = Identity.objects.filter(customer=OuterRef("pk"))
    by_contact = identities.filter(value__contains=word.text)
    hidden = Q(pk__in=_hits([[word.raw_name]])) if word.raw_name else Q(pk__in=[])
    if not word.contact:
        return _contacts_open(viewer) & hidden
    hidden |= Q(Exists(by_contact.filter(kind__in=MASKABLE)))
    found = _contacts_open(viewer) & hidden
    for kind in MASKABLE:
        # JSON is searched as text: SQLite has no operator for it.
        bare = Pool.objects.exclude(masked_fields__icontains=f'"{kind}"').values("pk")
        # What costs least comes first: a common word has a hundred thousand hits.
        in_bare = Q(owner__isnull=True) & Q(pool__in=bare)
        found |= in_bare & Q(Exists(by_contact.filter(kind=kind)))
    if not word.external:
        return found
    external = identities.filter(kind=IdentityKind.EXTERNAL, value__istartswith=word.text)
    return found | (Q(pk__in=_hits([[word.external]])) & Q(Exists(external)))


def _contacts_open(viewer: Employee) -> Q:
    """`contacts_open_to`, on the row's own columns: it decides for each of many hits."""
    if viewer.role == Role.ADMIN:
        return Q(pk__isnull=False)
    mine = Q(owner=viewer)
    if viewer.role == Role.MANAGER:
        mine |= Q(owner__in=Employee.objects.in_scope_of(viewer).values("pk"))
        mine |= Q(owner__isnull=True, pool__in=Pool.objects.unmasked_for(viewer).values("pk"))
    return mine


class _Fits(Expression):
    """PostgreSQL: does the row have, for each word, all tokens of one of its sets?

    A subquery that it cannot turn into a join: the list's ordering is walked, and every few rows
    are a hit. Collecting and sorting tens of thousands took two hundred times as long (measured).
    """

    output_field = BooleanField()

    def __init__(self, words: Sequence[Sequence[Sequence[str]]]) -> None:
        super().__init__()
        self.words, self.customer = words, F("pk")

    def get_source_expressions(self) -> list[Any]:
        return [self.customer]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        (self.customer,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        condition, params = _condition(self.words)
        customer, given = compiler.compile(self.customer)
        found = f"SELECT {condition} FROM customers_search WHERE customer_id = {customer}"  # noqa: S608
        return f"({found})", [*params, *given]


def _are_many(words: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Tell whether more than MANY fit. SQLite is fast either way (measured)."""
    if connection.vendor != "postgresql":
        return False
    condition, params = _condition(words)
    found = f"SELECT 1 FROM customers_search WHERE {condition} OFFSET %s LIMIT 1"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(found, [*params, MANY])
        return cursor.fetchone() is not None


def _condition(words: Sequence[Sequence[Sequence[str]]]) -> tuple[str, list[Any]]:
    sets = [[list(tokens) for tokens in word] for word in words]
    condition = " AND ".join("(" + " OR ".join(["tokens @> %s"] * len(w)) + ")" for w in sets)
    return condition, [tokens for word in sets for tokens in word]


def _hits(words: Sequence[Sequence[Sequence[str]]], *, first: bool = False) -> RawSQL:
    """Return the ids that have, for each word, all tokens of one of its sets.

    With `first` PostgreSQL collects them into an array, of which it expects ten.
    """
    if connection.vendor == "postgresql":
        condition, params = _condition(words)
        ids = f"SELECT customer_id FROM customers_search WHERE {condition}"  # noqa: S608
        return RawSQL(f"SELECT unnest(ARRAY({ids}))" if first else ids, params)  # noqa: S611
    alternatives = [" OR ".join(f"({' AND '.join(tokens)})" for tokens in word) for word in words]
    query = " AND ".join(f"({alternative})" for alternative in alternatives)
    sql = "SELECT rowid FROM customers_search WHERE customers_search MATCH %s"
    return RawSQL(sql, [query])  # noqa: S611


def _tokens_by_customer(ids: Sequence[int]) -> list[tuple[int, str]]:
    identities = (
        Identity.objects.filter(customer__in=ids)
        .order_by("customer")
        .values_list("customer", "kind", "value")
    )
    by_customer = {
        pk: [(kind, value) for _, kind, value in found]
        for pk, found in groupby(identities, itemgetter(0))
    }
    names = Customer.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "name")
    return [(pk, " ".join(tokens_of(name, by_customer.get(pk, ())))) for pk, name in names]


def write_tokens(rows: Sequence[tuple[int, str]]) -> None:
    """Write (id, tokens with blanks between them) as they are."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "INSERT INTO customers_search (customer_id, tokens) "
                "SELECT id, string_to_array(tokens, ' ') "
                "FROM unnest(%s::bigint[], %s::text[]) AS given (id, tokens) "
                "ON CONFLICT (customer_id) DO UPDATE SET tokens = excluded.tokens",
                [[pk for pk, _ in rows], [tokens for _, tokens in rows]],
            )
        else:
            cursor.executemany(
                "INSERT OR REPLACE INTO customers_search (rowid, tokens) VALUES (%s, %s)", rows
            )
