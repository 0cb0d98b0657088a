from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "huishang.assignments"
    label = "assignments"
    verbose_name = "交办"

    def ready(self) -> None:
        from huishang.documents.queries import seen_with

        from . import events  # noqa: F401  # declares the event types
        from .actions import exporting  # noqa: F401  # declares what may be exported
        from .models import ImplementationReport, SupervisionOrder
        from .visibility import parts_seen

        for part in (ImplementationReport, SupervisionOrder):
            seen_with(part.subject_kind, parts_seen(part))
