"""What may be done with a batch: open, or with the reason the action would give."""

from __future__ import annotations

from huishang.kernel.actor import Actor
from huishang.workflow.acts import Act

from .. import permissions
from ..models import Batch
from ..policies.confirming import can_confirm
from .batches import Progress


def import_act(actor: Actor) -> Act:
    return Act("upload", "导入", permissions.may_import(actor))


def batch_acts(actor: Actor, batch: Batch, count: Progress) -> tuple[Act, ...]:
    """On a batch in hand, and how far it is."""
    ready = batch.lifecycle.allows("confirm_batch", batch.status)
    stop = batch.lifecycle.allows("stop_batch", batch.status)
    may = permissions.may_import(actor)
    return (
        Act("confirm_batch", "开始导入", may, can_confirm(batch, count.fit), here=bool(ready)),
        Act("stop_batch", "停止", may, stop, here=bool(stop)),
    )
