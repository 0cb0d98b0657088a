"""A kept file as an answer."""

from __future__ import annotations

from django.http import HttpResponse

from huishang.documents.queries import Fetched

from ...attachments import attachment
from ...request import HouseRequest


def download(request: HouseRequest, fetched: Fetched) -> HttpResponse:
    """The bytes, under the name they were kept by."""
    return attachment(request, fetched.content, fetched.file.name, fetched.file.media_type)
