"""What may be kept, corrected and signed for, whoever asks."""

from .files import FileType, Upload, fault_of, number_fault, size_limit, type_of
from .papers import can_be_fetched, can_correct, can_sign_for
from .photos import redrawn

__all__ = [
    "FileType",
    "Upload",
    "can_be_fetched",
    "can_correct",
    "can_sign_for",
    "fault_of",
    "number_fault",
    "redrawn",
    "size_limit",
    "type_of",
]
