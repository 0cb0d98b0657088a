"""All reads of assignments."""

from huishang.documents.queries import Upload

from ..lifecycle import AssignmentState, ExtensionState, ReportState, SupervisionState
from ..models import (
    Assignment,
    Extension,
    ImplementationReport,
    Progress,
    Reminder,
    ReminderKind,
    Stage,
    SupervisionOrder,
)
from ..policies.extending import latest as latest_extension
from ..policies.extending import reasons as extension_reasons
from .acts import acts
from .counts import OrganisationCount, counts_by_organisation
from .desk import step_owed
from .ledger import Concern, Entry, Filters, concerns, deadline, ledger, ledger_total
from .records import (
    GivenOut,
    assignment,
    counting,
    entries_of_case,
    entries_on_file,
    expected_due,
    extension,
    extensions,
    given_out,
    has_unfiled,
    of_case,
    of_origin,
    progress,
    reminders,
    reports,
    supervision_order,
    supervision_orders,
)

__all__ = [
    "Assignment",
    "AssignmentState",
    "Concern",
    "Entry",
    "Extension",
    "ExtensionState",
    "Filters",
    "GivenOut",
    "ImplementationReport",
    "OrganisationCount",
    "Progress",
    "Reminder",
    "ReminderKind",
    "ReportState",
    "Stage",
    "SupervisionOrder",
    "SupervisionState",
    "Upload",
    "acts",
    "assignment",
    "concerns",
    "counting",
    "counts_by_organisation",
    "deadline",
    "entries_of_case",
    "entries_on_file",
    "expected_due",
    "extension",
    "extension_reasons",
    "extensions",
    "given_out",
    "has_unfiled",
    "latest_extension",
    "ledger",
    "ledger_total",
    "of_case",
    "of_origin",
    "progress",
    "reminders",
    "reports",
    "step_owed",
    "supervision_order",
    "supervision_orders",
]
