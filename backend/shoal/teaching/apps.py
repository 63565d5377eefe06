from django.apps import AppConfig


class TeachingConfig(AppConfig):
    name = "shoal.teaching"
    label = "teaching"

    def ready(self) -> None:
        from shoal.activity.subjects import provide_names
        from shoal.organization import checklist

        from .models import ClassGroup, Course, Room, Teacher

        checklist.provide_step("courses", Course.objects.all)
        provide_names("course", Course.objects.all, "name")
        provide_names("classgroup", ClassGroup.objects.all, "code")
        provide_names("teacher", Teacher.objects.all, "name")
        provide_names("room", Room.objects.all, "name")
