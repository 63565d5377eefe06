from django.apps import AppConfig


class TeachingConfig(AppConfig):
    name = "shoal.teaching"
    label = "teaching"
