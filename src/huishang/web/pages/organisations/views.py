from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.kernel import clock
from huishang.kernel.errors import NotPermitted
from huishang.kernel.terms import Level, OrganisationKind, PostKind, Rank
from huishang.organisations import actions, permissions, queries
from huishang.organisations.queries import Organisation, Post
from huishang.workflow.acts import Act

from ...components import Button, Empty, Fact, Link, Weight
from ...forms import submit
from ...page import render
from ...request import HouseRequest
from .contexts import FormPage, ListPage, OrganisationPage, OrganisationRow, RosterRow
from .forms import AppointForm, EndPostForm, PlaceFilter, RegisterForm
from .offers import Offers

_LIST = "organisations:list"


def _trail(*further: Link) -> tuple[Link, ...]:
    return (Link("单位与名册", reverse(_LIST)), *further)


def _link(body: Organisation) -> Link:
    return Link(body.name, reverse("organisations:show", args=[body.pk]))


@require_GET
def organisations(request: HouseRequest) -> HttpResponse:
    """The bodies of one place, and the places below it."""
    filters = PlaceFilter(request, division=request.actor.division)
    place = filters.asked.get("division", request.actor.division)
    kinds = [OrganisationKind(filters.asked["kind"])] if "kind" in filters.asked else []
    office = queries.office_or_none(place)
    members = (
        set(queries.member_units(office.committee_id)) if office and office.committee_id else set()
    )
    bodies = queries.organisations_within(place.code, kinds)
    page = ListPage(
        title="单位与名册",
        filters=filters,
        place=queries.division_name(place.code),
        rows=tuple(_row(body, body in members) for body in bodies),
        below=tuple(queries.children_of(place.code)),
        register=Button(
            Act("register", "登记单位", permissions.may_register(request.actor, place)),
            reverse("organisations:new"),
            opens=True,
            weight=Weight.MAIN,
        ),
        empty=Empty("这个地区还没有登记单位", "由系统管理员登记未保委、未保办和各成员单位。"),
    )
    return render(request, page)


def _row(body: Organisation, is_member: bool) -> OrganisationRow:
    return OrganisationRow(
        organisation=body,
        kind=OrganisationKind(body.kind).label,
        department=_department(body),
        is_member=is_member,
    )


def _department(body: Organisation) -> str:
    if not body.department:
        return ""
    return queries.department_name(body.department, Level(body.division.level))


@require_GET
def organisation(request: HouseRequest, organisation_id: UUID) -> HttpResponse:
    """One body: what it is, who holds which post in it, and of a committee its member units."""
    body = queries.organisation(organisation_id)
    offers = Offers(request.actor, body)
    page = OrganisationPage(
        title=body.name,
        trail=_trail(),
        facts=tuple(_facts(body)),
        roster=tuple(_roster_row(offers, post) for post in queries.staff_of(body.pk)),
        members=tuple(queries.member_units(body.pk)),
        appoint=Button(
            Act("appoint", "登记任职", offers.can_appoint),
            reverse("organisations:appoint", args=[body.pk]),
            opens=True,
            weight=Weight.MAIN,
        ),
        delegations=_to_delegations(request, body),
    )
    return render(request, page)


def _to_delegations(request: HouseRequest, body: Organisation) -> Link | None:
    """To one's own, from the page of one's own body."""
    if body.pk != request.actor.organisation_id or not queries.delegates(request.actor):
        return None
    return Link("我的委托", reverse("organisations:delegations"))


def _facts(body: Organisation) -> list[Fact]:
    lines = [
        Fact("类别", OrganisationKind(body.kind).label),
        Fact("所在地", body.division.full_name),
        Fact("简称", body.short_name),
        Fact("成立日期", body.valid_from),
    ]
    if body.department:
        lines.append(Fact("职能部门", _department(body)))
    if body.committee:
        lines.append(Fact("服务于", body.committee.name))
    if body.document_mark:
        lines.append(Fact("机关代字", body.document_mark))
    return lines


def _roster_row(offers: Offers, post: Post) -> RosterRow:
    return RosterRow(
        post=post,
        kind=PostKind(post.kind).label,
        rank=Rank(post.rank).label,
        end=Button(
            Act("end_post", "登记离任", offers.may_end(post)),
            reverse("organisations:end_post", args=[post.pk]),
            opens=True,
        ),
    )


@require_http_methods(["GET", "POST"])
def register(request: HouseRequest) -> HttpResponse:
    """登记单位."""
    permissions.may_register(request.actor, request.actor.division).require(NotPermitted)
    form = RegisterForm(
        request,
        draft="organisations.register",
        initial={"division": request.actor.division, "valid_from": clock.today()},
    )

    def act(typed: dict[str, Any]) -> str:
        fields = form.action_fields(typed)
        made = actions.register_organisation(actor=request.actor, **fields)
        return _link(made).url

    back = Link("单位与名册", reverse(_LIST))
    page = FormPage(title="登记单位", trail=_trail(), form=form, verb="登记", back=back)
    return submit(request, form, act) or render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def appoint(request: HouseRequest, organisation_id: UUID) -> HttpResponse:
    """登记任职: the person and the post together."""
    body = queries.organisation(organisation_id)
    offers = Offers(request.actor, body)
    offers.can_appoint.require(NotPermitted)
    form = AppointForm(request, offers.kinds_open, draft=f"organisations.appoint.{body.pk}")

    def act(typed: dict[str, Any]) -> str:
        person = actions.register_person(
            actor=request.actor,
            name=typed["name"],
            phone=typed["phone"],
            specialty=typed["specialty"],
        )
        actions.appoint(
            actor=request.actor,
            person_id=person.pk,
            organisation_id=body.pk,
            kind=PostKind(typed["kind"]),
            title=typed["title"],
            rank=Rank(typed["rank"]),
            held_from=typed["held_from"],
        )
        return _link(body).url

    back = _link(body)
    page = FormPage(title="登记任职", trail=_trail(back), form=form, verb="登记", back=back)
    return submit(request, form, act) or render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def end_post(request: HouseRequest, post_id: UUID) -> HttpResponse:
    """登记离任."""
    post = queries.post(post_id)
    back = _link(post.organisation)
    Offers(request.actor, post.organisation).may_end(post).require(NotPermitted)
    form = EndPostForm(request, initial={"held_until": clock.today()})

    def act(typed: dict[str, Any]) -> str:
        actions.end_post(actor=request.actor, post_id=post.pk, held_until=typed["held_until"])
        return back.url

    page = FormPage(
        title=f"登记离任：{post.person.name}（{post.title}）",
        trail=_trail(back),
        form=form,
        verb="登记离任",
        back=back,
    )
    return submit(request, form, act) or render(request, page, status=form.status)
