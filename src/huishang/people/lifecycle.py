"""The life of a doubt whether two files are one child's."""

from __future__ import annotations

from huishang.kernel.terms import PostKind
from huishang.workflow.lifecycle import Lifecycle, State, Transition

_DECIDERS = (PostKind.CASE_WORKER, PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)
_KEEPERS = (PostKind.CHILD_DIRECTOR, PostKind.CHILD_SUPERVISOR, *_DECIDERS)


class PairState(State):
    SUSPECTED = "suspected", "待核对"
    APART = "apart", "不是同一人"
    JOINED = "joined", "已合并"


PAIR = Lifecycle(
    "pair",
    "疑似重复档案",
    initial=PairState.SUSPECTED,
    rows=(
        Transition(
            "tell_apart",
            "不是同一人",
            (PairState.SUSPECTED,),
            PairState.APART,
            _DECIDERS,
            "people.told_apart",
        ),
        Transition(
            "join",
            "合并",
            (PairState.SUSPECTED,),
            PairState.JOINED,
            _DECIDERS,
            "people.joined",
        ),
        Transition(
            "part",
            "撤销合并",
            (PairState.JOINED,),
            PairState.APART,
            _DECIDERS,
            "people.parted",
        ),
        Transition(
            "suspect",
            "提请核对",
            (PairState.APART,),
            PairState.SUSPECTED,
            _KEEPERS,
            "people.suspected_again",
        ),
    ),
)
