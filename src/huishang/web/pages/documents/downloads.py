"""A kept file as an answer: under its own name, never shown inside the page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from huishang.documents import queries
from huishang.kernel.actor import Actor


def download(actor: Actor, file_id: UUID) -> HttpResponse:
    """The bytes; that they were read is written down.

    :raises NotVisible: not there, or not for these eyes.
    """
    kept = queries.file(actor, file_id)
    response = HttpResponse(queries.read_file(actor, file_id), content_type=kept.media_type)
    header = content_disposition_header(as_attachment=True, filename=kept.name)
    assert header is not None
    response.headers["Content-Disposition"] = header
    return response
