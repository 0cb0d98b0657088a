"""What is confirmed: a table that was looked through and has something to take in."""

from __future__ import annotations

from huishang.kernel.decision import ALLOWED, Decision, refused

from ..models import Batch


def can_confirm(batch: Batch, fit: int) -> Decision:
    """:param fit: rows that can be taken in."""
    if not (ready := batch.lifecycle.allows("confirm_batch", batch.status)):
        return ready
    if not fit:
        return refused("没有可以导入的行。", instead="请按列出的原因修改表格后重新上传。")
    return ALLOWED
