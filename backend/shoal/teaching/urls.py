from django.urls import URLPattern, URLResolver, path

from .views.class_moves import ClassMoveViewSet
from .views.classes import ClassViewSet
from .views.courses import CourseViewSet
from .views.staff import RoomViewSet, TeacherViewSet
from .views.timetable import TimetableViewSet

MANY = {"get": "list", "post": "create"}
ONE = {"get": "retrieve", "patch": "partial_update"}
MOVES = ("open", "start", "complete", "cancel")

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/", CourseViewSet.as_view(MANY)),
    path("courses/<int:pk>/", CourseViewSet.as_view(ONE)),
    path("teachers/", TeacherViewSet.as_view(MANY)),
    path("teachers/<int:pk>/", TeacherViewSet.as_view(ONE)),
    path("rooms/", RoomViewSet.as_view(MANY)),
    path("rooms/<int:pk>/", RoomViewSet.as_view(ONE)),
    path("classes/", ClassViewSet.as_view(MANY)),
    path("classes/terms/", ClassViewSet.as_view({"get": "terms"})),
    path("classes/check-clashes/", ClassViewSet.as_view({"post": "check_clashes"})),
    path("classes/<int:pk>/", ClassViewSet.as_view(ONE)),
    path("classes/<int:pk>/copy/", ClassViewSet.as_view({"post": "copy"})),
    *(
        path(f"classes/<int:pk>/{move}/", ClassMoveViewSet.as_view({"post": move}))
        for move in MOVES
    ),
    path("timetable/", TimetableViewSet.as_view({"get": "show"})),
]
