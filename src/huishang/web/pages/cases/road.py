"""Where a case stands on its road, read from what was done in it.

The audit trail of a case is complete and says when: each stage is passed by an act, in the round
the case is in. An act that takes a step back opens its stage again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from huishang.audit.queries import Entry as Event
from huishang.cases import queries
from huishang.cases.queries import Case, StageName, Standing

from ...components import Reach, Stage
from ...templatetags.house import day

_CONFERRED = (
    StageName.CONFERENCE,
    StageName.MINUTES,
    StageName.ASSIGNING,
    StageName.IMPLEMENTING,
    StageName.FILING,
)

PASSED_BY: Mapping[str, StageName] = {
    "conferences.submit": StageName.REQUEST,
    "conferences.conclude": StageName.CONFERENCE,
    "conferences.issue": StageName.MINUTES,
    "assignments.assign": StageName.ASSIGNING,
    "assignments.file": StageName.FILING,
}
OPENED_AGAIN_BY: Mapping[str, tuple[StageName, ...]] = {
    "conferences.withdraw": (StageName.REQUEST,),
    "conferences.return_request": (StageName.REQUEST,),
    "cases.enter_conference": _CONFERRED,
    "cases.leave_conference": (StageName.REQUEST, *_CONFERRED),
    "cases.reopen": (StageName.REQUEST, *_CONFERRED),
}
WANTING_AFTER: Mapping[str, str] = {
    "cases.open": "需要会商的，请提请",
    "cases.reopen": "需要会商的，请提请",
    "conferences.draft": "申请正在拟稿",
    "conferences.submit": "待未保办审核",
    "conferences.return_request": "待补充后再提请",
    "conferences.pass_up": "待上级审核",
    "conferences.hand_down": "待下级审核",
    "conferences.accept": "待召集",
    "conferences.convene": "待发会议通知",
    "conferences.send_notices": "待开会",
    "conferences.reschedule": "待开会",
    "conferences.open_meeting": "正在开会",
    "conferences.conclude": "待起草",
    "conferences.draft_minutes": "待签发",
    "conferences.send_for_confirmation": "正在会签",
    "conferences.sign": "待印发",
    "cases.leave_conference": "需要会商的，请提请",
}
"""The last of these acts → what the stage reached is waiting for."""

_REACH = {
    Standing.PASSED: Reach.DONE,
    Standing.HERE: Reach.HERE,
    Standing.AHEAD: Reach.AHEAD,
    Standing.SKIPPED: Reach.AHEAD,
}


def road(case: Case, events: Iterable[Event]) -> tuple[Stage, ...]:
    """The stages in order: passed on which day, or what is wanting.

    :param events: of the case's timeline, in order.
    """
    passed, wanting, duties, filed = dict[StageName, datetime](), "", 0, 0
    for event in events:
        for stage in OPENED_AGAIN_BY.get(event.act, ()):
            passed.pop(stage, None)
        if event.act in PASSED_BY:
            passed[PASSED_BY[event.act]] = event.at
        wanting = WANTING_AFTER.get(event.act, wanting)
        duties += event.act == "assignments.assign"
        filed += event.act == "assignments.file"
    if duties > filed:
        passed.pop(StageName.FILING, None)
        wanting = f"{duties}项交办，{filed}项已备案"
    if StageName.FILING in passed:
        passed[StageName.IMPLEMENTING] = passed[StageName.FILING]
        wanting = "全部备案，可以结案"
    stages = queries.road(case, passed, unfiled=duties - filed)
    return tuple(_stage(stage, wanting) for stage in stages)


def _stage(stage: queries.Stage, wanting: str) -> Stage:
    if stage.standing is Standing.PASSED:
        note = day(stage.at)
    elif stage.standing is Standing.HERE:
        note = wanting
    else:
        note = "未经过" if stage.standing is Standing.SKIPPED else ""
    return Stage(stage.label, _REACH[stage.standing], note)
