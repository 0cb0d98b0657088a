"""What may be done with sweeps: open, or with the reason the action would give."""

from __future__ import annotations

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.workflow.acts import Act

from .. import permissions
from ..models import Missed, Patrol, Stretch, Sweep
from ..policies import can_fill, can_return, can_settle, can_withdraw


def begin_act(actor: Actor) -> Act:
    return Act("begin_sweep", "部署排查", permissions.may_begin_any(actor))


def sweep_acts(actor: Actor, sweep: Sweep) -> tuple[Act, ...]:
    now = sweep.lifecycle.allows("close_sweep", sweep.status)
    return (
        Act("close_sweep", "结束排查", permissions.may_close(actor, sweep), now, here=bool(now)),
    )


def stretch_acts(actor: Actor, stretch: Stretch) -> tuple[Act, ...]:
    """On a part loaded with its sweep."""
    fill = can_fill(stretch.sweep, stretch, today=clock.today())
    back = can_return(stretch.sweep, stretch)
    may_fill = permissions.may_fill(actor)
    return (
        Act("note_missed", "登记未走访户", may_fill, fill, here=bool(fill)),
        Act("hand_in", "报送", may_fill, fill, here=bool(fill)),
        Act(
            "return_stretch",
            "退回重查",
            permissions.may_return(actor, stretch),
            back,
            here=bool(back),
        ),
    )


def patrol_act(actor: Actor) -> Act:
    return Act("log_patrol", "登记巡查", permissions.may_patrol(actor))


def withdraw_patrol_act(actor: Actor, found: Patrol) -> Act:
    now = can_withdraw(found)
    may = permissions.may_withdraw(actor, found)
    return Act("withdraw_patrol", "撤销登记", may, now, here=bool(now))


def missed_act(actor: Actor, found: Missed) -> Act:
    """On a household loaded with its part."""
    now = can_settle(found)
    return Act("settle_missed", "补办", permissions.may_fill(actor), now, here=bool(now))
