from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "shoal.organization"
    label = "organization"

    def ready(self) -> None:
        from shoal.activity.subjects import provide_names
        from shoal.common.models import School

        from .models import (
            CalendarEntry,
            Campus,
            Department,
            Employee,
            Invitation,
            ListEntry,
            Session,
        )

        provide_names("school", School.objects.all, "name")
        provide_names("campus", Campus.objects.all, "name")
        provide_names("department", Department.objects.all, "name")
        provide_names("employee", Employee.objects.all, "display_name")
        provide_names("session", Session.objects.all, "user__display_name")
        provide_names("invitation", Invitation.objects.all, "display_name")
        provide_names("calendarentry", CalendarEntry.objects.all, "name")
        provide_names("listentry", ListEntry.objects.labelled, "label")
