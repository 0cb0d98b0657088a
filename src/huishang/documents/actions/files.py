"""Keep a file."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.audit.details import Digest
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.errors import InvalidData
from huishang.kernel.secrecy import Confidentiality

from .. import events, storage
from ..models import StoredFile
from ..policies import Upload, fault_of, type_of


@transaction.atomic
def store_file(
    *,
    actor: Actor,
    name: str,
    content: bytes,
    media_type: str,
    subject: Subject,
    case_id: UUID | None = None,
    level: Confidentiality = Confidentiality.SENSITIVE,
) -> StoredFile:
    """Keep a file that somebody attaches to ``subject`` (上传附件).

    Whether the actor may attach anything to that subject is decided by the room that owns it.

    :param media_type: what the sender calls it; the content decides.
    :raises InvalidData: empty, too large, of a kind not taken, or not what its name says.
    """
    if fault := fault_of(Upload(name, content, media_type)):
        raise InvalidData({"file": fault})
    kept = keep(
        name=name,
        content=content,
        subject=subject,
        case_id=case_id,
        level=level,
        organisation_id=actor.organisation_id,
        by=actor,
    )
    record(
        actor=actor,
        event=events.STORE_FILE,
        subject=kept.subject,
        case_id=case_id,
        details={"of": subject, "sm3": Digest(kept.digest), "size": kept.size},
    )
    return kept


@transaction.atomic
def store_photo(
    *, actor: AnyActor, photo: bytes, subject: Subject, organisation_id: UUID, most: int
) -> bool:
    """Keep a photo that `queries.redrawn` made; answers whether it was kept (提交照片).

    The caller holds the subject, so that two at once are counted one after the other.

    :param most: how many photos one subject may have; one that is there already counts once.
    """
    there = StoredFile.objects.unscoped(reason="核对照片是否已收到").filter(
        subject_kind=subject.kind, subject_id=subject.id
    )
    digests = set(there.values_list("digest", flat=True))
    if storage.digest(photo) in digests:
        return True
    if len(digests) >= most:
        return False
    kept = keep(
        name=f"照片{len(digests) + 1}.jpg",
        content=photo,
        subject=subject,
        case_id=None,
        level=Confidentiality.SENSITIVE,
        organisation_id=organisation_id,
        by=actor,
    )
    record(
        actor=actor,
        event=events.STORE_FILE,
        subject=kept.subject,
        details={"of": subject, "sm3": Digest(kept.digest), "size": kept.size},
    )
    return True


def keep(
    *,
    name: str,
    content: bytes,
    subject: Subject,
    case_id: UUID | None,
    level: Confidentiality,
    organisation_id: UUID,
    by: AnyActor,
) -> StoredFile:
    """The bytes to disk and the row that names them; no event: the caller writes its own."""
    kind = type_of(content)
    assert kind is not None
    kept = StoredFile(
        name=name,
        media_type=kind.media_type,
        size=len(content),
        digest=storage.keep(content),
        level=level.value,
        subject_kind=subject.kind,
        subject_id=subject.id,
        case_id=case_id,
        organisation_id=organisation_id,
        uploaded_by=by.label,
    )
    kept.save(force_insert=True)
    return kept
