from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.assignments import actions, queries
from huishang.assignments.queries import (
    Assignment,
    AssignmentState,
    Entry,
    Extension,
    SupervisionOrder,
    SupervisionState,
)
from huishang.documents import queries as documents
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import NotVisible
from huishang.law import book
from huishang.workflow.acts import Act
from huishang.workflow.deadlines import Deadline

from ...components import Button, Empty, Fact, Link, Pager, Weight
from ...forms import begin_one, press, submit
from ...page import render
from ...request import HouseRequest
from .contexts import (
    AssignmentPage,
    ExtensionRow,
    LedgerPage,
    LedgerRow,
    OrderRow,
    ReportRow,
    StepPage,
)
from .forms import AnswerForm, LedgerFilter, NoteForm, RefusalForm
from .steps import STEPS

_TONES = {
    AssignmentState.ASSIGNED: "amber",
    AssignmentState.UNDER_WAY: "blue",
    AssignmentState.REPORTED: "plain",
    AssignmentState.FILED: "green",
}


def _home(assignment_id: UUID) -> str:
    return reverse("assignments:show", args=[assignment_id])


def _trail(*further: Link) -> tuple[Link, ...]:
    return (Link("交办与督办", reverse("assignments:ledger")), *further)


# --- 台账 ----------------------------------------------------------------------------------------


@require_GET
def ledger(request: HouseRequest) -> HttpResponse:
    """交办台账: what is late first, then by due date, filed last."""
    filters = LedgerFilter(request)
    after = request.GET.get("after", "")
    found = queries.ledger(request.actor, filters.narrowed, after=after)
    page = LedgerPage(
        title="交办与督办",
        filters=filters,
        rows=tuple(_row(number, entry) for number, entry in enumerate(found.rows, start=1)),
        lights=tuple(queries.counts_by_organisation(request.actor)),
        pager=Pager.of(found, filters, after),
        download=Button(
            documents.export_act(request.actor),
            f"{reverse('assignments:export')}?{request.GET.urlencode()}",
            opens=True,
        ),
        empty=Empty(
            "没有符合条件的交办事项",
            "会商纪要印发后，各项议定事项会作为交办事项列在这里，按期限排列。",
        ),
    )
    return render(request, page)


def _row(number: int, entry: Entry) -> LedgerRow:
    state = AssignmentState(entry.assignment.status)
    return LedgerRow(number, entry, state.label, _TONES[state])


# --- 一项交办 ------------------------------------------------------------------------------------


@require_GET
def show(request: HouseRequest, assignment_id: UUID) -> HttpResponse:
    """One assignment: what, by when and why then, what was done, what may be done next."""
    actor = request.actor
    row = queries.assignment(actor, assignment_id)
    state = AssignmentState(row.status)
    reasons = {reason.code: reason.label for reason in queries.extension_reasons(row)}
    open_acts = () if state is AssignmentState.FILED else queries.acts(actor, row)
    page = AssignmentPage(
        title=_heading(row),
        trail=_trail(),
        assignment=row,
        state=state.label,
        tone=_TONES[state],
        deadline=_deadline(row),
        facts=_facts(row),
        counted=queries.counting(row),
        buttons=tuple(_button(row, act) for act in open_acts),
        reports=tuple(
            ReportRow(report, tuple(files)) for report, files in queries.reports(actor, row.pk)
        ),
        extensions=tuple(
            _extension(actor, extension, reasons) for extension in queries.extensions(actor, row.pk)
        ),
        orders=tuple(_order(actor, order) for order in queries.supervision_orders(actor, row.pk)),
        progress=tuple(queries.progress(actor, row.pk)),
        reminders=tuple(queries.reminders(actor, row.pk)),
    )
    return render(request, page)


def _heading(row: Assignment) -> str:
    """The matter without its measures, which stand among the facts."""
    return row.matter.partition("：")[0]


def _deadline(row: Assignment) -> Deadline:
    done = row.status in (AssignmentState.REPORTED.value, AssignmentState.FILED.value)
    today = clock.today()
    return Deadline.seen(
        row.due_on,
        today,
        book.current().calendar(today),
        provisional=row.due_provisional,
        done=done,
    )


def _facts(row: Assignment) -> tuple[Fact, ...]:
    basis = tuple(Basis.parse(source) for source in row.basis)
    person = row.responsible_person.name if row.responsible_person else "尚未指定"
    return (
        Fact("交办事项", row.matter, wide=True),
        Fact("个案", row.case_number),
        Fact("牵头单位", row.organisation.name),
        Fact("配合单位", "、".join(body.name for body in row.supporting.all()) or "无"),
        Fact("责任人", person),
        Fact("起算日", row.starts_on),
        Fact("期限依据", row.grounds, basis, wide=True),
        Fact("备案单位", row.office.name),
        Fact("备案号", row.filing_number or "尚未备案"),
    )


def _button(row: Assignment, act: Act) -> Button:
    if act.name == "file":
        return Button(
            act,
            reverse("assignments:file", args=[row.pk]),
            weight=Weight.MAIN,
            consequence="备案后编定备案号，落实情况不能再修改。",
            version=row.version,
        )
    weight = Weight.MAIN if act.name in ("accept", "report") else Weight.PLAIN
    return Button(
        act, reverse("assignments:step", args=[row.pk, act.name]), opens=True, weight=weight
    )


def _extension(actor: Actor, extension: Extension, reasons: dict[str, str]) -> ExtensionRow:
    buttons = tuple(
        Button(act, reverse("assignments:decide", args=[extension.pk, act.name]), opens=True)
        for act in queries.acts(actor, extension)
        if act.decision
    )
    return ExtensionRow(extension, reasons.get(extension.reason_code, ""), buttons)


def _order(actor: Actor, order: SupervisionOrder) -> OrderRow:
    addresses = {
        "answer_supervision": (reverse("assignments:answer", args=[order.pk]), True),
        "release_supervision": (reverse("assignments:release", args=[order.pk]), False),
    }
    buttons = []
    for act in queries.acts(actor, order):
        url, opens = addresses[act.name]
        if act.decision:
            buttons.append(Button(act, url, opens=opens, version=order.version))
    is_open = order.status != SupervisionState.RELEASED.value
    return OrderRow(order, "red" if is_open else "green", tuple(buttons))


# --- 环节 ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def step(request: HouseRequest, assignment_id: UUID, step: str) -> HttpResponse:
    """A step that needs words; which one is a row of `STEPS`."""
    if step not in STEPS:
        raise NotVisible("环节")
    row, assignment = STEPS[step], queries.assignment(request.actor, assignment_id)
    begin_one(request, queries.acts(request.actor, assignment), step)
    form = row.form(
        request, assignment, version=assignment.version, draft=f"assignments.{step}.{assignment_id}"
    )

    def act(typed: dict[str, Any]) -> str:
        row.act(request.actor, assignment_id, form, typed)
        messages.success(request, row.said)
        return _home(assignment_id)

    back = Link(_heading(assignment), _home(assignment_id))
    page = StepPage(
        title=row.title,
        trail=_trail(back),
        form=form,
        verb=row.verb,
        back=back,
        about=(
            Fact("事项", assignment.matter, wide=True),
            Fact("期限", assignment.due_on),
            Fact("牵头单位", assignment.organisation.name),
        ),
    )
    return submit(
        request, form, act, latest=lambda: _latest(request.actor, assignment_id)
    ) or render(request, page, status=form.status)


def _latest(actor: Actor, assignment_id: UUID) -> dict[str, Any]:
    return {"version": queries.assignment(actor, assignment_id).version}


@require_POST
def file(request: HouseRequest, assignment_id: UUID) -> HttpResponse:
    """备案."""

    def act(version: int | None) -> str:
        filed = actions.file(actor=request.actor, assignment_id=assignment_id, version=version)
        messages.success(request, f"已备案，备案号：{filed.filing_number}。")
        return _home(assignment_id)

    return press(request, act)


@require_http_methods(["GET", "POST"])
def decide(request: HouseRequest, extension_id: UUID, step: str) -> HttpResponse:
    """同意或者不同意延期."""
    if step not in ("grant_extension", "refuse_extension"):
        raise NotVisible("环节")
    extension = queries.extension(request.actor, extension_id)
    begin_one(request, queries.acts(request.actor, extension), step)
    grants = step == "grant_extension"
    form = (NoteForm if grants else RefusalForm)(request, version=extension.version)

    def act(typed: dict[str, Any]) -> str:
        if grants:
            actions.grant_extension(
                actor=request.actor,
                extension_id=extension_id,
                note=typed["note"],
                version=form.seen,
            )
        else:
            actions.refuse_extension(
                actor=request.actor,
                extension_id=extension_id,
                reason=typed["reason"],
                version=form.seen,
            )
        messages.success(request, "延期申请已审批。")
        return _home(extension.assignment_id)

    title = "同意延期" if grants else "不同意延期"
    back = Link(_heading(extension.assignment), _home(extension.assignment_id))
    page = StepPage(
        title=title,
        trail=_trail(back),
        form=form,
        verb=title,
        back=back,
        about=(
            Fact("原期限", extension.due_before),
            Fact("申请延期至", extension.due_requested),
            Fact("具体情况", extension.explanation, wide=True),
            Fact("需要出台的政策", extension.policy_item or "无"),
        ),
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def answer(request: HouseRequest, order_id: UUID) -> HttpResponse:
    """回复督办."""
    order = queries.supervision_order(request.actor, order_id)
    begin_one(request, queries.acts(request.actor, order), "answer_supervision")
    form = AnswerForm(request, version=order.version, draft=f"assignments.answer.{order_id}")

    def act(typed: dict[str, Any]) -> str:
        actions.answer_supervision(
            actor=request.actor, order_id=order_id, answer=typed["answer"], version=form.seen
        )
        messages.success(request, "督办回复已提交。")
        return _home(order.assignment_id)

    back = Link(_heading(order.assignment), _home(order.assignment_id))
    page = StepPage(
        title="回复督办",
        trail=_trail(back),
        form=form,
        verb="提交回复",
        back=back,
        about=(Fact("督办要求", order.requirements, wide=True), Fact("回复期限", order.due_on)),
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_POST
def release(request: HouseRequest, order_id: UUID) -> HttpResponse:
    """督办销号."""
    order = queries.supervision_order(request.actor, order_id)

    def act(version: int | None) -> str:
        actions.release_supervision(actor=request.actor, order_id=order_id, version=version)
        messages.success(request, "督办已销号。")
        return _home(order.assignment_id)

    return press(request, act)
