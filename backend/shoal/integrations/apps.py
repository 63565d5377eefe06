from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    name = "shoal.integrations"
    label = "integrations"
