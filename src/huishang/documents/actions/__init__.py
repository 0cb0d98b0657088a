"""All writes of documents: keep a file, allot a number, issue a paper, sign for it."""

from .files import store_file
from .issuing import issue
from .numbering import mark_of, next_number
from .receiving import sign_for

__all__ = ["issue", "mark_of", "next_number", "sign_for", "store_file"]
