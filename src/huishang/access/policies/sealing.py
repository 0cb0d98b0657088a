"""What a record about to be closed, and a request to look at one, have to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.resident_id import ResidentId
from huishang.kernel.texts import name_fault, text_fault
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.law.values import SealedKind, UnsealingGround
from huishang.organisations import queries as organisations

from ..lifecycle import UnsealingState
from ..models import Unsealing


def kinds(place: DivisionCode) -> dict[str, SealedKind]:
    """Code → what the law in force there today closes."""
    found = Rules.at(place, clock.today()).value(provisions.SEALED_KINDS)
    return {kind.code: kind for kind in found}


def grounds(place: DivisionCode) -> dict[str, UnsealingGround]:
    found = Rules.at(place, clock.today()).value(provisions.UNSEALING_GROUNDS)
    return {ground.code: ground for ground in found}


def kinds_under(place: DivisionCode, basis: Iterable[str]) -> list[str]:
    """Codes of the kinds closed by one of some articles: a ground opens no others."""
    named = set(basis)
    return [kind.code for kind in kinds(place).values() if str(kind.basis) in named]


def note_fault(label: str, text: str) -> str | None:
    return text_fault(label, text, longest=300, lines=True)


def _person_faults(name: str, born: date | None, number: str) -> dict[str, str | None]:
    wrong = {"name": name_fault("姓名", name, longest=60), "born": None, "number": None}
    if born is None and not number.strip():
        wrong["born"] = "请填写出生日期或者居民身份号码，至少一项。"
    elif born is not None and born > clock.today():
        wrong["born"] = "出生日期还没有到，请核对。"
    try:
        if number.strip() and ResidentId.parse(number).birth_date != (born or _born(number)):
            wrong["number"] = "居民身份号码与出生日期不一致，请核对。"
    except ValueError as mistake:
        wrong["number"] = str(mistake)
    return wrong


def _born(number: str) -> date:
    return ResidentId.parse(number).birth_date


def _said(found: Mapping[str, str | None]) -> dict[str, str]:
    return {field: fault for field, fault in found.items() if fault}


def sealing_faults(
    actor: Actor, *, kind: str, name: str, born: date, number: str, decided_by: str,
    document_number: str, text: str,
) -> dict[str, str]:  # fmt: skip
    """Field → what is wrong with a record about to be closed."""
    return _said(
        {
            **_person_faults(name, born, number),
            "kind": None if kind in kinds(actor.division) else "请选择依法应当封存的记录种类。",
            "decided_by": text_fault("决定机关", decided_by, longest=100),
            "document_number": text_fault("决定文书号", document_number, longest=60),
            "text": text_fault("记录内容", text, longest=5_000, lines=True),
        }
    )


def unsealing_faults(
    actor: Actor, *, body: str, ground: str, document_number: str, purpose: str, viewer_id: UUID,
    name: str, born: date | None, number: str,
) -> dict[str, str]:  # fmt: skip
    """Field → what is wrong with a request to look at what is closed."""
    viewer = organisations.posts_of(viewer_id)
    return _said(
        {
            **_person_faults(name, born, number),
            "body": text_fault("查询单位", body, longest=100),
            "ground": None if ground in grounds(actor.division) else "请选择法定的查询事由。",
            "document_number": text_fault("查询公函文号", document_number, longest=60),
            "purpose": text_fault("查询目的", purpose, longest=500, lines=True),
            "viewer_id": None if viewer else "查阅人应是平台上的在任人员，请重新选择。",
        }
    )


def can_be_looked_at(asked: Unsealing) -> Decision:
    """Between the last approval and the hour it ends."""
    if asked.status == UnsealingState.OPEN and asked.ends_at and clock.now() < asked.ends_at:
        return ALLOWED
    if asked.status == UnsealingState.OPEN:
        return refused("开启时限已过，不能再查阅。", instead="仍需查阅的，请凭公函重新申请。")
    return refused(
        f"这项查询目前为“{asked.status_label}”，还不能查阅。",
        instead="须经两个不同单位的负责人同意后查阅。",
    )
