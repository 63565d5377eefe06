from typing import Any

from django.urls import URLPattern, URLResolver, path

from .views.calendar import CalendarViewSet, LeaveViewSet
from .views.invitations import InvitationViewSet, InvitedViewSet
from .views.lists import ListEntryViewSet
from .views.login import BrowserLoginViewSet, RegistrationViewSet, TokenViewSet
from .views.me import MeViewSet, SessionViewSet
from .views.people import EmployeeViewSet
from .views.places import CampusViewSet, DepartmentViewSet
from .views.resets import ResetLinkViewSet, ResetViewSet
from .views.setup import SchoolViewSet, SetupViewSet

browser, employee = BrowserLoginViewSet.as_view, EmployeeViewSet.as_view
department, entry = DepartmentViewSet.as_view, ListEntryViewSet.as_view
invitation, reset = InvitationViewSet.as_view, ResetViewSet.as_view
READ_ADD: dict[str, Any] = {"get": "list", "post": "create"}
READ_EDIT: dict[str, Any] = {"get": "retrieve", "patch": "partial_update"}
EDIT_REMOVE: dict[str, Any] = {"patch": "partial_update", "delete": "destroy"}

urlpatterns: list[URLPattern | URLResolver] = [
    path("setup/", SetupViewSet.as_view({"get": "show", "post": "begin"})),
    path("setup/check/", SetupViewSet.as_view({"post": "check"})),
    path("setup/checklist/", SetupViewSet.as_view({"post": "checklist"})),
    path("school/", SchoolViewSet.as_view(READ_EDIT)),
    path("auth/register/", RegistrationViewSet.as_view({"get": "choices", "post": "register"})),
    path("auth/invitation/", InvitedViewSet.as_view({"post": "look"})),
    path("auth/reset/", reset({"post": "ask"})),
    path("auth/reset/check/", reset({"post": "look"})),
    path("auth/reset/confirm/", reset({"post": "confirm"})),
    path("auth/login/", browser({"post": "login"})),
    path("auth/refresh/", browser({"post": "refresh"})),
    path("auth/logout/", browser({"post": "logout"})),
    path("auth/token/", TokenViewSet.as_view({"post": "obtain"})),
    path("auth/token/refresh/", TokenViewSet.as_view({"post": "refresh"})),
    path("auth/logout-everywhere/", MeViewSet.as_view({"post": "logout_everywhere"})),
    path("auth/password/", MeViewSet.as_view({"post": "password"})),
    path("auth/me/", MeViewSet.as_view({"get": "show", "patch": "edit"})),
    path("auth/sessions/", SessionViewSet.as_view({"get": "list"})),
    path("auth/sessions/<int:pk>/", SessionViewSet.as_view({"delete": "destroy"})),
    path("departments/", department(READ_ADD)),
    path("departments/<int:pk>/", department(READ_EDIT)),
    path("departments/<int:pk>/remove/", department({"post": "remove"})),
    path("employees/", employee({"get": "list"})),
    path("employees/<int:pk>/", employee(READ_EDIT)),
    path("employees/<int:pk>/approve/", employee({"post": "approve"})),
    path("employees/<int:pk>/reject/", employee({"post": "reject"})),
    path("employees/<int:pk>/suspend/", employee({"post": "suspend"})),
    path("employees/<int:pk>/resume/", employee({"post": "resume"})),
    path("employees/<int:pk>/reset-link/", ResetLinkViewSet.as_view({"post": "hand"})),
    path("invitations/", invitation(READ_ADD)),
    path("invitations/<int:pk>/revoke/", invitation({"post": "revoke"})),
    path("campuses/", CampusViewSet.as_view(READ_ADD)),
    path("campuses/<int:pk>/", CampusViewSet.as_view(READ_EDIT)),
    path("calendar/", CalendarViewSet.as_view(READ_ADD)),
    path("calendar/<int:pk>/", CalendarViewSet.as_view(EDIT_REMOVE)),
    path("calendar/days/", CalendarViewSet.as_view({"get": "days"})),
    path(
        "calendar/holidays/",
        CalendarViewSet.as_view({"get": "holidays", "post": "add_holidays"}),
    ),
    path("leave/", LeaveViewSet.as_view(READ_ADD)),
    path("leave/<int:pk>/", LeaveViewSet.as_view(EDIT_REMOVE)),
    path("lists/<slug:kind>/", entry(READ_ADD)),
    path("lists/<slug:kind>/order/", entry({"post": "order"})),
    path("lists/<slug:kind>/<int:pk>/", entry({"patch": "partial_update"})),
]
