"""The road of a case is shown with the case; the whole record to its auditor and nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from huishang.audit import queries
from huishang.audit.actions import Subject, anchor
from huishang.audit.event_types import Nature
from huishang.audit.models import Event
from huishang.audit.queries import EventFilter
from huishang.documents.events import READ_FILE
from huishang.kernel import clock
from huishang.kernel.basis import Basis
from huishang.kernel.clock import beijing
from huishang.kernel.errors import NotPermitted
from huishang.kernel.ids import new_id
from huishang.kernel.paging import Cursor
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.notifications.events import SENT
from huishang.organisations.events import PERSON_REGISTERED
from tests.audit.writing import note
from tests.places import Jurisdiction, jurisdiction, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


def test_a_timeline_tells_what_was_done_in_order_and_not_who_looked() -> None:
    case_id = new_id()
    with clock.at(beijing(2026, 3, 2)):
        note("case:1", case_id=case_id, number=1)
        note("file:1", case_id=case_id, event=READ_FILE)
        note("message:1", case_id=case_id, event=SENT)
    with clock.at(beijing(2026, 3, 1)):  # a clock set back does not turn the order round
        note("seat:1", case_id=case_id, number=2)
        note("seat:1", case_id=new_id())
    told = queries.timeline(case_id)
    assert [entry.details.get("number") for entry in told] == [1, 2]
    assert told[0].label == PERSON_REGISTERED.label
    assert told[0].actor == "系统（测试）"
    assert (told[1].subject_kind, told[1].subject_id, told[1].case_id) == ("seat", "1", case_id)
    assert [entry.act for entry in queries.readings(case_id).rows] == [READ_FILE.name]


def test_what_was_done_to_a_record_is_told_without_who_looked_and_without_the_case() -> None:
    subject = Subject("child", new_id())
    note(str(subject), number=1)
    note(str(subject), event=READ_FILE)
    note(str(subject), number=2)
    note(str(subject), case_id=new_id(), number=3)
    note("child:1", number=4)
    assert [entry.details["number"] for entry in queries.done_to(subject)] == [1, 2]


def test_an_entry_names_its_articles() -> None:
    case_id = new_id()
    event = note("case:1", case_id=case_id)
    Event.objects.filter(pk=event.pk).update(basis=["some-2022#12.1"])
    assert queries.timeline(case_id)[0].basis == (Basis("some-2022", "12.1"),)


@pytest.mark.parametrize(
    "kind", [kind for kind in PostKind if kind != PostKind.AUDIT_ADMINISTRATOR]
)
def test_nobody_but_the_audit_administrator_reads_the_record(
    city: Jurisdiction, kind: PostKind
) -> None:
    actor = somebody(city.office, kind)
    with pytest.raises(NotPermitted):
        queries.events(actor)
    with pytest.raises(NotPermitted):
        queries.anchors(actor)


def test_an_auditor_reads_what_posts_of_their_own_place_did(city: Jurisdiction) -> None:
    county = jurisdiction("140802", "盐湖区")
    other = jurisdiction("140100", "太原市")
    platform = city.body(OrganisationKind.PLATFORM)
    auditor = somebody(platform, PostKind.AUDIT_ADMINISTRATOR)
    for place in (city, county, other):
        note("person:1", actor=somebody(place.office, PostKind.OFFICE_CLERK), at=place.place)
    page = queries.events(auditor)
    assert [entry.details.get("at") for entry in page.rows] == [county.place.code, city.place.code]


def test_what_the_platform_noted_by_itself_is_asked_for_and_shows_no_case(
    city: Jurisdiction,
) -> None:
    """A failed sign-in has no post; without this no auditor would ever see one."""
    auditor = somebody(city.body(OrganisationKind.PLATFORM), PostKind.AUDIT_ADMINISTRATOR)
    own = note("account:1")
    note("case:1", case_id=new_id())
    by_post = note("person:1", actor=auditor)
    seen = queries.events(auditor, narrowed=EventFilter(platform=True), size=200).rows
    kinds = {(entry.subject_kind, entry.case_id) for entry in seen}
    assert ("account", None) in kinds
    assert "case" not in {kind for kind, _ in kinds}
    assert by_post.pk not in {entry.id for entry in seen}
    assert queries.event(auditor, own.pk).entry.id == own.pk


def test_the_auditor_narrows_the_record(city: Jurisdiction) -> None:
    platform = city.body(OrganisationKind.PLATFORM)
    auditor = somebody(platform, PostKind.AUDIT_ADMINISTRATOR)
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    case_id = new_id()
    with clock.at(beijing(2026, 3, 1, 23, 59)):
        note("person:1", actor=clerk)
    with clock.at(beijing(2026, 3, 2, 0, 0)):
        note("file:2", actor=clerk, event=READ_FILE, case_id=case_id)
    with clock.at(beijing(2026, 3, 3, 0, 0)):
        note("person:3", actor=auditor)

    def subjects(**fields: object) -> list[str]:
        narrowed = EventFilter(**fields)  # type: ignore[arg-type]
        return [entry.subject_id for entry in queries.events(auditor, narrowed=narrowed).rows]

    assert subjects() == ["3", "2", "1"]
    assert subjects(act=READ_FILE.name) == ["2"]
    assert subjects(nature=Nature.READ) == ["2"]
    assert subjects(nature=Nature.WRITE) == ["3", "1"]
    assert subjects(account_id=clerk.account_id) == ["2", "1"]
    assert subjects(case_id=case_id) == ["2"]
    assert subjects(subject_kind="person", subject_id="1") == ["1"]
    assert subjects(since=date(2026, 3, 2)) == ["3", "2"]
    assert subjects(until=date(2026, 3, 2)) == ["2", "1"]
    assert subjects(since=date(2026, 3, 2), until=date(2026, 3, 2)) == ["2"]
    assert subjects(nature=Nature.REFUSAL) == []


def test_the_record_is_paged_by_key(city: Jurisdiction) -> None:
    auditor = somebody(city.body(OrganisationKind.PLATFORM), PostKind.AUDIT_ADMINISTRATOR)
    for number in range(5):
        note("person:1", actor=auditor, number=number)
    first = queries.events(auditor, size=3)
    rest = queries.events(auditor, size=3, after=Cursor.parse(first.after))
    numbers = [entry.details["number"] for entry in (*first.rows, *rest.rows)]
    assert numbers == [4, 3, 2, 1, 0]
    assert (first.total, rest.total, rest.after) == (5, None, "")


def test_the_auditor_sees_the_latest_anchors(city: Jurisdiction) -> None:
    auditor = somebody(city.body(OrganisationKind.PLATFORM), PostKind.AUDIT_ADMINISTRATOR)
    for day in (2, 3, 4):
        with clock.at(beijing(2026, 3, day)):
            anchor(actor=auditor, day=clock.today())
    assert [seal.day.day for seal in queries.anchors(auditor, latest=2)] == [4, 3]


def test_the_filter_offers_every_kind_of_event_by_name() -> None:
    kinds = queries.event_types()
    assert PERSON_REGISTERED in kinds
    assert [kind.name for kind in kinds] == sorted(kind.name for kind in kinds)
