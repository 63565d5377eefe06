"""Asking for a new password, and choosing it, as the tests do."""

from typing import Any

from django.core import mail
from django_tasks_db.models import DBTaskResult

from shoal.organization.models import Employee
from tests.api import Api

NEW = "nine white cranes"


def ask(name: Any, **headers: str) -> Any:
    return Api(None).post("/auth/reset/", {"username": name}, **headers)


def work_off() -> None:
    """Do what the worker would."""
    for row in DBTaskResult.objects.ready():
        row.task.call(*row.args_kwargs["args"])
        row.delete()


def mailed_token() -> str:
    return mail.outbox[-1].body.split("#token=")[1].split()[0]


def handed_token(by: Employee, who: Employee) -> str:
    answer = Api(by).post(f"/employees/{who.pk}/reset-link/")
    assert answer.status_code == 201, answer.json()
    return answer.json()["url"].split("#token=")[1]


def confirm(token: Any, password: str = NEW, **headers: str) -> Any:
    body = {"token": token, "new_password": password}
    return Api(None).post("/auth/reset/confirm/", body, **headers)


def log_in(password: str, name: str = "lin") -> int:
    body = {"username": name, "password": password}
    return Api(None).post("/auth/token/", body).status_code
