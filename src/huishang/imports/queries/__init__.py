"""Every read of imports: batches, how far they are, the template, the copy with reasons."""

from ..lifecycle import BatchState, LineState
from ..models import Batch, Line
from ..policies import COLUMNS, LABELS
from .acts import batch_acts, import_act
from .annotated import annotated
from .batches import Progress, batch, batches, progress, said_of, to_work, unfit_lines
from .named import places_of
from .template import template

__all__ = [
    "COLUMNS",
    "LABELS",
    "Batch",
    "BatchState",
    "Line",
    "LineState",
    "Progress",
    "annotated",
    "batch",
    "batch_acts",
    "batches",
    "import_act",
    "places_of",
    "progress",
    "said_of",
    "template",
    "to_work",
    "unfit_lines",
]
