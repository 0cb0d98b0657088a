"""The life of a sweep, and of each village's part in it."""

from __future__ import annotations

from huishang.kernel.terms import PostKind
from huishang.workflow.lifecycle import Lifecycle, State, Transition

_OVERSEERS = (PostKind.CHILD_SUPERVISOR, PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)


class SweepState(State):
    RUNNING = "running", "进行中"
    CLOSED = "closed", "已结束"


class StretchState(State):
    OPEN = "open", "排查中"
    HANDED_IN = "handed_in", "已报送"


SWEEP = Lifecycle(
    "sweep",
    "排查",
    initial=SweepState.RUNNING,
    rows=(
        Transition(
            "close_sweep",
            "结束排查",
            (SweepState.RUNNING,),
            SweepState.CLOSED,
            _OVERSEERS,
            "sweeps.closed",
        ),
    ),
)

STRETCH = Lifecycle(
    "stretch",
    "本村排查",
    initial=StretchState.OPEN,
    rows=(
        Transition(
            "hand_in",
            "报送",
            (StretchState.OPEN,),
            StretchState.HANDED_IN,
            (PostKind.CHILD_DIRECTOR, PostKind.CHILD_SUPERVISOR),
            "sweeps.handed_in",
        ),
        Transition(
            "return_stretch",
            "退回重查",
            (StretchState.HANDED_IN,),
            StretchState.OPEN,
            _OVERSEERS,
            "sweeps.returned",
        ),
    ),
)
