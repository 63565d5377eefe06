from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommonConfig(AppConfig):
    name = "shoal.common"
    label = "common"

    def ready(self) -> None:
        # The one signal we use: a migration that rebuilds a table loses its triggers.
        post_migrate.connect(_install_guards, dispatch_uid="install_guards")


def _install_guards(**kwargs: Any) -> None:
    from .guards import install_guards

    install_guards()
