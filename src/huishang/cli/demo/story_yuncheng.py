"""Story A: registered in one county, harmed in another, settled by the city."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from huishang.assignments import actions as assignments
from huishang.cases import actions as cases
from huishang.conferences import actions as conferences
from huishang.conferences import queries as sessions
from huishang.conferences.actions.convening import SeatChoice
from huishang.conferences.policies.request import RequestContent
from huishang.conferences.policies.triggers import TickedTrigger
from huishang.conferences.queries import Reply, SeatKind
from huishang.discovery import actions as discovery
from huishang.kernel import clock
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import Level, Rank, Severity, Sex

from .story import Told, accept_all, at, come, minute_by_minute, receive, report_and_file
from .world import World

_ISSUES = (
    "guardianship_absent",
    "guardian_missing",
    "sexual_or_violent_harm",
    "schooling_need",
    "psychological",
    "family_education",
    "legal_help",
)
LINYI = "140821191201"
YANHU = "140802191201"

_ASKED = """监护缺失期间由谁临时监护，如何安置照料
伤情诊治、心理干预由哪些单位承担，费用如何解决
如何保障就近入学，防止辍学
户籍地、居住地两县如何分工衔接"""

_RECIPIENTS = (
    "宁小雨", "贾建军", "冯丽娟", "任海燕", "裴国强", "支春燕", "廉巧云", "荆永红",
)  # fmt: skip

# Lead, supporting bodies, matter, measures, the liaison who answers for it.
_DECISIONS = (
    (
        "运城市公安局", (), "依法查处伤害行为并寻找外出的父亲",
        "依法办理伤害案件，对实施伤害的监护人予以训诫；核查未成年人身份信息，查找父亲下落并反馈。",
        "贾建军",
    ),
    (
        "运城市民政局", ("盐湖未保中心",), "落实临时监护和生活保障",
        "协调救助保护机构临时监护，会同两县核定基本生活保障；推动出台跨县接续保障办法。",
        "冯丽娟",
    ),
    (
        "运城市教育局", (), "保障就近入学",
        "协调盐湖区第三小学接收就读，落实控辍保学和资助政策。",
        "任海燕",
    ),
    (
        "运城市卫生健康委员会", (), "伤情诊治和心理干预",
        "开通就医绿色通道，协助伤情鉴定，组织心理评估和危机干预。",
        "裴国强",
    ),
    (
        "市妇联", ("团市委",), "家庭教育指导和关爱服务",
        "对祖父母开展家庭教育指导，依托儿童之家提供日常关爱。",
        "廉巧云",
    ),
)  # fmt: skip


def tell(world: World) -> Told:
    """From the hospital's report in January to the last filing and the closed case in spring."""
    with clock.at(at(1, 19, 8, 40)):
        report = discovery.receive_report(
            actor=world.actor("苏安宁"),
            channel="mandatory",
            received_at=clock.now(),
            child_name="程小满",
            sex=Sex.FEMALE,
            birth_date=date(2016, 5, 21),
            resident_id=synthetic("140821", date(2016, 5, 21)).number,
            incident_division=YANHU,
            registered_division=LINYI,
            residence_division=YANHU,
            narrative=(
                "接诊时发现该儿童多处陈旧性损伤，自述由母亲的同居人照看，经常挨打。"
                "父亲外出务工失去联系，母亲服刑，祖父母住在临猗县。"
            ),
            reporter_name="苏安宁",
            reporter_phone="13800000000",
            reporter_kind="医疗机构",
            unit="盐湖区人民医院",
            industry="medical",
            situation="beaten",
            known_at=at(1, 19, 8, 5),
            alarmed_at=at(1, 19, 8, 20),
            alarm_number="J20260119008",
            issues=_ISSUES[:3],
            needs_conference=True,
        )
    with clock.at(at(1, 19, 15, 20)):
        case = cases.open_case(
            actor=world.actor("宁小雨"),
            report_id=report.pk,
            title="跨县监护缺失并受伤害个案",
            issues=_ISSUES,
            summary="受伤害儿童在盐湖区居住，户籍在临猗县，父母均不能履行监护职责。",
        )
    request_id = _ask(world, case.pk)
    conference, item = _convene(world, request_id)
    decided = _meet(world, conference.pk, item.pk)
    with clock.at(at(1, 29, 16)):
        minutes = minute_by_minute(
            world, clerk="李桂兰", chair="黄素芳", item_id=item.pk,
            signed=at(1, 30, 9, 30), issued=at(1, 30, 11),
        )  # fmt: skip
    with clock.at(at(1, 30, 15)):
        receive(world, minutes, _RECIPIENTS)
    _carry_out(world, decided)
    with clock.at(at(5, 20, 10)):
        cases.close(
            actor=world.actor("樊建国"),
            case_id=case.pk,
            note="各项议定事项均已落实备案，儿童由救助保护机构临时监护，转入日常走访。",
        )
    with clock.at(at(6, 18, 10)):
        cases.record_follow_up(
            actor=world.actor("王彩霞"),
            case_id=case.pk,
            kind="return_visit",
            on=clock.today(),
            text="回访：在校情况稳定，心理辅导按计划进行，未发现新的风险。",
        )
    return Told(
        key="yuncheng",
        title="运城：跨县监护缺失个案",
        case_id=case.pk,
        conference_id=conference.pk,
        item_id=item.pk,
        minutes_id=minutes.pk,
        reader="李桂兰",
    )


def _ask(world: World, case_id: UUID) -> UUID:
    with clock.at(at(1, 20, 9, 30)):
        request = conferences.draft(
            actor=world.actor("宁小雨"),
            case_id=case_id,
            content=RequestContent(
                triggers=(
                    TickedTrigger(
                        "beyond_one_department",
                        {
                            "problem": "guardianship",
                            "why_not_alone": "涉及监护、查处、就医、入学，单一部门不能解决。",
                        },
                    ),
                    TickedTrigger(
                        "severe_impact", {"impact": "伤害持续，社区已有议论，可能引发关注。"}
                    ),
                ),
                problems=(
                    "儿童十岁，户籍在临猗县，随母亲的同居人在盐湖区生活，多次受到殴打。"
                    "父亲外出失去联系，母亲服刑，祖父母年迈多病，监护缺失。\n"
                    "两县对由谁临时监护、费用和入学由谁承担意见不一。"
                ),
                measures_tried=(
                    "盐湖区已送医诊治，由区未保中心临时照料；公安机关已受案；"
                    "临猗县已走访祖父母家庭。"
                ),
                decisions_asked=_ASKED,
                best_interests="以停止伤害、稳定照料和继续上学为先，尽量不更换其熟悉的学校和照料人。",
                child_views="儿童表示不愿回到原住处，愿意继续在现在的学校上学，想常见祖父母。",
                level=Level.CITY,
            ),
        )
    with clock.at(at(1, 20, 10)):
        conferences.submit(actor=world.actor("宁小雨"), request_id=request.pk)
    with clock.at(at(1, 21, 9)):
        conferences.pass_up(
            actor=world.actor("樊建国"),
            request_id=request.pk,
            opinion="本案涉及盐湖区、临猗县两地，县级难以协调，提请市未保办会商。",
        )
    with clock.at(at(1, 21, 16)):
        conferences.accept(
            actor=world.actor("李桂兰"), request_id=request.pk, opinion="情形属实，予以受理。"
        )
    return request.pk


def _convene(world: World, request_id: UUID) -> tuple[sessions.Conference, sessions.AgendaItem]:
    with clock.at(at(1, 22, 9)):
        director = world.actor("赵文清")
        conference = conferences.convene(
            actor=director,
            request_ids=[request_id],
            starts_at=at(1, 29, 9, 30),
            place="市民政局三楼会议室",
            severity=Severity.MAJOR,
            chair_post_id=world.people["黄素芳"].post_id,
        )
        clerk = world.actor("李桂兰")
        [line] = sessions.agenda(clerk, conference)
        assert line.item is not None
        item = line.item
        conferences.set_questions(actor=clerk, item_id=item.pk, questions=_ASKED)
        conferences.confirm_seats(actor=clerk, item_id=item.pk, seats=_seats(world, item))
    with clock.at(at(1, 23, 10)):
        conferences.send_notices(actor=world.actor("李桂兰"), conference_id=conference.pk)
    return conference, sessions.item(world.actor("李桂兰"), item.pk)


def _seats(world: World, item: sessions.AgendaItem) -> list[SeatChoice]:
    """Eight seats: the proposals of the duty matrix, less two a person judged not needed here."""
    wanted = {
        world.body(name)
        for name in (
            "盐湖未保中心", "运城市公安局", "运城市民政局", "运城市教育局",
            "运城市卫生健康委员会", "市妇联", "运城市司法局",
        )
    }  # fmt: skip
    chosen = [
        SeatChoice(
            kind=seat.kind,
            organisation_id=seat.organisation.pk,
            why=seat.why,
            rank=seat.rank,
            basis=tuple(str(source) for source in seat.basis),
        )
        for seat in sessions.propose_seats(item)
        if seat.organisation.pk in wanted
    ]
    chosen.append(
        SeatChoice(
            kind=SeatKind.INVITED,
            organisation_id=world.body("临猗未保办"),
            why="户籍地未保办，协办",
            rank=Rank.SECTION_HEAD,
        )
    )
    return chosen


def _meet(world: World, conference_id: UUID, item_id: UUID) -> dict[UUID, str]:
    clerk_name, comes = "李桂兰", {
        "盐湖未保中心": "宁小雨", "运城市公安局": "贾建军", "运城市民政局": "冯丽娟",
        "运城市卫生健康委员会": "裴国强", "市妇联": "廉巧云", "临猗未保办": "荆永红",
    }  # fmt: skip
    seats = {
        line.seat.organisation.pk: line.seat
        for line in sessions.replies_at_a_glance(
            world.actor(clerk_name), sessions.item(world.actor(clerk_name), item_id)
        )
    }
    with clock.at(at(1, 26, 10)):
        for body, name in comes.items():
            seat = seats[world.body(body)]
            conferences.read_pack(actor=world.actor(name), seat_id=seat.pk)
            come(world.actor(name), seat, [world.person(name)])
        education = seats[world.body("运城市教育局")]
        conferences.reply(
            actor=world.actor("乔正业"),
            seat_id=education.pk,
            reply=Reply.SUBSTITUTE,
            attendee_ids=[world.person("任海燕")],
            reason="分管副局长当日参加省级督导检查",
        )
    with clock.at(at(1, 27, 15)):
        conferences.submit_opinion(
            actor=world.actor("冯丽娟"),
            seat_id=seats[world.body("运城市民政局")].pk,
            facts="父亲下落不明，母亲服刑，无其他近亲属有能力照料。",
            legal_basis="未成年人保护法第九十二条",
            advice="由民政部门依法临时监护，委托区未保中心照料。",
        )
        conferences.submit_opinion(
            actor=world.actor("裴国强"),
            seat_id=seats[world.body("运城市卫生健康委员会")].pk,
            facts="多处陈旧性损伤，存在睡眠障碍和回避表现。",
            legal_basis="运未保委〔2022〕2号第十三条",
            advice="先行心理评估，再定干预方案，诊治费用先救治后结算。",
        )
    with clock.at(at(1, 29, 9, 30)):
        clerk, chair = world.actor(clerk_name), world.actor("黄素芳")
        conferences.open_meeting(actor=chair, conference_id=conference_id)
        for body in (*comes, "运城市教育局"):
            conferences.sign_in(actor=clerk, seat_id=seats[world.body(body)].pk)
        conferences.present(actor=world.actor("宁小雨"), item_id=item_id)
        conferences.open_discussion(actor=chair, conference_id=conference_id)
    decided: dict[UUID, str] = {}
    with clock.at(at(1, 29, 11)):
        for lead, support, matter, measures, liaison in _DECISIONS:
            decision = conferences.decide(
                actor=world.actor(clerk_name),
                item_id=item_id,
                matter=matter,
                measures=measures,
                responsible_id=world.body(lead),
                supporting_ids=[world.body(body) for body in support],
                consensus="agreed",
            )
            decided[decision.pk] = liaison
        conferences.conclude(actor=world.actor("黄素芳"), conference_id=conference_id)
    return decided


def _carry_out(world: World, decided: dict[UUID, str]) -> None:
    with clock.at(at(2, 2, 10)):
        tasks = accept_all(world, decided)
    with clock.at(at(3, 2, 10)):
        assignments.note_progress(
            actor=world.actor("贾建军"),
            assignment_id=tasks["贾建军"].pk,
            text="伤害案件已移送审查起诉，正在查找父亲下落。",
        )
        extension = assignments.request_extension(
            actor=world.actor("冯丽娟"),
            assignment_id=tasks["冯丽娟"].pk,
            reason_code="policy_needed",
            explanation="跨县接续保障没有现行办法，需要与市财政局联合出台文件后落实。",
            policy_item="《运城市困境儿童跨县保障衔接办法（征求意见稿）》",
            until=date(2026, 4, 17),
        )
    with clock.at(at(3, 4, 10)):
        assignments.grant_extension(
            actor=world.actor("赵文清"), extension_id=extension.pk, note="情况属实，同意延期。"
        )
    for name, text, reported, filed in (
        ("任海燕", "已在盐湖区第三小学就读，落实资助。", at(3, 6), at(3, 9)),
        ("裴国强", "完成伤情鉴定协助和心理评估，危机干预八次。", at(3, 12), at(3, 13)),
        ("廉巧云", "开展家庭教育指导四次，纳入儿童之家日常关爱。", at(3, 17), at(3, 18)),
    ):
        report_and_file(
            world, name, tasks[name], text, clerk="李桂兰", reported=reported, filed=filed
        )
    _chase(world, tasks["贾建军"].pk)
    report_and_file(
        world, "贾建军", tasks["贾建军"],
        "伤害案件已判决，监护人已训诫；父亲下落查明，拒不履行监护职责的情况已书面固定。",
        clerk="李桂兰", reported=at(4, 2), filed=at(4, 3),
    )  # fmt: skip
    report_and_file(
        world, "冯丽娟", tasks["冯丽娟"],
        "保障衔接办法已印发，临时监护和基本生活保障均已落实。",
        clerk="李桂兰", reported=at(4, 15), filed=at(4, 16),
    )  # fmt: skip


def _chase(world: World, assignment_id: UUID) -> None:
    """Overdue: reminded until the local setting's number is reached, then a supervision order."""
    for day in (20, 23, 25):
        with clock.at(at(3, day, 15)):
            assignments.remind(
                actor=world.actor("李桂兰"),
                assignment_id=assignment_id,
                text="落实期限已过，请抓紧报送落实情况。",
            )
    with clock.at(at(3, 26, 9)):
        order = assignments.supervise(
            actor=world.actor("赵文清"),
            assignment_id=assignment_id,
            requirements="请于限期内查明父亲下落，报送案件办理结果和落实情况。",
            due_on=date(2026, 4, 2),
        )
    with clock.at(at(4, 1, 16)):
        assignments.answer_supervision(
            actor=world.actor("贾建军"),
            order_id=order.pk,
            answer="父亲下落已查明，案件已判决，落实情况随后报送。",
        )
    with clock.at(at(4, 2, 8, 30)):
        assignments.release_supervision(actor=world.actor("赵文清"), order_id=order.pk)
