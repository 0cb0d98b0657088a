"""What is said to whom along the road of a case; never a child's name."""

from __future__ import annotations

from uuid import UUID

from huishang.access.queries import AccessRequest, Emergency, Secondment
from huishang.audit.actions import Subject
from huishang.kernel.actor import Actor
from huishang.notifications import actions as notifications
from huishang.notifications.queries import MessageKind
from huishang.organisations import queries as organisations
from huishang.organisations.queries import Organisation

from ..models import Case


def tell_competent_county(actor: Actor, case: Case, office: Organisation, places: str) -> None:
    """To the office of a county that is competent but does not lead."""
    notifications.send(
        actor=actor,
        organisation_id=office.pk,
        kind=MessageKind.CASE,
        title=f"需要协办的个案：{case.number}",
        body=(
            f"本案{places}在贵辖区，由{case.office.name}牵头办理，请予配合；"
            "需要查阅案卷的，请与牵头单位联系。"
        ),
        subject=Subject("case", case.pk),
        case_id=case.pk,
    )


def tell_new_office(actor: Actor, case: Case, office: Organisation) -> None:
    """To the office a case now lies with."""
    notifications.send(
        actor=actor,
        organisation_id=office.pk,
        kind=MessageKind.CASE,
        title=f"移交的个案：{case.number}",
        body=f"{actor.organisation_name}将本案移交贵办管辖，请接续办理。",
        link=f"/cases/{case.pk}/",
        subject=Subject("case", case.pk),
        case_id=case.pk,
    )


def tell_named(actor: Actor, case: Case, organisation_id: UUID, person_id: UUID) -> None:
    """To a colleague who was put on the case."""
    notifications.send(
        actor=actor,
        organisation_id=organisation_id,
        person_id=person_id,
        kind=MessageKind.CASE,
        title=f"您被指定办理个案{case.number}",
        body=f"{actor.label}指定您参加办理。",
        link=f"/cases/{case.pk}/",
        subject=case.subject,
        case_id=case.pk,
    )


def tell_invited(actor: Actor, case: Case, person_id: UUID) -> None:
    """To a person from outside; nothing of the case before the undertaking is signed."""
    for post in organisations.posts_of(person_id)[:1]:
        notifications.send(
            actor=actor,
            organisation_id=post.organisation_id,
            person_id=person_id,
            kind=MessageKind.ACCESS,
            title=f"{actor.organisation_name}邀请您查阅一件个案的材料",
            body="请先阅读并签署保密承诺书，签署后方可查阅。",
            link="/access/undertakings/",
            subject=case.subject,
            case_id=case.pk,
        )


def tell_seconded(actor: Actor, team: Secondment, person_id: UUID) -> None:
    """To a person drawn to a joint team."""
    for post in organisations.posts_of(person_id)[:1]:
        notifications.send(
            actor=actor,
            organisation_id=post.organisation_id,
            person_id=person_id,
            kind=MessageKind.ACCESS,
            title=f"您被抽调参加{team.title}",
            body=f"目的：{team.purpose}。查阅期限见工作组页面，期满自动停止。",
            link=f"/access/teams/{team.pk}/",
            subject=Subject("secondment", team.pk),
        )


def tell_decider(actor: Actor, asked: AccessRequest) -> None:
    """To the office that answers for the case."""
    assert asked.office_id is not None
    notifications.send(
        actor=actor,
        organisation_id=asked.office_id,
        kind=MessageKind.ACCESS,
        title=f"{actor.organisation_name}申请调阅个案{asked.number}",
        body=f"目的：{asked.purpose}。请未保办主任审批。",
        link=f"/access/requests/{asked.pk}/",
        subject=asked.subject,
        case_id=asked.matter_id,
    )


def tell_asker(actor: Actor, asked: AccessRequest) -> None:
    """To the person who asked, how it was decided."""
    notifications.send(
        actor=actor,
        organisation_id=asked.post.organisation_id,
        person_id=asked.person_id,
        kind=MessageKind.ACCESS,
        title=f"调阅申请{asked.status_label}：{asked.number}",
        body=asked.note,
        link=f"/access/requests/{asked.pk}/",
        subject=asked.subject,
        case_id=asked.matter_id,
    )


def tell_reviewer(actor: Actor, case: Case, opened: Emergency) -> None:
    """To the body that judges an emergency afterwards."""
    notifications.send(
        actor=actor,
        organisation_id=opened.reviewing_id,
        kind=MessageKind.ACCESS,
        title=f"{actor.label}紧急查阅了个案{case.number}",
        body="查阅已经开始，请核实情况并复核是否正当。",
        link=f"/access/emergencies/{opened.pk}/",
        subject=opened.subject,
        case_id=case.pk,
    )
