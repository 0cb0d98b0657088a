"""What is said to whom along the road of a report; never a child's name."""

from __future__ import annotations

from uuid import UUID

from huishang.audit.actions import Subject
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.notifications import actions as notifications
from huishang.notifications.queries import MessageKind
from huishang.organisations.queries import Organisation

from ..models import Report, Way


def tell_of_conference_need(actor: Actor, report: Report, office: Organisation) -> None:
    """At once to the county office (S0 第七条). Basis: provision ``report_clock``."""
    law = Rules.at(report.division, clock.today())
    found = law.find(provisions.REPORT_CLOCK)
    notifications.send(
        actor=actor,
        organisation_id=office.pk,
        kind=MessageKind.REPORT,
        title=f"需要启动会商的报告：{report.number}",
        body=(
            f"{actor.organisation_name}报告了一件需要启动会商的情形，请尽快处置。"
            f"“第一时间”按{found.value}掌握，{law.book.grounds(found)}。"
        ),
        link=f"/reports/{report.pk}/",
        subject=Subject("report", report.pk),
    )


def tell_of_public_report(actor: AnyActor, report: Report) -> None:
    """To the competent office: somebody without an account reported."""
    notifications.send(
        actor=actor,
        organisation_id=report.office_id,
        kind=MessageKind.REPORT,
        title=f"公众网上报告：{report.number}",
        body="有人通过网上报告页面反映未成年人的情况，请立即查看；有危险的，先行处置并报警。",
        link=f"/reports/{report.pk}/",
        subject=report.subject,
    )


def tell_of_remark(actor: AnyActor, report: Report) -> None:
    """To the competent office: the reporter came back and added something."""
    notifications.send(
        actor=actor,
        organisation_id=report.office_id,
        kind=MessageKind.REPORT,
        title=f"报告人补充了情况：{report.number}",
        body="请查看补充的内容，并在报告页面答复报告人。",
        link=f"/reports/{report.pk}/",
        subject=report.subject,
    )


def tell_of_photos(actor: AnyActor, report: Report) -> None:
    """To the competent office: the reporter sent photos after the report."""
    notifications.send(
        actor=actor,
        organisation_id=report.office_id,
        kind=MessageKind.REPORT,
        title=f"报告人补充了照片：{report.number}",
        body="请在报告页面查看；照片只供办理这份报告使用，每次查看都留下记录。",
        link=f"/reports/{report.pk}/",
        subject=report.subject,
    )


def tell_receiver(actor: Actor, report: Report, outcome: str, case_id: UUID | None = None) -> None:
    """To the organisation that received the report, what became of it.

    Basis: provision ``report_feedback`` (未成年人保护法 第十一条).
    """
    law = Rules.at(report.division, clock.today())
    found = law.find(provisions.REPORT_FEEDBACK)
    if not found.value or report.organisation_id == actor.organisation_id:
        return
    notifications.send(
        actor=actor,
        organisation_id=report.organisation_id,
        kind=MessageKind.DECISION,
        title=f"报告{report.number}的处理结果：{outcome}",
        body=f"贵单位接收的报告{report.number}已由{actor.organisation_name}{outcome}，"
        f"请以适当方式告知报告人。{law.book.grounds(found)}。",
        link=f"/reports/{report.pk}/",
        subject=Subject("report", report.pk),
        case_id=case_id,
    )


_HANDED = {
    Way.DANGER: "儿童正在面临危险，请立即核实处置；同时已送达其他有关单位，各自签收。",
    Way.FOUND: "部门在履职中发现了未成年人的情况，通报贵单位，请签收。",
    Way.DEPARTMENT: "这份报告的情形由贵单位负责，请签收，并告知处置情况。",
    Way.UP: "下级单位报告本级不能处置，请签收并指导处置，原因见报告页面。",
}


def tell_of_handing(
    actor: Actor, report: Report, organisation_id: UUID, way: Way, sender: str
) -> None:
    """To a body that is to sign for a report. Basis: 未成年人保护法 第十一条.

    :param sender: in words; not always who it is.
    """
    notifications.send(
        actor=actor,
        organisation_id=organisation_id,
        kind=MessageKind.REPORT,
        title=f"{way.label}：报告{report.number}",
        body=f"{sender}送达报告{report.number}。{_HANDED[way]}",
        link=f"/reports/{report.pk}/",
        subject=report.subject,
    )


def tell_of_danger(actor: Actor, report: Report) -> None:
    """To the competent office, at once."""
    notifications.send(
        actor=actor,
        organisation_id=report.office_id,
        kind=MessageKind.REPORT,
        title=f"正在面临危险：报告{report.number}",
        body=f"{actor.organisation_name}报告儿童正在面临危险，请立即处置并核实公安机关是否出警。",
        link=f"/reports/{report.pk}/",
        subject=report.subject,
    )
