"""The door: which capability an action asks for. Unlisted means denied."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

PUBLIC = "public"
ANYBODY_LOGGED_IN = "anybody logged in"


class Door(BasePermission):
    """Lets a caller in who has the capability that the view lists for the action.

    A view says `capabilities = {"claim": "pool.claim"}`; views without actions list
    HTTP methods instead ("get", "post").
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        if request.method == "OPTIONS":
            return True
        action = getattr(view, "action", (request.method or "").lower())
        if action is None:
            return True  # a method that the route lacks: answered 405 by the framework
        wanted = view.capabilities.get(action)
        if wanted == PUBLIC:
            return True
        user: Any = request.user
        if not user:
            return False
        return wanted == ANYBODY_LOGGED_IN or (wanted is not None and user.has_capability(wanted))


class Anybody(BasePermission):
    """API pages and schema are open to anybody."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return True
