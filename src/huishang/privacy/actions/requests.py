"""Rights requests: received, answered or refused in writing, in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.details import Code, Reference
from huishang.audit.records import advance
from huishang.documents import actions as documents
from huishang.documents.actions.numbering import parsed
from huishang.documents.rendering import to_data
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import tidy
from huishang.law import book
from huishang.organisations import queries as organisations

from .. import events, permissions, policies
from ..labels import Requester
from ..models import RightsRequest
from ..queries.letters import refusal_letter
from ..queries.requests import rights

SERIES = "权利请求"
LETTERS = "权利告知"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class RequestEntry:
    """A request as it is typed.

    :param right: a code of provision ``rights``; :param requester_kind: a value of `Requester`.
    """

    right: str
    requester_kind: str
    requester: str
    contact: str
    child: str
    asked: str
    received_on: date | None

    def boxes(self) -> Mapping[str, policies.Asked]:
        return {
            "requester": ("请求人", self.requester, 60),
            "contact": ("联系方式", self.contact, 120),
            "child": ("涉及的未成年人", self.child, 60),
            "asked": ("请求内容", self.asked, _LONGEST),
        }


@transaction.atomic
def receive_request(*, actor: Actor, entry: RequestEntry) -> RightsRequest:
    """Write a request down and count when it is to be answered (登记). Provision ``rights_reply``.

    :raises NotPermitted / InvalidData
    """
    permissions.may_receive_request(actor).require(NotPermitted)
    known = rights(actor)
    wrong = policies.text_faults(entry.boxes())
    wrong |= policies.day_faults("received_on", "收到日期", entry.received_on)
    if entry.right not in known:
        wrong["right"] = "请选择请求的权利。"
    if entry.requester_kind not in Requester.values:
        wrong["requester_kind"] = "请选择请求人的身份。"
    if wrong or entry.received_on is None:
        raise InvalidData(wrong)
    due_on, provisional = policies.reply_due(actor.division.code, entry.received_on)
    made = RightsRequest(
        organisation_id=actor.organisation_id,
        division=actor.division.code,
        number=_next(actor.organisation_id, SERIES),
        right=entry.right,
        requester_kind=entry.requester_kind,
        **{name: tidy(text) for name, (_, text, _) in entry.boxes().items()},
        received_on=entry.received_on,
        due_on=due_on,
        due_provisional=provisional,
    )
    made.save(force_insert=True)
    record(
        actor=actor,
        event=events.REQUEST_RECEIVED,
        subject=made.subject,
        basis=(known[entry.right].basis,),
        details={"number": Reference(made.number), "right": Code(made.right), "due_on": due_on},
    )
    return made


def _next(organisation_id: UUID, series: str) -> str:
    own = organisations.organisation(organisation_id).short_name
    mark = documents.mark_of(organisation_id, series) or f"{own}{series}"
    return documents.next_number(organisation_id, series, mark, clock.today())


@transaction.atomic
def open_request(*, actor: Actor, request_id: UUID) -> RightsRequest:
    """The page of one request; the look is written down. :raises NotVisible"""
    found = RightsRequest.objects.visible_to(actor).for_reading(request_id)
    record(actor=actor, event=events.REQUEST_READ, subject=found.subject)
    return found


def _to_answer(actor: Actor, request_id: UUID, act: str, version: int | None) -> RightsRequest:
    found = RightsRequest.objects.visible_to(actor).for_change(request_id, version)
    permissions.may_answer_request(actor).require(NotPermitted)
    found.lifecycle.allows(act, found.status).require(NotInThisState)
    return found


def _stated(name: str, label: str, text: str) -> str:
    if wrong := policies.text_faults({name: (label, text, _LONGEST)}):
        raise InvalidData(wrong)
    return tidy(text)


@transaction.atomic
def fulfil_request(
    *, actor: Actor, request_id: UUID, answer: str, version: int | None = None
) -> RightsRequest:
    """What was asked is done, and how (办理答复).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    found = _to_answer(actor, request_id, "fulfil", version)
    told = _stated("answer", "办理情况", answer)
    _answer(actor, found, "fulfil", (rights(actor)[found.right].basis,), answer=told)
    return found


@transaction.atomic
def refuse_request(
    *, actor: Actor, request_id: UUID, reason: str, version: int | None = None
) -> RightsRequest:
    """It cannot be done, and a letter says why (书面拒绝). Provision ``rights_refusal_written``.

    :param reason: whole sentences, with the rule it rests on; printed in the letter.
    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    found = _to_answer(actor, request_id, "refuse", version)
    told = _stated("reason", "拒绝理由", reason)
    basis = policies.letter_is_written(found).basis
    letter = refusal_letter(
        found,
        right=rights(actor)[found.right].label,
        issuer=actor.organisation_name,
        number=parsed(_next(found.organisation_id, LETTERS)),
        reason=told,
        basis=book.current().cite(*basis) if basis else "",
        on=clock.today(),
    )
    _answer(actor, found, "refuse", basis, answer=told, letter=to_data(letter))
    return found


@transaction.atomic
def withdraw_request(
    *, actor: Actor, request_id: UUID, reason: str, version: int | None = None
) -> RightsRequest:
    """The requester takes it back (撤回). :raises: as `fulfil_request`."""
    found = _to_answer(actor, request_id, "withdraw", version)
    _answer(actor, found, "withdraw", (), answer=_stated("reason", "撤回情况", reason))
    return found


def _answer(
    actor: Actor, found: RightsRequest, act: str, basis: tuple[Basis, ...], **columns: Any
) -> None:
    advance(
        found,
        act,
        actor=actor,
        basis=basis,
        details={"number": Reference(found.number), "in_time": clock.today() <= found.due_on},
        answered_at=clock.now(),
        answered_by=actor.label,
        **columns,
    )
