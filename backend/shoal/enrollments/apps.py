from django.apps import AppConfig


class EnrollmentsConfig(AppConfig):
    name = "shoal.enrollments"
    label = "enrollments"

    def ready(self) -> None:
        from shoal.activity.subjects import provide_names
        from shoal.customers import enrolled as of_customers
        from shoal.customers.inbox import provide_kind
        from shoal.customers.services.anonymising import provide_eraser
        from shoal.customers.timeline import provide_source
        from shoal.teaching import enrolled as of_classes

        from . import guards  # noqa: F401
        from .inbox import KINDS
        from .models import CashReport, Enrollment, Payment, PlanTemplate
        from .services.class_end import end_with_class
        from .services.counting import has_any, waiting_in
        from .services.forgetting import forget_in_enrollments
        from .services.seating import let_in
        from .services.standing import exempt_again
        from .timeline import school_events

        provide_eraser(forget_in_enrollments)
        provide_source(school_events)
        for name, kind in KINDS.items():
            provide_kind(name, kind)
        of_customers.provide_has_any(has_any)
        of_customers.on_regrouped(exempt_again)
        of_classes.provide_waiting(waiting_in)
        of_classes.on_more_seats(let_in)
        of_classes.on_completed(end_with_class)
        # Only the living are still called by their names.
        named = {"customer__deleted_at": None, "customer__anonymised_at": None}
        provide_names("enrollment", Enrollment.objects.filter(**named).all, "customer__name")
        of_living = {f"enrollment__{name}": value for name, value in named.items()}
        provide_names(
            "payment", Payment.objects.filter(**of_living).all, "enrollment__customer__name"
        )
        provide_names("cashreport", CashReport.objects.all, "campus__name")
        provide_names("plantemplate", PlanTemplate.objects.all, "name")
