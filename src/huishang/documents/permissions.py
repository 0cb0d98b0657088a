"""Who may sign for a paper. Who may issue one is decided by the room that issues it."""

from __future__ import annotations

from huishang.access.queries import Matter, works_on
from huishang.access.visibility import ANSWERS_FOR_ORGANISATION, WORKS_ON_FILES
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.law import provisions
from huishang.law.rules import Rules

from .models import DocumentReceipt, OfficialDocument, StoredFile


def may_sign_for(actor: Actor, document: OfficialDocument) -> Decision:
    """Those who take papers in for an organisation the document went to."""
    went_here = DocumentReceipt.objects.unscoped(reason="是否为收文单位").filter(
        document=document, organisation_id=actor.organisation_id
    )
    if not went_here.exists():
        return refused(
            f"{actor.organisation_name}不是这份公文的收文单位，不能签收。",
            instead="需要这份公文的，请联系印发单位。",
        )
    return may_take_in(actor, document)


def may_take_in(actor: Actor, document: OfficialDocument) -> Decision:
    """The posts that receive papers for their organisation, or a worker named for the case."""
    if actor.is_any(*ANSWERS_FOR_ORGANISATION) or (
        document.case_id is not None and works_on(actor, Matter.CASE, document.case_id)
    ):
        return ALLOWED
    return refused("公文由本单位联络员或者工作人员签收。", instead="请联系本单位联络员。")


def may_set_level(actor: Actor, row: OfficialDocument | StoredFile) -> Decision:
    """Those who work on files in the organisation that issued the paper or put the file in."""
    owner = row.issuer if isinstance(row, OfficialDocument) else row.organisation
    if actor.is_any(*WORKS_ON_FILES) and actor.organisation_id == owner.pk:
        return ALLOWED
    return refused(f"密级由{owner.name}变更。", instead=f"请联系{owner.name}。")


def may_export(actor: Actor) -> Decision:
    """Basis: provision ``exported_by``."""
    found = Rules.at(actor.division, clock.today()).find(provisions.EXPORTED_BY)
    if actor.post in found.value:
        return ALLOWED
    words = "、".join(post.label for post in found.value)
    return refused(f"导出限于{words}。", instead="需要这份材料的，请向承办单位索取。")
