"""Somebody without an account: where it is, what happened, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.access import actions as access
from huishang.access.adapters import address_of
from huishang.access.labels import Asked
from huishang.discovery import actions, queries
from huishang.discovery.actions import PhotosTaken
from huishang.kernel.errors import HuishangError, NotPermitted, NotVisible, TooOften
from huishang.kernel.terms import Level, OrganisationKind
from huishang.organisations import queries as organisations

from ...components import Link
from ...gate import for_the_nameless
from ...page import render
from ...request import HouseRequest
from .contexts import AnswersPage, ReceiptPage, TellPage, WherePage
from .forms import CodeForm, FactForm, PhotosForm, TellForm

Form = TellForm | CodeForm | FactForm

UNCONFIRMED = "页面打开的时间过长，这次没有提交成功。请再提交一次。"


def _to(code: str, name: str, at: str = "") -> Link:
    where = reverse("public:tell", args=[code])
    return Link(name, f"{where}?{urlencode({'at': at})}" if at else where)


@for_the_nameless
@require_GET
def where(request: HouseRequest) -> HttpResponse:
    """The counties whose office is on the platform."""
    offices = organisations.organisations_within("", [OrganisationKind.OFFICE])
    counties = sorted(
        {
            office.division_id: office.division.full_name
            for office in offices
            if office.division.level == Level.COUNTY
        }.items()
    )
    rule, grounds = queries.right_to_report()
    page = WherePage(
        title="报告未成年人受侵害或者面临危险",
        places=tuple(_to(code, name) for code, name in counties),
        rule=rule,
        grounds=grounds,
    )
    return render(request, page)


@for_the_nameless
@require_http_methods(["GET", "POST"])
def tell(request: HouseRequest, place: str) -> HttpResponse:
    """What happened; the place is in the address, picked before or printed on a poster, and
    ``at`` names the body the poster hangs in."""
    try:
        division = organisations.division(place)
    except NotVisible:
        return not_here()
    if Level(division.level).rank < Level.COUNTY.rank:
        return not_here()
    form = TellForm(
        request.POST or None, request.FILES or None, initial={"key": queries.draw_key()}
    )

    at = request.GET.get("at", "")

    def act() -> HttpResponse:
        code = actions.receive_from_public(entry=form.entry(division.code, at))
        _, grounds = queries.right_to_report()
        page = ReceiptPage(
            title="已收到您的报告",
            code=queries.grouped(code),
            grounds=grounds,
            taken=_photos_taken(request, form, code, with_report=True),
            form=PhotosForm(initial={"code": code}),
        )
        return render(request, page)

    def ask(status: int) -> HttpResponse:
        rule, grounds = queries.right_to_report()
        hung = queries.hung_at(at)
        page = TellPage(
            title="报告未成年人受侵害或者面临危险",
            form=form,
            place=division.full_name,
            hung=hung.name if hung else "",
            nearer=tuple(
                _to(below.code, below.name, at)
                for below in organisations.children_of(division.code)
            ),
            rule=rule,
            grounds=grounds,
        )
        return render(request, page, status=status)

    return _handed_in(request, form, act) or ask(_status(form))


@for_the_nameless
@require_http_methods(["GET", "POST"])
def answers(request: HouseRequest) -> HttpResponse:
    """The conversation, for who holds the receipt; the code is never part of an address."""
    adds = "text" in request.POST
    form: FactForm | CodeForm = (FactForm if adds else CodeForm)(
        request.POST or None, request.FILES or None
    )

    def act() -> HttpResponse:
        code, address = form.cleaned_data["code"], address_of(request)
        taken = _photos_taken(request, form, code) if adds else None
        says = adds and (taken is None or bool(form.cleaned_data["text"].strip()))
        if says:
            found = actions.add_fact(code=code, text=form.cleaned_data["text"], address=address)
        else:
            found = actions.open_conversation(code=code, address=address)
        page = AnswersPage(
            title="查询回复",
            form=FactForm(initial={"code": code}),
            verb="提交补充",
            conversation=found,
            added=says,
            taken=taken,
        )
        return render(request, page)

    page = AnswersPage(
        title="查询回复",
        form=form,
        verb="提交补充" if adds else "查询",
        conversation=None,
        added=False,
        taken=None,
    )
    return _handed_in(request, form, act) or render(request, page, status=_status(form))


def _photos_taken(
    request: HouseRequest, form: Form, code: str, *, with_report: bool = False
) -> PhotosTaken | None:
    """The photos a form brought, once its words are safe: a fault of theirs is told, no more."""
    photos = form.cleaned_data["photos"]
    if not photos:
        return None
    address = address_of(request)
    try:
        access.keep_pace((Asked.UPLOAD,), who=None, address=address)
        return actions.add_photos(
            code=code, photos=photos, address=address, with_report=with_report
        )
    except (TooOften, NotPermitted) as error:
        return PhotosTaken(0, (f"{error.message}{error.instead}",))


def not_here() -> HttpResponse:
    """An address that leads nowhere, for who came by a poster and knows no workbench."""
    page = render_to_string("web/public/not_here.html", {"title": "没有找到这个地方"})
    return HttpResponse(page, status=HTTPStatus.NOT_FOUND)


def _handed_in(
    request: HouseRequest, form: Form, act: Callable[[], HttpResponse]
) -> HttpResponse | None:
    """None where the form is shown (again), with everything that was typed."""
    if request.method != "POST" or not form.is_bound:
        return None
    valid = form.is_valid()
    if request.unconfirmed:
        form.add_error(None, UNCONFIRMED)
        form.status = HTTPStatus.FORBIDDEN
        return None
    if not valid:
        return None
    try:
        access.keep_pace((Asked.TELL,), who=None, address=address_of(request))
        return act()
    except HuishangError as error:
        form.refuse(error)
        form.status = error.http_status
        return None


def _status(form: Form) -> int:
    return form.status if form.is_bound else HTTPStatus.OK
