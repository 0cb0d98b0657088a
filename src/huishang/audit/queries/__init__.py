"""What was written down, read: the road of one case, the whole record for its auditor, what was
unusual, a year in numbers."""

from ..labels import Oddity, Outcome
from ..models import Anchor, Finding
from .entries import (
    SHREDDED,
    Entry,
    EventFilter,
    Opened,
    anchors,
    anchors_between,
    done_to,
    event,
    event_types,
    events,
    history,
    readings,
    timeline,
)
from .findings import Line, finding, findings
from .noting import kept_file, noted_in
from .proofs import Proof, ask_act, proofs
from .yearly import Unusual, Year, yearly

__all__ = [
    "SHREDDED",
    "Anchor",
    "Entry",
    "EventFilter",
    "Finding",
    "Line",
    "Oddity",
    "Opened",
    "Outcome",
    "Proof",
    "Unusual",
    "Year",
    "anchors",
    "anchors_between",
    "ask_act",
    "done_to",
    "event",
    "event_types",
    "events",
    "finding",
    "findings",
    "history",
    "kept_file",
    "noted_in",
    "proofs",
    "readings",
    "timeline",
    "yearly",
]
