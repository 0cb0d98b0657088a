"""The life of a batch, and what becomes of each of its rows."""

from __future__ import annotations

from huishang.kernel.terms import PostKind
from huishang.workflow.lifecycle import Lifecycle, State, Transition

_KEEPERS = (
    PostKind.CHILD_DIRECTOR,
    PostKind.CHILD_SUPERVISOR,
    PostKind.CASE_WORKER,
    PostKind.OFFICE_CLERK,
    PostKind.OFFICE_DIRECTOR,
)


class BatchState(State):
    WAITING = "waiting", "核对中"
    CHECKED = "checked", "待确认"
    RUNNING = "running", "导入中"
    DONE = "done", "已完成"
    STOPPED = "stopped", "已停止"


class LineState(State):
    """What became of a row. No lifecycle of acts: each is written once from the one before."""

    FIT = "fit", "可以导入"
    UNFIT = "unfit", "不能导入"
    KNOWN = "known", "已有档案"
    TAKEN = "taken", "已导入"


BATCH = Lifecycle(
    "import_batch",
    "导入",
    initial=BatchState.WAITING,
    rows=(
        Transition(
            "check_batch",
            "核对",
            (BatchState.WAITING,),
            BatchState.CHECKED,
            _KEEPERS,
            "imports.checked",
        ),
        Transition(
            "confirm_batch",
            "开始导入",
            (BatchState.CHECKED,),
            BatchState.RUNNING,
            _KEEPERS,
            "imports.confirmed",
        ),
        Transition(
            "finish_batch",
            "完成",
            (BatchState.RUNNING,),
            BatchState.DONE,
            _KEEPERS,
            "imports.finished",
        ),
        Transition(
            "stop_batch",
            "停止",
            (BatchState.WAITING, BatchState.CHECKED, BatchState.RUNNING),
            BatchState.STOPPED,
            _KEEPERS,
            "imports.stopped",
        ),
    ),
)
