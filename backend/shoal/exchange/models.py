"""A file of customers on its way in, and the verdict on each of its rows."""

from django.conf import settings
from django.db import models

from shoal.customers.models import Customer, Pool

from .querysets import ImportQuerySet


class State(models.TextChoices):
    UPLOADED = "uploaded"
    QUEUED = "queued"
    DRY_RUNNING = "dry_running"
    DRY_RUN = "dry_run"
    RUNNING = "running"
    COMMITTED = "committed"
    FAILED = "failed"


class Run(models.TextChoices):
    DRY_RUN = "dry_run"
    COMMIT = "commit"


MOVES: dict[str, frozenset[str]] = {
    State.UPLOADED: frozenset({State.QUEUED}),
    State.QUEUED: frozenset({State.DRY_RUNNING, State.RUNNING, State.FAILED}),
    # Back to the queue: the worker was killed.
    State.DRY_RUNNING: frozenset({State.QUEUED, State.DRY_RUN, State.FAILED}),
    State.DRY_RUN: frozenset({State.QUEUED}),
    State.RUNNING: frozenset({State.QUEUED, State.COMMITTED, State.FAILED}),
    State.COMMITTED: frozenset(),
    State.FAILED: frozenset({State.QUEUED}),
}
BUSY = (State.QUEUED, State.DRY_RUNNING, State.RUNNING)
RUNNING_STATE = {Run.DRY_RUN: State.DRY_RUNNING, Run.COMMIT: State.RUNNING}


class Verdict(models.TextChoices):
    NEW = "new"
    DUPLICATE = "duplicate"
    INVALID = "invalid"
    BLANK = "blank"


class Import(models.Model):
    """One uploaded file.

    `columns` are [{"index", "header", "samples", "field" (proposed)}], `mapping` is
    {"0": "name", …}, `unknown` is {kind: [{"value", "count", "choice"}]} where a choice is an id,
    an intent level, "create" or "skip".

    A run takes a lease with a token of its own, and writes the rows and `done_rows`, its
    checkpoint, in one transaction that only the holder of the token can make: so a run may be
    killed anywhere, and be taken up by anybody, without a row done twice or left out.
    """

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports")
    created_at = models.DateTimeField()
    pool = models.ForeignKey(Pool, models.PROTECT, related_name="+", db_index=False)
    # What the client called it: shown, never a path. The files are named by `stored_as`.
    filename = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=40, unique=True)
    header_row = models.PositiveIntegerField()
    total_rows = models.PositiveIntegerField()
    columns = models.JSONField()
    mapping = models.JSONField()
    unknown = models.JSONField(default=dict)

    state = models.CharField(max_length=20, choices=State, default=State.UPLOADED)
    pending = models.CharField(max_length=10, choices=Run, default="", blank=True)
    # Null until a run ended; `tally` counts while it runs.
    counts = models.JSONField(null=True)
    tally = models.JSONField(default=dict)
    done_rows = models.PositiveIntegerField(default=0)
    # Once rows went in, mapping and pool stand.
    commit_began_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error_code = models.CharField(max_length=60, default="", blank=True)
    error_detail = models.CharField(max_length=300, default="", blank=True)

    lease_token = models.CharField(max_length=40, default="", blank=True)
    lease_until = models.DateTimeField(null=True)
    # How often the run was taken up since it was asked for.
    attempt = models.PositiveIntegerField(default=0)

    objects = ImportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="import_by_created"),
            models.Index(
                fields=["lease_until"],
                name="import_leased",
                condition=models.Q(state__in=["queued", "dry_running", "running"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_rows__lte=models.F("total_rows")),
                name="import_done_within_total",
            )
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportRow(models.Model):
    """The verdict on one row; `number` is the row's in the file, as a spreadsheet shows it."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason_code = models.CharField(max_length=40, default="", blank=True)
    reason_params = models.JSONField(default=dict)
    # The cells by field, as they stood in the file.
    values = models.JSONField(default=dict)
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, related_name="+", db_index=False
    )
    duplicate_of_row = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_once")]
        indexes = [
            models.Index(fields=["batch", "verdict", "number"], name="import_row_by_verdict")
        ]

    def __str__(self) -> str:
        return f"row {self.number} of import {self.batch_id}"
