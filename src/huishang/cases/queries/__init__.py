"""Every read of reports and cases. What is shown is masked; opening a file is an action."""

from ..labels import FilePart
from ..lifecycle import CaseState, ReportState
from ..models import Case, Channel, FollowUpKind
from ..policies.intake import NARRATIVE
from .acts import acts, receive_act, report_acts
from .choices import (
    Colleague,
    SteppedBack,
    offices_to_take_over,
    stepped_back,
    who_may_step_back,
)
from .closing import cases_to_close
from .counties import CompetentCounties, County, Onward, competent_counties, counties_of_report
from .files import (
    CaseFile,
    CaseHead,
    Cited,
    DutyLine,
    FollowUpNote,
    TakingPart,
    case,
    cited,
    duties,
    places,
    readings,
    timeline,
)
from .listing import CaseFilters, CaseRow, cases, cases_of_child
from .membership import case_ids_of_child
from .pack import ChildInBrief, NeedToKnow, PlaceInBrief, need_to_know
from .reports import (
    ReportRow,
    ReportView,
    ReportWaiting,
    is_received,
    is_report_in_sight,
    opened_on,
    report,
    reports,
    reports_waiting,
)
from .road import Stage, StageName, Standing, road
from .team import (
    TeamLine,
    team,
    team_by_post,
    who_can_be_invited,
    who_can_be_named,
    who_can_be_seconded,
)
from .visits import VisitDue, visits_due
from .words import issue_labels, issues_at

__all__ = [
    "NARRATIVE",
    "Case",
    "CaseFile",
    "CaseFilters",
    "CaseHead",
    "CaseRow",
    "CaseState",
    "Channel",
    "ChildInBrief",
    "Cited",
    "Colleague",
    "CompetentCounties",
    "County",
    "DutyLine",
    "FilePart",
    "FollowUpKind",
    "FollowUpNote",
    "NeedToKnow",
    "Onward",
    "PlaceInBrief",
    "ReportRow",
    "ReportState",
    "ReportView",
    "ReportWaiting",
    "Stage",
    "StageName",
    "Standing",
    "SteppedBack",
    "TakingPart",
    "TeamLine",
    "VisitDue",
    "acts",
    "case",
    "case_ids_of_child",
    "cases",
    "cases_of_child",
    "cases_to_close",
    "cited",
    "competent_counties",
    "counties_of_report",
    "duties",
    "is_received",
    "is_report_in_sight",
    "issue_labels",
    "issues_at",
    "need_to_know",
    "offices_to_take_over",
    "opened_on",
    "places",
    "readings",
    "receive_act",
    "report",
    "report_acts",
    "reports",
    "reports_waiting",
    "road",
    "stepped_back",
    "team",
    "team_by_post",
    "timeline",
    "visits_due",
    "who_can_be_invited",
    "who_can_be_named",
    "who_can_be_seconded",
    "who_may_step_back",
]
