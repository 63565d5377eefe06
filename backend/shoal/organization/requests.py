"""`Request` for our views, to the type checker: `user` is an Employee, `auth` their Session.

Public actions aside (they don't ask), the door lets nobody in without both.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rest_framework.request import Request as _Request

    from .models import Employee, Session

    class Request(_Request):
        user: Employee
        auth: Session
else:
    from rest_framework.request import Request

__all__ = ["Request"]
