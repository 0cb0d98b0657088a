"""Every write of assessments; opening one is written down too."""

from .assessing import assess
from .reading import open_assessment
from .reviewing import confirm, return_assessment

__all__ = ["assess", "confirm", "open_assessment", "return_assessment"]
