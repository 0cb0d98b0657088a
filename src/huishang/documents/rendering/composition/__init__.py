"""From a form to the elements in the order the standard prints them."""

from __future__ import annotations

from ..form import Form, MinutesForm
from ..sheet import Sheet
from .minutes import compose_minutes
from .notice import compose_notice

__all__ = ["compose"]


def compose(form: Form) -> Sheet:
    """Lay the form out; every text on the sheet is printable."""
    return compose_minutes(form) if isinstance(form, MinutesForm) else compose_notice(form)
