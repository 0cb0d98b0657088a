"""The next acts on a report or a case: open, or with the very reason the action would give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar
from uuid import UUID

from huishang.audit.records import StatefulRecord
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.decision import ALLOWED, Decision, first_refusal, refused
from huishang.kernel.errors import NoRuleInForce
from huishang.law import provisions
from huishang.law.provisions import Provision
from huishang.law.rules import Rules
from huishang.workflow.acts import Act

from .. import permissions
from ..lifecycle import CaseState
from ..models import Case, FollowUpKind, Report
from ..policies import handling

R = TypeVar("R", Case, Report)


def _always(_: object) -> Decision:
    return ALLOWED


def _transition(name: str) -> Callable[[StatefulRecord], Decision]:
    return lambda record: record.lifecycle.allows(name, record.status)


def _nothing(_: object) -> tuple[Basis, ...]:
    return ()


def _ruled_by(provision: Provision[object]) -> Callable[[Report | Case], tuple[Basis, ...]]:
    return lambda record: Rules.at(record.division, clock.today()).basis(provision)


@dataclass(frozen=True, slots=True)
class _Offer(Generic[R]):
    """An act: who may, what state and rule allow, and the articles behind it."""

    name: str
    label: str
    may: Callable[[Actor, R], Decision]
    state: Callable[[R], Decision] = _always
    can: Callable[[R], Decision] = _always
    basis: Callable[[R], tuple[Basis, ...]] = _nothing

    def made_to(self, actor: Actor, record: R) -> Act:
        """Where the place has no rule for it the act is refused, and the page is drawn."""

        def checks() -> Iterator[Decision]:
            yield self.may(actor, record)
            yield self.state(record)
            yield self.can(record)

        act = Act.judged(self.name, self.label, checks())
        try:
            return replace(act, basis=self.basis(record))
        except NoRuleInForce as silence:
            unruled = refused(silence.message, instead=silence.instead)
            return replace(act, now=first_refusal((act.now, unruled)))


def _follow_up(case: Case) -> Decision:
    closed = case.status == CaseState.CLOSED
    return handling.can_follow_up(
        case, FollowUpKind.RETURN_VISIT if closed else FollowUpKind.TRACKING
    )


_OF_REPORT: tuple[_Offer[Report], ...] = (
    _Offer(
        "open_case", "立案", permissions.may_open_case, _transition("open_case"),
        basis=_ruled_by(provisions.COMPETENT_PLACES),
    ),
    _Offer(
        "settle_report", "处置（不立案）", permissions.may_settle_report,
        _transition("settle_report"), basis=_ruled_by(provisions.REPORT_FEEDBACK),
    ),
    _Offer("show_reporter", "显示报告人", permissions.may_show_reporter),
)  # fmt: skip


def _to_close(case: Case) -> _Offer[Case]:
    """Decided and based on one look at what was given out."""
    closing = handling.Closing(case)
    return _Offer(
        "close", "结案", permissions.may_close, _transition("close"),
        lambda _: closing.decision, lambda _: closing.basis,
    )  # fmt: skip


_OF_CASE: tuple[_Offer[Case], ...] = (
    _Offer("reopen", "重新办理", permissions.may_reopen, _transition("reopen")),
    _Offer(
        "record_follow_up", "记录跟踪回访", permissions.may_follow_up, can=_follow_up,
        basis=_ruled_by(provisions.TRACKING),
    ),
    _Offer("add_child", "增列儿童", permissions.may_add_child, can=handling.can_add_child),
    _Offer(
        "move_office", "变更管辖", permissions.may_move_office, can=handling.can_move_office,
        basis=_ruled_by(provisions.COMPETENT_PLACES),
    ),
    _Offer("set_level", "变更密级", permissions.may_set_level),
    _Offer(
        "seal", "封存", permissions.may_seal, can=handling.can_seal,
        basis=_ruled_by(provisions.SEALED_KINDS),
    ),
    _Offer("recuse", "申请回避", lambda actor, case: permissions.may_recuse(
        actor, case, actor.person_id
    )),
    _Offer(
        "name_worker", "指定办案人员", permissions.may_name_worker,
        basis=_ruled_by(provisions.CASE_TEAM),
    ),
    _Offer("invite", "邀请查阅", permissions.may_invite, basis=_ruled_by(provisions.UNDERTAKING)),
    _Offer("see_team", "办案人员", permissions.may_see_team),
    _Offer("see_readings", "查阅记录", permissions.may_see_readings),
)  # fmt: skip


def receive_act(actor: Actor) -> Act:
    """立即报告, before any place is known."""
    return Act("receive_report", "立即报告", permissions.may_receive(actor, ()))


def report_acts(actor: Actor, report_id: UUID) -> tuple[Act, ...]:
    """:raises NotVisible"""
    report = Report.objects.visible_to(actor).select_related("office").for_reading(report_id)
    return tuple(offer.made_to(actor, report) for offer in _OF_REPORT)


def acts(actor: Actor, case: Case) -> tuple[Act, ...]:
    """Every act on a case in sight, conferences' own aside."""
    return tuple(offer.made_to(actor, case) for offer in (_to_close(case), *_OF_CASE))
