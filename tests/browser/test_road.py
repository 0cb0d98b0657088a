"""One child's case from a phone in the village to filing, each step by its post, by mouse and key.

Everything goes through the pages: sign in by the form, follow a link, fill, press. Beside the road
stand the things that go wrong on it: a double click, an urgent notice, a network that drops, two
people at the same minutes, a liaison who looks where they may not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.browser.demo import Demo
from tests.browser.desk import Desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BEIJING = ZoneInfo("Asia/Shanghai")
CHILD = "田小禾"
TITLE = "盐湖区某村留守儿童监护缺失个案"
ADVICE = "联系务工地公安机关查找其父母，核实去向后训诫督促。"
TYPED = "由公安机关核查父母去向，七日内反馈"


@dataclass
class Road:
    """Those on the road, each at a desk of their own, and the places they come to."""

    chromium: Browser
    demo: Demo
    judged: bool = True
    desks: dict[str, Desk] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def at(self, post: str, body: str, screen: str = "office") -> Desk:
        key = f"{post} {body}"
        if key not in self.desks:
            username, password = self.demo.account(post, body)
            self.desks[key] = Desk.of(
                self.chromium, self.demo.base, username, password,
                screen=screen, judged=self.judged,
            )  # fmt: skip
        return self.desks[key]

    def keep(self, place: str, desk: Desk) -> None:
        self.places[place] = desk.page.url.removeprefix(self.demo.base).split("?")[0].split("#")[0]

    def close(self) -> None:
        for desk in self.desks.values():
            desk.close()


@pytest.fixture
def road(chromium: Browser, demo: Demo) -> Iterator[Road]:
    walked = Road(chromium, demo)
    yield walked
    walked.close()


def the_village_reports(road: Road) -> None:
    """A child director, on a phone; pressing twice hands in once."""
    director = road.at("child_director", "东沟村", "phone")
    director.open("/reports/")
    before = director.page.locator("tbody tr").count()
    director.open("/reports/new/")
    director.button("报告").click()
    director.reads("需要更正")
    director.look("，有错误")
    director.write(
        child_name=CHILD,
        narrative="父母外出后失去联系，孩子随年迈的祖父生活，已两周没有到校。现由村委会临时照看。",
    )
    director.page.get_by_label("年龄").fill("9")
    director.page.locator("summary", has_text="问题类别").click()
    director.page.get_by_label("监护缺失").check()
    director.page.get_by_label("需要会商").check()
    director.button("报告").dblclick()
    director.arrive("报告 ")
    road.keep("report", director)
    director.open("/reports/")
    assert director.page.locator("tbody tr").count() == before + 1
    director.close()


def the_county_opens_the_case(road: Road) -> None:
    worker = road.at("case_worker", "盐湖区")
    worker.open(road.places["report"])
    worker.follow("立案", "立案")
    worker.write(title=TITLE)
    for issue in ("监护缺失", "父母或者其他监护人下落不明", "就学困难"):
        worker.page.get_by_label(issue, exact=True).check()
    worker.press("立案", TITLE)
    road.keep("case", worker)


def the_centre_asks_for_a_conference(road: Road) -> None:
    worker = road.at("case_worker", "盐湖区")
    worker.open(road.places["case"])
    worker.follow("提请会商", "提请会商")
    worker.press("提请会商")
    worker.reads("需要更正")
    worker.look("，有错误")
    worker.tick("triggers", "beyond_one_department", "severe_impact")
    worker.write(
        beyond_one_department__problem="guardianship",
        beyond_one_department__why_not_alone="查找父母、落实临时监护和复学分属公安、民政、教育。",
        severe_impact__impact="孩子长期无人监护，已引起村民和网络关注。",
        problems="父母外出务工失联，祖父无力照护，孩子失学两周。",
        measures_tried="村委会临时照看，救助保护中心已两次入户。",
        decisions_asked="确定临时监护人\n查找父母\n安排复学",
        best_interests="先稳定照护和就学，避免频繁更换环境。",
        child_views="孩子愿意留在村里上学，希望见到父母。",
    )
    worker.reads("系统建议：市级会商")
    worker.page.locator("input[name=level][value=city]").check()
    worker.press("提请会商", "会商申请")
    road.keep("request", worker)


def the_county_passes_it_up(road: Road) -> None:
    director = road.at("office_director", "盐湖区")
    director.open(road.places["request"])
    director.follow("上报", "上报会商申请")
    director.write(opinion="查找父母需要市公安局协调外省，本级难以办理，建议市级会商。")
    director.press("上报", "会商申请")


def the_city_accepts(road: Road) -> None:
    clerk = road.at("office_clerk", "运城市未成年人保护工作委员会办公室")
    clerk.open(road.places["request"])
    clerk.follow("受理", "受理会商申请")
    clerk.press("受理", "会商申请")


def the_director_convenes(road: Road) -> None:
    """Today, a little ahead: only an urgent notice makes that possible."""
    director = road.at("office_director", "运城市未成年人保护工作委员会办公室")
    director.open(road.places["request"])
    director.follow("召集", "召集会商")
    director.write(starts_at=_soon().strftime("%Y-%m-%dT%H:%M"), place="市民政局三楼会议室")
    director.page.wait_for_timeout(500)
    director.press("召集", "会商〔")
    road.keep("conference", director)


def _soon() -> datetime:
    """An hour ahead, but still today."""
    now = datetime.now(BEIJING)
    return min(now + timedelta(hours=1), now.replace(hour=23, minute=59))


def the_clerk_prepares(road: Road) -> None:
    clerk = road.at("office_clerk", "运城市未成年人保护工作委员会办公室")
    clerk.open(road.places["conference"])
    clerk.follow("确定参会席位", "参会席位")
    for body in ("运城市公安局", "运城市民政局", "运城市教育局"):
        assert clerk.page.get_by_label(body, exact=True).is_checked(), body
    clerk.press("确定席位", "会商〔")
    clerk.follow("填写咨询事项", "咨询事项")
    clerk.write(questions="怎样查找父母\n由谁临时监护\n怎样复学")
    clerk.press("保存", "会商〔")


def the_director_sends_urgent_notices(road: Road) -> None:
    director = road.at("office_director", "运城市未成年人保护工作委员会办公室")
    director.open(road.places["conference"])
    director.follow("缩短通知时间", "缩短通知时间")
    director.press("缩短通知时间")
    director.reads("需要更正")
    director.look("，有错误")
    director.write(reason="孩子今晚无人照料，须当日确定临时监护。")
    director.press("缩短通知时间", "会商〔")
    director.follow("发出通知", "发出会议通知")
    director.press("发出通知", "会商〔")
    director.reads("孩子今晚无人照料")


def the_police_reply_and_advise(road: Road) -> None:
    """The liaison finds the seat from the notice, reads the pack, answers, writes."""
    police = road.at("liaison", "运城市公安局")
    police.open("/notices/")
    police.follow("关于召开", "关于召开")
    police.page.get_by_role("link", name="前往办理").first.click()
    police.page.wait_for_url("**/conferences/**")
    police.look()
    if "/seats/" not in police.page.url:
        police.follow("进入本席位", "运城市公安局席位")
    road.keep("police seat", police)
    police.follow("查阅会商材料", "会商材料")
    assert CHILD not in police.page.inner_text("main")
    police.follow("返回席位", "运城市公安局席位")
    police.follow("回复参会", "回复参会")
    police.page.get_by_label("参加", exact=True).check()
    police.page.get_by_label("贾建军").check()
    police.press("回复", "运城市公安局席位")
    police.follow("提交书面意见", "书面意见")
    police.write(
        facts="其父母登记的务工地在外省。", legal_basis="未成年人保护法第四十三条", advice=ADVICE
    )
    police.press("提交书面意见", "运城市公安局席位")
    police.reads(ADVICE)


def the_school_side_does_not_see_it_yet(road: Road) -> None:
    education = road.at("liaison", "运城市教育局")
    education.open(road.places["conference"])
    education.follow("进入本席位", "运城市教育局席位")
    road.keep("education seat", education)
    education.reads("在进入讨论后公开")
    assert ADVICE not in education.page.inner_text("main")
    education.open(road.places["police seat"])
    assert ADVICE not in education.page.inner_text("main")
    assert education.open(f"{road.places['police seat']}pack/") in (403, 404)
    education.open(road.places["education seat"])
    education.follow("回复参会", "回复参会")
    education.page.get_by_label("参加", exact=True).check()
    education.page.get_by_label("任海燕").check()
    education.press("回复", "运城市教育局席位")


def the_meeting_opens(road: Road) -> None:
    """Sign-in at one press, a double one too; the case is presented; the opinions are opened."""
    director = road.at("office_director", "运城市未成年人保护工作委员会办公室")
    director.open(road.places["conference"])
    director.page.get_by_role("link", name="会商现场").first.click()
    director.arrive("会商现场")
    road.keep("room", director)
    director.press("宣布开会")
    director.reads("会议中")
    police = director.page.locator(".attends", has_text="运城市公安局")
    police.get_by_role("button", name="签到").dblclick()
    police.get_by_text("出席").wait_for()
    education = road.at("liaison", "运城市教育局")
    education.open(road.places["education seat"])
    education.press("签到")
    education.page.locator("main").get_by_text("出席").first.wait_for()
    director.open(road.places["room"])
    director.page.locator(".attendance h2", has_text="2/").wait_for()
    director.press("介绍案情")
    director.reads("已介绍案情")
    director.press("进入讨论")
    director.reads("录入议定事项")
    director.look("，讨论中")
    director.button("记录这一项").click()
    director.reads("需要更正")
    director.look("，讨论中，有错误")
    education.open(road.places["education seat"])
    education.reads(ADVICE)


def they_settle_what_is_to_be_done(road: Road) -> None:
    """The network drops while somebody types: the room says so, and nothing typed is lost."""
    director = road.at("office_director", "运城市未成年人保护工作委员会办公室")
    director.open(road.places["room"])
    director.page.select_option("[name=duty_code]", "police.find_guardian")
    director.page.wait_for_function(
        "() => document.querySelector('[name=measures]').value.includes('下落不明')"
    )
    with director.without_network():
        director.write(matter=TYPED)
        director.page.locator("#network", has_text="网络已断开").wait_for()
        director.look("，没有网络")
        director.button("记录这一项").click()
        director.page.wait_for_timeout(500)
        assert director.page.input_value("[name=matter]") == TYPED
    director.page.locator("#network").wait_for(state="hidden")
    assert director.page.input_value("[name=matter]") == TYPED
    director.button("记录这一项").dblclick()
    director.page.locator(".decision-matter", has_text=TYPED).wait_for()
    director.open(road.places["room"])
    assert director.page.locator(".decision-matter").count() == 1
    assert director.page.input_value("[name=matter]") == ""


def the_chair_reads_back_and_concludes(road: Road) -> None:
    director = road.at("office_director", "运城市未成年人保护工作委员会办公室")
    director.open(road.places["room"])
    director.follow("宣布议定", "宣读议定事项")
    director.reads(TYPED)
    director.press("宣布议定", "会商〔")


def two_people_write_the_minutes(road: Road) -> None:
    """The second to save is shown what changed and loses nothing typed."""
    clerk = road.at("office_clerk", "运城市未成年人保护工作委员会办公室")
    director = road.at("office_director", "运城市未成年人保护工作委员会办公室")
    clerk.open(road.places["conference"])
    clerk.follow("起草纪要", "起草")
    clerk.press("起草", "编辑")
    road.keep("editor", clerk)
    road.places["minutes"] = road.places["editor"].removesuffix("edit/")
    director.open(road.places["editor"])
    clerk.write(facts="工作人员写下的案情概况。")
    clerk.press("保存")
    clerk.reads("已保存")
    clerk.look("，已保存")
    director.write(facts="主任写下的案情概况。")
    director.press("保存", "编辑")
    director.reads("与现在的内容不同")
    director.look("，别人先改")
    director.reads("工作人员写下的案情概况。")
    assert director.page.input_value("[name=facts]") == "主任写下的案情概况。"
    director.press("保存")
    director.reads("已保存")


def the_chair_signs_and_the_clerk_issues(road: Road) -> None:
    director = road.at("office_director", "运城市未成年人保护工作委员会办公室")
    director.open(road.places["minutes"])
    director.press("签发")
    director.reads("已签发")
    clerk = road.at("office_clerk", "运城市未成年人保护工作委员会办公室")
    clerk.open(road.places["minutes"])
    clerk.press("印发")
    clerk.reads("已印发")
    with clerk.page.expect_download() as download:
        clerk.page.locator("main").get_by_role("link", name="下载 .docx").click()
    assert download.value.suggested_filename.endswith(".docx")


def the_police_do_their_duty(road: Road) -> None:
    police = road.at("liaison", "运城市公安局")
    police.open("/assignments/")
    police.follow(TYPED[:10], TYPED[:10])
    road.keep("assignment", police)
    police.follow("认领", "认领交办事项")
    police.page.locator("main [name=person_id]").select_option(label="贾建军（副局长）")
    police.press("认领", TYPED[:10])
    police.follow("报送落实情况", "报送落实情况")
    police.write(text="已在外省务工地查到其母，已返乡；其父训诫记录附后。")
    police.page.set_input_files(
        "[name=attachments]",
        {"name": "训诫书.txt", "mimeType": "text/plain", "buffer": "训诫书（示例）".encode()},
    )
    police.press("报送", TYPED[:10])
    police.reads("训诫书.txt")


def the_clerk_files_and_the_county_closes(road: Road) -> None:
    clerk = road.at("office_clerk", "运城市未成年人保护工作委员会办公室")
    clerk.open(road.places["assignment"])
    clerk.press("备案")
    clerk.reads("已备案，备案号")
    worker = road.at("case_worker", "盐湖区")
    worker.open(road.places["case"])
    worker.follow("结案", "结案")
    worker.write(note="监护和就学均已落实。")
    worker.press("结案", TITLE)
    worker.reads("已结案")


STEPS: tuple[Callable[[Road], None], ...] = (
    the_village_reports,
    the_county_opens_the_case,
    the_centre_asks_for_a_conference,
    the_county_passes_it_up,
    the_city_accepts,
    the_director_convenes,
    the_clerk_prepares,
    the_director_sends_urgent_notices,
    the_police_reply_and_advise,
    the_school_side_does_not_see_it_yet,
    the_meeting_opens,
    they_settle_what_is_to_be_done,
    the_chair_reads_back_and_concludes,
    two_people_write_the_minutes,
    the_chair_signs_and_the_clerk_issues,
    the_police_do_their_duty,
    the_clerk_files_and_the_county_closes,
)


def test_a_case_travels_the_whole_road_of_yuncheng_by_the_pages(road: Road) -> None:
    for step in STEPS:
        step(road)
