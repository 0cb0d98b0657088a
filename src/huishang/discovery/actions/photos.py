"""The photos of somebody without an account: with the report, or later with its receipt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from huishang.audit.actions import record
from huishang.documents import actions as documents
from huishang.documents.queries import Upload, how_many_files, redrawn
from huishang.kernel.errors import InvalidData

from .. import events
from ..models import Report
from .public import held_by, public_at
from .telling import tell_of_photos


@dataclass(frozen=True, slots=True)
class PhotosTaken:
    """:param held: how many the report has now. :param refused: of each other, why and what to do.

    The words of the report stand, whatever became of its photos.
    """

    held: int
    refused: tuple[str, ...]


def add_photos(
    *, code: str, photos: Iterable[Upload], address: str, with_report: bool = False
) -> PhotosTaken:
    """Take in photos for the report a receipt was given for (提交照片).

    Each is drawn anew before it is kept (`documents.policies.photos`), and judged by itself: one
    that is refused keeps none of the others out. The same photo sent again is there once.

    :param with_report: sent with the very form of the report, of which the office is told already.
    :raises InvalidData / NotVisible / NotPermitted: as `open_conversation`.
    """
    report = held_by(code, address)
    before, refused = how_many_files(report.subject), []
    for photo in photos:
        try:
            drawn = redrawn(photo)
        except InvalidData as error:
            refused.append(error.fields["photos"])
        else:
            if not _kept(report, drawn):
                refused.append(
                    f"照片“{photo.name[:40]}”没有收下：一份报告最多{settings.PHOTOS_A_REPORT}张。"
                    "其余的请用文字说明，办理人员会联系核实。"
                )
    held = how_many_files(report.subject)
    if held > before and not with_report:
        with transaction.atomic():
            tell_of_photos(public_at(report.office), report)
    return PhotosTaken(held, tuple(refused))


@transaction.atomic
def _kept(report: Report, drawn: bytes) -> bool:
    every = Report.objects.unscoped(reason="收照片时锁定").select_for_update()
    every.get(pk=report.pk)
    public, before = public_at(report.office), how_many_files(report.subject)
    kept = documents.store_photo(
        actor=public,
        photo=drawn,
        subject=report.subject,
        organisation_id=report.office_id,
        most=settings.PHOTOS_A_REPORT,
    )
    if how_many_files(report.subject) > before:
        record(actor=public, event=events.PHOTO_ADDED, subject=report.subject)
    return kept
