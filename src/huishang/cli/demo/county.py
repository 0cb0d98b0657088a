"""The demo's county at its real size (``--scale county``): every village with its director, twenty
thousand files, a year of visits.

A few children are followed through a year by the very acts; the others are copies of theirs, each
with a name, a day of birth, a number, a village and a director of its own. What was written in
the year is not in the audit of the copies: a chain is never written by anything but an act.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.ids import new_id
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import Level, OrganisationKind, PostKind, Sex
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.people import actions as people
from huishang.people.queries.names import parts_of
from huishang.people.queries.numbers import index_of
from huishang.visits import actions as visits
from huishang.visits.queries import (
    AssessmentEntry,
    CheckEntry,
    VisitEntry,
    standing_of_visits,
    visiting_at,
)

from .children import FAMILIES, GIVEN, SURNAMES, Family, write_down
from .moulds import Copy, Mould, Place, Shape, pour
from .world import Placed, World, build_places

COUNTY = "140802"
TOWNS, VILLAGES, FILES = 8, 60, 20_000
_MODEL = "张秀莲"
"""The director whose year is told; the others' are copies of it."""
_OVER = "祝长河"
"""The supervisor of the director's town."""
_TOWN_NAMES = ("北景", "席张", "龙居", "三路里", "陶村", "泓芝驿", "解州", "车盘")
_VILLAGE_NAMES = [f"{side}{name}" for name in "王李赵杜任郭张郝" for side in "东西南北上下前后"]
_FIRST_TOWN, _FIRST_VILLAGE = 192, 201
_BATCH = 1_000
_YEAR = timedelta(days=365)
_SPREAD = 24
"""Days by which a copy may have begun earlier than its model."""
_AREAS = [f"1410{number:02}" for number in (2, *range(21, 35))]
"""Where a child's number was issued: serial 000 leaves one number a day and place, and those of the
county itself are other children's."""
_GROWN = 18 * 365 - 30
_BABY = 200


@dataclass(frozen=True, slots=True)
class _Year:
    """How the year of a child went.

    :param called: tells the models apart, so that no two are likely the same child.
    :param scored: items of the scale that got one point; none where nobody assessed.
    :param missed: visits at the end of the year that nobody made.
    :param weight: in a hundred.
    """

    called: str
    family: Family
    scored: int
    missed: int
    weight: int


_YEARS = (
    _Year("一", (), 0, 0, 50),
    _Year("二", (), 0, 1, 4),
    _Year("三", FAMILIES[0], 12, 0, 4),
    _Year("四", FAMILIES[1], 7, 0, 5),
    _Year("五", FAMILIES[2], 3, 0, 26),
    _Year("六", FAMILIES[3], 3, 0, 7),
    _Year("七", FAMILIES[4], 5, 1, 4),
)


def build(
    world: World,
    say: Callable[[str], None],
    *,
    towns: int = TOWNS,
    villages: int = VILLAGES,
    files: int = FILES,
    seed: int = 19911229,
) -> int:
    """The places and the people first, then the files. Returns how many files."""
    dice = random.Random(seed)  # noqa: S311  # invented names, not secrets
    _settle(world, towns, villages, dice)
    places = list(_places(world))
    say(f"盐湖区（示例）：{towns}个乡镇、{len(places)}个有儿童主任的村（居）")
    say(f"档案由{len(_YEARS)}名虚构儿童的一年复制而成，复制的档案在审计中没有逐条记录")
    moulds = [Mould(_told(world, year), but=("notifications_",)) for year in _YEARS]
    cycle = [mould for mould, year in zip(moulds, _YEARS, strict=True) for _ in range(year.weight)]
    dice.shuffle(cycle)
    shapes: dict[tuple[int, int], list[Shape]] = {}
    for first in range(0, files, _BATCH):
        rows: defaultdict[tuple[str, tuple[str, ...]], list[Any]] = defaultdict(list)
        for number in range(first, min(first + _BATCH, files)):
            mould, at = cycle[number % len(cycle)], number % len(places)
            here = shapes.get((id(mould), at))
            if here is None:
                here = shapes[id(mould), at] = mould.at(places[at])
            copy = _copy(mould, number, dice)
            for shape in here:
                rows[shape.table, shape.columns] += shape.of(copy)
        pour(rows)
        say(f"已建立{min(first + _BATCH, files)}/{files}份档案和一年的走访")
    return files


# --- places and people ---------------------------------------------------------------------------


def _settle(world: World, towns: int, villages: int, dice: random.Random) -> None:
    """As many towns and villages as are wanted, those of the stories among them."""
    here = [one for one in world.people.values() if one.division.startswith(COUNTY)]
    more_towns = towns - sum(one.post is PostKind.CHILD_SUPERVISOR for one in here)
    more = villages - sum(one.post is PostKind.CHILD_DIRECTOR for one in here)
    for nth in range(more_towns):
        code, name = f"{COUNTY}{_FIRST_TOWN + nth}", f"{_TOWN_NAMES[nth]}镇"
        build_places({code: f"{name}（示例）"})
        body = f"盐湖区{name}人民政府（示例）"
        world.found(body, OrganisationKind.TOWN_GOVERNMENT, code)
        world.seat(_new_name(world, dice), PostKind.CHILD_SUPERVISOR, body)
    for nth in range(more):
        town, order = nth % more_towns, nth // more_towns
        code = f"{COUNTY}{_FIRST_TOWN + town}{_FIRST_VILLAGE + order}"
        name = f"{_VILLAGE_NAMES[nth % len(_VILLAGE_NAMES)]}村"
        build_places({code: f"{name}（示例）"})
        body = f"{_TOWN_NAMES[town]}镇{name}民委员会（示例）"
        world.found(body, OrganisationKind.VILLAGE_COMMITTEE, code)
        world.seat(_new_name(world, dice), PostKind.CHILD_DIRECTOR, body)


def _new_name(world: World, dice: random.Random) -> str:
    while True:
        name = dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, 2))
        if name not in world.people:
            return name


def _places(world: World) -> Iterator[Place]:
    """Each village of the county that has a director, with who stands there for the model's."""
    model, over = world.people[_MODEL], world.people[_OVER]
    seats = [one for one in world.people.values() if one.division.startswith(COUNTY)]
    above = {
        DivisionCode(one.division).prefix: one
        for one in seats
        if one.post is PostKind.CHILD_SUPERVISOR
    }
    for director in seats:
        if director.post is not PostKind.CHILD_DIRECTOR:
            continue
        supervisor = above[DivisionCode(director.division).at(Level.TOWN).prefix]
        codes = {model.division: director.division, over.division: supervisor.division}
        yield Place(
            codes=_moving(codes),
            keys={**_stands_for(world, model, director), **_stands_for(world, over, supervisor)},
            words={
                ours: theirs
                for one, other in ((model, director), (over, supervisor))
                for ours, theirs in ((one.organisation, other.organisation), (one.name, other.name))
            },
        )


def _moving(codes: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: codes.get(code, code)


def _stands_for(world: World, ours: Placed, theirs: Placed) -> Mapping[UUID, UUID]:
    return {
        ours.person_id: theirs.person_id,
        ours.post_id: theirs.post_id,
        world.bodies[ours.organisation]: world.bodies[theirs.organisation],
    }


# --- one year, told by the acts ------------------------------------------------------------------


def _told(world: World, year: _Year) -> Callable[[], None]:
    return lambda: _tell(world, year)


def _tell(world: World, year: _Year) -> None:
    dice = random.Random(year.weight)  # noqa: S311  # invented names, not secrets
    now, today = clock.now(), clock.today()
    with clock.at(now - _YEAR):
        director = world.actor(_MODEL)
        child = people.register_child(
            actor=director,
            name=f"某{year.called}童",
            birth_date=clock.today() - timedelta(days=8 * 365),
            sex=Sex.FEMALE,
            residence_division=director.division.code,
            registered_division=director.division.code,
        )
        write_down(director, child, year.family, dice)
        if year.scored:
            _assess(world, child.pk, year.scored)
        due = _due(director, child.pk)
    every = due - (today - _YEAR)
    while due + year.missed * every <= today:
        with clock.at(now - (today - due)):
            director = world.actor(_MODEL)
            _go(director, child.pk)
            due = _due(director, child.pk)


def _assess(world: World, child_id: UUID, scored: int) -> None:
    director = world.actor(_MODEL)
    scale = Rules.at(director.division, clock.today()).value(provisions.RISK_SCALE)
    made = visits.assess(
        actor=director,
        child_id=child_id,
        entry=AssessmentEntry(
            scored_on=clock.today(),
            points={item.code: int(nth < scored) for nth, item in enumerate(scale.items)},
            child_view="想和爸爸妈妈一起过年。",
        ),
    )
    visits.confirm(actor=world.actor(_OVER), assessment_id=made.pk)


def _due(director: Actor, child_id: UUID) -> date:
    """Until when somebody goes there next."""
    rhythm = standing_of_visits(director, child_id).rhythm
    assert rhythm is not None
    return rhythm.due_on


def _go(director: Actor, child_id: UUID) -> None:
    visits.visit(
        actor=director,
        child_id=child_id,
        key=new_id(),
        entry=VisitEntry(
            on=clock.today(),
            met=True,
            confirmed="spoken",
            confirmed_by="家中长辈",
            checks={
                one.code: CheckEntry("well")
                for one in visiting_at(director.division.code).value.checks
            },
        ),
    )


# --- a copy --------------------------------------------------------------------------------------


def _copy(mould: Mould, number: int, dice: random.Random) -> Copy:
    name = dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, dice.choice((1, 2, 2, 2))))
    days, area = divmod(number, len(_AREAS))
    born = clock.today() - timedelta(days=_BABY + days % (_GROWN - _BABY))
    resident = synthetic(_AREAS[area], born).number
    return Copy(
        number=number,
        keys=[new_id() for _ in mould.own],
        later=-timedelta(days=dice.randrange(_SPREAD)),
        child={
            "name": name,
            "sex": dice.choice((Sex.MALE, Sex.FEMALE)).value,
            "birth_date": born,
            "resident_id": resident,
            "resident_id_index": index_of(resident),
        },
        parts=sorted(parts_of(name)),
        where="",
    )
