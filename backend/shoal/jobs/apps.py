from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "shoal.jobs"
    label = "jobs"
