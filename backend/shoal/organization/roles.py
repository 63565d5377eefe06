"""Roles and what they may do at all. Which rows: `visible_to`. Which object: `*_refusal`."""

from django.db.models import TextChoices


class Role(TextChoices):
    SALES = "sales"
    MANAGER = "manager"
    FINANCE = "finance"
    ADMIN = "admin"


class Grant(TextChoices):
    """Rights given to one person beyond the role."""

    EXPORT = "export"
    IMPORT = "import"


_SELLING = {
    "customers.view", "customers.create", "customers.edit", "customers.delete",
    "customers.check_duplicates", "customers.status",
    "pool.view", "pool.claim", "customers.release",
    "follow_ups.view", "follow_ups.log", "plans.edit", "consultations.view", "consultations.take",
    "enrollments.view", "enrollments.apply", "enrollments.edit",
    "payments.view", "payments.submit", "refunds.request", "credit.dispute",
}  # fmt: skip
_LEADING = _SELLING | {
    "customers.assign", "customers.merge", "customers.protect", "customers.reveal",
    "consultations.reject", "employees.approve", "employees.hand_over", "imports.run",
    "leave.edit", "team.view", "classes.edit", "enrollments.approve",
    "refunds.approve", "payments.reject", "credit.edit",
}  # fmt: skip
_BOOKS = {
    "payments.view", "payments.submit", "payments.confirm", "payments.reject", "cash.view",
    "cash.sign",
}  # fmt: skip
_RUNNING = _LEADING | {
    "customers.restore", "customers.anonymise", "organization.edit", "employees.manage",
    "pools.edit", "forms.edit", "audit.view", "enrollments.policy",
} | _BOOKS  # fmt: skip

CAPABILITIES: dict[str, frozenset[str]] = {
    Role.SALES: frozenset(_SELLING),
    Role.MANAGER: frozenset(_LEADING),
    Role.FINANCE: frozenset({"enrollments.view"} | _BOOKS),
    Role.ADMIN: frozenset(_RUNNING),
}
BY_GRANT: dict[str, frozenset[str]] = {Grant.IMPORT: frozenset({"imports.run"})}


def capabilities_of(role: str, grants: list[str]) -> frozenset[str]:
    """Return what a role and personal grants add up to; grants mean something to sales only."""
    granted = CAPABILITIES.get(role, frozenset())
    if role == Role.SALES:
        for grant in grants:
            granted |= BY_GRANT.get(grant, frozenset())
    return granted
