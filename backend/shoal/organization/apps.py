from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "shoal.organization"
    label = "organization"
