"""Every write of assessments and visits; opening one is written down too."""

from .assessing import assess
from .planning import PlanRun, plan_all
from .reading import open_assessment
from .reviewing import confirm, return_assessment
from .visiting import open_visit, visit, withdraw_visit

__all__ = [
    "PlanRun",
    "assess",
    "confirm",
    "open_assessment",
    "open_visit",
    "plan_all",
    "return_assessment",
    "visit",
    "withdraw_visit",
]
