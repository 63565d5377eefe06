"""What the worker calls."""

from django_tasks import task

from shoal.common import clock


@task()
def mail_digest_task(employee_id: int) -> None:
    from .services.digests import mail_digest

    mail_digest(employee_id=employee_id, at=clock.now())
