"""Several hundred invented children: made-up names, resident numbers with the never-issued 000."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from huishang.kernel.resident_id import age_on, synthetic
from huishang.kernel.terms import PostKind, Sex
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.people import actions as people
from huishang.people.queries import Child, FactEntry, ParticularEntry, Relation, Topic
from huishang.sweeps import actions as sweeps
from huishang.sweeps.queries import MissedEntry, Sweep, SweepEntry, owed
from huishang.visits import actions as visits
from huishang.visits.queries import AssessmentEntry, CheckEntry, VisitEntry, rounds, visiting_at

from .world import Placed, World

HOW_MANY = 312
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "子轩宇涵欣怡梓睿晨曦雨桐浩然思琪佳宁嘉乐若曦一诺明哲文博雅静志远春燕秋实冬阳夏禾"
_ADULT = 18
_LOOKED_OVER = 0.7
_GOES_ROUND = "宁小雨"
_MISSED = 0.1
_WEEKS = 36
_ALL = 400
_SWEPT_WITHIN = 20
_SHUT = (
    ("三组村东头，门牌27号", "away", "邻居说全家去了外地，孩子是否同去不清楚。"),
    ("一组，户主姓郭", "nobody", "去了两次，白天都没有人。"),
)
"""Household, why nobody was met, and what is known."""
_EVERY_FAMILY = 5
"""One child in so many has something known of the family."""
_TWICE = 13
"""The child whose file was begun twice."""


@dataclass(frozen=True, slots=True)
class _Known:
    """One fact of a family. :param of: relation by GB/T 4761, or empty for the child's own."""

    of: str
    status: str
    months: int
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Lives:
    """One sheet of how the child lives."""

    topic: Topic
    months: int
    said: Mapping[str, str]


Family = Sequence[_Known | _Lives]
_FATHER, _MOTHER = Relation.FATHER.value, Relation.MOTHER.value
FAMILIES: tuple[Family, ...] = (
    (
        _Known(_FATHER, "dead", 30, {"proof": "death_certificate"}),
        _Known(_MOTHER, "contact_lost", 14, {"proof": "police"}),
    ),
    (
        _Known(_FATHER, "imprisoned", 8, {"proof": "court"}),
        _Known(_MOTHER, "disabled", 40, {"kind": "psyche", "grade": 3}),
    ),
    (
        _Known("", "rural", 0),
        _Known(_FATHER, "away", 20),
        _Known(_MOTHER, "away", 9),
        _Lives(Topic.HOUSEHOLD, 9, {"lives_with": "carer", "members": "3", "income": "父母务工"}),
        _Lives(Topic.SCHOOLING, 9, {"state": "attending", "boarding": "no"}),
        _Lives(
            Topic.ENTRUSTED,
            9,
            {"carer": "柳青禾", "relation": "外祖母", "because": "父母外出务工"},
        ),
        _Lives(Topic.CONTACT, 1, {"weekly": "no", "way": "phone", "told_by": "carer"}),
    ),
    (_Known("", "disabled", 24, {"kind": "limb", "grade": 2, "proof": "disability_card"}),),
    (_Known("", "poor", 12, {"proof": "village"}), _Known("", "dropped_out", 3)),
)


def populate(world: World, *, seed: int = 20220617) -> int:
    """Register `HOW_MANY` children, spread over the counties by their case workers.

    The same seed gives the same children. Returns how many.
    """
    dice = random.Random(seed)  # noqa: S311  # invented names, not secrets
    workers = [placed for placed in world.people.values() if placed.post is PostKind.CASE_WORKER]
    born: set[tuple[str, date]] = set()
    today = clock.today()
    for number in range(HOW_MANY):
        worker = workers[number % len(workers)]
        area = worker.division[:6]
        birth_date = today - timedelta(days=dice.randrange(200, _ADULT * 365 - 60))
        while (area, birth_date) in born:
            birth_date -= timedelta(days=1)
        born.add((area, birth_date))
        name = dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, dice.choice((1, 2, 2))))
        child = people.register_child(
            actor=world.actor(worker.name),
            name=name,
            sex=dice.choice((Sex.MALE, Sex.FEMALE)),
            birth_date=birth_date,
            resident_id="" if number % 11 == 0 else synthetic(area, birth_date).number,
            registered_division=worker.division,
            residence_division=worker.division,
        )
        if number % _EVERY_FAMILY == 0:
            family = FAMILIES[number // _EVERY_FAMILY % len(FAMILIES)]
            write_down(world.actor(worker.name), child, family, dice)
            _score(world, worker, child, dice)
        if number == _TWICE:
            _write_again(world.actor(worker.name), child)
    visits.plan_all()
    return HOW_MANY


def go_round(world: World, *, seed: int = 20190130) -> None:
    """The weeks before today, in the county of the first story: most were visited, a few missed."""
    dice = random.Random(seed)  # noqa: S311  # when somebody went there
    worker = next(one for one in world.people.values() if one.name == _GOES_ROUND)
    actor = world.actor(worker.name)
    checks = visiting_at(worker.division).value.checks
    for child in (one.child for one in rounds(actor, ahead=_ALL, limit=_ALL).rows):
        if dice.random() < _MISSED:
            continue
        visits.visit(
            actor=actor,
            child_id=child.id,
            key=new_id(),
            entry=VisitEntry(
                on=clock.today() - timedelta(days=dice.randrange(2, _WEEKS)),
                met=True,
                confirmed="spoken",
                confirmed_by="家中长辈",
                checks={one.code: CheckEntry("well") for one in checks},
            ),
        )
    visits.plan_all()


def sweep(world: World) -> None:
    """In each town with a supervisor: handed in where a director sits, one door still shut."""
    for supervisor in world.actors(PostKind.CHILD_SUPERVISOR):
        made = sweeps.begin_sweep(
            actor=supervisor,
            entry=SweepEntry(
                title="秋冬季困境儿童排查",
                place=supervisor.division.code,
                starts_on=clock.today(),
                ends_on=clock.today() + timedelta(days=_SWEPT_WITHIN),
                asks="逐户走访。重点看：独自在家的孩子、外出务工家庭、取暖用火安全、有没有辍学。\n"
                "发现孩子有困难的，当天建立档案或者立即报告。",
            ),
        )
        for director in world.actors(PostKind.CHILD_DIRECTOR):
            if supervisor.division.contains(director.division):
                _go_from_door_to_door(director, made)


def _go_from_door_to_door(director: Actor, made: Sweep) -> None:
    (part,) = (one for one in owed(director, _ALL) if one.sweep_id == made.pk)
    for household, why, note in _SHUT:
        sweeps.note_missed(
            actor=director,
            stretch_id=part.pk,
            key=new_id(),
            entry=MissedEntry(household=household, why=why, note=note),
        )


def _write_again(actor: Actor, child: Child) -> None:
    """A second file of the same child: begun under the name the neighbours use, put right since."""
    again = people.register_child(
        actor=actor,
        name=f"{child.name[0]}小宝",
        age=age_on(child.birth_date, clock.today()),
        residence_division=child.residence_division,
    )
    people.correct_file(
        actor=actor,
        child_id=again.pk,
        name=child.name,
        birth_date=child.birth_date,
        reason="邻居只知道小名，经向孩子祖母核实。",
    )


def _score(world: World, worker: Placed, child: Child, dice: random.Random) -> None:
    """By the worker of the centre; looked over where the demonstration has an office's clerk."""
    scale = Rules.at(child.residence_division, clock.today()).value(provisions.RISK_SCALE)
    made = visits.assess(
        actor=world.actor(worker.name),
        child_id=child.pk,
        entry=AssessmentEntry(
            scored_on=clock.today(),
            points={
                item.code: min(dice.choice((0, 0, 1, 1, 2, 3)), item.most) for item in scale.items
            },
            child_view="想继续在现在的学校上学。",
        ),
    )
    office = (PostKind.OFFICE_CLERK, worker.division)
    clerks = [one for one in world.people.values() if (one.post, one.division) == office]
    if clerks and dice.random() < _LOOKED_OVER:
        visits.confirm(actor=world.actor(clerks[0].name), assessment_id=made.pk)


def write_down(actor: Actor, child: Child, family: Family, dice: random.Random) -> None:
    known = [one for one in family if isinstance(one, _Known)]
    guardians = {
        relation: people.add_guardian(
            actor=actor,
            child_id=child.pk,
            name=dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, 2)),
            relation=relation,
        ).pk
        for relation in dict.fromkeys(one.of for one in known if one.of)
    }
    for one in family:
        since = max(clock.today() - timedelta(days=31 * one.months), child.birth_date)
        match one:
            case _Known(of, status, _, more):
                people.add_fact(
                    actor=actor,
                    child_id=child.pk,
                    guardian_id=guardians.get(of),
                    entry=FactEntry(status=status, since=since, **more),
                )
            case _Lives(topic, _, said):
                people.add_particular(
                    actor=actor,
                    child_id=child.pk,
                    entry=ParticularEntry(topic=topic.value, since=since, said=said),
                )
