"""All writes of the audit: an event, a refusal, the day's anchor, a private part shredded,
what was found unusual and what became of it."""

from .anchoring import anchor
from .proving import ask_verification, prove, prove_if_asked
from .reading import note_export, note_run, open_history
from .recording import Subject, record, record_refusal
from .shredding import open_private, shred
from .watching import explain, forward, watch

__all__ = [
    "Subject",
    "anchor",
    "ask_verification",
    "explain",
    "forward",
    "note_export",
    "note_run",
    "open_history",
    "open_private",
    "prove",
    "prove_if_asked",
    "record",
    "record_refusal",
    "shred",
    "watch",
]
