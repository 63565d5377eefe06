"""The request as a view behind the door sees it: its user is an employee."""

from typing import TYPE_CHECKING

from rest_framework.request import Request as AnyRequest

if TYPE_CHECKING:
    from shoal.organization.models import Employee

    class Request(AnyRequest):
        # Public views, where it is None, do not look at it.
        user: Employee

else:
    Request = AnyRequest
