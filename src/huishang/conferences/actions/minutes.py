"""Draft, edit, confirm and correct the minutes (S0 §12(三))."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import Subject, record
from huishang.audit.details import Code
from huishang.audit.records import advance
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.law import provisions
from huishang.notifications import actions as notifications

from .. import events, permissions
from ..models import AgendaItem, Confirmation, Minutes
from ..policies import rules
from ..policies.minutes import (
    can_confirm,
    can_edit,
    can_send_for_confirmation,
    confirming_seats,
    form_faults,
)
from ..queries.papers import SECTIONS, first_draft

LONGEST = 50_000
"""Characters of one section; a limit of the platform, not of any rule."""


def load(actor: Actor, minutes_id: UUID, version: int | None = None) -> Minutes:
    """The minutes, locked, for the convening office's staff."""
    minutes = Minutes.objects.visible_to(actor).for_change(minutes_id, version)
    permissions.may_edit_minutes(actor, minutes).require(NotPermitted)
    return minutes


@transaction.atomic
def draft_minutes(*, actor: Actor, item_id: UUID, form: str) -> Minutes:
    """Draft minutes or a memo of one agenda item from its record (起草).

    Basis: provision ``record_forms`` (S0 第十二条第三项).

    :raises NotVisible, NotPermitted, NotInThisState, InvalidData:
    """
    item = AgendaItem.objects.visible_to(actor).for_change(item_id)
    permissions.may_draft_minutes(actor, item).require(NotPermitted)
    item.conference.lifecycle.allows("complete_record", item.conference.status).require(
        NotInThisState
    )
    if wrong := form_faults(form, item.conference):
        raise InvalidData(wrong)
    try:
        with transaction.atomic():
            minutes = Minutes(agenda_item=item, form=form, body=first_draft(item))
            minutes.save(force_insert=True)
    except IntegrityError:
        raise NotInThisState(
            "这一议题的纪要已经起草。", instead="请打开已有纪要继续修改。"
        ) from None
    record(
        actor=actor,
        event=events.DRAFT_MINUTES,
        subject=minutes.subject,
        case_id=item.case_id,
        basis=rules.of_item(item).basis(provisions.RECORD_FORMS),
        details={"form": Code(form)},
    )
    return minutes


@transaction.atomic
def edit_minutes(
    *, actor: Actor, minutes_id: UUID, body: Mapping[str, str], version: int | None = None
) -> Minutes:
    """Change the text of the sections; attendance and decisions stay those of the record.

    :raises NotVisible, NotPermitted, NotInThisState, InvalidData, Conflict:
    """
    minutes = load(actor, minutes_id, version)
    can_edit(minutes).require(NotInThisState)
    unknown = body.keys() - SECTIONS.keys()
    wrong = dict.fromkeys(unknown, "没有这一部分，请核对。")
    for name, text in body.items():
        if len(text) > LONGEST:
            wrong[name] = f"这一部分不超过{LONGEST}字，现有{len(text)}字。"
    if wrong:
        raise InvalidData(wrong)
    minutes.change(body={**minutes.body, **{name: text.strip() for name, text in body.items()}})
    record(
        actor=actor,
        event=events.EDIT_MINUTES,
        subject=minutes.subject,
        case_id=minutes.agenda_item.case_id,
        details={"sections": tuple(map(Code, sorted(body)))},
    )
    return minutes


@transaction.atomic
def send_for_confirmation(*, actor: Actor, minutes_id: UUID, version: int | None = None) -> Minutes:
    """Ask the seats the regime names to confirm the draft (送会签).

    Basis: provision ``minutes_confirmation``; off unless the regime sets it.

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, Conflict:
    """
    minutes = load(actor, minutes_id, version)
    can_send_for_confirmation(minutes).require(RuleUnmet)
    advance(
        minutes,
        "send_for_confirmation",
        actor=actor,
        case_id=minutes.agenda_item.case_id,
        basis=rules.of_item(minutes.agenda_item).basis(provisions.MINUTES_CONFIRMATION),
    )
    for seat in confirming_seats(minutes):
        notifications.send(
            actor=actor,
            organisation_id=seat.organisation_id,
            kind="document",
            title=f"{minutes.agenda_item.conference.number}：纪要请予会签",
            body="请核对纪要中涉及本单位的内容，确认无误后会签；有不同意见的，请写明。",
            link=f"/conferences/minutes/{minutes.pk}/",
            subject=Subject("minutes", minutes.pk),
            case_id=minutes.agenda_item.case_id,
        )
    return minutes


@transaction.atomic
def confirm_minutes(*, actor: Actor, minutes_id: UUID, remark: str = "") -> Confirmation:
    """Confirm the draft for one's organisation (会签). Confirming twice changes nothing.

    :raises NotVisible, NotPermitted, NotInThisState:
    """
    minutes = Minutes.objects.visible_to(actor).for_change(minutes_id)
    permissions.may_confirm_minutes(actor, confirming_seats(minutes)).require(NotPermitted)
    can_confirm(minutes).require(NotInThisState)
    given, is_new = Confirmation.objects.get_or_create(
        minutes=minutes,
        organisation_id=actor.organisation_id,
        defaults={"by": actor.label, "remark": remark.strip()},
    )
    if is_new:
        record(
            actor=actor,
            event=events.CONFIRM_MINUTES,
            subject=minutes.subject,
            case_id=minutes.agenda_item.case_id,
            basis=rules.of_item(minutes.agenda_item).basis(provisions.MINUTES_CONFIRMATION),
        )
    return given


@transaction.atomic
def correct(
    *, actor: Actor, minutes_id: UUID, correction: str, version: int | None = None
) -> Minutes:
    """Open a new edition of issued minutes; the issued one stays as it is until replaced (更正).

    :param correction: what is corrected and why; printed on the new edition.
    :raises NotVisible, NotPermitted, NotInThisState, InvalidData, Conflict:
    """
    minutes = load(actor, minutes_id, version)
    minutes.lifecycle.allows("supersede", minutes.status).require(NotInThisState)
    if not correction.strip():
        raise InvalidData({"correction": "请写明更正的内容和原因。"})
    try:
        with transaction.atomic():
            edition = Minutes(
                agenda_item=minutes.agenda_item,
                form=minutes.form,
                edition=minutes.edition + 1,
                correction=correction.strip(),
                body=minutes.body,
                number=minutes.number,
            )
            edition.save(force_insert=True)
    except IntegrityError:
        raise NotInThisState("更正稿已经起草。", instead="请打开更正稿继续办理。") from None
    record(
        actor=actor,
        event=events.DRAFT_MINUTES,
        subject=edition.subject,
        case_id=minutes.agenda_item.case_id,
        details={"edition": edition.edition},
    )
    return edition
