from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "shoal.customers"
    label = "customers"

    def ready(self) -> None:
        from shoal.organization import profile

        from . import guards  # noqa: F401
        from .querysets import held_count, pools_of

        profile.provide_pools(pools_of)
        profile.provide_held(held_count)
