"""What the worker calls."""

from django_tasks import task


@task()
def run_import_task(import_id: int) -> None:
    from .services.running import run_import

    run_import(import_id)
