"""A kept file as an answer."""

from __future__ import annotations

from django.http import HttpResponse

from huishang.documents.queries import Copy

from ...attachments import attachment
from ...request import HouseRequest


def download(request: HouseRequest, copy: Copy) -> HttpResponse:
    """What was read, under its own name."""
    return attachment(request, copy.content, copy.file.name, copy.file.media_type)
