"""What may be shredded or answered, whoever asks."""

from __future__ import annotations

from datetime import datetime

from huishang.kernel import clock
from huishang.kernel.clock import BEIJING
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.law import book, provisions
from huishang.law.rules import Rules

from .labels import Outcome
from .models import Event, Finding


def can_shred(event: Event) -> Decision:
    """Log data stay as long as the law wants logs to stay, whatever the reason."""
    today = clock.today()
    kept = Rules.at(event.division, today).find(provisions.LOG_RETENTION)
    written = event.at.astimezone(BEIJING).date()
    last = book.current().calendar(today).add(written, kept.value).on
    if today <= last:
        return refused(
            f"这条记录应留存至少{kept.value}（至{last:%Y年%-m月%-d日}），现在不能销毁其中的内容。",
            instead="期满后再办理；权利请求可以先答复请求人留存期限和理由。",
            basis=kept.basis,
        )
    return Decision(True, basis=kept.basis)


def can_explain(finding: Finding) -> Decision:
    if finding.outcome == Outcome.EXPLAINED:
        return refused("这项异常查阅已经说明。", instead="无须重复办理。")
    return Decision(True)


def can_forward(finding: Finding) -> Decision:
    if finding.outcome:
        return refused(
            f"这项异常查阅已办理：{Outcome(finding.outcome).label}。", instead="无须重复移交。"
        )
    return Decision(True)


def can_ask_verification(asked_at: datetime | None) -> Decision:
    """:param asked_at: of the one that is still to be made."""
    if asked_at is None:
        return ALLOWED
    when = f"{asked_at.astimezone(BEIJING):%-m月%-d日 %H:%M}"
    return refused(f"{when}已申请核验，尚未完成。", instead="请稍后刷新本页查看结果。")
