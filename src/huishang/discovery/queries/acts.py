"""The next acts on a report: open, or with the very reason the action would give."""

from __future__ import annotations

from uuid import UUID

from huishang.kernel.actor import Actor
from huishang.law import provisions
from huishang.law import reporting_provisions as clocks
from huishang.workflow.acts import Act
from huishang.workflow.offers import Offer, ruled_by, transition

from .. import permissions
from ..lifecycle import ReportState
from ..models import Report
from ..policies import deciding, public


def _is_new(report: Report) -> bool:
    return report.status == ReportState.RECEIVED


_OF_REPORT: tuple[Offer[Report], ...] = (
    Offer(
        "accept_report", "受理", permissions.may_accept_report, transition("accept_report"),
        basis=ruled_by(clocks.ACCEPTANCE_CLOCK), here=_is_new,
    ),
    Offer(
        "refuse_report", "不予受理", permissions.may_refuse_report, transition("refuse_report"),
        basis=ruled_by(clocks.ACCEPTANCE_CLOCK), here=_is_new,
    ),
    Offer(
        "open_case", "立案", permissions.may_open_case, transition("open_case"),
        deciding.can_open_case,
        basis=ruled_by(provisions.COMPETENT_PLACES),
    ),
    Offer(
        "name_child", "查明儿童", permissions.may_name_child, can=deciding.can_name_child,
        here=lambda report: not report.child_ids,
    ),
    Offer(
        "settle_report", "处置（不立案）", permissions.may_settle_report,
        transition("settle_report"), basis=ruled_by(provisions.REPORT_FEEDBACK),
    ),
    Offer(
        "tell_reporter", "告知报告人结果", permissions.may_tell_reporter,
        can=deciding.can_tell_reporter, basis=ruled_by(provisions.REPORT_FEEDBACK),
        here=lambda report: report.decided_at is not None and report.told_at is None,
    ),
    Offer("pass_on", "转交责任部门", permissions.may_pass_on),
    Offer("hand_up", "本级不能处置，上报", permissions.may_hand_up),
    Offer("show_reporter", "显示报告人", permissions.may_show_reporter),
    Offer(
        "answer_reporter", "答复报告人", permissions.may_answer_reporter,
        can=public.can_answer_reporter, here=public.has_receipt,
    ),
)  # fmt: skip


def receive_act(actor: Actor) -> Act:
    """立即报告, before any place is known."""
    return Act("receive_report", "立即报告", permissions.may_receive(actor, ()))


def report_acts(actor: Actor, report_id: UUID) -> tuple[Act, ...]:
    """:raises NotVisible"""
    seen = Report.objects.visible_to(actor).select_related("office", "organisation", "receipt")
    report = seen.for_reading(report_id)
    return tuple(offer.made_to(actor, report) for offer in _OF_REPORT)
