from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "shoal.customers"
    label = "customers"

    def ready(self) -> None:
        from . import guards  # noqa: F401
