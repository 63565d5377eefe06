from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "shoal.exchange"
    label = "exchange"

    def ready(self) -> None:
        from shoal.activity.subjects import provide_names

        from .models import Import

        provide_names("import", Import.objects.all, "filename")
