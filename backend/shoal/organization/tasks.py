"""What the worker calls."""

from django_tasks import task

from shoal.common import clock


@task()
def mail_reset_links_task(name: str) -> None:
    from .services.resets import mail_reset_links

    mail_reset_links(name=name, at=clock.now())
