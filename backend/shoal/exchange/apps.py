from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "shoal.exchange"
    label = "exchange"
