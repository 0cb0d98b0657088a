"""All writes of the audit: an event, a refusal, the day's anchor, a private part shredded,
what was found unusual and what became of it."""

from .anchoring import anchor
from .proving import prove
from .reading import note_export, note_run, open_history
from .recording import Subject, record, record_refusal
from .shredding import open_private, shred
from .watching import explain, forward, watch

__all__ = [
    "Subject",
    "anchor",
    "explain",
    "forward",
    "note_export",
    "note_run",
    "open_history",
    "open_private",
    "prove",
    "record",
    "record_refusal",
    "shred",
    "watch",
]
