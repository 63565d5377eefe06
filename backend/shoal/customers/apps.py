from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "shoal.customers"
    label = "customers"

    def ready(self) -> None:
        from shoal.activity.subjects import provide_names
        from shoal.organization import calendars, checklist, profile, uses

        from . import guards  # noqa: F401
        from .models import Consultation, Customer, FollowUp, FollowUpPlan, IntakeForm, Pool
        from .querysets import held_count, pool_departments, pools_of
        from .services.clocks import schedule_recompute

        calendars.on_change(lambda at, employee_id: schedule_recompute(at=at, owner_id=employee_id))
        profile.provide_pools(pools_of)
        profile.provide_held(held_count)
        # Whoever has looked at the policy has saved one.
        checklist.provide_step("pool", Pool.objects.filter(is_default=True, version__gt=1).all)
        checklist.provide_step("customers", Customer.objects.living)
        uses.provide_uses("pools", pool_departments)
        # Only the living are still called by their names.
        living = {
            "customer__deleted_at": None,
            "customer__merged_into": None,
            "customer__anonymised_at": None,
        }
        named = Customer.objects.living().filter(anonymised_at__isnull=True)
        provide_names("customer", named.all, "name")
        provide_names("followup", FollowUp.objects.filter(**living).all, "customer__name")
        provide_names("followupplan", FollowUpPlan.objects.filter(**living).all, "customer__name")
        asked = Consultation.objects.filter(customer__isnull=False, **living)
        provide_names("consultation", asked.all, "customer__name")
        provide_names("intakeform", IntakeForm.objects.all, "name")
        provide_names("pool", Pool.objects.all, "name")
