"""Places and bodies are written down; committees receive their member units."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.audit.details import Code
from huishang.kernel import clock
from huishang.kernel.actor import AnyActor, SystemActor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.terms import OrganisationKind
from huishang.kernel.texts import tidy

from .. import events, permissions, policies, queries
from ..models import Division, Membership, Organisation


@transaction.atomic
def register_division(
    *,
    actor: AnyActor,
    code: str,
    name: str,
    full_name: str = "",
    valid_from: date,
    valid_until: date | None = None,
    successor: str | None = None,
) -> Division:
    """Write a place down.

    :param code: six, nine or twelve digits (统计用区划代码).
    :param full_name: 山西省运城市盐湖区; put together from the place above where it is empty.
    :param successor: code of the place that took this one over.
    :raises NotPermitted / InvalidData
    """
    place = _place("code", code)
    permissions.may_register(actor, place).require(NotPermitted)
    wrong = policies.division_faults(
        name=name,
        full_name=full_name,
        taken=Division.objects.filter(pk=place.code).exists(),
    ) | policies.date_faults(valid_from, valid_until, field="valid_until")
    if successor and not Division.objects.filter(pk=successor).exists():
        wrong["successor"] = "没有这个承继的行政区划，请先登记。"
    if wrong:
        raise InvalidData(wrong)
    made = Division.objects.create(
        code=place.code,
        name=tidy(name),
        full_name=tidy(full_name) or _full_name(place, tidy(name)),
        level=place.level,
        valid_from=valid_from,
        valid_until=valid_until,
        successor_id=successor,
    )
    record(
        actor=actor,
        event=events.DIVISION_REGISTERED,
        subject=Subject("division", made.code),
        details={"level": Code(made.level)},
        private={"name": made.name},
    )
    return made


def _place(field: str, code: str) -> DivisionCode:
    try:
        return DivisionCode.parse(code)
    except ValueError as mistake:
        raise InvalidData({field: f"{mistake}。"}) from None


def _full_name(place: DivisionCode, name: str) -> str:
    above = Division.objects.filter(pk__in=[upper.code for upper in place.upward[1:]])
    nearest = above.order_by("-code").first()
    return f"{nearest.full_name if nearest else ''}{name}"


@transaction.atomic
def register_organisation(
    *,
    actor: AnyActor,
    name: str,
    kind: OrganisationKind,
    division: str,
    short_name: str = "",
    department: str = "",
    host_id: UUID | None = None,
    committee_id: UUID | None = None,
    document_mark: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Organisation:
    """Write a body down.

    :param department: its function, from the closed vocabulary of departments.
    :param host_id: the department an office sits in; data, because the law has moved it before
        (未成年人保护法 2024 第九条).
    :param committee_id: the committee an office serves.
    :param document_mark: 机关代字 of its official documents, 运未保办.
    :raises NotPermitted / InvalidData
    """
    place = _place("division", division)
    permissions.may_register(actor, place).require(NotPermitted)
    starts = valid_from or clock.today()
    host = queries.organisation(host_id) if host_id else None
    wrong = policies.organisation_faults(
        name=name,
        short_name=short_name,
        document_mark=document_mark,
        kind=kind,
        department=department,
        division=Division.objects.filter(pk=place.code).first(),
        committee=queries.organisation(committee_id) if committee_id else None,
        taken=Organisation.objects.filter(division_id=place.code, name=tidy(name)).exists(),
    ) | policies.date_faults(starts, valid_until, field="valid_until")
    if wrong:
        raise InvalidData(wrong)
    made = Organisation.objects.create(
        name=tidy(name),
        short_name=tidy(short_name) or tidy(name),
        kind=kind,
        department=department,
        division_id=place.code,
        host=host,
        committee_id=committee_id,
        document_mark=tidy(document_mark),
        valid_from=starts,
        valid_until=valid_until,
    )
    record(
        actor=actor,
        event=events.ORGANISATION_REGISTERED,
        subject=Subject("organisation", made.pk),
        details={"kind": Code(made.kind), "division": DivisionCode(made.division_id)},
        private={"name": made.name},
    )
    return made


@transaction.atomic
def admit_member(
    *,
    actor: AnyActor,
    committee_id: UUID,
    organisation_id: UUID,
    valid_from: date | None = None,
) -> Membership:
    """Give an organisation its seat on a committee (成员单位).

    :raises NotPermitted / InvalidData / NotVisible
    """
    committee = queries.organisation(committee_id)
    member = queries.organisation(organisation_id)
    permissions.may_admit(
        actor, place=committee.division.place, own_committee=serves(actor, committee_id)
    ).require(NotPermitted)
    starts = valid_from or clock.today()
    wrong = {}
    if committee.kind != OrganisationKind.COMMITTEE:
        wrong["committee"] = f"{committee.name}不是未保委（领导小组），请重新选择。"
    if queries.is_member_unit(committee_id, organisation_id, starts):
        wrong["organisation"] = f"{member.name}已是成员单位，不需要重复登记。"
    if wrong:
        raise InvalidData(wrong)
    seat = Membership.objects.create(
        committee_id=committee_id, organisation_id=organisation_id, valid_from=starts
    )
    record(
        actor=actor,
        event=events.MEMBER_ADMITTED,
        subject=Subject("organisation", committee_id),
        details={"member": organisation_id, "from": starts},
    )
    return seat


def serves(actor: AnyActor, committee_id: UUID | None) -> bool:
    """Whether the actor sits in the office of this committee."""
    if isinstance(actor, SystemActor) or committee_id is None:
        return False
    return queries.organisation(actor.organisation_id).committee_id == committee_id
