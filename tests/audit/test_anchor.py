"""Each day's anchor seals what moved since the last, once, in order, and holds nobody up."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection, connections, transaction

from huishang.audit.actions import anchor
from huishang.audit.chain import GENESIS
from huishang.audit.models import Anchor, AnchoredHead, Event
from huishang.audit.verification import verify
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import Conflict, InvalidData, NotPermitted
from huishang.kernel.terms import OrganisationKind, PostKind
from tests.audit.writing import HOUSE, note
from tests.places import jurisdiction, somebody
from tests.together import at_once

MONDAY = date(2026, 3, 2)


def on(day: date) -> Anchor:
    with clock.at(beijing(day.year, day.month, day.day, 23)):
        return anchor(actor=HOUSE, day=day)


@pytest.mark.django_db
def test_an_anchor_covers_what_moved_since_the_last_and_only_that() -> None:
    note("person:1"), note("person:1"), note("person:2")
    first = on(MONDAY)
    assert (first.streams, first.events, first.previous) == (2, 3, GENESIS)
    note("person:1")
    note("person:3")
    second = on(MONDAY + timedelta(days=1))
    # person:1, person:3, and the first anchor's own event
    assert (second.streams, second.events, second.previous) == (3, 3, first.hash)
    assert set(AnchoredHead.objects.filter(anchor=second).values_list("stream", flat=True)) == {
        "person:1",
        "person:3",
        f"anchor:{MONDAY}",
    }
    assert verify().intact


@pytest.mark.django_db
def test_the_first_anchor_of_an_empty_record_stands() -> None:
    assert on(MONDAY).events == 0
    assert verify().intact


@pytest.mark.django_db
def test_repeating_a_day_changes_nothing() -> None:
    note()
    first = on(MONDAY)
    note()
    assert on(MONDAY).hash == first.hash
    assert Anchor.objects.count() == 1
    assert Event.objects.filter(act="audit.anchor").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("ahead", [-1, 1])
def test_a_day_before_the_last_anchor_or_to_come_is_refused(ahead: int) -> None:
    on(MONDAY)
    with clock.at(beijing(2026, 3, 2)), pytest.raises(InvalidData) as refusal:
        anchor(actor=HOUSE, day=MONDAY + timedelta(days=ahead))
    assert "day" in refusal.value.fields


@pytest.mark.django_db
def test_only_the_job_and_the_audit_administrator_seal_a_day() -> None:
    city = jurisdiction("140800", "运城市")
    platform = city.body(OrganisationKind.PLATFORM)
    director: Actor = somebody(city.office, PostKind.OFFICE_DIRECTOR)
    with pytest.raises(NotPermitted):
        anchor(actor=director, day=MONDAY)
    auditor = somebody(platform, PostKind.AUDIT_ADMINISTRATOR)
    assert anchor(actor=auditor, day=MONDAY).day == MONDAY


@pytest.mark.django_db(transaction=True)
def test_two_anchors_at_the_same_moment_are_one() -> None:
    note()
    answers = at_once(*[partial(on, MONDAY)] * 3)
    assert all(isinstance(answer, Anchor | Conflict) for answer in answers)
    assert any(isinstance(answer, Anchor) for answer in answers)
    assert Anchor.objects.count() == 1
    assert verify().intact


@pytest.mark.django_db(transaction=True)
def test_an_anchor_does_not_wait_for_somebody_who_is_still_writing() -> None:
    """On SQLite one writes at a time anyway; there the anchor simply comes after."""
    note("person:1")
    if connection.vendor == "sqlite":
        pytest.skip("SQLite 同一时刻只有一个写者")
    with transaction.atomic():
        note("person:1")
        (sealed,) = at_once(partial(on, MONDAY))
    assert isinstance(sealed, Anchor), sealed
    assert sealed.events == 1
    assert on(MONDAY + timedelta(days=1)).events == 2
    assert verify().intact
    connections.close_all()
