"""The next acts on an assignment, a request for more time, an order: open, or with the reason.

Each refusal is the one the action itself would give; both ask the same functions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.decision import first_refusal
from huishang.law import provisions
from huishang.law.provision import Provision
from huishang.workflow.acts import Act
from huishang.workflow.offers import Offer, transition

from .. import permissions
from ..models import Assignment, Extension, SupervisionOrder
from ..policies import extending, implementing, rules, supervising

_Row = Assignment | Extension | SupervisionOrder


def _ruled_by(provision: Provision[Any]) -> Callable[[_Row], tuple[Basis, ...]]:
    """The articles of a provision under the rules the assignment was given by."""
    return lambda row: rules.of(row if isinstance(row, Assignment) else row.assignment).basis(
        provision
    )


_OF_ASSIGNMENT: tuple[Offer[Assignment], ...] = (
    Offer(
        "accept", "认领", permissions.may_accept, transition("accept"),
        basis=_ruled_by(provisions.NAMED_PERSON),
    ),
    Offer(
        "note_progress", "记录进展", permissions.may_note_progress,
        lambda row: rules.while_under_way(row, "记录进展"),
    ),
    Offer(
        "report", "报送落实情况", permissions.may_report, transition("report"),
        basis=_ruled_by(provisions.FILING),
    ),
    Offer(
        "request_extension", "申请延期", permissions.may_request_extension,
        lambda row: first_refusal(
            (rules.while_under_way(row, "申请延期"), extending.can_request_extension(row))
        ),
        basis=_ruled_by(provisions.EXTENSION_REASONS),
    ),
    Offer(
        "return_report", "退回补充", permissions.may_return_report, transition("return_report"),
    ),
    Offer(
        "file", "备案", permissions.may_file, transition("file"), implementing.can_file,
        basis=_ruled_by(provisions.FILING),
    ),
    Offer(
        "remind", "催办", permissions.may_remind, lambda row: rules.while_owed(row, "催办"),
        basis=_ruled_by(provisions.TRACKING),
    ),
    Offer(
        "supervise", "督办", permissions.may_supervise,
        lambda row: rules.while_owed(row, "督办"), supervising.can_supervise,
        basis=_ruled_by(provisions.SUPERVISION_BY),
    ),
)  # fmt: skip

_OF_EXTENSION: tuple[Offer[Extension], ...] = (
    Offer(
        "grant_extension", "同意延期", permissions.may_grant_extension,
        lambda row: first_refusal(
            (
                transition("grant_extension")(row),
                rules.while_under_way(row.assignment, "同意延期"),
            )
        ),
        extending.can_grant_extension, _ruled_by(provisions.EXTENSION_APPROVER),
    ),
    Offer(
        "refuse_extension", "不同意延期", permissions.may_refuse_extension,
        transition("refuse_extension"), basis=_ruled_by(provisions.EXTENSION_APPROVER),
    ),
)  # fmt: skip

_OF_ORDER: tuple[Offer[SupervisionOrder], ...] = (
    Offer(
        "answer_supervision", "回复督办", permissions.may_answer_supervision,
        transition("answer_supervision"),
    ),
    Offer(
        "release_supervision", "销号", permissions.may_release_supervision,
        transition("release_supervision"), basis=_ruled_by(provisions.SUPERVISION_BY),
    ),
)  # fmt: skip


def acts(actor: Actor, record: Assignment | Extension | SupervisionOrder) -> tuple[Act, ...]:
    """Every act on the record, in the order of its life."""
    if isinstance(record, Assignment):
        return tuple(offer.made_to(actor, record) for offer in _OF_ASSIGNMENT)
    if isinstance(record, Extension):
        return tuple(offer.made_to(actor, record) for offer in _OF_EXTENSION)
    return tuple(offer.made_to(actor, record) for offer in _OF_ORDER)
