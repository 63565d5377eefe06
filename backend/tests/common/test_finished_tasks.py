"""What the worker has done is forgotten after a day."""

from datetime import timedelta

from django_tasks_db.models import DBTaskResult

from shoal.common.finished_tasks import forget_finished
from tests.world import NOW


def done(status, ended_before):
    return DBTaskResult.objects.create(
        args_kwargs={"args": ["lin"], "kwargs": {}}, task_path="x", backend_name="default",
        run_after=NOW, status=status, finished_at=NOW - ended_before if ended_before else None,
        exception_class_path="", traceback="",
    )  # fmt: skip


def test_what_ended_a_day_ago_is_forgotten_and_nothing_else(db):
    day, hour = timedelta(days=1, seconds=1), timedelta(hours=1)
    for status in ("SUCCESSFUL", "FAILED"):
        done(status, day)
    kept = {done("SUCCESSFUL", hour).pk, done("READY", None).pk, done("RUNNING", None).pk}

    assert forget_finished(at=NOW) == 2

    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == kept
