"""Volunteers and social organisations come and go."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import record
from huishang.audit.details import Code
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import tidy

from .. import events, permissions
from ..models import Supporter
from ..policies import entries


@dataclass(frozen=True, slots=True)
class SupporterEntry:
    """A volunteer or a social organisation as it is typed.

    :param kind: a `SupporterKind`. :param credit_code: eighteen signs, of an organisation.
    :param services: values of `Service`: what they may be asked.
    """

    kind: str
    name: str
    contact: str
    phone: str
    services: Collection[str]
    since: date | None
    credit_code: str = ""
    qualification: str = ""


@transaction.atomic
def register_supporter(*, actor: Actor, entry: SupporterEntry) -> Supporter:
    """They may be asked for these services once a record check is answered.

    :raises NotPermitted / InvalidData
    """
    permissions.may_keep_supporters(actor).require(NotPermitted)
    code = tidy(entry.credit_code).upper()
    wrong = entries.supporter_faults(
        kind=entry.kind,
        name=entry.name,
        credit_code=code,
        qualification=entry.qualification,
        contact=entry.contact,
        phone=entry.phone,
        services=entry.services,
    ) | entries.day_faults("since", "登记日期", entry.since)
    if wrong or entry.since is None:
        raise InvalidData(wrong)
    try:
        with transaction.atomic():
            made = Supporter.objects.create(
                division=actor.division.code,
                kind=entry.kind,
                name=tidy(entry.name),
                credit_code=code,
                qualification=tidy(entry.qualification),
                contact=tidy(entry.contact),
                phone=tidy(entry.phone),
                services=sorted(entry.services),
                since=entry.since,
            )
    except IntegrityError:
        raise InvalidData({"credit_code": "这个社会组织已经登记，请在名册中查找。"}) from None
    record(
        actor=actor,
        event=events.SUPPORTER_REGISTERED,
        subject=made.subject,
        details={"kind": Code(made.kind), "services": tuple(map(Code, made.services))},
        private={"name": made.name},
    )
    return made


@transaction.atomic
def end_supporter(*, actor: Actor, supporter_id: UUID, version: int | None = None) -> Supporter:
    """They are not asked any more (退出). The line stays.

    :raises NotVisible / NotPermitted / NotInThisState / Conflict
    """
    found = Supporter.objects.visible_to(actor).for_change(supporter_id, version)
    permissions.may_keep_supporters(actor).require(NotPermitted)
    entries.can_end(found).require(NotInThisState)
    found.change(ended_on=clock.today())
    record(actor=actor, event=events.SUPPORTER_ENDED, subject=found.subject)
    return found
