"""All writes of documents: files, numbers, papers, receipts, levels, exports."""

from .exporting import export, fetch_export, remove_expired_exports
from .files import store_file, store_photo
from .issuing import issue
from .levels import set_document_level, set_file_level
from .numbering import mark_of, next_number, scattered_number
from .receiving import sign_for

__all__ = [
    "export",
    "fetch_export",
    "issue",
    "mark_of",
    "next_number",
    "remove_expired_exports",
    "scattered_number",
    "set_document_level",
    "set_file_level",
    "sign_for",
    "store_file",
    "store_photo",
]
