"""纪要: draft, edit, confirm, sign, issue, correct."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.conferences import actions, queries
from huishang.conferences.queries import SECTIONS, AgendaItem, Minutes, MinutesState
from huishang.documents import queries as documents
from huishang.documents.queries import OfficialDocument

from ....components import Button, Fact, Link, Weight
from ....forms import HouseForm, begin, begin_one, press, submit
from ....page import render
from ....request import HouseRequest
from .. import trails, ways
from ..contexts.minutes import ConfirmationRow, EditionRow, EditorPage, MinutesPage
from ..contexts.speaking import OpinionCard
from ..contexts.steps import StepPage
from ..desk import settled_of
from ..forms.minutes import ConfirmForm, CorrectForm, DraftForm, EditForm
from ..paper import Paper, paper_of
from ..rows import seat_rows
from .speaking import opinion_card

_TONES = {
    MinutesState.DRAFT.value: "amber",
    MinutesState.CONFIRMING.value: "blue",
    MinutesState.SIGNED.value: "blue",
    MinutesState.ISSUED.value: "green",
    MinutesState.SUPERSEDED.value: "plain",
}


@require_GET
def minutes(request: HouseRequest, minutes_id: UUID) -> HttpResponse:
    """The paper as a whole: to be signed, or as it was signed. The look is written down."""
    shown = actions.open_minutes(actor=request.actor, minutes_id=minutes_id)
    item = shown.agenda_item
    runs = bool(queries.runs(request.actor, item.conference))
    issued = documents.document(request.actor, shown.document_id) if shown.document_id else None
    page = MinutesPage(
        title=f"{shown.get_form_display()}：{item.case.title}",
        trail=trails.to_item(item),
        minutes=shown,
        tone=_TONES[shown.status],
        paper=_paper(shown, issued),
        buttons=tuple(one for one in _buttons(request, shown) if runs or one.act.decision),
        editions=tuple(_editions(request, shown)),
        confirmations=tuple(_confirmations(shown)),
        issued=issued,
        receipts=tuple(documents.receipts_of(issued.pk)) if issued and runs else (),
    )
    return render(request, page)


def _paper(shown: Minutes, issued: OfficialDocument | None) -> Paper:
    """What was issued, as it was issued; before that, what would be."""
    return paper_of(documents.form_of(issued) if issued else queries.minutes_form(shown))


def _buttons(request: HouseRequest, shown: Minutes) -> Iterator[Button]:
    edit = queries.edit_act(request.actor, shown)
    if edit.decision:
        yield Button(edit, reverse("conferences:minutes_edit", args=[shown.pk]), opens=True)
    if shown.status == MinutesState.CONFIRMING.value:
        confirm = queries.confirm_act(request.actor, shown)
        if confirm.decision:
            url = reverse("conferences:minutes_confirm", args=[shown.pk])
            yield Button(confirm, url, opens=True, weight=Weight.MAIN)
    acts = queries.minutes_acts(request.actor, shown)
    yield from ways.buttons(acts, ways.MINUTES, shown.pk, shown.version)


def _editions(request: HouseRequest, shown: Minutes) -> Iterator[EditionRow]:
    for row in queries.editions(request.actor, shown.agenda_item):
        url = reverse("conferences:minutes", args=[row.pk])
        yield EditionRow(row, url, here=row.pk == shown.pk)


def _confirmations(shown: Minutes) -> Iterator[ConfirmationRow]:
    if shown.status == MinutesState.DRAFT.value:
        return
    for seat, given in queries.confirmations(shown):
        yield ConfirmationRow(
            seat.organisation.name, given.by if given else "", given.remark if given else ""
        )


@require_http_methods(["GET", "POST"])
def new(request: HouseRequest, item_id: UUID) -> HttpResponse:
    """起草: minutes or a memo, filled from the record."""
    item = queries.item(request.actor, item_id)
    begin_one(request, queries.item_acts(request.actor, item), "draft_minutes")
    form = DraftForm(request, queries.record_forms(item))

    def act(typed: dict[str, Any]) -> str:
        made = actions.draft_minutes(actor=request.actor, item_id=item.pk, form=typed["form"])
        return reverse("conferences:minutes_edit", args=[made.pk])

    page = _step(item, form, "起草", "按会议记录生成初稿，可再修改；到会情况和议定事项取自记录。")
    return submit(request, form, act) or render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def edit(request: HouseRequest, minutes_id: UUID) -> HttpResponse:
    """纪要编辑, beside the record it is written from."""
    draft = queries.minutes(request.actor, minutes_id)
    begin(request, queries.edit_act(request.actor, draft))
    form = EditForm(
        request,
        version=draft.version,
        draft=f"conferences.minutes.{draft.pk}",
        initial=_sections(draft),
    )

    def act(typed: dict[str, Any]) -> str:
        actions.edit_minutes(
            actor=request.actor, minutes_id=draft.pk, body=typed, version=form.seen
        )
        messages.success(request, "已保存。核对后送主持人签发。")
        return reverse("conferences:minutes", args=[draft.pk])

    def latest() -> dict[str, Any]:
        now = queries.minutes(request.actor, minutes_id)
        return {"version": now.version, **_sections(now)}

    return submit(request, form, act, latest=latest) or _editor(request, draft, form)


@require_POST
def preview(request: HouseRequest, minutes_id: UUID) -> HttpResponse:
    """The paper with what is being typed. A POST, because what is typed is no address."""
    draft = queries.minutes(request.actor, minutes_id)
    begin(request, queries.edit_act(request.actor, draft))
    return _editor(request, draft, EditForm(request), part="preview")


def _editor(
    request: HouseRequest, draft: Minutes, form: EditForm, part: str | None = None
) -> HttpResponse:
    item = draft.agenda_item
    typed = {name: str(form[name].value() or "") for name in SECTIONS}
    page = EditorPage(
        title=f"编辑{draft.get_form_display()}：{item.case.title}",
        trail=(*trails.to_item(item), trails.minutes(draft)),
        form=form,
        draws=reverse("conferences:minutes_preview", args=[draft.pk]),
        asked=item.request.problems,
        opinions=_opinions(request, item) if part is None else (),
        settled=tuple(map(settled_of, queries.decisions(request.actor, item))),
        rows=seat_rows(request.actor, item),
        paper=paper_of(queries.minutes_form(draft, typed)),
        back=trails.minutes(draft),
    )
    return render(request, page, part, status=200 if part else form.status)


def _opinions(request: HouseRequest, item: AgendaItem) -> tuple[OpinionCard, ...]:
    return tuple(map(opinion_card, actions.open_opinions(actor=request.actor, item=item)))


def _sections(draft: Minutes) -> dict[str, str]:
    return {name: draft.body.get(name, "") for name in SECTIONS}


@require_http_methods(["GET", "POST"])
def confirm(request: HouseRequest, minutes_id: UUID) -> HttpResponse:
    """会签."""
    draft = queries.minutes(request.actor, minutes_id)
    begin(request, queries.confirm_act(request.actor, draft))
    form = ConfirmForm(request, draft=f"conferences.confirm.{draft.pk}")

    def act(typed: dict[str, Any]) -> str:
        actions.confirm_minutes(actor=request.actor, minutes_id=draft.pk, remark=typed["remark"])
        messages.success(request, "已会签。")
        return trails.minutes(draft).url

    page = _step(draft.agenda_item, form, "会签", "会签表示已核对纪要中涉及本单位的内容。", draft)
    return submit(request, form, act) or render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def correct(request: HouseRequest, minutes_id: UUID) -> HttpResponse:
    """更正: a new edition; the issued one stays as it is until the new one is issued."""
    issued = queries.minutes(request.actor, minutes_id)
    begin_one(request, queries.minutes_acts(request.actor, issued), "supersede")
    form = CorrectForm(request, version=issued.version, draft=f"conferences.correct.{issued.pk}")

    def act(typed: dict[str, Any]) -> str:
        edition = actions.correct(
            actor=request.actor,
            minutes_id=issued.pk,
            correction=typed["correction"],
            version=form.seen,
        )
        return reverse("conferences:minutes_edit", args=[edition.pk])

    page = _step(
        issued.agenda_item,
        form,
        "出具更正稿",
        "更正稿经签发、印发后替代现行版本，编号不变；现行版本锁定留存。",
        issued,
    )
    return submit(request, form, act) or render(request, page, status=form.status)


def _step(
    item: AgendaItem, form: HouseForm, verb: str, consequence: str, of: Minutes | None = None
) -> StepPage:
    trail = trails.to_item(item)
    back: Link = trails.minutes(of) if of else trails.conference(item.conference)
    return StepPage(
        title=f"{verb}：{item.case.title}",
        trail=(*trail, back) if of else trail,
        form=form,
        verb=verb,
        back=back,
        facts=(Fact("会议编号", item.conference.number),),
        consequence=consequence,
    )


@require_POST
def send(request: HouseRequest, minutes_id: UUID) -> HttpResponse:
    """送会签."""
    return _pressed(request, minutes_id, actions.send_for_confirmation, "已送会签。")


@require_POST
def sign(request: HouseRequest, minutes_id: UUID) -> HttpResponse:
    """签发."""
    return _pressed(request, minutes_id, actions.sign, "已签发，由未保办编号印发。")


@require_POST
def issue(request: HouseRequest, minutes_id: UUID) -> HttpResponse:
    """印发."""
    return _pressed(request, minutes_id, actions.issue, "已印发，议定事项已交办各承办单位。")


def _pressed(
    request: HouseRequest, minutes_id: UUID, action: Callable[..., Minutes], said: str
) -> HttpResponse:
    def act(version: int | None) -> str:
        moved = action(actor=request.actor, minutes_id=minutes_id, version=version)
        messages.success(request, said)
        return trails.minutes(moved).url

    return press(request, act)
