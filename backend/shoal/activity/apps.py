from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "shoal.activity"
    label = "activity"

    def ready(self) -> None:
        from . import guards  # noqa: F401
