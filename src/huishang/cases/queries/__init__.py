"""Every read of reports and cases. What is shown is masked; opening a file is an action."""

from ..lifecycle import CaseState, ReportState
from ..models import Case, Channel, FollowUpKind
from .acts import acts, report_acts
from .files import (
    CaseFile,
    CompetentCounties,
    County,
    FollowUpNote,
    TakingPart,
    case,
    competent_counties,
    places,
    readings,
    timeline,
)
from .listing import CaseFilters, CaseRow, cases
from .pack import ChildInBrief, NeedToKnow, PlaceInBrief, need_to_know
from .reports import ReportRow, ReportView, report, reports
from .road import Stage, StageName, Standing, road
from .words import issue_labels

__all__ = [
    "Case",
    "CaseFile",
    "CaseFilters",
    "CaseRow",
    "CaseState",
    "Channel",
    "ChildInBrief",
    "CompetentCounties",
    "County",
    "FollowUpKind",
    "FollowUpNote",
    "NeedToKnow",
    "PlaceInBrief",
    "ReportRow",
    "ReportState",
    "ReportView",
    "Stage",
    "StageName",
    "Standing",
    "TakingPart",
    "acts",
    "case",
    "cases",
    "competent_counties",
    "issue_labels",
    "need_to_know",
    "places",
    "readings",
    "report",
    "report_acts",
    "reports",
    "road",
    "timeline",
]
