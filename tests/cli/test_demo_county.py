"""``huishang demo --scale county``: a copy is a file like any other, at its own place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from huishang.access import actions as access
from huishang.access.models import Account, Birth
from huishang.audit.verification import verify
from huishang.cli.demo import county
from huishang.cli.demo.world import World, build_yuncheng
from huishang.kernel.actor import SystemActor
from huishang.kernel.resident_id import ResidentId
from huishang.kernel.terms import PostKind
from huishang.people import queries as people
from huishang.people.models import Child, NamePart, StatusFact
from huishang.visits import actions as visits
from huishang.visits.models import Plan, Visit
from huishang.visits.queries import rounds, standing_of_visits

FILES, VILLAGES = 120, 12


@dataclass
class Built:
    world: World
    said: list[str]


@pytest.fixture
def built(db: None) -> Built:
    access.begin_as(actor=SystemActor("测试"), wanted=Birth.DEMO)
    world, said = World("nobody-signs-in-with-it", "!"), list[str]()
    build_yuncheng(world)
    assert county.build(world, said.append, towns=4, villages=VILLAGES, files=FILES) == FILES
    connection.check_constraints()
    return Built(world, said)


def _children() -> list[Child]:
    rows = Child.objects.unscoped(reason="测试").filter(county=county.COUNTY)
    return [child for child in rows if not child.name.endswith("童")]


def test_every_village_has_its_files_and_they_are_its_directors_own(built: Built) -> None:
    children = _children()
    held = Counter(child.residence_division for child in children)
    assert (len(children), len(held), set(held.values())) == (FILES, VILLAGES, {FILES // VILLAGES})
    for director in built.world.actors(PostKind.CHILD_DIRECTOR):
        if not director.division.code.startswith(county.COUNTY):
            continue
        seen = {row.id for row in people.children(director, size=99).rows}
        own = {one.pk for one in children if one.residence_division == director.division.code}
        assert own <= seen
        went = Visit.objects.unscoped(reason="测试").filter(child__in=own)
        assert set(went.values_list("visitor", flat=True)) == {director.person_id}
        assert all(director.person_name in one.visited_by for one in went)
    assert built.said[-1] == f"已建立{FILES}/{FILES}份档案和一年的走访"


def test_a_copy_has_a_name_and_a_number_of_its_own_and_is_found_by_both(built: Built) -> None:
    clerk = built.world.actor("王彩霞")
    children = _children()
    assert len({child.resident_id for child in children}) == FILES
    for child in children[:10]:
        number = ResidentId.parse(child.resident_id)
        assert (number.number[14:17], number.birth_date) == ("000", child.birth_date)
        for text in (child.name, child.resident_id):
            assert child.pk in {row.id for row in people.children(clerk, text=text, size=99).rows}
        parts = {bytes(row.part) for row in NamePart.objects.filter(child=child)}
        assert parts == people.name_parts([child.pk])


def test_the_nightly_planning_finds_nothing_to_move(built: Built) -> None:
    before = dict(Plan.objects.unscoped(reason="测试").values_list("child", "due_on"))
    assert len(before) >= FILES
    assert visits.plan_all(actor=SystemActor("测试")).moved == 0
    assert dict(Plan.objects.unscoped(reason="测试").values_list("child", "due_on")) == before


def test_a_day_has_visits_due_some_of_them_missed_and_most_not(built: Built) -> None:
    clerk = built.world.actor("王彩霞")
    found = rounds(clerk, ahead=0, limit=FILES)
    assert 0 < found.late < FILES // 3


def test_work_goes_on_from_a_copy_as_from_any_file(built: Built) -> None:
    director = built.world.actor("张秀莲")
    child = next(one for one in _children() if one.residence_division == director.division.code)
    before = len(standing_of_visits(director, child.pk).history)
    county._go(director, child.pk)
    assert len(standing_of_visits(director, child.pk).history) == before + 1
    client = Client()
    client.force_login(Account.objects.get(pk=director.account_id))
    page = client.get(reverse("children:show", args=[child.pk]), {"purpose": "visit"})
    assert page.status_code == 200
    facts = StatusFact.objects.unscoped(reason="测试")
    assert facts.filter(child__in=[one.pk for one in _children()]).exists()
    assert verify().intact
