"""Every read of cases. What is shown is masked; opening a file is an action."""

from ..labels import FilePart
from ..lifecycle import CaseState
from ..models import Case, FollowUpKind
from .acts import acts
from .choices import (
    Colleague,
    SteppedBack,
    offices_to_take_over,
    stepped_back,
    who_may_step_back,
)
from .closing import cases_to_close
from .counties import competent_counties
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
    key_opened_on,
    opened_on,
    places,
    readings,
    timeline,
)
from .listing import CaseFilters, CaseRow, cases, cases_of_child
from .membership import case_ids_of_child
from .pack import ChildInBrief, NeedToKnow, PlaceInBrief, need_to_know
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

__all__ = [
    "Case",
    "CaseFile",
    "CaseFilters",
    "CaseHead",
    "CaseRow",
    "CaseState",
    "ChildInBrief",
    "Cited",
    "Colleague",
    "DutyLine",
    "FilePart",
    "FollowUpKind",
    "FollowUpNote",
    "NeedToKnow",
    "PlaceInBrief",
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
    "duties",
    "key_opened_on",
    "need_to_know",
    "offices_to_take_over",
    "opened_on",
    "places",
    "readings",
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
