"""The year's material counts what the record and the registers hold, and names nobody."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from huishang.audit.actions import prove, watch
from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import NotPermitted
from huishang.kernel.terms import PostKind
from huishang.people.events import FILE_READ
from huishang.privacy import actions
from tests.audit.writing import keep_apart, note
from tests.places import Jurisdiction, jurisdiction, somebody
from tests.privacy import entries

HOUSE = SystemActor("测试")


def _text(document: bytes) -> str:
    return zipfile.ZipFile(BytesIO(document)).read("word/document.xml").decode()


@pytest.fixture
def year(clerk: Actor, director: Actor) -> None:
    """A little of everything in 2026."""
    note("child:1", actor=clerk, event=FILE_READ)
    with clock.at(beijing(2026, 3, 1, 23)):
        note("child:2", actor=clerk, event=FILE_READ)
    watch(actor=HOUSE, until=beijing(2026, 3, 1).date())
    keep_apart(actor=clerk, text="张小童")
    made = actions.register_activity(actor=director, entry=entries.activity())
    actions.register_activity(actor=director, entry=entries.activity(name="走访探视"))
    actions.assess(
        actor=director,
        activity_id=made.pk,
        necessity="必要",
        risks="有",
        measures="有",
        conclusion="可",
    )
    actions.receive_request(actor=clerk, entry=entries.request())
    actions.find_breach(actor=director, entry=entries.breach())


def test_every_part_is_counted(year: None, auditor: Actor) -> None:
    text = _text(actions.print_pack(actor=auditor, year=2026))
    for words in (
        "查阅儿童档案、个案和附件2次，涉及查阅人员1人",
        "工作时间以外查阅：发现1项，已说明0项，移交核查0项，待核实1项",
        "处理活动2项，其中涉及敏感个人信息2项",
        "本年度完成影响评估1次；年末有有效评估的敏感处理活动1项",
        "收到1件：待答复1件",
        "发生1起，受影响12人，已办结0起",
        "还没有核验过审计记录",
        "本年度没有建立日锚",
        "未成年人网络保护条例",
        "2027年1月底",
    ):
        assert words in text, words


def test_it_tells_how_the_last_verification_came_out(year: None, auditor: Actor) -> None:
    verdict = prove(actor=HOUSE)
    text = _text(actions.print_pack(actor=auditor, year=2026))
    assert f"核验审计记录{verdict.events}条" in text
    event = Event.objects.order_by("at").first()
    assert event is not None
    Event.objects.filter(pk=event.pk).update(actor_label="别人")
    prove(actor=HOUSE)
    text = _text(actions.print_pack(actor=auditor, year=2026))
    assert f"审计记录不完整：{event.stream_id} 第1条" in text


def test_it_names_no_child_and_no_requester(year: None, auditor: Actor) -> None:
    text = _text(actions.print_pack(actor=auditor, year=2026))
    for name in ("张小童", "测试小童", "测试监护人", "13900000000"):
        assert name not in text


def test_another_year_and_another_place_count_nothing_of_it(year: None, auditor: Actor) -> None:
    assert "收到0件" in _text(actions.print_pack(actor=auditor, year=2025))
    elsewhere = jurisdiction("140821", "临猗县")
    other = somebody(elsewhere.office, PostKind.AUDIT_ADMINISTRATOR)
    text = _text(actions.print_pack(actor=other, year=2026))
    assert "附件0次" in text
    assert "收到0件" in text
    assert "发生0起" in text


def test_a_city_counts_its_counties(year: None) -> None:
    city = somebody(jurisdiction("140800", "运城市").office, PostKind.AUDIT_ADMINISTRATOR)
    assert "收到1件" in _text(actions.print_pack(actor=city, year=2026))


def test_handing_it_out_is_an_export(year: None, auditor: Actor) -> None:
    actions.print_pack(actor=auditor, year=2026)
    event = Event.objects.get(act="audit.export")
    assert event.details == {"what": "year", "year": 2026}


@pytest.mark.parametrize(
    "kind", [kind for kind in PostKind if kind is not PostKind.AUDIT_ADMINISTRATOR]
)
def test_nobody_but_the_audit_administrator_gets_it(county: Jurisdiction, kind: PostKind) -> None:
    with pytest.raises(NotPermitted):
        actions.print_pack(actor=somebody(county.office, kind), year=2026)
    assert not Event.objects.filter(act="audit.export").exists()
