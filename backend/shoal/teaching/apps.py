from django.apps import AppConfig


class TeachingConfig(AppConfig):
    name = "shoal.teaching"
    label = "teaching"

    def ready(self) -> None:
        from shoal.organization import checklist

        from .models import Course

        checklist.provide_step("courses", Course.objects.all)
