"""Several hundred invented children: made-up names, resident numbers with the never-issued 000."""

from __future__ import annotations

import random
from datetime import date, timedelta

from huishang.kernel import clock
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import PostKind, Sex
from huishang.people import actions as people

from .world import World

HOW_MANY = 312
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "子轩宇涵欣怡梓睿晨曦雨桐浩然思琪佳宁嘉乐若曦一诺明哲文博雅静志远春燕秋实冬阳夏禾"
_ADULT = 18


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
        name = dice.choice(_SURNAMES) + "".join(dice.sample(_GIVEN, dice.choice((1, 2, 2))))
        people.register_child(
            actor=world.actor(worker.name),
            name=name,
            sex=dice.choice((Sex.MALE, Sex.FEMALE)),
            birth_date=birth_date,
            resident_id="" if number % 11 == 0 else synthetic(area, birth_date).number,
            registered_division=worker.division,
            residence_division=worker.division,
        )
    return HOW_MANY
