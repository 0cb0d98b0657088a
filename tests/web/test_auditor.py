"""The auditor's pages: the record, one child's history, unusual reading, anchors, the year."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from huishang.access.events import ACCOUNT_CLOSED, SIGN_IN_FAILED
from huishang.access.labels import Purpose
from huishang.audit.actions import anchor, prove, prove_if_asked, proving, watch
from huishang.audit.event_types import EventType
from huishang.audit.events import REFUSED
from huishang.audit.models import Event, Finding, Private
from huishang.cases.events import SET_LEVEL
from huishang.conferences.events import CANCEL
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.people.events import FILE_READ
from tests.audit.writing import HOUSE, keep_apart, note
from tests.places import Jurisdiction, somebody

SignIn = Callable[[Actor], Client]
NIGHT = beijing(2026, 3, 2, 23)


@pytest.fixture(autouse=True)
def tuesday() -> Iterator[None]:
    with clock.at(beijing(2026, 3, 3, 10)):
        yield


@pytest.fixture
def auditor(city: Jurisdiction) -> Actor:
    return somebody(city.body(OrganisationKind.PLATFORM), PostKind.AUDIT_ADMINISTRATOR)


@pytest.fixture
def clerk(city: Jurisdiction) -> Actor:
    return somebody(city.office, PostKind.OFFICE_CLERK)


@pytest.fixture
def desk(auditor: Actor, sign_in: SignIn) -> Client:
    return sign_in(auditor)


def _page(client: Client, path: str, **asked: str) -> str:
    answer = client.get(path, asked)
    assert answer.status_code == 200, path
    return answer.content.decode()


def _hand_in(client: Client, path: str, **typed: str) -> int:
    return client.post(path, {"token": str(new_id()), **typed}).status_code


def test_the_record_leads_to_the_event_and_to_the_childs_history(
    desk: Client, clerk: Actor
) -> None:
    child = new_id()
    event = note(f"child:{child}", actor=clerk, event=FILE_READ, purpose=Purpose.VISIT)
    listed = _page(desk, "/audit/", kind="child")
    assert reverse("audit:show", args=[event.pk]) in listed
    history = reverse("audit:history", args=["child", child])
    assert history in listed
    told = _page(desk, history)
    assert clerk.label in told
    assert "走访探视" in told
    assert Event.objects.get(act="audit.read_history").subject_id == str(child)
    assert event.hash in _page(desk, reverse("audit:show", args=[event.pk]))


def test_a_history_is_of_a_child_or_a_case(desk: Client) -> None:
    assert desk.get(reverse("audit:history", args=["person", new_id()])).status_code == 404


def test_a_search_is_shown_without_its_words_and_shredded_when_its_time_is_over(
    desk: Client, clerk: Actor
) -> None:
    event = keep_apart(actor=clerk, text="张小童")
    show = reverse("audit:show", args=[event.pk])
    shown = _page(desk, show)
    assert "已封存" in shown
    assert "张小童" not in shown
    assert "应留存至少6个月" in shown
    shred = reverse("audit:shred", args=[event.pk])
    assert _hand_in(desk, shred, reason="留存期满") == 422
    with clock.at(beijing(2026, 9, 4)):
        assert _hand_in(desk, shred, reason="") == 422
        assert _hand_in(desk, shred, reason="留存期满") == 302
        gone = _page(desk, show)
    assert gone.count("已按规定清除") == 2
    assert not Private.objects.filter(pk=event.pk).exists()
    assert prove(actor=HOUSE).intact


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        (ACCOUNT_CLOSED, "reason", "本人调往外地"),
        (SIGN_IN_FAILED, "address", "203.0.113.77"),
        (REFUSED, "path", "/cases/"),
    ],
)
def test_where_from_and_what_for_is_read_with_the_event_until_it_is_shredded(
    desk: Client, clerk: Actor, kind: EventType, name: str, words: str
) -> None:
    """No link holds them, and the page says plainly that they are gone."""
    event = keep_apart(actor=clerk, event=kind, **{name: words})
    show = reverse("audit:show", args=[event.pk])
    assert words not in str(event.content())
    assert words in _page(desk, show)
    with clock.at(beijing(2026, 9, 4)):
        _hand_in(desk, reverse("audit:shred", args=[event.pk]), reason="留存期满")
        gone = _page(desk, show)
    assert words not in gone
    assert "已按规定清除" in gone
    assert prove(actor=HOUSE).intact


@pytest.mark.parametrize("kind", [SET_LEVEL, CANCEL])
def test_a_reason_that_may_speak_of_a_child_is_read_on_no_page(
    desk: Client, clerk: Actor, kind: EventType
) -> None:
    event = keep_apart(actor=clerk, event=kind, reason="张小童家长要求改期")
    shown = _page(desk, reverse("audit:show", args=[event.pk]))
    assert "张小童" not in shown
    assert "已封存" in shown


def test_a_childs_history_says_what_for_until_that_is_shredded(desk: Client, clerk: Actor) -> None:
    child = new_id()
    event = keep_apart(
        actor=clerk, event=FILE_READ, subject=f"child:{child}", why="经批准调阅：督导检查"
    )
    history = reverse("audit:history", args=["child", child])
    assert "经批准调阅：督导检查" in _page(desk, history)
    with clock.at(beijing(2026, 9, 4)):
        _hand_in(desk, reverse("audit:shred", args=[event.pk]), reason="留存期满")
        gone = _page(desk, history)
    assert "督导检查" not in gone
    assert "已按规定清除" in gone


def test_unusual_reading_is_listed_and_answered(desk: Client, clerk: Actor) -> None:
    with clock.at(NIGHT):
        note("child:1", actor=clerk, event=FILE_READ)
    watch(actor=HOUSE, until=NIGHT.date())
    listed = _page(desk, reverse("audit:unusual"))
    assert clerk.label in listed
    assert "本地设定：一日查阅超过20份" in listed
    key = Finding.objects.get().pk
    explain = reverse("audit:explain", args=[key])
    assert _hand_in(desk, explain, reason=" ") == 422
    assert _hand_in(desk, explain, reason="值班处置。") == 302
    assert "已说明" in _page(desk, reverse("audit:unusual"))
    assert "没有需要核实的查阅" in _page(desk, reverse("audit:unusual"), waiting="1")
    assert desk.get(reverse("audit:forward", args=[key])).status_code == 409


def test_the_anchors_of_a_month_are_handed_out_as_text_and_as_a_sheet(desk: Client) -> None:
    seal = anchor(actor=HOUSE, day=clock.today())
    shown = _page(desk, reverse("audit:anchors"), month="2026-03")
    assert seal.hash[:8] in shown
    text = desk.get(reverse("audit:anchors_text"), {"month": "2026-03"})
    assert seal.hash in text.content.decode().replace(" ", "")
    sheet = desk.get(reverse("audit:anchors_docx"), {"month": "2026-03"})
    assert zipfile.is_zipfile(BytesIO(sheet.content))
    assert Event.objects.filter(act="audit.export").count() == 2
    assert desk.get(reverse("audit:anchors_docx"), {"month": "2020-01"}).status_code == 404
    assert seal.hash[:8] in _page(desk, reverse("audit:anchors"), month="x")
    assert "这个月没有日锚" in _page(desk, reverse("audit:anchors"), month="2020-01")


def test_the_year_is_counted_and_downloaded(desk: Client, clerk: Actor) -> None:
    note("child:1", actor=clerk, event=FILE_READ)
    assert "1人" in _page(desk, reverse("audit:year"), asked_year="2026")
    assert "0人" in _page(desk, reverse("audit:year"))
    pack = desk.get(reverse("audit:year_docx"), {"asked_year": "2026"})
    assert zipfile.is_zipfile(BytesIO(pack.content))
    assert "attachment" in pack.headers["Content-Disposition"]


VERIFY = "audit:verify"


def test_the_page_walks_nothing_and_tells_how_the_last_walks_came_out(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "还没有核验过" in _page(desk, reverse(VERIFY))
    prove(actor=HOUSE)
    event = Event.objects.get(act="audit.verify")
    assert event.details["intact"] is True
    monkeypatch.setattr(proving, "verify", None)
    told = _page(desk, reverse(VERIFY))
    assert "3月3日 10:00核验，记录完整" in told
    assert f"{event.details['events']}条" in told
    zipped = desk.get(reverse("audit:year_docx"), {"asked_year": "2026"})
    assert zipped.status_code == 200


def test_a_break_is_named_until_the_next_walk(desk: Client, clerk: Actor) -> None:
    event = note(f"child:{new_id()}", actor=clerk, event=FILE_READ)
    Event.objects.filter(pk=event.pk).update(actor_label="别人")
    prove(actor=HOUSE)
    told = _page(desk, reverse(VERIFY))
    assert "记录不完整" in told
    assert event.stream_id in told
    assert "内容与校验值不符" in told


def test_the_auditor_asks_for_a_walk_and_the_next_run_makes_it(desk: Client) -> None:
    assert prove_if_asked(actor=HOUSE) is None
    ask = reverse("audit:ask")
    assert _hand_in(desk, ask) == 302
    assert "3月3日 10:00已申请核验" in _page(desk, reverse(VERIFY))
    assert _hand_in(desk, ask) == 409
    verdict = prove_if_asked(actor=HOUSE)
    assert verdict is not None
    assert verdict.intact
    assert prove_if_asked(actor=HOUSE) is None
    assert "已申请核验" not in _page(desk, reverse(VERIFY))
    assert Event.objects.filter(act="audit.ask_verification").count() == 1


def test_no_page_costs_more_the_longer_the_record_is(
    desk: Client, clerk: Actor, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(60):
        note(f"child:{new_id()}", actor=clerk, event=FILE_READ, number=number)
    for name in ("audit:list", "audit:unusual", "audit:anchors", "audit:year"):
        with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
            _page(desk, reverse(name))


@pytest.mark.parametrize(
    "name",
    ["audit:unusual", "audit:anchors", "audit:anchors_docx", "audit:year", "audit:year_docx"],
)
def test_nobody_else_gets_in(clerk: Actor, sign_in: SignIn, name: str) -> None:
    assert sign_in(clerk).get(reverse(name)).status_code == 403
