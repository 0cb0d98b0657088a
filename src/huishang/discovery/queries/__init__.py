"""Every read of reports. What is shown is masked; opening a report is an action."""

from ..lifecycle import ReportState
from ..models import Channel, Report
from ..policies.competence import Competence, competence
from ..policies.intake import NARRATIVE, PLACES, TOLD, by_place, issue_fault
from ..policies.public import PublicEntry
from ..policies.receipts import draw_key, grouped
from .acts import receive_act, report_acts
from .alike import AlikeReport
from .counties import CompetentCounties, County, Onward, counties_at, counties_of_report
from .counting import reports_received
from .handings import HandingLine, Receiver, handings, receivers_for
from .mandatory import Mandatory, ReportingChoices, reporting_choices
from .posters import Spot, Spots, hung_at, posters, right_to_report, spots
from .remarks import RemarkLine, remarks
from .reports import (
    ReportRow,
    ReportView,
    ReportWaiting,
    Unnamed,
    is_received,
    is_report_in_sight,
    places_of,
    report,
    reported_since,
    reports,
    reports_waiting,
    view_of,
)
from .sealed import may_leave
from .steps import Step
from .words import issue_labels, issues_at

__all__ = [
    "NARRATIVE",
    "PLACES",
    "TOLD",
    "AlikeReport",
    "Channel",
    "Competence",
    "CompetentCounties",
    "County",
    "HandingLine",
    "Mandatory",
    "Onward",
    "PublicEntry",
    "Receiver",
    "RemarkLine",
    "Report",
    "ReportRow",
    "ReportState",
    "ReportView",
    "ReportWaiting",
    "ReportingChoices",
    "Spot",
    "Spots",
    "Step",
    "Unnamed",
    "by_place",
    "competence",
    "counties_at",
    "counties_of_report",
    "draw_key",
    "grouped",
    "handings",
    "hung_at",
    "is_received",
    "is_report_in_sight",
    "issue_fault",
    "issue_labels",
    "issues_at",
    "may_leave",
    "places_of",
    "posters",
    "receive_act",
    "receivers_for",
    "remarks",
    "report",
    "report_acts",
    "reported_since",
    "reporting_choices",
    "reports",
    "reports_received",
    "reports_waiting",
    "right_to_report",
    "spots",
    "view_of",
]
