from .class_group import ClassGroup, ClassState, ClassType, WeeklySession
from .course import Course
from .staff import Room, Teacher

__all__ = [
    "ClassGroup", "ClassState", "ClassType", "Course", "Room", "Teacher", "WeeklySession",
]  # fmt: skip
