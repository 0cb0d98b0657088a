"""A message goes out, arrives, is opened: each once, each proven, each for the right eyes only."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from huishang.access import actions as access
from huishang.access.queries import Matter, actor_in
from huishang.audit.actions import Subject
from huishang.audit.models import Event
from huishang.audit.queries import readings, timeline
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import InvalidData, NotVisible
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from huishang.notifications import actions, queries
from huishang.notifications.models import Message, MessageKind
from huishang.organisations import actions as organisations
from tests.places import HOUSE, Jurisdiction, jurisdiction, somebody
from tests.together import at_once

pytestmark = pytest.mark.django_db

MONDAY = beijing(2026, 3, 2)


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


@pytest.fixture
def liaison(city: Jurisdiction) -> Actor:
    return somebody(city.department("police"), PostKind.LIAISON)


def send(to: Actor, **more: Any) -> Message:
    given: dict[str, Any] = {
        "actor": HOUSE,
        "organisation_id": to.organisation_id,
        "kind": MessageKind.CONFERENCE_NOTICE.value,
        "title": "会议通知",
        "subject": Subject("seat", new_id()),
    }
    return actions.send(**(given | more))


def inbox(actor: Actor) -> list[Message]:
    return list(queries.inbox(actor))


# --- the three steps -----------------------------------------------------------------------------


def test_a_message_is_sent_delivered_and_read_each_at_its_time(liaison: Actor) -> None:
    with clock.at(MONDAY):
        message = send(liaison)
    assert (message.sent_at, message.delivered_at, message.read_at) == (MONDAY, None, None)
    assert queries.unread_count(liaison) == 1
    with clock.at(MONDAY + timedelta(hours=1)):
        assert actions.deliver(liaison) == 1
        assert actions.deliver(liaison) == 0
    assert queries.unread_count(liaison) == 1
    with clock.at(MONDAY + timedelta(hours=2)):
        actions.read(actor=liaison, message_id=message.pk)
    (kept,) = inbox(liaison)
    assert kept.delivered_at == MONDAY + timedelta(hours=1)
    assert kept.read_at == MONDAY + timedelta(hours=2)
    assert kept.read_by == liaison.label
    assert queries.unread_count(liaison) == 0


def test_what_was_opened_at_once_was_delivered_at_once(liaison: Actor) -> None:
    message = send(liaison)
    with clock.at(MONDAY):
        actions.read(actor=liaison, message_id=message.pk)
    message.refresh_from_db()
    assert message.delivered_at == message.read_at == MONDAY
    assert actions.deliver(liaison) == 0


def test_the_first_opening_counts(city: Jurisdiction, liaison: Actor) -> None:
    message = send(liaison)
    with clock.at(MONDAY):
        first = actions.read(actor=liaison, message_id=message.pk)
    with clock.at(MONDAY + timedelta(days=1)):
        again = actions.read(actor=liaison, message_id=message.pk)
    assert (again.read_at, again.version) == (first.read_at, first.version)
    assert Event.objects.filter(act="notifications.read").count() == 1


def test_every_step_is_proven_in_the_chain_of_the_case(liaison: Actor) -> None:
    case_id = new_id()
    seat = Subject("seat", new_id())
    message = send(liaison, case_id=case_id, subject=seat)
    actions.deliver(liaison)
    actions.read(actor=liaison, message_id=message.pk)
    events = Event.objects.filter(stream=f"case:{case_id}").order_by("sequence")
    assert [event.act for event in events] == [
        "notifications.send",
        "notifications.deliver",
        "notifications.read",
    ]
    assert events[2].actor_post == liaison.post_id
    assert {event.details["about"] for event in events} == {str(seat)}
    assert timeline(case_id) == ()
    assert len(readings(case_id).rows) == 2
    alone = send(liaison)
    assert Event.objects.get(stream=f"message:{alone.pk}").act == "notifications.send"


def test_looking_into_an_empty_inbox_locks_nothing(
    liaison: Actor, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        actions.deliver(liaison)


@pytest.mark.django_db(transaction=True)
def test_two_pages_opened_at_once_deliver_once(liaison: Actor) -> None:
    for _ in range(3):
        send(liaison)
    answers = at_once(partial(actions.deliver, liaison), partial(actions.deliver, liaison))
    assert sorted(answers) == [0, 3]
    assert Event.objects.filter(act="notifications.deliver").count() == 3


# --- for the right eyes --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(PostKind))
def test_mail_of_an_organisation_is_taken_in_by_those_who_handle_its_papers(
    city: Jurisdiction, kind: PostKind
) -> None:
    receives = {
        PostKind.LIAISON,
        PostKind.OFFICE_CLERK,
        PostKind.OFFICE_DIRECTOR,
        PostKind.CASE_WORKER,
        PostKind.CHILD_SUPERVISOR,
        PostKind.CHILD_DIRECTOR,
        PostKind.HOTLINE_OPERATOR,
    }
    actor = somebody(city.office, kind)
    message = send(actor)
    assert (message in inbox(actor)) is (kind in receives)
    assert bool(queries.unread_count(actor)) is (kind in receives)
    if kind not in receives:
        with pytest.raises(NotVisible):
            actions.read(actor=actor, message_id=message.pk)
        assert actions.deliver(actor) == 0


@pytest.mark.parametrize("kind", list(PostKind))
def test_mail_to_a_person_is_opened_by_that_person_only(city: Jurisdiction, kind: PostKind) -> None:
    addressed = somebody(city.office, kind)
    colleague = somebody(
        city.office,
        PostKind.CASE_WORKER if kind is PostKind.OFFICE_CLERK else PostKind.OFFICE_CLERK,
    )
    message = send(addressed, person_id=addressed.person_id)
    assert inbox(addressed) == [message]
    assert inbox(colleague) == []
    with pytest.raises(NotVisible):
        actions.read(actor=colleague, message_id=message.pk)


def test_mail_does_not_follow_a_person_into_another_organisation(
    city: Jurisdiction, liaison: Actor
) -> None:
    court = city.department("court")
    elsewhere = organisations.appoint(
        actor=HOUSE,
        person_id=liaison.person_id,
        organisation_id=court.pk,
        kind=PostKind.LIAISON,
    )
    send(liaison, person_id=liaison.person_id)
    assert inbox(actor_in(elsewhere.pk)) == []
    assert len(inbox(liaison)) == 1


def test_other_organisations_see_nothing(city: Jurisdiction, liaison: Actor) -> None:
    send(liaison)
    for actor in (
        somebody(city.department("court"), PostKind.LIAISON),
        somebody(city.office, PostKind.OFFICE_DIRECTOR),
        somebody(jurisdiction("140802", "盐湖区").office, PostKind.OFFICE_DIRECTOR),
    ):
        assert inbox(actor) == []
        assert queries.unread_count(actor) == 0


def test_whoever_is_recused_from_a_case_gets_none_of_its_mail(
    city: Jurisdiction, liaison: Actor
) -> None:
    colleague = somebody(city.office, PostKind.OFFICE_CLERK)
    case_id = new_id()
    of_case = send(liaison, case_id=case_id, person_id=liaison.person_id)
    other_case = send(liaison, case_id=new_id())
    of_none = send(liaison)
    access.recuse(
        actor=colleague,
        person_id=liaison.person_id,
        matter=Matter.CASE,
        matter_id=case_id,
        reason="亲属",
    )
    assert set(inbox(liaison)) == {other_case, of_none}
    assert actions.deliver(liaison) == 2
    with pytest.raises(NotVisible):
        actions.read(actor=liaison, message_id=of_case.pk)


# --- what a message must be ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ({"kind"}, {"kind": "gossip"}),
        ({"title"}, {"title": " "}),
        ({"title"}, {"title": "长" * 201}),
        ({"person"}, {"person_id": new_id()}),
        ({"kind", "title"}, {"kind": "", "title": ""}),
    ],
)
def test_what_is_wrong_with_a_message_is_named(
    liaison: Actor, fields: set[str], more: dict[str, Any]
) -> None:
    with pytest.raises(InvalidData) as refusal:
        send(liaison, **more)
    assert set(refusal.value.fields) == fields
    assert not Message.objects.unscoped(reason="测试").exists()


def test_a_message_goes_to_staff_of_the_organisation(city: Jurisdiction, liaison: Actor) -> None:
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    with pytest.raises(InvalidData):
        send(liaison, person_id=clerk.person_id)
    with pytest.raises(NotVisible):
        send(liaison, organisation_id=new_id())


def test_the_table_refuses_what_the_actions_would(liaison: Actor) -> None:
    rows = Message.objects.unscoped(reason="测试").filter(pk=send(liaison).pk)
    for change in (
        {"read_at": MONDAY, "read_by": "某人"},
        {"read_at": MONDAY, "delivered_at": MONDAY},
        {"read_by": "某人"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


# --- lists and receipts --------------------------------------------------------------------------


def test_an_inbox_is_read_newest_first_page_by_page(liaison: Actor) -> None:
    sent = []
    for number in range(5):
        with clock.at(MONDAY + timedelta(minutes=number // 2)):  # some at the same instant
            sent.append(send(liaison, title=f"通知{number}"))
    seen: list[Message] = []
    while page := queries.inbox(liaison, after=seen[-1].pk if seen else None, limit=2):
        seen += page
    assert seen == sent[::-1]
    stranger = somebody(jurisdiction("140802", "盐湖区").office, PostKind.OFFICE_CLERK)
    with pytest.raises(NotVisible):
        queries.inbox(stranger, after=sent[0].pk)


def test_an_inbox_costs_one_query_however_full(
    liaison: Actor, django_assert_num_queries: Any
) -> None:
    for _ in range(4):
        send(liaison)
    with django_assert_num_queries(1):
        assert [message.organisation.name for message in queries.inbox(liaison)]


def test_a_receipt_is_the_latest_message_about_its_subject(liaison: Actor) -> None:
    first, second = Subject("seat", new_id()), Subject("seat", new_id())
    send(liaison, subject=first)
    latest = send(liaison, subject=first)
    other = send(liaison, subject=second)
    send(liaison, subject=Subject("document", first.id))
    keys = [subject.id for subject in (first, second)]
    assert queries.receipts("seat", keys) == {first.id: latest, second.id: other}  # type: ignore[arg-type]
    assert queries.receipts("seat", []) == {}
