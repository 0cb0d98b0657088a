"""Story B: the province's first conference, as the newspaper tells it (河南省个案会商制度)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from huishang.cases import actions as cases
from huishang.conferences import actions as conferences
from huishang.conferences import queries as sessions
from huishang.conferences.actions.convening import SeatChoice
from huishang.conferences.policies.request import RequestContent
from huishang.conferences.policies.triggers import TickedTrigger
from huishang.conferences.queries import SeatKind
from huishang.discovery import actions as discovery
from huishang.kernel import clock
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import Level, Rank, Severity, Sex
from huishang.organisations import queries as organisations

from .story import Told, accept_all, at, come, minute_by_minute, receive, report_and_file
from .world import World

_ASKED = """受侵害未成年人脱离原家庭后的监护主体如何确定
具备收养条件的，收养程序如何衔接，原监护人同意问题如何处理
安置期间就学、医疗、心理康复如何保障"""

_RECIPIENTS = (
    "花木兰", "包正平", "寇明镜", "海清源", "韩昌黎", "狄怀英", "张释之", "张仲和", "穆桂香",
    "禹思齐",
)  # fmt: skip
_DECISIONS = (
    (
        "河南省民政厅", ("省高级人民法院",), "后续安置和收养衔接",
        "依法确定临时监护和长期监护，对符合条件的开展收养评估，指导办理收养登记。",
        "花木兰",
    ),
    (
        "省高级人民法院", ("省检察院",), "监护权案件审理指导",
        "指导下级法院依法审理撤销监护人资格案件，明确裁判后衔接安置的时间节点。",
        "寇明镜",
    ),
    (
        "河南省教育厅", (), "转学和学籍保密",
        "指导安置地学校接收就读，学籍信息限范围知悉。",
        "韩昌黎",
    ),
    (
        "省卫生健康委", ("省妇联",), "身心康复",
        "指定医疗机构提供身体检查和心理康复，建立康复档案。",
        "张仲和",
    ),
)  # fmt: skip


def tell(world: World) -> Told:
    """From a county's report in March to the last filing in June."""
    with clock.at(at(3, 23, 10)):
        report = discovery.receive_report(
            actor=world.actor("白居安"),
            channel="transfer",
            received_at=clock.now(),
            child_name="林一诺",
            sex=Sex.MALE,
            birth_date=date(2018, 9, 3),
            resident_id=synthetic("410303", date(2018, 9, 3)).number,
            incident_division="410105000000",
            registered_division="410303000000",
            residence_division="410105000000",
            narrative="监护人侵害案件已判决，原监护人丧失监护资格，儿童暂由救助保护机构照料，后续安置没有着落。",
            reporter_name="列子风",
            reporter_kind="未保办",
            issues=("sexual_or_violent_harm", "placement", "adoption"),
            needs_conference=True,
        )
        case = cases.open_case(
            actor=world.actor("白居安"),
            report_id=report.pk,
            title="受侵害未成年人后续安置收养个案",
            issues=("sexual_or_violent_harm", "placement", "adoption"),
            summary="受监护人侵害的未成年人需要后续收养安置，现行程序衔接不明确。",
        )
    with clock.at(at(3, 25, 9)):
        cases.join_office(
            actor=world.actor("杜甫生"),
            case_id=case.pk,
            office_id=world.body("郑州未保办"),
            role="上级协调",
        )
    request_id = _ask(world, case.pk)
    conference, item = _convene(world, request_id)
    decided = _meet(world, conference.pk, item.pk)
    with clock.at(at(4, 20, 17)):
        minutes = minute_by_minute(
            world, clerk="禹思齐", chair="申伯安", item_id=item.pk,
            signed=at(4, 20, 17, 30), issued=at(4, 21, 9),
        )  # fmt: skip
    with clock.at(at(4, 22, 10)):
        receive(world, minutes, _RECIPIENTS)
    with clock.at(at(4, 23, 10)):
        tasks = accept_all(world, decided)
    for name, text, reported, filed in (
        ("韩昌黎", "已在安置地学校就读，学籍信息限范围知悉。", at(5, 12), at(5, 13)),
        ("张仲和", "完成体检和心理评估，建立康复档案。", at(5, 19), at(5, 20)),
        (
            "寇明镜",
            "撤销监护人资格案件已依法审结，裁判与安置衔接意见已下发。",
            at(5, 27),
            at(5, 28),
        ),
        ("花木兰", "收养评估通过，收养登记已办结，转入收养后回访。", at(6, 1), at(6, 2)),
    ):
        report_and_file(
            world, name, tasks[name], text, clerk="禹思齐", reported=reported, filed=filed
        )
    with clock.at(at(6, 4, 10)):
        cases.close(
            actor=world.actor("杜甫生"),
            case_id=case.pk,
            note="议定事项全部落实备案，儿童已被依法收养，转入回访。",
        )
    return Told(
        key="henan",
        title="河南：省级首次个案会商",
        case_id=case.pk,
        conference_id=conference.pk,
        item_id=item.pk,
        minutes_id=minutes.pk,
        reader="禹思齐",
    )


def _ask(world: World, case_id: UUID) -> UUID:
    with clock.at(at(3, 30, 9)):
        request = conferences.draft(
            actor=world.actor("列子风"),
            case_id=case_id,
            content=RequestContent(
                triggers=(
                    TickedTrigger(
                        "asked_from_below",
                        {"asked_by": "郑州市未保办", "question": "安置收养程序如何衔接。"},
                    ),
                ),
                problems="监护人侵害案件判决后，儿童由救助保护机构照料，收养安置涉及多个部门且程序衔接不明确。",
                measures_tried="金水区已临时照料，郑州市已组织两次协调，户籍地洛阳市西工区已走访亲属。",
                decisions_asked=_ASKED,
                best_interests="尽快结束机构临时照料，使儿童在稳定的家庭环境中成长。",
                child_views="儿童表示愿意有固定的家人，希望继续上学。",
                level=Level.PROVINCE,
            ),
        )
        conferences.submit(actor=world.actor("列子风"), request_id=request.pk)
    with clock.at(at(3, 31, 9)):
        conferences.accept(
            actor=world.actor("禹思齐"), request_id=request.pk, opinion="属于会商情形，予以受理。"
        )
    return request.pk


def _convene(world: World, request_id: UUID) -> tuple[sessions.Conference, sessions.AgendaItem]:
    with clock.at(at(4, 8, 9)):
        conference = conferences.convene(
            actor=world.actor("申伯安"),
            request_ids=[request_id],
            starts_at=at(4, 20, 9),
            place="省民政厅第二会议室",
            severity=Severity.ORDINARY,
            chair_post_id=world.people["申伯安"].post_id,
        )
        clerk = world.actor("禹思齐")
        [line] = sessions.agenda(clerk, conference)
        assert line.item is not None
        conferences.set_questions(actor=clerk, item_id=line.item.pk, questions=_ASKED)
        conferences.confirm_seats(actor=clerk, item_id=line.item.pk, seats=_seats(world))
    with clock.at(at(4, 13, 9)):
        conferences.send_notices(actor=world.actor("禹思齐"), conference_id=conference.pk)
    return conference, line.item


_NINE = (
    "河南省民政厅", "省委政法委", "省高级人民法院", "省检察院", "河南省教育厅",
    "河南省公安厅", "河南省司法厅", "省卫生健康委", "省妇联",
)  # fmt: skip
_EXPERTS = ("冉知新", "梁助人", "陈法明", "宋维正")


def _seats(world: World) -> list[SeatChoice]:
    """The nine organisations the report names, the first presenting, and four experts."""
    bodies = [
        SeatChoice(
            kind=SeatKind.PRESENTER if name == _NINE[0] else SeatKind.MEMBER,
            organisation_id=world.body(name),
            why="代申请单位介绍案情" if name == _NINE[0] else "涉及的相关职能部门",
            rank=Rank.SECTION_HEAD,
        )
        for name in _NINE
    ]
    experts = [
        SeatChoice(
            kind=SeatKind.EXPERT,
            organisation_id=world.body("省未保办"),
            expert_id=world.person(name),
            why="社会工作、法律专业人员",
            rank=Rank.OTHER,
        )
        for name in _EXPERTS
    ]
    return bodies + experts


def _meet(world: World, conference_id: UUID, item_id: UUID) -> dict[UUID, str]:
    clerk_name = "禹思齐"
    lines = sessions.replies_at_a_glance(
        world.actor(clerk_name), sessions.item(world.actor(clerk_name), item_id)
    )
    by_person = {placed.person_id: name for name, placed in world.people.items()}
    with clock.at(at(4, 15, 10)):
        for line in lines:
            seat = line.seat
            if seat.expert_id is not None:
                expert = world.actor(by_person[seat.expert_id])
                conferences.read_pack(actor=expert, seat_id=seat.pk)
                come(expert, seat, [])
                continue
            people = [post.person_id for post in organisations.staff_of(seat.organisation_id)]
            liaison = world.actor(by_person[people[0]])
            conferences.read_pack(actor=liaison, seat_id=seat.pk)
            come(liaison, seat, people)
    with clock.at(at(4, 20, 9)):
        director, clerk = world.actor("申伯安"), world.actor(clerk_name)
        conferences.open_meeting(actor=director, conference_id=conference_id)
        for line in lines:
            conferences.sign_in(actor=clerk, seat_id=line.seat.pk)
        conferences.present(actor=clerk, item_id=item_id)
        conferences.open_discussion(actor=director, conference_id=conference_id)
    decided: dict[UUID, str] = {}
    with clock.at(at(4, 20, 11)):
        for lead, support, matter, measures, liaison_name in _DECISIONS:
            decision = conferences.decide(
                actor=world.actor(clerk_name),
                item_id=item_id,
                matter=matter,
                measures=measures,
                responsible_id=world.body(lead),
                supporting_ids=[world.body(body) for body in support],
                consensus="agreed",
            )
            decided[decision.pk] = liaison_name
        conferences.conclude(actor=world.actor("申伯安"), conference_id=conference_id)
    return decided
