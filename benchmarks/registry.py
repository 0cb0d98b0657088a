"""A registry of any size in a Yuncheng of its own: half of it lies with one county.

The newest cases are at every stage; behind them lies history, nearly all of it closed, so that a
larger registry has a longer past and not a fuller desk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

from huishang.assignments import actions as assignments
from huishang.assignments import queries as duties
from huishang.cases import actions as cases
from huishang.cases.models import Case
from huishang.cli.demo.moulds import PARTS, Copy, Mould, Place, Shape, pour
from huishang.cli.demo.road import Reach, Script, take
from huishang.cli.demo.world import World
from huishang.discovery import actions as discovery
from huishang.discovery.models import Report
from huishang.documents import actions as papers
from huishang.documents import queries as documents
from huishang.kernel import clock
from huishang.kernel.ids import new_id
from huishang.notifications import actions as notices
from huishang.notifications import queries as notifications
from huishang.organisations.models import Organisation, Post
from huishang.people import actions as people
from huishang.people.queries.names import parts_of

from .loading import in_bulk

HOME = "140802000000"
"""The county the stories are told in."""
CURRENT = 2_000
"""Cases that are on somebody's desk, or were lately."""
CHILDREN_PER_CASE = 5
"""Of every five children in the registry one has a case."""
NEARBY = [
    f"{side}{name}{kind}"
    for side, name, kind in product("东西南北上下大小", "张李王赵庄沟坡桥泉寺", "村镇")
]
_STEP = timedelta(minutes=4)
_BEGAN = timedelta(days=80)
_BATCH, _FIRST = 1_000, 1_000
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "子轩宇涵欣怡梓睿晨曦雨桐浩然思琪佳宁嘉乐若一诺明哲文博雅静志远"

_Rows = defaultdict[tuple[str, tuple[str, ...]], list[Any]]


class Registry:
    """Reports, cases, requests, conferences, papers and duties in the proportions below."""

    def __init__(self, world: World, script: Script) -> None:
        self.world, self.script = world, script
        self.begins = clock.now().replace(hour=8, minute=30) - _BEGAN
        reached = {reach: Mould(self._road(reach)) for reach in Reach}
        closed, settled, filed = Mould(self._close), Mould(self._settle), Mould(self._file)
        at_work = [
            reached[Reach.OPENED], reached[Reach.REQUESTED], reached[Reach.NOTIFIED],
            reached[Reach.ISSUED], reached[Reach.ACCEPTED],
        ]  # fmt: skip
        self.lately = [*[closed] * 12, settled, *at_work, filed, filed]
        self.before = [*[closed] * 29, settled, *at_work[::4], *[filed] * 8]
        self.waiting = reached[Reach.REPORTED]
        self.child = Mould(self._register)
        self.places = [Place(str), *_other_counties()]
        names = [s + a + b for s, (a, b) in product(_SURNAMES, product(_GIVEN, _GIVEN))]
        self.names = [(name, sorted(parts_of(name))) for name in names[::3]]
        self.shapes: dict[tuple[Mould, Place], list[Shape]] = {}

    def grow(self, start: int, end: int) -> None:
        """Copies number ``start`` to ``end``, the newest first: each a case or a report without
        one, with four children more."""
        with in_bulk():
            for first in range(start, end, _BATCH):
                rows: _Rows = defaultdict(list)
                for number in range(first, min(first + _BATCH, end)):
                    for mould, serial in self._of(number):
                        self._copy(mould, number, serial, rows)
                pour(rows)

    def _of(self, number: int) -> Iterator[tuple[Mould, int]]:
        serial = number * (CHILDREN_PER_CASE + 1)
        cycle = self.lately if number < CURRENT else self.before
        yield cycle[number % len(cycle)], serial
        for nth in range(1, CHILDREN_PER_CASE):
            yield self.child, serial + nth
        if number < CURRENT and number % 50 == 0:
            yield self.waiting, serial + CHILDREN_PER_CASE

    def _copy(self, mould: Mould, number: int, serial: int, rows: _Rows) -> None:
        place = self._place(number)
        shapes = self.shapes.get((mould, place))
        if shapes is None:
            shapes = self.shapes[mould, place] = mould.at(place)
        name, parts = self.name(serial)
        copy = Copy(
            number=_FIRST + serial,
            keys=[new_id() for _ in mould.own],
            later=-number * _STEP,
            child={"name": name},
            parts=parts,
            where=NEARBY[number // 7 % len(NEARBY)],
        )
        for shape in shapes:
            made = list(shape.of(copy))
            rows[shape.table, shape.columns] += made
            rows[PARTS] += shape.parts(made, copy)

    def _place(self, number: int) -> Place:
        """A turn of the longer cycle at home, the next one in some other county."""
        turn, others = number // len(self.before), self.places[1:]
        return others[turn // 2 % len(others)] if turn % 2 else self.places[0]

    def name(self, serial: int) -> tuple[str, list[bytes]]:
        return self.names[serial % len(self.names)]

    # --- the stories -----------------------------------------------------------------------------

    def _road(self, reach: Reach) -> Callable[[], None]:
        return lambda: take(self.world, self.script, begins=self.begins, reach=reach)

    def _close(self) -> None:
        self._road(Reach.OPENED)()
        self._end()

    def _end(self) -> None:
        """The case is closed, and everybody has opened what was sent to them."""
        case = Case.objects.unscoped(reason="测速").latest("pk")
        with clock.at(self.begins + timedelta(days=30)):
            for name in (self.script.worker, self.script.clerk, *self.script.bodies.values()):
                actor = self.world.actor(name)
                for message in notifications.inbox(actor, limit=99):
                    notices.read(actor=actor, message_id=message.pk)
                for receipt in documents.to_sign_for(actor):
                    papers.sign_for(actor=actor, document_id=receipt.document_id)
            worker = self.world.actor(self.script.worker)
            cases.close(actor=worker, case_id=case.pk, note="已办结。")
            cases.record_follow_up(
                actor=worker,
                case_id=case.pk,
                kind="return_visit",
                on=clock.today(),
                text="已回访，情况稳定。",
            )

    def _settle(self) -> None:
        self._road(Reach.REPORTED)()
        report = Report.objects.unscoped(reason="测速").latest("pk")
        with clock.at(self.begins + timedelta(hours=5)):
            discovery.settle_report(
                actor=self.world.actor(self.script.worker),
                report_id=report.pk,
                settlement="已上门核实，属误报。",
            )

    def _file(self) -> None:
        self._road(Reach.ACCEPTED)()
        clerk = self.world.actor(self.script.clerk)
        case = Case.objects.unscoped(reason="测速").latest("pk")
        [duty] = duties.of_case(clerk, case.pk)
        liaison = self.world.actor(next(iter(self.script.bodies.values())))
        with clock.at(self.begins + timedelta(days=20)):
            assignments.report(actor=liaison, assignment_id=duty.pk, text="已落实。")
            assignments.file(actor=clerk, assignment_id=duty.pk)
        self._end()

    def _register(self) -> None:
        with clock.at(self.begins):
            people.register_child(
                actor=self.world.actor(self.script.worker),
                name="王小明",
                sex="1",
                birth_date=date(2015, 6, 1),
                residence_division=HOME,
            )


def _other_counties() -> Iterator[Place]:
    """Bodies by kind and department, posts by body and kind, persons by post."""
    bodies = list(Organisation.objects.filter(division__level="county"))
    home = {(row.kind, row.department): row for row in bodies if row.division_id == HOME}
    posts = {(row.organisation_id, row.kind): row for row in Post.objects.all()}
    for county in sorted({row.division_id for row in bodies} - {HOME}):
        here = {(row.kind, row.department): row for row in bodies if row.division_id == county}
        keys = {home[kind].pk: here[kind].pk for kind in home.keys() & here.keys()}
        for (body, kind), post in posts.items():
            if body in keys and (twin := posts.get((keys[body], kind))):
                keys |= {post.pk: twin.pk, post.person_id: twin.person_id}
        yield Place(_moved_to(county), keys)


def _moved_to(county: str) -> Callable[[str], str]:
    """Within another county: the county itself. What lies nowhere in the home county stays."""
    return lambda code: county if code[:6] == HOME[:6] else code
