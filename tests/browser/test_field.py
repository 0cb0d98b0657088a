"""离线走访, in a phone's browser: no signal, a dead battery, a wrong clock, a lost answer, a file
that changed, a lost phone. Nothing written is lost, nothing arrives twice, nothing can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count as numbers
from typing import TYPE_CHECKING

import pytest

from huishang.kernel import clock
from tests.browser.demo import Demo, served
from tests.browser.phones import PIN, Phone, count
from tests.browser.village import SUPERVISOR, happen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

_given = numbers(0)
_NAMES = "安宝昌达恩芳刚海佳康兰明宁平琴荣书涛威欣艳泽"
NOTE = "院门锁着，隔墙听见孩子应声。"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with served(tmp_path_factory.mktemp("field")) as running:
        yield running


@pytest.fixture
def child(home: Demo) -> tuple[str, str]:
    """Name and key of a child due for a visit; another one for each test."""
    name = f"柳小{_NAMES[next(_given)]}"
    return name, happen(home.home, "CHILD", name)


@pytest.fixture
def fresh(chromium: Browser, home: Demo) -> Iterator[Phone]:
    """A phone that never heard of the platform."""
    phone = Phone.of(chromium, home)
    yield phone
    phone.close()


@pytest.fixture
def phone(fresh: Phone, child: tuple[str, str]) -> Phone:
    """One that has taken the files along."""
    fresh.begin()
    return fresh


def visits(home: Demo, child: tuple[str, str]) -> int:
    return count(home, "visits_visit", child[1])


# --- without a signal --------------------------------------------------------------------------


def test_without_a_signal_a_visit_is_written_and_arrives_once_there_is_one(
    phone: Phone, home: Demo, child: tuple[str, str]
) -> None:
    name, _ = child
    with phone.without_signal():
        phone.reopen()
        phone.unlock()
        phone.reads("资料更新于")
        phone.card(name).get_by_role("button", name="档案").click()
        phone.reads("村东头第三户")
        phone.press("登记走访")
        phone.write_visit()
        phone.reads("还没有报送")
        assert visits(home, child) == 0
    phone.reads("已送达")
    assert visits(home, child) == 1
    phone.press("今日走访")
    phone.page.locator("h1", has_text="今日走访").wait_for()
    assert phone.card(name).count() == 0


def test_a_battery_that_dies_takes_nothing_with_it(
    phone: Phone, home: Demo, child: tuple[str, str]
) -> None:
    name, _ = child
    with phone.without_signal():
        phone.visit(name)
        phone.not_met(NOTE)
        phone.kept()
        phone.reopen()
        phone.unlock()
        phone.card(name).get_by_text("走访记录：草稿").wait_for()
        phone.visit(name)
        assert phone.page.input_value("[name=not_met_because]") == NOTE
        phone.write_visit()
        phone.reads("还没有报送")
        phone.reopen()
        phone.unlock()
        phone.reads("还有1条没有报送")
    phone.outbox()
    phone.reads("已送达")
    assert visits(home, child) == 1


def test_an_answer_that_was_lost_makes_no_second_visit(
    phone: Phone, home: Demo, child: tuple[str, str]
) -> None:
    lost: list[int] = []

    def arrives_and_is_not_answered(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    phone.context.route("**/field/visits/**", arrives_and_is_not_answered)
    phone.visit(child[0])
    phone.write_visit()
    phone.page.locator("#signal", has_text="没有信号").wait_for()
    phone.reads("还没有报送")
    assert lost == [200]
    assert visits(home, child) == 1
    phone.press("修改")
    phone.reads("正在等平台回执")
    phone.context.unroute("**/field/visits/**")
    phone.update()
    phone.reads("已送达")
    assert visits(home, child) == 1


def test_two_tabs_hand_one_visit_in_once(phone: Phone, home: Demo, child: tuple[str, str]) -> None:
    with phone.without_signal():
        phone.visit(child[0])
        phone.write_visit()
        phone.reads("还没有报送")
        other = Phone(phone.context, phone.context.new_page(), home, phone.errors)
        other.page.goto(f"{home.base}/field/")
        other.unlock()
        other.reads("还有1条没有报送")
    phone.reads("已送达")
    other.outbox()
    other.reads("已送达")
    assert visits(home, child) == 1


def test_a_report_written_without_a_signal_arrives_once(phone: Phone, home: Demo) -> None:
    before = count(home, "discovery_report")
    with phone.without_signal():
        phone.press("立即报告")
        phone.page.fill("[name=child_name]", "陶小树")
        phone.page.fill("[name=age]", "8")
        phone.judge()
        phone.press("下一步")
        phone.press("下一步")
        phone.reads("请填写“情况描述”")
        phone.page.fill("[name=narrative]", "三天没有来上学，家里没有大人。")
        phone.press("下一步")
        phone.press("下一步")
        phone.judge()
        phone.press("保存并报送")
        phone.reads("还没有报送")
    phone.reads("受理编号")
    assert count(home, "discovery_report") == before + 1


def test_a_visit_that_finds_danger_leads_to_the_report_at_once(
    phone: Phone, child: tuple[str, str]
) -> None:
    with phone.without_signal():
        phone.visit(child[0])
        phone.page.get_by_text("见到了", exact=True).click()
        phone.press("下一步")
        for box in phone.page.locator(".step:visible input[value=well]").all():
            box.check()
        phone.page.locator(".step:visible input[value=wrong]").first.check()
        phone.press("下一步")
        phone.reads("什么问题")
        phone.page.locator(".asked:visible textarea").first.fill("手臂上有新的淤青。")
        phone.page.locator(".asked:visible select").first.select_option("report")
        phone.press("下一步")
        phone.page.select_option("[name=confirmed]", "away")
        phone.press("下一步")
        phone.press("保存并报送")
        phone.reads("请接着写报告")
        assert "手臂上有新的淤青。" in phone.page.input_value("[name=narrative]")


# --- what went otherwise meanwhile ---------------------------------------------------------------


def test_a_file_that_changed_meanwhile_is_shown_side_by_side_before_anything_is_written(
    phone: Phone, home: Demo, child: tuple[str, str]
) -> None:
    name, _ = child
    with phone.without_signal():
        phone.visit(name)
        phone.write_visit()
        phone.reads("还没有报送")
        happen(home.home, "ADDRESS", name, "村西头新房")
    phone.reads("需要核对")
    assert visits(home, child) == 0
    phone.press("核对")
    phone.judge()
    differs = phone.page.locator(".field-beside tbody tr")
    assert differs.count() == 1
    assert "村东头第三户" in differs.inner_text()
    assert "村西头新房" in differs.inner_text()
    phone.press("变化已知，照原样报送")
    phone.reads("已送达")
    assert visits(home, child) == 1


def test_a_changed_file_may_lead_to_a_changed_visit(
    phone: Phone, home: Demo, child: tuple[str, str]
) -> None:
    name, _ = child
    with phone.without_signal():
        phone.visit(name)
        phone.write_visit()
        phone.reads("还没有报送")
        happen(home.home, "ADDRESS", name, "村西头新房")
    phone.reads("需要核对")
    phone.press("核对")
    phone.press("修改后报送")
    phone.press("上一步")
    phone.page.fill("[name=note]", "已搬到新房。")
    phone.press("下一步")
    phone.press("保存并报送")
    phone.reads("已送达")
    assert visits(home, child) == 1


def test_a_child_that_moved_away_meanwhile_leaves_the_visit_as_a_report(
    phone: Phone, home: Demo, child: tuple[str, str]
) -> None:
    name, _ = child
    before = count(home, "discovery_report")
    with phone.without_signal():
        phone.visit(name)
        phone.not_met(NOTE)
        phone.page.get_by_text("没有见到", exact=True).click()
        phone.press("下一步")
        for box in phone.page.locator(".step:visible input[value=unseen]").all():
            box.check()
        phone.press("下一步")
        phone.page.select_option("[name=confirmed]", "away")
        phone.press("下一步")
        phone.press("保存并报送")
        phone.reads("还没有报送")
        happen(home.home, "LEFT", name)
    phone.reads("不能报送")
    phone.judge()
    phone.press("改作报告")
    assert phone.page.input_value("[name=child_name]") == name
    phone.page.fill("[name=age]", "10")
    phone.press("下一步")
    assert NOTE in phone.page.input_value("[name=narrative]")
    phone.press("下一步")
    phone.press("下一步")
    phone.press("保存并报送")
    phone.reads("受理编号")
    assert count(home, "discovery_report") == before + 1
    assert visits(home, child) == 0


def test_what_the_platform_refuses_comes_back_with_its_reason(
    phone: Phone, home: Demo, child: tuple[str, str]
) -> None:
    phone.visit(child[0])
    phone.write_visit(on="2001-02-03")
    phone.reads("需要更正")
    phone.press("更正")
    phone.reads("走访日期早于儿童的出生日期")
    phone.judge()
    phone.page.fill("[name=on]", clock.today().isoformat())
    for _ in range(3):
        phone.press("下一步")
    phone.press("保存并报送")
    phone.reads("已送达")
    assert visits(home, child) == 1


def test_a_clock_that_was_set_meanwhile_is_asked_about(
    phone: Phone, home: Demo, child: tuple[str, str]
) -> None:
    today = clock.today()
    phone.page.clock.install()
    with phone.without_signal():
        phone.page.clock.set_system_time(clock.now() + timedelta(days=3))
        phone.visit(child[0])
        phone.write_visit()
        phone.reads("还没有报送")
        phone.page.clock.set_system_time(clock.now() - timedelta(days=5))
    phone.reads("需要核对日期")
    phone.reads("手机时间比平台慢5天")
    assert visits(home, child) == 0
    phone.press("核对日期")
    phone.judge()
    phone.page.fill("[name=on]", today.isoformat())
    phone.press("按这个日期报送")
    phone.reads("已送达")
    assert visits(home, child) == 1


def test_a_clock_that_is_always_wrong_does_not_date_the_visit(
    fresh: Phone, home: Demo, child: tuple[str, str]
) -> None:
    fresh.page.clock.install()
    fresh.page.clock.set_system_time(clock.now() + timedelta(days=40))
    fresh.begin()
    fresh.reads("手机时间比平台快40天")
    fresh.visit(child[0])
    assert fresh.page.input_value("[name=on]") == clock.today().isoformat()
    fresh.write_visit()
    fresh.reads("已送达")
    assert visits(home, child) == 1


def test_a_phone_that_is_full_says_that_nothing_was_kept(
    phone: Phone, home: Demo, child: tuple[str, str]
) -> None:
    phone.visit(child[0])
    phone.page.evaluate(
        """() => {
          window.kept = IDBObjectStore.prototype.put;
          IDBObjectStore.prototype.put = () => { throw new DOMException("full"); };
        }"""
    )
    phone.page.get_by_text("没有见到", exact=True).click()
    phone.reads("没有能保存，手机存储可能已满")
    phone.page.evaluate("() => { IDBObjectStore.prototype.put = window.kept; }")
    phone.page.fill("[name=not_met_because]", NOTE)
    phone.kept()


# --- whose eyes ----------------------------------------------------------------------------------


def test_whoever_takes_the_phone_apart_reads_nothing_of_a_child(
    phone: Phone, child: tuple[str, str]
) -> None:
    name, key = child
    phone.visit(name)
    phone.not_met(NOTE)
    phone.kept()
    kept = phone.everything()
    assert "pack/now" in kept
    assert "离线走访" in kept
    for secret in (name, key, "村东头", NOTE, PIN):
        assert secret not in kept


def test_after_ten_wrong_pins_only_signing_in_opens_it_and_nothing_written_is_lost(
    phone: Phone, child: tuple[str, str]
) -> None:
    name, _ = child
    with phone.without_signal():
        phone.visit(name)
        phone.not_met(NOTE)
        phone.kept()
        phone.reopen()
        for left in range(9, 0, -1):
            phone.unlock("112299")
            phone.reads(f"还可以试{left}次")
        phone.judge()
        phone.unlock("112299")
        phone.reads("口令输错次数过多")
        phone.reopen()
        phone.reads("资料已经锁上")
    phone.reopen()
    phone.reads("设置开启口令")
    phone.choose("975310")
    phone.reads("资料更新于")
    phone.visit(name)
    assert phone.page.input_value("[name=not_met_because]") == NOTE


@pytest.mark.parametrize("pin", ["12345", "abcdef", "111111", "123456", "987654"])
def test_a_pin_that_is_guessed_at_once_is_not_taken(fresh: Phone, pin: str) -> None:
    fresh.sign_in()
    fresh.reads("设置开启口令")
    fresh.judge()
    fresh.choose(pin)
    fresh.page.locator("[data-slot=fault]", has_text="口令").wait_for()
    assert "pack/now" not in fresh.everything()


def test_left_alone_it_locks_itself_and_keeps_what_was_half_written(
    fresh: Phone, child: tuple[str, str]
) -> None:
    fresh.page.clock.install()
    fresh.begin()
    fresh.visit(child[0])
    fresh.not_met(NOTE)
    fresh.page.clock.fast_forward(17 * 60 * 1000)
    fresh.reads("已自动锁定")
    assert child[0] not in fresh.page.content()
    fresh.unlock()
    fresh.visit(child[0])
    assert fresh.page.input_value("[name=not_met_because]") == NOTE


def test_after_seven_days_the_files_are_gone_and_what_was_written_is_not(
    fresh: Phone, child: tuple[str, str]
) -> None:
    name, _ = child
    fresh.context.clock.install()
    fresh.begin()
    with fresh.without_signal():
        fresh.visit(name)
        fresh.not_met(NOTE)
        fresh.kept()
        fresh.context.clock.set_system_time(clock.now() + timedelta(days=6, hours=23))
        fresh.reopen()
        fresh.unlock()
        fresh.reads("资料更新于")
        fresh.context.clock.set_system_time(clock.now() + timedelta(days=7, hours=1))
        fresh.reopen()
        fresh.unlock()
        fresh.reads("手机里还没有走访资料")
        fresh.press("立即报告")
        fresh.page.fill("[name=child_name]", "陶小树")
        fresh.press("先放下")
        assert "pack/now" not in fresh.everything()
        fresh.context.clock.set_system_time(clock.now())
        fresh.outbox()
        visit = fresh.page.locator("article", has_text=f"走访 {name}")
        visit.get_by_role("button", name="继续填写").click()
        assert fresh.page.input_value("[name=not_met_because]") == NOTE


def test_a_browser_that_cannot_keep_it_closed_is_told_so(fresh: Phone) -> None:
    fresh.page.add_init_script("delete Navigator.prototype.locks")
    fresh.page.goto(f"{fresh.demo.base}/field/")
    fresh.reads("这个浏览器不能加密保存资料")
    fresh.judge()


def test_who_signs_out_leaves_nothing_behind(phone: Phone) -> None:
    assert phone.databases() == 1
    phone.page.goto(phone.demo.base)
    phone.page.locator(".top-post summary").click()
    phone.page.get_by_role("button", name="退出登录").click()
    phone.page.get_by_role("heading", name="登录", exact=True).wait_for()
    assert phone.databases() == 0


def test_who_signs_out_before_all_is_sent_finds_it_again_and_nobody_else_does(
    phone: Phone, child: tuple[str, str]
) -> None:
    name, _ = child
    phone.visit(name)
    phone.not_met(NOTE)
    phone.kept()
    phone.press("先放下")
    phone.page.locator("#menu summary").click()
    phone.press("退出登录")
    phone.reads("请登录")
    kept = phone.everything()
    assert "pack/now" not in kept
    assert "item/" in kept
    phone.sign_in(SUPERVISOR)
    phone.reads("这部手机上是他人的资料")
    phone.judge()
    phone.page.get_by_role("link", name="换账号登录").click()
    phone.press("退出登录")
    phone.page.get_by_role("heading", name="登录", exact=True).wait_for()
    phone.sign_in()
    phone.reads("设置开启口令")
    phone.choose("975310")
    phone.reads("资料更新于")
    phone.visit(name)
    assert phone.page.input_value("[name=not_met_because]") == NOTE


def test_a_phone_that_was_lost_erases_itself_when_it_hears_of_it(
    phone: Phone, chromium: Browser, home: Demo
) -> None:
    at_home = Phone.of(chromium, home)
    at_home.sign_in(then="/account/")
    at_home.page.locator("details.asks summary", has_text="清除资料").first.click()
    at_home.page.get_by_role("button", name="确认清除资料").locator("visible=true").click()
    at_home.reads("走访资料已清除")
    at_home.close()
    phone.reopen()
    phone.reads("资料已清除")
    assert phone.databases() == 0


def test_the_phone_keeps_the_page_and_its_files_and_no_other_page(phone: Phone) -> None:
    phone.page.goto(f"{phone.demo.base}/visits/")
    phone.page.goto(f"{phone.demo.base}/field/")
    phone.unlock()
    kept = phone.page.evaluate(
        """async () => {
          const caught = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
          const kept = (await Promise.all(caught.map((one) => one.keys()))).flat();
          return kept.map((one) => new URL(one.url).pathname);
        }"""
    )
    assert "/field/" in kept
    assert [path for path in kept if path != "/field/" and not path.startswith("/static/")] == []


def test_each_screen_is_fit_for_a_thumb_and_a_reader(phone: Phone, child: tuple[str, str]) -> None:
    phone.judge()
    phone.card(child[0]).get_by_role("button", name="档案").click()
    phone.judge()
    phone.press("登记走访")
    phone.judge()
    phone.press("下一步")
    phone.reads("请选择“孩子本人”")
    phone.judge()
    phone.press("先放下")
    phone.outbox()
    phone.judge()
