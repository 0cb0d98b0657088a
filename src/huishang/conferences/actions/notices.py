"""Telling the seats: official notice, message per seat, calendar entry; and taking it back."""

from __future__ import annotations

from collections.abc import Iterable

from huishang.access import actions as access
from huishang.access.queries import Extent, Matter
from huishang.audit.actions import Subject
from huishang.documents import actions as documents
from huishang.kernel.actor import Actor
from huishang.law import provisions
from huishang.notifications import actions as notifications

from ..models import AgendaItem, Conference, Seat
from ..policies import rules
from ..queries.papers import calendar_entry, meeting_words, notice_form, notice_title

NOTICE_SERIES = "会商通知"


def seat_path(seat: Seat) -> str:
    """Where a seat's page lies; the only thing a message carries about a case."""
    return f"/conferences/seats/{seat.pk}/"


def notify(
    actor: Actor,
    conference: Conference,
    items: Iterable[AgendaItem],
    *,
    only: list[Seat] | None = None,
) -> None:
    """One notice per agenda item to its seats, one message per seat, one calendar entry each.

    ``only`` tells seats that were added after the notices left, by the same paper.
    """
    if conference.chair.organisation_id != conference.office_id:
        for item in items:
            access.involve(
                actor=actor,
                organisation_id=conference.chair.organisation_id,
                matter=Matter.CASE,
                matter_id=item.case_id,
                extent=Extent.FILE,
                role="主持会商",
            )
    for item in items:
        told = (
            only
            if only is not None
            else list(
                item.seats.unscoped(reason="通知本议题全部席位").select_related("organisation")
            )
        )
        documents.issue(
            actor=actor,
            kind="notice",
            issuer_id=conference.office_id,
            series=NOTICE_SERIES,
            title=notice_title(conference),
            form=notice_form(item, told),
            subject=Subject("agenda_item", item.pk),
            recipients=dict.fromkeys(seat.organisation_id for seat in told),
            disclosure=rules.of_conference(conference).value(provisions.DISCLOSURE).label,
            signed_by=actor.label,
            case_id=item.case_id,
        )
        for seat in told:
            message = notifications.send(
                actor=actor,
                organisation_id=seat.organisation_id,
                person_id=seat.expert_id,
                kind="conference_notice",
                title=notice_title(conference),
                body=_body(conference, item),
                link=seat_path(seat),
                subject=Subject("seat", seat.pk),
                case_id=item.case_id,
            )
            documents.store_file(
                actor=actor,
                name=f"{conference.number}.ics",
                content=calendar_entry(conference, seat),
                media_type="text/calendar",
                subject=Subject("seat", seat.pk),
                case_id=item.case_id,
            )
            seat.change(message_id=message.pk)


def recall(actor: Actor, conference: Conference, what: str, why: str) -> None:
    """Tell every seat that was told: moved, or called off.

    :param why: as typed; in the sealed body, never in the title.
    """
    for item in conference.agenda_items.unscoped(reason="告知全部已通知席位"):
        for seat in item.seats.unscoped(reason="告知全部已通知席位").filter(
            message_id__isnull=False
        ):
            notifications.send(
                actor=actor,
                organisation_id=seat.organisation_id,
                person_id=seat.expert_id,
                kind="conference_notice",
                title=what,
                body=f"{conference.number} {what}：{why}。",
                link=seat_path(seat),
                subject=Subject("seat", seat.pk),
                case_id=item.case_id,
            )


def _body(conference: Conference, item: AgendaItem) -> str:
    asked = f"请研究以下咨询事项并提出书面意见：\n{item.questions}" if item.questions else ""
    return f"{meeting_words(conference)}\n{asked}".strip()
