from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "shoal.exchange"
    label = "exchange"

    def ready(self) -> None:
        from shoal.activity.subjects import provide_names
        from shoal.customers.services.anonymising import provide_eraser

        from .models import Import
        from .services.forgetting import forget_in_imports

        provide_names("import", Import.objects.all, "filename")
        provide_eraser(forget_in_imports)
