"""Who sees a file, a paper, a receipt.

A file or a paper is seen by whoever sees what it belongs to. The room that owns that subject says
who does, once, with `seen_with`; until a room has, sight of the case decides. A paper is also seen
by the office that issued it, by its committee's chairs, and by the organisations it went to.
Who is recused from a case sees none of its papers; what is sealed is seen by nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from huishang.access.queries import Matter
from huishang.access.visibility import Section, matters_in_sight, not_recused, speaks_in
from huishang.kernel.actor import Actor
from huishang.kernel.secrecy import Confidentiality

from .models import PAPER, DocumentReceipt, OfficialDocument

Ids = Callable[[Actor], QuerySet[Any, Any]]

_subjects: dict[str, Ids] = {}


_UNSEALED = ~Q(level=Confidentiality.SEALED.value)


def seen_with(subject_kind: str, ids: Ids) -> None:
    """What belongs to a subject of this kind is seen by whoever sees the subject.

    Called by the owning room when it is ready.

    :param ids: rows of the subjects an actor sees; asked by their own key, row by row.
    """
    _subjects[subject_kind] = ids


def _by_subject(actor: Actor) -> Q:
    sight = ~Q(subject_kind__in=(PAPER, *_subjects)) & matters_in_sight(
        actor, Matter.CASE, "case_id", Section.MINUTES
    )
    for kind, ids in _subjects.items():
        sight |= Q(subject_kind=kind) & Q(Exists(ids(actor).filter(pk=OuterRef("subject_id"))))
    return sight


def files_in_sight(actor: Actor) -> Q:
    """With what they are attached to; a paper's own prints with the paper."""
    papers = OfficialDocument.objects.visible_to(actor).filter(pk=OuterRef("subject_id"))
    sight = _by_subject(actor) | (Q(subject_kind=PAPER) & Q(Exists(papers)))
    return sight & not_recused(actor, Matter.CASE, "case_id") & _UNSEALED


def documents_in_sight(actor: Actor) -> Q:
    received = DocumentReceipt.objects.unscoped(reason="本单位收到的公文").filter(
        organisation_id=actor.organisation_id, document=OuterRef("pk")
    )
    issued = Q(issuer_id=actor.organisation_id) | Q(issuer__committee_id=actor.organisation_id)
    own = (issued | Q(Exists(received))) & speaks_in(actor, Matter.CASE, "case_id")
    sight = _by_subject(actor) | own
    return sight & not_recused(actor, Matter.CASE, "case_id") & _UNSEALED


def receipts_in_sight(actor: Actor) -> Q:
    """One's own organisation's; all of them for those who issued the paper."""
    own = Q(organisation_id=actor.organisation_id)
    own |= Q(document__issuer_id=actor.organisation_id)
    spoken_for = own & speaks_in(actor, Matter.CASE, "document__case_id")
    unsealed = ~Q(document__level=Confidentiality.SEALED.value)
    return spoken_for & unsealed & not_recused(actor, Matter.CASE, "document__case_id")


def exports_in_sight(actor: Actor) -> Q:
    """One's own, and nobody else's."""
    return Q(person_id=actor.person_id)
