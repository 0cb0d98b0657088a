"""Reports as they are looked at."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from huishang.audit.actions import Subject
from huishang.cases import queries as cases
from huishang.discovery import actions, queries
from huishang.discovery.actions import Reporter
from huishang.discovery.queries import HandingLine, ReportRow, ReportState, ReportView
from huishang.documents import queries as documents
from huishang.exchange import queries as exchange
from huishang.kernel.paging import Cursor
from huishang.people import queries as people
from huishang.people.queries import Purpose
from huishang.workflow.acts import Act

from ...components import Button, Empty, Fact, Link, Pager, Weight
from ...forms import begin_one
from ...nearby import Nearby
from ...page import render
from ...purposes import PURPOSES
from ...request import HouseRequest
from ...templatetags.house import moment
from ..children.visit import Visit, purpose_of
from .contexts import Line, ListPage, ReportPage
from .forms import ReportFilter

TONES = {
    ReportState.RECEIVED.value: "blue",
    ReportState.ACCEPTED.value: "blue",
    ReportState.REFUSED.value: "plain",
    ReportState.OPENED.value: "green",
    ReportState.SETTLED.value: "plain",
}

_WEIGHTS = {"open_case": Weight.MAIN}
_VIEWS = {
    "accept_report": "reports:accept",
    "open_case": "reports:open_case",
    "name_child": "reports:name_child",
    "settle_report": "reports:settle",
    "refuse_report": "reports:refuse",
    "tell_reporter": "reports:tell",
    "pass_on": "reports:pass_on",
    "hand_up": "reports:hand_up",
}
_AT_ONCE = {"accept_report"}
"""Acts that need no words."""


def to_list() -> Link:
    return Link("发现报告", reverse("reports:list"))


def to_report(row: ReportRow) -> Link:
    return Link(row.number, reverse("reports:show", args=[row.id]))


def _to_new(request: HouseRequest) -> Link | None:
    offer = queries.receive_act(request.actor)
    return Link(offer.label, reverse("reports:new"), icon="add") if offer.decision else None


@require_GET
def reports(request: HouseRequest) -> HttpResponse:
    """Those one's organisation handed in, and those of the place to be decided on."""
    filters, after = ReportFilter(request), request.GET.get("after", "")
    asked = filters.asked
    found = queries.reports(
        request.actor,
        status=asked.get("status", ""),
        channel=asked.get("channel", ""),
        place=asked.get("place", ""),
        text=asked.get("q", ""),
        after=Cursor.parse(after) if after else None,
    )
    nearby, new = Nearby(request.actor), _to_new(request)
    page = ListPage(
        title="发现报告",
        main=new,
        filters=filters,
        lines=tuple(Line(row, nearby(row.place), TONES[row.status]) for row in found.rows),
        pager=Pager.of(found, filters, after),
        empty=_empty(bool(asked or after), new),
        posters=Link("张贴海报", reverse("reports:posters", args=[request.actor.division.code])),
    )
    return render(request, page)


def _empty(narrowed: bool, new: Link | None) -> Empty:
    if narrowed:
        return Empty("没有符合条件的报告", "可以放宽条件再查。")
    if new is None:
        return Empty("没有您可以查看的报告", "报告由接收单位和事发地的未保办、救助保护机构查看。")
    return Empty(
        "还没有报告",
        "发现未成年人受到侵害、疑似受到侵害或者面临其他危险的，在这里立即报告。",
        new,
    )


@require_GET
def report(request: HouseRequest, report_id: UUID) -> HttpResponse:
    """One report. That it was opened is written down."""
    return _show(request, report_id, None)


@require_POST
def reporter(request: HouseRequest, report_id: UUID) -> HttpResponse:
    """Who reported, for a purpose; each look is written down."""
    begin_one(request, queries.report_acts(request.actor, report_id), "show_reporter")
    seen = actions.show_reporter(
        actor=request.actor,
        report_id=report_id,
        purpose=purpose_of(request.POST.get("purpose", "")),
    )
    return _show(request, report_id, seen)


def _show(request: HouseRequest, report_id: UUID, seen: Reporter | None) -> HttpResponse:
    view = actions.open_report(actor=request.actor, report_id=report_id)
    acts = {act.name: act for act in queries.report_acts(request.actor, report_id)}
    case = cases.opened_on(request.actor, report_id)
    handed = queries.handings(request.actor, report_id)
    page = ReportPage(
        title=view.row.number,
        trail=(to_list(),),
        report=view,
        tone=TONES[view.row.status],
        facts=_facts(view),
        places=_places(view),
        mandatory=_mandatory(view),
        buttons=tuple(_button(acts[name], view) for name in _VIEWS if acts[name].here),
        show_reporter=Button(
            acts["show_reporter"], reverse("reports:reporter", args=[view.row.id])
        ),
        purposes=tuple((code, purpose.label) for code, purpose in PURPOSES.items()),
        reporter=seen,
        remarks=queries.remarks(request.actor, report_id),
        photos=_photos(request, view),
        handings=handed,
        sign=_sign(view, handed),
        answer=_answer(acts["answer_reporter"], view),
        missed=exchange.hitch(Subject("report", view.row.id)),
        child=_to_child(request, view),
        case=Link(case.number, reverse("cases:show", args=[case.pk])) if case else None,
    )
    return render(request, page)


def _to_child(request: HouseRequest, view: ReportView) -> Link | None:
    """The child's file, for who sees it."""
    child_id = view.row.child.id
    if child_id is None or not people.in_sight(request.actor, [child_id]):
        return None
    return Link("打开档案", Visit(Purpose.REPORT).to("children:show", child_id))


def _photos(request: HouseRequest, view: ReportView) -> tuple[Link, ...]:
    """To be saved, not shown in the page: each look is a look at one photo."""
    kept = documents.files_of(request.actor, [Subject("report", view.row.id)])
    return tuple(Link(one.name, reverse("documents:file", args=[one.pk])) for one in kept)


def _answer(act: Act, view: ReportView) -> Button | None:
    where = reverse("reports:answer", args=[view.row.id])
    return Button(act, where, opens=True) if act.here else None


def _sign(view: ReportView, handed: tuple[HandingLine, ...]) -> Button | None:
    mine = (one.sign for one in handed if one.sign and one.sign.decision)
    where = reverse("reports:sign", args=[view.row.id])
    return next((Button(act, where) for act in mine), None)


def _button(act: Act, view: ReportView) -> Button:
    return Button(
        act,
        reverse(_VIEWS[act.name], args=[view.row.id]),
        opens=act.name not in _AT_ONCE,
        weight=_WEIGHTS.get(act.name, Weight.PLAIN),
        version=view.version,
    )


def _facts(view: ReportView) -> tuple[Fact, ...]:
    lines = [
        Fact("来源渠道", view.row.channel),
        Fact("接收单位", view.row.organisation),
        Fact("经办人", view.received_by),
        Fact("受理未保办", view.row.office),
        Fact("事发日期", view.occurred_on),
    ]
    if view.poster:
        lines.append(Fact("扫码海报", view.poster))
    if view.external_number:
        lines.append(Fact("来源编号", view.external_number))
    return tuple(lines)


def _mandatory(view: ReportView) -> tuple[Fact, ...]:
    found = view.mandatory
    if found is None:
        return ()
    return (
        Fact("单位所属行业", found.industry),
        Fact("情形", found.situation, wide=True),
        Fact("发现时间", moment(found.known_at)),
        Fact("报告时限", moment(found.report_by)),
        Fact("报警时间", moment(found.alarmed_at)),
        Fact("警情编号", found.alarm_number),
    )


def _places(view: ReportView) -> tuple[Fact, ...]:
    return (
        Fact("事发地", view.incident_place),
        Fact("居住地", view.residence_place),
        Fact("户籍地", view.registered_place),
    )
