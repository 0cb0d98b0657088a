"""Who is let into a case by name reads of its conferences what the sections named open."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from huishang.access import actions as access
from huishang.access.queries import Matter, Section, Way
from huishang.conferences import actions, queries
from huishang.conferences.models import Minutes
from huishang.documents import queries as documents
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted
from huishang.kernel.terms import OrganisationKind, PostKind
from tests.conferences.road import CONTENT, MEETING, Road
from tests.conferences.test_seats import opine
from tests.places import somebody


class Shown(NamedTuple):
    """How much of each is there."""

    requests: int
    items: int
    meetings: int
    opinions: int
    minutes: int


def reader(road: Road, *sections: Section, post: PostKind = PostKind.EXPERT) -> Actor:
    centre = road.other_county.body(OrganisationKind.CENTRE)
    actor = somebody(centre, post)
    access.grant(
        actor=road.clerk,
        person_id=actor.person_id,
        matter=Matter.CASE,
        matter_id=road.case.pk,
        way=Way.APPROVED,
        sections=sections,
        purpose="督导检查",
        valid_until=date(2999, 1, 1),
    )
    return actor


def shown(actor: Actor, road: Road) -> Shown:
    items = queries.items_of_case(actor, road.case.pk)
    (item,) = queries.items_of_case(road.clerk, road.case.pk)
    return Shown(
        requests=len(queries.requests_of_case(actor, road.case.pk)),
        items=len(items),
        meetings=len(queries.conferences(actor).rows),
        opinions=len(queries.opinions(actor, item)),
        minutes=Minutes.objects.visible_to(actor).count(),
    )


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ((Section.IDENTITY, Section.FAMILY, Section.HEALTH, Section.JUSTICE), Shown(0, 0, 0, 0, 0)),
        ((Section.NARRATIVE,), Shown(1, 0, 0, 0, 0)),
        ((Section.MINUTES,), Shown(0, 1, 1, 0, 1)),
        ((Section.OPINIONS,), Shown(0, 0, 0, 0, 0)),
        ((Section.OPINIONS, Section.MINUTES), Shown(0, 1, 1, 1, 1)),
    ],
)
def test_each_section_opens_its_own(
    road: Road, sections: tuple[Section, ...], expected: Shown
) -> None:
    conference, item = road.opened()
    opine(road, item)
    with clock.at(MEETING):
        actions.present(actor=road.county_clerk, item_id=item.pk)
        actions.open_discussion(actor=road.director, conference_id=conference.pk)
        road.decide(item)
        actions.conclude(actor=road.director, conference_id=conference.pk)
    actions.draft_minutes(actor=road.clerk, item_id=item.pk, form="minutes")
    assert shown(reader(road, *sections), road) == expected


def test_papers_of_a_case_go_with_its_minutes(road: Road) -> None:
    road.issued()
    assert documents.documents_of_case(road.clerk, road.case.pk)
    for section in Section:
        found = documents.documents_of_case(reader(road, section), road.case.pk)
        assert bool(found) is (section is Section.MINUTES), section


def test_an_opinion_stays_with_its_author_before_the_discussion(road: Road) -> None:
    _, item = road.notified()
    opine(road, item)
    assert list(queries.opinions(reader(road, *Section), item)) == []


def test_who_reads_by_name_asks_for_no_conference(road: Road) -> None:
    worker = reader(road, *Section, post=PostKind.CASE_WORKER)
    with pytest.raises(NotPermitted, match="起草") as refusal:
        actions.draft(actor=worker, case_id=road.case.pk, content=CONTENT)
    assert queries.ask_act(worker, road.case).decision.reason == refusal.value.message
    assert queries.ask_act(road.county_clerk, road.case).decision
