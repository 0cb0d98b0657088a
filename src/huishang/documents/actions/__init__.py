"""All writes of documents: keep a file, allot a number, issue a paper, sign for it, set a level."""

from .files import store_file
from .issuing import issue
from .levels import set_document_level, set_file_level
from .numbering import mark_of, next_number, scattered_number
from .receiving import sign_for

__all__ = [
    "issue",
    "mark_of",
    "next_number",
    "scattered_number",
    "set_document_level",
    "set_file_level",
    "sign_for",
    "store_file",
]
