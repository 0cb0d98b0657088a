"""A kept file as an answer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from huishang.documents import queries

from ...attachments import attachment
from ...request import HouseRequest


def download(request: HouseRequest, file_id: UUID) -> HttpResponse:
    """The bytes; that they were read is written down.

    :raises NotVisible: not there, or not for these eyes.
    """
    kept = queries.file(request.actor, file_id)
    content = queries.read_file(request.actor, file_id)
    return attachment(request, content, kept.name, kept.media_type)
