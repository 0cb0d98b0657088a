"""The next acts on an assignment, a request for more time, an order: open, or with the reason.

Each refusal is the one the action itself would give; both ask the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from huishang.audit.records import StatefulRecord
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, first_refusal, refused
from huishang.kernel.errors import NoRuleInForce
from huishang.law import provisions
from huishang.law.provision import Provision
from huishang.law.rules import Rules
from huishang.workflow.acts import Act

from .. import permissions
from ..models import Assignment, Extension, SupervisionOrder
from ..policies import extending, implementing, rules, supervising

R = TypeVar("R", Assignment, Extension, SupervisionOrder)


@dataclass(frozen=True, slots=True)
class _Offer(Generic[R]):
    """An act: who may, in which stage, what the rules allow, and the provision behind it."""

    name: str
    label: str
    may: Callable[[Actor, R], Decision]
    stage: Callable[[R], Decision]
    can: Callable[[R], Decision] | None = None
    provision: Provision[object] | None = None

    def made_to(self, actor: Actor, record: R, law: Rules) -> Act:
        def checks() -> Iterator[Decision]:
            yield self.may(actor, record)
            yield self.stage(record)
            yield self.can(record) if self.can else ALLOWED

        try:
            basis = law.basis(self.provision) if self.provision else ()
            return Act.judged(self.name, self.label, checks(), basis)
        except NoRuleInForce as silence:
            said = refused(silence.message, instead=silence.instead, basis=silence.basis)
            return Act(self.name, self.label, said)


def _transition(name: str) -> Callable[[StatefulRecord], Decision]:
    return lambda record: record.lifecycle.allows(name, record.status)


_OF_ASSIGNMENT: tuple[_Offer[Assignment], ...] = (
    _Offer(
        "accept", "认领", permissions.may_accept, _transition("accept"),
        provision=provisions.NAMED_PERSON,
    ),
    _Offer(
        "note_progress", "记录进展", permissions.may_note_progress,
        lambda row: rules.while_under_way(row, "记录进展"),
    ),
    _Offer(
        "report", "报送落实情况", permissions.may_report, _transition("report"),
        provision=provisions.FILING,
    ),
    _Offer(
        "request_extension", "申请延期", permissions.may_request_extension,
        lambda row: first_refusal(
            (rules.while_under_way(row, "申请延期"), extending.can_request_extension(row))
        ),
        provision=provisions.EXTENSION_REASONS,
    ),
    _Offer(
        "return_report", "退回补充", permissions.may_return_report, _transition("return_report"),
    ),
    _Offer(
        "file", "备案", permissions.may_file, _transition("file"), implementing.can_file,
        provisions.FILING,
    ),
    _Offer(
        "remind", "催办", permissions.may_remind, lambda row: rules.while_owed(row, "催办"),
        provision=provisions.TRACKING,
    ),
    _Offer(
        "supervise", "督办", permissions.may_supervise,
        lambda row: rules.while_owed(row, "督办"), supervising.can_supervise,
        provisions.SUPERVISION_BY,
    ),
)  # fmt: skip

_OF_EXTENSION: tuple[_Offer[Extension], ...] = (
    _Offer(
        "grant_extension", "同意延期", permissions.may_grant_extension,
        lambda row: first_refusal(
            (
                _transition("grant_extension")(row),
                rules.while_under_way(row.assignment, "同意延期"),
            )
        ),
        extending.can_grant_extension, provisions.EXTENSION_APPROVER,
    ),
    _Offer(
        "refuse_extension", "不同意延期", permissions.may_refuse_extension,
        _transition("refuse_extension"), provision=provisions.EXTENSION_APPROVER,
    ),
)  # fmt: skip

_OF_ORDER: tuple[_Offer[SupervisionOrder], ...] = (
    _Offer(
        "answer_supervision", "回复督办", permissions.may_answer_supervision,
        _transition("answer_supervision"),
    ),
    _Offer(
        "release_supervision", "销号", permissions.may_release_supervision,
        _transition("release_supervision"), provision=provisions.SUPERVISION_BY,
    ),
)  # fmt: skip


def acts(actor: Actor, record: Assignment | Extension | SupervisionOrder) -> tuple[Act, ...]:
    """Every act on the record, in the order of its life."""
    if isinstance(record, Assignment):
        law = rules.of(record)
        return tuple(offer.made_to(actor, record, law) for offer in _OF_ASSIGNMENT)
    law = rules.of(record.assignment)
    if isinstance(record, Extension):
        return tuple(offer.made_to(actor, record, law) for offer in _OF_EXTENSION)
    return tuple(offer.made_to(actor, record, law) for offer in _OF_ORDER)
