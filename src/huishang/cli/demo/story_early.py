"""Story C: a visit that was missed, a poster somebody scanned, and what came of it.

Told back from today, so that its duty stands among those of the day.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from huishang.discovery import actions as discovery
from huishang.discovery import queries as reports
from huishang.discovery.queries import Channel, PublicEntry
from huishang.kernel import clock
from huishang.kernel.ids import new_id
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import Sex
from huishang.people import actions as people
from huishang.visits import actions as visits
from huishang.visits.queries import CheckEntry, VisitEntry, visiting_at

from .road import Reach, Script, carry_on
from .story import Told
from .world import World

_VILLAGE, _DIRECTOR = "140802191201", "张秀莲"
_BORN = date(2015, 9, 9)
_TOLD = "这家的女孩一个人过了好些天，晚上也没有大人，饭是自己煮的。"
_SCRIPT = Script(
    place=_VILLAGE,
    clerk="王彩霞",
    director="樊建国",
    worker="宁小雨",
    reporter=_DIRECTOR,
    child="柳知夏",
    born=_BORN,
    title="独自生活的留守儿童监护缺失个案",
    narrative="父母在外务工，原由祖母照料；祖母住院后，孩子独自生活三周，无人委托照护。",
    issues=("guardianship_absent", "livelihood"),
    bodies={
        "运城市盐湖区民政局": "关爱莲",
        "运城市盐湖区教育局": "姚文轩",
        "盐湖未保中心": "宁小雨",
    },
    matter="落实委托照护和临时生活照料",
    measures="由区民政局指导监护人签订委托照护协议并核定临时救助，学校安排寄宿和关爱联系人。",
)


def tell(world: World) -> Told:
    """From the visit nobody made in time to the accepted duty."""
    morning = clock.now().replace(hour=8, minute=30, second=0, microsecond=0)
    reported = morning - timedelta(days=27)
    village, clerk = world.actor(_DIRECTOR), world.actor(_SCRIPT.clerk)
    with clock.at(reported - timedelta(days=210)):
        child = people.register_child(
            actor=village,
            name=_SCRIPT.child,
            sex=Sex.FEMALE.value,
            birth_date=_BORN,
            resident_id=synthetic(_VILLAGE[:6], _BORN).number,
            residence_division=_VILLAGE,
            registered_division=_VILLAGE,
            address="东沟村二组",
        )
    with clock.at(reported - timedelta(days=100)):
        _visit(world, child.pk, "祖母", {})
    with clock.at(reported - timedelta(days=1)):
        visits.plan_all()  # the town is told that the next one was missed
    with clock.at(reported):
        discovery.receive_from_public(
            entry=PublicEntry(
                key=reports.draw_key(),
                place=_VILLAGE,  # as the village's poster has it
                where="村东头第二户",
                child="上小学的女孩，姓柳",
                narrative=_TOLD,
            )
        )
    with clock.at(reported + timedelta(hours=1)):
        [report] = reports.reports(clerk, channel=Channel.WEB.value).rows
        discovery.accept_report(actor=clerk, report_id=report.id)
        discovery.answer_reporter(
            actor=clerk, report_id=report.id, text="已经收到，今天派人上门，谢谢您。"
        )
    with clock.at(reported + timedelta(hours=2)):
        _visit(world, child.pk, "", {"care": "祖母住院，孩子独自在家，没有人委托照护。"})
        discovery.name_child(actor=clerk, report_id=report.id, child_id=child.pk)
    taken = carry_on(world, _SCRIPT, report.id, begins=reported, reach=Reach.ACCEPTED)
    assert taken is not None
    return Told(
        key="early",
        title="运城市盐湖区：扫码报告和一次没有走到的走访",
        case_id=taken.case_id,
        conference_id=taken.conference_id,
        item_id=taken.item_id,
        minutes_id=taken.minutes_id,
        reader=_SCRIPT.clerk,
    )


def _visit(world: World, child_id: UUID, confirmed_by: str, wrong: dict[str, str]) -> None:
    checks = visiting_at(_VILLAGE).value.checks
    visits.visit(
        actor=world.actor(_DIRECTOR),
        child_id=child_id,
        key=new_id(),
        entry=VisitEntry(
            on=clock.today(),
            met=True,
            confirmed="spoken" if confirmed_by else "away",
            confirmed_by=confirmed_by,
            checks={
                one.code: CheckEntry("wrong", "report", wrong[one.code])
                if one.code in wrong
                else CheckEntry("well")
                for one in checks
            },
        ),
    )
