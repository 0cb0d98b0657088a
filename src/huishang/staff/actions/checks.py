"""Record checks: asked for, answered; what follows from an answer.

Basis: 未成年人保护法 第六十二条, provisions ``record_check_on_entry``, ``record_check_every``.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.access.scoping import ScopedQuerySet
from huishang.audit.actions import Subject, record
from huishang.audit.details import Code
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import tidy
from huishang.law import provisions
from huishang.law.rules import Rules

from .. import events, permissions
from ..labels import CheckKind, CheckResult
from ..models import RecordCheck, Supporter
from ..policies import entries
from .alerts import tell_of_a_bar
from .loading import keep


@transaction.atomic
def ask_check(*, actor: Actor, post_id: UUID, kind: str, asked_on: date | None) -> RecordCheck:
    """A query about the holder of a post was handed in (提请查询).

    :param kind: a `CheckKind`.
    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    post = keep(actor, post_id)
    return _ask(
        actor,
        RecordCheck(person_id=post.person_id, division=post.organisation.division_id),
        kind,
        asked_on,
    )


@transaction.atomic
def ask_supporter_check(
    *, actor: Actor, supporter_id: UUID, kind: str, asked_on: date | None
) -> RecordCheck:
    """About a volunteer, or the people an organisation sends.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    found = Supporter.objects.visible_to(actor).for_change(supporter_id)
    permissions.may_keep_supporters(actor).require(NotPermitted)
    entries.can_end(found).require(NotInThisState)
    return _ask(actor, RecordCheck(supporter=found, division=found.division), kind, asked_on)


def _ask(actor: Actor, check: RecordCheck, kind: str, asked_on: date | None) -> RecordCheck:
    wrong = entries.choice_faults({"kind": ("查询类别", kind, CheckKind.values)})
    wrong |= entries.day_faults("asked_on", "提请日期", asked_on)
    if wrong or asked_on is None:
        raise InvalidData(wrong)
    check.kind, check.asked_on, check.written_by = kind, asked_on, actor.label
    try:
        with transaction.atomic():
            check.save(force_insert=True)
    except IntegrityError:
        entries.can_ask(waiting=True).require(NotInThisState)
    record(
        actor=actor,
        event=events.CHECK_ASKED,
        subject=_subject(check),
        basis=_basis(check),
        details={"check": check.pk, "kind": Code(kind), "asked_on": asked_on},
    )
    return check


@transaction.atomic
def answer_check(
    *,
    actor: Actor,
    post_id: UUID,
    answered_on: date | None,
    result: str,
    answer_number: str = "",
    version: int | None = None,
) -> RecordCheck:
    """The answer about the holder of a post arrived (登记答复). Only whether there is a record is
    kept, not what it says.

    Where there is one, the others who keep the register are told at once that the post has to
    end; ending it is for who appoints.

    :param result: a `CheckResult`. :param version: of the check that waits.
    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    post = keep(actor, post_id)
    waiting = RecordCheck.objects.visible_to(actor).filter(person=post.person_id)
    check = _answer(actor, waiting, answered_on, result, answer_number, version)
    if check.found:
        tell_of_a_bar(actor, post.person_id)
    return check


@transaction.atomic
def answer_supporter_check(
    *,
    actor: Actor,
    supporter_id: UUID,
    answered_on: date | None,
    result: str,
    answer_number: str = "",
    version: int | None = None,
) -> RecordCheck:
    """About a volunteer, or the people an organisation sends.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    found = Supporter.objects.visible_to(actor).for_change(supporter_id)
    permissions.may_keep_supporters(actor).require(NotPermitted)
    waiting = RecordCheck.objects.visible_to(actor).filter(supporter=found)
    return _answer(actor, waiting, answered_on, result, answer_number, version)


def _answer(
    actor: Actor,
    of_one: ScopedQuerySet[RecordCheck],
    answered_on: date | None,
    result: str,
    answer_number: str,
    version: int | None,
) -> RecordCheck:
    waiting = of_one.filter(answered_on__isnull=True)
    key = waiting.values_list("pk", flat=True).first()
    entries.is_awaited(key is not None).require(NotInThisState)
    assert key is not None
    check = waiting.for_change(key, version)
    wrong = (
        entries.choice_faults({"result": ("查询结果", result, CheckResult.values)})
        | entries.day_faults("answered_on", "答复日期", answered_on, first=check.asked_on)
        | entries.text_faults(
            {"answer_number": ("答复文号", answer_number, 60)}, optional=("answer_number",)
        )
    )
    if wrong or answered_on is None:
        raise InvalidData(wrong)
    check.change(
        answered_on=answered_on,
        result=result,
        answer_number=tidy(answer_number),
        written_by=actor.label,
    )
    record(
        actor=actor,
        event=events.CHECK_ANSWERED,
        subject=_subject(check),
        basis=_basis(check),
        details={"check": check.pk, "answered_on": answered_on},
        private={"result": check.result},
    )
    return check


def _subject(check: RecordCheck) -> Subject:
    if check.supporter_id:
        return Subject("supporter", check.supporter_id)
    assert check.person_id is not None
    return Subject("person", check.person_id)


def _basis(check: RecordCheck) -> tuple[Basis, ...]:
    rule = (
        provisions.RECORD_CHECK_ON_ENTRY
        if check.kind == CheckKind.ON_ENTRY
        else provisions.RECORD_CHECK_EVERY
    )
    return Rules.at(check.division, clock.today()).basis(rule)
