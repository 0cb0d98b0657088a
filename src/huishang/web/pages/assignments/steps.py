"""The steps on an assignment that need words, one row each: title, verb, form, action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from huishang.assignments import actions
from huishang.kernel.actor import Actor

from .forms import (
    AcceptForm,
    ExtensionForm,
    ProgressForm,
    ReasonForm,
    ReminderForm,
    ReportForm,
    StepForm,
    SupervisionForm,
)

Typed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """:param act: calls the action with what was typed.
    :param said: what the person reads when it is done.
    """

    title: str
    verb: str
    form: type[StepForm]
    act: Callable[[Actor, UUID, Any, Typed], object]
    said: str


STEPS: Mapping[str, Step] = {
    "accept": Step(
        "认领交办事项", "认领", AcceptForm,
        lambda actor, key, form, typed: actions.accept(
            actor=actor, assignment_id=key, person_id=UUID(typed["person_id"]), version=form.seen
        ),
        "已认领，责任人已确定。",
    ),
    "note_progress": Step(
        "记录进展", "保存", ProgressForm,
        lambda actor, key, form, typed: actions.note_progress(
            actor=actor, assignment_id=key, text=typed["text"]
        ),
        "进展已记录。",
    ),
    "report": Step(
        "报送落实情况", "报送", ReportForm,
        lambda actor, key, form, typed: actions.report(
            actor=actor, assignment_id=key, text=typed["text"], files=typed["attachments"],
            version=form.seen,
        ),
        "落实情况已报送，等待未保办审核备案。",
    ),
    "request_extension": Step(
        "申请延期", "提交申请", ExtensionForm,
        lambda actor, key, form, typed: actions.request_extension(
            actor=actor, assignment_id=key, reason_code=typed["reason_code"],
            explanation=typed["explanation"], policy_item=typed["policy_item"],
            until=typed["until"], version=form.seen,
        ),
        "延期申请已提交。",
    ),
    "return_report": Step(
        "退回补充", "退回", ReasonForm,
        lambda actor, key, form, typed: actions.return_report(
            actor=actor, assignment_id=key, reason=typed["reason"], version=form.seen
        ),
        "已退回承办单位补充。",
    ),
    "remind": Step(
        "催办", "发出催办", ReminderForm,
        lambda actor, key, form, typed: actions.remind(
            actor=actor, assignment_id=key, text=typed["text"], version=form.seen
        ),
        "催办已发出。",
    ),
    "supervise": Step(
        "督办", "签发督办通知", SupervisionForm,
        lambda actor, key, form, typed: actions.supervise(
            actor=actor, assignment_id=key, requirements=typed["requirements"],
            due_on=typed["due_on"], version=form.seen,
        ),
        "督办通知已签发。",
    ),
}  # fmt: skip
