"""名册, and one person's sheet with what is added to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.kernel.masking import mask_number
from huishang.kernel.terms import Sex
from huishang.staff import actions, permissions, queries
from huishang.staff.queries import (
    Background,
    CheckKind,
    CheckResult,
    Employment,
    Grade,
    Line,
    RecordCheck,
    Sheet,
    TrainingKind,
)

from ...components import Button, Empty, Fact, Link, Pager, Weight
from ...forms import HouseForm, begin_one, submit
from ...page import render
from ...request import HouseRequest
from .contexts import CheckRow, FormPage, PersonPage, PersonRow, RegisterPage, Written
from .forms import AnswerForm, AppraisalForm, AskForm, EntryForm, RegisterFilter, TrainingForm
from .parts import parts, to


@require_GET
def register(request: HouseRequest) -> HttpResponse:
    filters, after = RegisterFilter(request), request.GET.get("after", "")
    asked = filters.asked
    found = queries.register(
        request.actor,
        place=asked.get("place", ""),
        kind=asked.get("kind", ""),
        state=asked.get("state", ""),
        after=after,
    )
    page = RegisterPage(
        title="队伍名册",
        parts_row=parts(request.actor, "register"),
        filters=filters,
        rows=tuple(map(_row, found.rows)),
        pager=Pager.of(found, filters, after),
        empty=Empty(
            "没有符合条件的人员" if asked else "名册还是空的",
            "儿童主任、儿童督导员的任职由安全管理员登记，登记后出现在这里；"
            "培训、查询和考核由乡镇（街道）和县级未保办登记。",
        ),
    )
    return render(request, page)


def _row(line: Line) -> PersonRow:
    member = line.member
    return PersonRow(
        reverse("staff:person", args=[member.post.pk]),
        member.post.person.name,
        line.place,
        member.kind.label,
        member.post.organisation.name,
        member.pressing,
    )


@require_GET
def person(request: HouseRequest, post_id: UUID) -> HttpResponse:
    """One person's sheet; that somebody else opened it is written down."""
    actions.read_sheet(actor=request.actor, post_id=post_id)
    sheet = queries.sheet(request.actor, post_id)
    post = sheet.member.post
    keeps = permissions.may_see_register(request.actor)
    page = PersonPage(
        title=f"{post.person.name}（{sheet.member.kind.label}）",
        trail=(to("register"),) if keeps else (),
        parts_row=parts(request.actor, str(post_id)) if sheet.own else (),
        sheet=sheet,
        facts=_facts(sheet),
        buttons=() if sheet.own else tuple(_buttons(sheet)),
        barring=sheet.barring,
        trainings=tuple(
            Written(
                row.completed_on,
                row.topic,
                f"{TrainingKind(row.kind).label}，{row.hours}学时"
                + (f"，证书{row.certificate}" if row.certificate else ""),
                row.written_by,
            )
            for row in sheet.trainings
        ),
        checks=tuple(map(check_row, sheet.checks)),
        appraisals=tuple(
            Written(f"{row.year}年度", Grade(row.grade).label, row.remarks, row.written_by)
            for row in sheet.appraisals
        ),
    )
    return render(request, page)


def check_row(check: RecordCheck) -> CheckRow:
    result = CheckResult(check.result).label if check.result else "等待答复"
    return CheckRow(CheckKind(check.kind).label, check, result, check.found)


def _facts(sheet: Sheet) -> tuple[Fact, ...]:
    post, entry = sheet.member.post, sheet.entry
    known = (
        (
            Fact("居民身份号码", mask_number(entry.resident_id)),
            Fact("性别", Sex(entry.sex).label),
            Fact("专兼职", Employment(entry.employment).label),
            Fact("身份", Background(entry.background).label),
        )
        if entry
        else (Fact("实名登记", "尚未登记"),)
    )
    return (
        Fact("单位", post.organisation.name),
        Fact("地区", sheet.place),
        Fact("任职日期", post.held_from),
        *((Fact("离任日期", post.held_until),) if post.held_until else ()),
        Fact("联系电话", post.person.phone),
        *known,
    )


def _buttons(sheet: Sheet) -> list[Button]:
    return [
        Button(
            act,
            reverse(f"staff:{act.name}", args=[_key(sheet)]),
            opens=True,
            weight=Weight.MAIN if act.name == "answer_check" else Weight.PLAIN,
        )
        for act in sheet.acts
        if act.here
    ]


def _key(sheet: Sheet) -> UUID:
    return sheet.member.post.pk


@require_http_methods(["GET", "POST"])
def enter(request: HouseRequest, post_id: UUID) -> HttpResponse:
    """实名登记; one that stands is put right in the same form."""
    sheet = queries.sheet(request.actor, post_id)
    begin_one(request, sheet.acts, "enter")
    entry = sheet.entry
    known = ("sex", "employment", "background")
    form = EntryForm(
        request,
        version=entry.version if entry else None,
        initial={name: getattr(entry, name) for name in known} if entry else {},
    )

    def do(typed: dict[str, Any]) -> None:
        actions.enter(actor=request.actor, post_id=post_id, version=form.seen, **typed)

    return _added(request, sheet, form, do, "实名登记", "登记", "已登记。")


@require_http_methods(["GET", "POST"])
def train(request: HouseRequest, post_id: UUID) -> HttpResponse:
    sheet = queries.sheet(request.actor, post_id)
    begin_one(request, sheet.acts, "train")
    form = TrainingForm(request, draft=f"staff.train:{post_id}")

    def do(typed: dict[str, Any]) -> None:
        actions.record_training(actor=request.actor, post_id=post_id, **typed)

    return _added(request, sheet, form, do, "登记培训", "登记", "培训已登记。")


@require_http_methods(["GET", "POST"])
def ask_check(request: HouseRequest, post_id: UUID) -> HttpResponse:
    sheet = queries.sheet(request.actor, post_id)
    begin_one(request, sheet.acts, "ask_check")
    form = AskForm(request)

    def do(typed: dict[str, Any]) -> None:
        actions.ask_check(actor=request.actor, post_id=post_id, **typed)

    return _added(request, sheet, form, do, "提请查询", "提请", "已登记提请，答复后请登记结果。")


@require_http_methods(["GET", "POST"])
def answer_check(request: HouseRequest, post_id: UUID) -> HttpResponse:
    sheet = queries.sheet(request.actor, post_id)
    begin_one(request, sheet.acts, "answer_check")
    form = AnswerForm(request, version=waiting_version(sheet.checks))

    def do(typed: dict[str, Any]) -> None:
        actions.answer_check(actor=request.actor, post_id=post_id, version=form.seen, **typed)

    return _added(
        request, sheet, form, do, "登记查询答复", "登记", "答复已登记。", note=ANSWER_NOTE
    )


@require_http_methods(["GET", "POST"])
def appraise(request: HouseRequest, post_id: UUID) -> HttpResponse:
    sheet = queries.sheet(request.actor, post_id)
    begin_one(request, sheet.acts, "appraise")
    form = AppraisalForm(request, draft=f"staff.appraise:{post_id}")

    def do(typed: dict[str, Any]) -> None:
        actions.appraise(actor=request.actor, post_id=post_id, **typed)

    return _added(request, sheet, form, do, "年度考核", "登记", "考核已登记。")


ANSWER_NOTE = "登记后不能修改。有违法犯罪记录的，不得从事儿童工作，系统即时通知其他登记单位。"


def waiting_version(checks: tuple[RecordCheck, ...]) -> int | None:
    """Of the check whose answer is awaited, as this page shows it."""
    return next((check.version for check in checks if check.answered_on is None), None)


def _added(
    request: HouseRequest,
    sheet: Sheet,
    form: HouseForm,
    do: Callable[[dict[str, Any]], None],
    title: str,
    verb: str,
    said: str,
    *,
    note: str = "",
) -> HttpResponse:
    """A form of the sheet; handed in, it leads back there."""
    post = sheet.member.post
    back = Link(post.person.name, reverse("staff:person", args=[post.pk]))

    def act(typed: dict[str, Any]) -> str:
        do(typed)
        messages.success(request, said)
        return back.url

    page = FormPage(
        title=f"{title}：{post.person.name}",
        trail=(to("register"), back),
        form=form,
        verb=verb,
        back=back,
        note=note,
    )
    return submit(request, form, act) or render(request, page, status=form.status)
