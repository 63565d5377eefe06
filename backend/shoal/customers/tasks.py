"""What the worker calls."""

from django_tasks import task

from shoal.common import clock


@task()
def run_clock_jobs_task() -> None:
    from .services.clock_jobs import run_clock_jobs

    run_clock_jobs(at=clock.now())


@task()
def drop_old_tokens_task() -> None:
    from .services.search import drop_old_tokens

    drop_old_tokens()


@task()
def run_hand_over_task(hand_over_id: int) -> None:
    from .services.handing_over import run_hand_over

    run_hand_over(hand_over_id)
