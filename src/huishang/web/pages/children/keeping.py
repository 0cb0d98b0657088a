"""建立档案、核验身份、登记监护人."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huishang.kernel import clock
from huishang.people import actions, queries
from huishang.people.queries import Purpose

from ...components import Link
from ...forms import HouseForm, begin, begin_one, submit
from ...page import render
from ...request import HouseRequest
from .contexts import Alike, FormPage, IdentityPart, Kept, RegisterPage, VerifyPage
from .forms import (
    CorrectFileForm,
    GuardianForm,
    IdentityForm,
    MoveForm,
    RegisterForm,
    VerifyForm,
)
from .views import to_list
from .visit import Visit


@require_http_methods(["GET", "POST"])
def register(request: HouseRequest) -> HttpResponse:
    """建立档案. A child whose number is kept already is found again."""
    begin(request, queries.register_act(request.actor))
    form = RegisterForm(
        request,
        draft="children.new",
        initial={"residence_division": request.actor.division.code},
    )

    def act(typed: dict[str, Any]) -> str:
        child = actions.register_child(actor=request.actor, **form.action_fields(typed))
        messages.success(request, "档案已建立。")
        return Visit(Purpose.VERIFY).to("children:show", child.pk)

    if done := submit(request, form, act):
        return done
    page = RegisterPage(
        title="建立档案",
        trail=(to_list(),),
        form=form,
        alike=tuple(_alike(request, form)) if "apart_from" in form.errors else (),
        kept=_kept(request, form),
        back=to_list(),
    )
    return render(request, page, status=form.status)


def _alike(request: HouseRequest, form: RegisterForm) -> Iterator[Alike]:
    """Files that may be this child's; each leads to where it is looked at."""
    today = clock.today()
    columns = queries.examine(form.entry(), on=today, today=today).columns
    for likely in queries.likely_same(request.actor, columns):
        yield Alike(
            likely,
            Visit(Purpose.VERIFY).to("children:show", likely.child.id),
            likely.child.id in form.cleaned_data.get("apart_from", ()),
        )


def _kept(request: HouseRequest, form: HouseForm, *, besides: UUID | None = None) -> Kept | None:
    """Where a refused number leads to; a file out of sight leads nowhere."""
    if not form.errors:
        return None
    number = str(form["resident_id"].value() or "")
    found = queries.kept_under(request.actor, number, besides=besides)
    return Kept(found, Visit(Purpose.VERIFY).to("children:show", found.id)) if found else None


@require_POST
def identity(request: HouseRequest) -> HttpResponse:
    """The fields of identity once more: filled from the number, saying what does not agree.

    A POST, because a number does not belong into an address.
    """
    form = IdentityForm(request)
    form.compare()
    return render(request, IdentityPart(title="", form=form))


@require_http_methods(["GET", "POST"])
def verify(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """核验身份."""
    child = queries.child(request.actor, child_id)
    _require(request, child_id, "verify_identity")
    form = VerifyForm(request, version=_version(request, child_id))
    back = _back(request, child_id)

    def act(typed: dict[str, Any]) -> str:
        actions.verify_identity(actor=request.actor, child_id=child_id, version=form.seen, **typed)
        messages.success(request, "身份已核验。")
        return back.url

    if done := _done(request, child_id, form, act):
        return done
    page = VerifyPage(
        title="核验身份",
        trail=(to_list(), back),
        form=form,
        child=child,
        verb="核验",
        back=back,
        kept=_kept(request, form, besides=child_id),
    )
    return render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def correct(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """更正档案. The lines stay masked: what is left empty stays as it is."""
    child = queries.child(request.actor, child_id)
    _require(request, child_id, "correct_file")
    form = CorrectFileForm(request, version=_version(request, child_id))
    back = _back(request, child_id)

    def act(typed: dict[str, Any]) -> str:
        actions.correct_file(
            actor=request.actor, child_id=child_id, version=form.seen, **_placed(typed)
        )
        messages.success(request, "档案已更正，原来的内容留有记录。")
        return _after(request, child_id, back)

    page = FormPage(
        title="更正档案", trail=(to_list(), back), form=form, child=child, verb="更正", back=back
    )
    return _done(request, child_id, form, act) or render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def move(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """登记迁居."""
    child = queries.child(request.actor, child_id)
    _require(request, child_id, "move_child")
    form = MoveForm(request, version=_version(request, child_id), draft=f"children.move.{child_id}")
    back = _back(request, child_id)

    def act(typed: dict[str, Any]) -> str:
        actions.move_child(
            actor=request.actor, child_id=child_id, version=form.seen, **_placed(typed)
        )
        messages.success(request, "迁居已登记，迁入地已收到通知。")
        return _after(request, child_id, back)

    page = FormPage(
        title="登记迁居", trail=(to_list(), back), form=form, child=child, verb="登记", back=back
    )
    return _done(request, child_id, form, act) or render(request, page, status=form.status)


def _done(
    request: HouseRequest, child_id: UUID, form: HouseForm, act: Callable[[dict[str, Any]], str]
) -> HttpResponse | None:
    """Handed in; after a conflict a second try is made on the file as it stands."""
    return submit(request, form, act, latest=lambda: {"version": _version(request, child_id)})


def _version(request: HouseRequest, child_id: UUID) -> int:
    return queries.child_record(request.actor, child_id).version


def _placed(typed: dict[str, Any]) -> dict[str, Any]:
    """Places as the action takes them: twelve digits, or nothing."""
    places = {name for name in typed if name.endswith("_division")}
    return {**typed, **{name: str(typed[name] or "") for name in places}}


def _after(request: HouseRequest, child_id: UUID, back: Link) -> str:
    """Back to the file; to the list where the child moved out of sight."""
    return back.url if queries.in_sight(request.actor, [child_id]) else to_list().url


@require_http_methods(["GET", "POST"])
def guardian(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """登记监护人."""
    child = queries.child(request.actor, child_id)
    _require(request, child_id, "add_guardian")
    form = GuardianForm(request, draft=f"children.guardian.{child_id}")
    back = _back(request, child_id)

    def act(typed: dict[str, Any]) -> str:
        actions.add_guardian(actor=request.actor, child_id=child_id, **typed)
        messages.success(request, "监护人已登记。")
        return back.url

    page = FormPage(
        title="登记监护人", trail=(to_list(), back), form=form, child=child, verb="登记", back=back
    )
    return submit(request, form, act) or render(request, page, status=form.status)


def _require(request: HouseRequest, child_id: UUID, name: str) -> None:
    begin_one(request, queries.acts(queries.child_sight(request.actor, child_id)), name)


def _back(request: HouseRequest, child_id: UUID) -> Link:
    """The case the file was opened for, else the file."""
    visit = Visit.read(request.actor, child_id, request.GET)
    if visit.case_id:
        return Link("监护与家庭", reverse("cases:family", args=[visit.case_id]))
    return Link("档案", visit.to("children:show", child_id))
