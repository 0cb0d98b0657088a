"""What the page on a phone asks and hands in by itself, and the page it keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huishang.discovery.models import Report
from huishang.field.models import Device
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from huishang.people import actions as people
from huishang.people.queries import Child
from huishang.visits import actions as visits
from huishang.visits import queries as visiting
from huishang.visits.models import Visit
from tests.house.source import PACKAGE
from tests.places import somebody
from tests.valley import SPRING, Valley

SignIn = Callable[[Actor], Client]
NOW = beijing(2026, 6, 20, 9)
NAME = "周小雨"


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


@pytest.fixture
def child(valley: Valley) -> Child:
    with clock.at(NOW - timedelta(days=100)):
        made = valley.child(name=NAME)
        visits.plan_all()
    return made


@pytest.fixture(autouse=True)
def _now(child: Child) -> Any:
    with clock.at(NOW):
        yield


@pytest.fixture
def village(valley: Valley, sign_in: SignIn) -> Client:
    return sign_in(valley.director)


@pytest.fixture
def device(village: Client) -> str:
    told = village.post(reverse("field:carry"), {"name": "张秀莲的手机"}).json()
    assert len(told["secret"]) == 44
    return str(told["device"])


def take(client: Client, device: str, **have: str) -> Any:
    said = {"device": device, "have": json.dumps(have)}
    return client.post(reverse("field:take"), said).json()


def visited(child: Child, device: str, stamp: str, **more: Any) -> dict[str, Any]:
    key = str(new_id())
    checks = visiting.visiting_at(SPRING).value.checks
    return {
        "token": key,
        "key": key,
        "device": device,
        "stamp": stamp,
        "on": "2026-06-20",
        "kind": "key",
        "works": ["visit"],
        "met": "yes",
        "confirmed": "signed",
        "confirmed_by": "张大山",
        **{f"check_{one.code}": "well" for one in checks},
        **more,
    }


def reported(**more: Any) -> dict[str, Any]:
    key = str(new_id())
    return {
        "token": key,
        "key": key,
        "child_name": "李小花",
        "age": "9",
        "narrative": "独自在家两天，没有人做饭。",
        "incident_division": SPRING,
        **more,
    }


def test_the_page_and_its_worker_open_for_nobody_and_name_nobody(child: Child) -> None:
    client = Client()
    for name, kind in (("shell", "text/html"), ("worker", "text/javascript")):
        answer = client.get(reverse(f"field:{name}"))
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith(kind)
        assert NAME not in answer.content.decode()
    told = client.get(reverse("field:manifest")).json()
    assert told["start_url"] == told["scope"] == reverse("field:shell")
    assert told["display"] == "standalone"


def test_every_module_the_page_runs_is_kept_beforehand() -> None:
    from huishang.web.pages.field.views import SCRIPTS

    wanted, left = set(), ["app"]
    while left:
        name = left.pop()
        wanted.add(name)
        module = PACKAGE / "web" / "static" / "web" / "field" / f"{name}.js"
        found = re.findall(r'from "\./(\w+)\.js";', module.read_text(encoding="utf-8"))
        left += [one for one in found if one not in wanted]
    assert wanted == set(SCRIPTS)


def test_only_this_page_may_run_a_worker(village: Client) -> None:
    policies = {
        name: village.get(reverse(name)).headers["Content-Security-Policy"]
        for name in ("field:shell", "visits:list")
    }
    assert "worker-src 'self'" in policies["field:shell"]
    assert "worker-src" not in policies["visits:list"]
    for policy in policies.values():
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_the_way_there_stands_on_the_list_of_those_who_go_out(
    valley: Valley, village: Client, sign_in: SignIn
) -> None:
    way = f'href="{reverse("field:shell")}"'
    assert way in village.get(reverse("visits:list")).content.decode()
    assert way not in sign_in(valley.clerk).get(reverse("visits:list")).content.decode()


def test_who_is_not_signed_in_is_sent_to_sign_in(child: Child) -> None:
    client = Client()
    for name in ("hello",):
        assert client.get(reverse(f"field:{name}")).status_code == 302
    for name in ("carry", "take", "hand_in_report"):
        assert client.post(reverse(f"field:{name}")).status_code == 302
    assert client.post(reverse("field:hand_in_visit", args=[child.pk])).status_code == 302


def test_hello_says_who_it_is_and_what_time_it_is(village: Client, valley: Valley) -> None:
    told = village.get(reverse("field:hello")).json()
    assert told["account"] == str(valley.director.account_id)
    assert told["now"] == int(NOW.timestamp() * 1000)


def test_another_post_is_told_who_uses_it(valley: Valley, sign_in: SignIn) -> None:
    answer = sign_in(valley.clerk).get(reverse("field:hello"))
    assert answer.status_code == 403
    assert "儿童主任" in answer.json()["message"]


def test_a_child_is_handed_whole_once_and_then_by_its_stamp(
    village: Client, device: str, child: Child
) -> None:
    first = take(village, device)
    (one,) = first["children"]
    assert one["name"] == NAME
    assert dict(one["lines"])["姓名"] == NAME
    assert one["due_on"] == "2026-06-10"
    html = first["forms"][one["form"]]
    assert 'value="visit" checked' in re.sub(r' (id|class)="[^"]*"', "", html)
    assert "field-wrong" not in html
    (again,) = take(village, device, **{str(child.pk): one["stamp"]})["children"]
    assert "lines" not in again
    assert again["stamp"] == one["stamp"]


@pytest.mark.parametrize("have", ["", "{", "[]", '"x"'])
def test_a_phone_that_does_not_know_what_it_has_is_handed_all(
    village: Client, device: str, have: str
) -> None:
    told = village.post(reverse("field:take"), {"device": device, "have": have}).json()
    assert told["children"][0]["lines"]


def test_what_no_phone_can_have_is_not_read(village: Client, device: str, child: Child) -> None:
    (one,) = take(village, device)["children"]
    have = json.dumps({str(child.pk): one["stamp"]}) + " " * 40_000
    told = village.post(reverse("field:take"), {"device": device, "have": have}).json()
    assert told["children"][0]["lines"]


def test_a_visit_sent_three_times_is_one(village: Client, device: str, child: Child) -> None:
    (one,) = take(village, device)["children"]
    said = visited(child, device, one["stamp"])
    at = reverse("field:hand_in_visit", args=[child.pk])
    answers = [village.post(at, said) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["at"] for answer in answers}) == 1
    assert Visit.objects.unscoped(reason="测试").count() == 1
    assert village.get(answers[0].json()["at"]).status_code == 200


def test_a_changed_file_is_told_line_by_line_before_the_visit_is_written(
    valley: Valley, village: Client, device: str, child: Child
) -> None:
    (one,) = take(village, device)["children"]
    people.correct_file(
        actor=valley.supervisor, child_id=child.pk, address="泉村13号", reason="门牌换了"
    )
    at = reverse("field:hand_in_visit", args=[child.pk])
    refused = village.post(at, visited(child, device, one["stamp"]))
    assert refused.status_code == 409
    now = refused.json()["now"]
    assert dict(one["lines"])["详细住址"] == "没有登记"
    assert dict(now["lines"])["详细住址"] == "泉村13号"
    assert not Visit.objects.unscoped(reason="测试").exists()
    assert village.post(at, visited(child, device, now["stamp"])).status_code == 200


def test_what_is_wrong_in_a_visit_is_told_by_field(
    village: Client, device: str, child: Child
) -> None:
    (one,) = take(village, device)["children"]
    at = reverse("field:hand_in_visit", args=[child.pk])
    said = visited(child, device, one["stamp"], on="2031-01-01", confirmed="")
    refused = village.post(at, said)
    assert refused.status_code == 422
    assert set(refused.json()["fields"]) == {"on", "confirmed"}
    unread = village.post(at, visited(child, device, one["stamp"], on="某日"))
    assert set(unread.json()["fields"]) == {"on"}


def test_a_visit_to_a_child_of_another_village_is_not_found(
    valley: Valley, device: str, village: Client
) -> None:
    other = valley.child(by=valley.director_of("140802101202"), residence_division="140802101202")
    at = reverse("field:hand_in_visit", args=[other.pk])
    assert village.post(at, visited(other, device, "x")).status_code == 404


def test_a_report_sent_three_times_is_one_and_goes_to_the_county(
    valley: Valley, village: Client
) -> None:
    assert valley.clerk
    said = reported()
    answers = [village.post(reverse("field:hand_in_report"), said) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {200}, answers[0].content.decode()
    assert Report.objects.unscoped(reason="测试").count() == 1
    told = answers[0].json()
    assert told["office"] == valley.county.office.name
    assert village.get(told["at"]).status_code == 200


def test_a_report_of_a_kept_child_asks_for_no_name(
    valley: Valley, village: Client, child: Child
) -> None:
    said = reported(child=str(child.pk))
    del said["child_name"], said["age"]
    assert village.post(reverse("field:hand_in_report"), said).status_code == 200
    assert Report.objects.unscoped(reason="测试").get().child_id == child.pk


def test_a_report_was_received_when_it_was_written_whatever_the_phones_clock_says(
    village: Client,
) -> None:
    hour = 60 * 60 * 1000
    for written, ago in ((5 * hour, 3 * hour), (5 * hour, -hour), (0, 400 * 24 * hour)):
        said = reported(written=written, sent=written + ago)
        assert village.post(reverse("field:hand_in_report"), said).status_code == 200
    times = Report.objects.unscoped(reason="测试").order_by("created_at", "id")
    received = [row.received_at for row in times]
    assert received == [NOW - timedelta(hours=3), NOW, NOW]


def test_a_report_without_a_word_says_what_is_missing(village: Client) -> None:
    refused = village.post(reverse("field:hand_in_report"), reported(narrative=""))
    assert refused.status_code == 422
    assert set(refused.json()["fields"]) == {"narrative"}


def test_another_report_under_the_same_key_is_refused_and_the_first_stays(village: Client) -> None:
    said = reported()
    assert village.post(reverse("field:hand_in_report"), said).status_code == 200
    refused = village.post(reverse("field:hand_in_report"), {**said, "narrative": "另一件事。"})
    assert refused.status_code == 422
    assert set(refused.json()["fields"]) == {"key"}


def test_a_key_of_another_body_is_refused_in_words(
    valley: Valley, village: Client, sign_in: SignIn
) -> None:
    said = reported()
    assert village.post(reverse("field:hand_in_report"), said).status_code == 200
    town = sign_in(valley.supervisor)
    refused = town.post(reverse("field:hand_in_report"), said)
    assert refused.status_code == 422
    assert set(refused.json()["fields"]) == {"key"}


def test_a_phone_is_wiped_from_ones_own_page_and_hears_of_it_with_nobody_signed_in(
    village: Client, device: str
) -> None:
    stands = reverse("field:stands", args=[device])
    assert Client().get(stands).json()["stands"] is True
    mine = village.get(reverse("accounts:mine")).content.decode()
    assert "张秀莲的手机" in mine
    done = village.post(reverse("accounts:wipe_device", args=[device]), {"token": str(new_id())})
    assert done.status_code == 302
    assert Client().get(stands).json()["stands"] is False
    mine = village.get(reverse("accounts:mine")).content.decode()
    assert "已清除" in mine
    assert "收到" in mine


def test_who_guards_the_account_sees_its_phones_and_wipes_them(
    valley: Valley, device: str, sign_in: SignIn
) -> None:
    guard = sign_in(somebody(valley.county.office, PostKind.SECURITY_ADMINISTRATOR))
    system = sign_in(somebody(valley.county.office, PostKind.SYSTEM_ADMINISTRATOR))
    page = reverse("accounts:show", args=[valley.director.account_id])
    assert "张秀莲的手机" in guard.get(page).content.decode()
    assert "张秀莲的手机" not in system.get(page).content.decode()
    wipe = reverse("accounts:wipe_device", args=[device])
    assert system.post(wipe, {"token": str(new_id())}).status_code == 404
    assert guard.post(wipe, {"token": str(new_id())}).status_code == 302
    assert Device.objects.unscoped(reason="测试").get().wiped_at == NOW
