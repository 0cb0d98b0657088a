"""How often a page may ask the database. A new page falls under the usual budget by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huishang.access import actions as access
from huishang.access.models import Account, Birth
from huishang.assignments.models import Assignment
from huishang.cases.models import Case
from huishang.cli.demo import current_work, table, team
from huishang.cli.demo.children import sweep
from huishang.cli.demo.world import World, build_yuncheng
from huishang.conferences.models import (
    AgendaItem,
    Conference,
    ConferenceRequest,
    Decision,
    Minutes,
    Seat,
)
from huishang.discovery.models import Report
from huishang.documents.models import OfficialDocument, StoredFile
from huishang.imports.models import Batch
from huishang.kernel.actor import SystemActor
from huishang.notifications.models import Message
from huishang.organisations.models import Organisation, Post
from huishang.people.models import Child, Pair
from huishang.staff.models import Supporter
from huishang.sweeps.models import Missed, Patrol, Stretch, Sweep
from huishang.visits.models import Visit
from tests.web.routes import Route, routes

USUAL = 12
DEARER = {
    "workbench:home": 20,
    "cases:show": 19,
    "cases:assignments": 19,
    "cases:conferences": 19,
    "cases:readings": 19,
    "cases:family": 18,
    "cases:documents": 17,
    "cases:team": 20,
    "conferences:show": 18,
    "conferences:pack": 18,
    "conferences:room": 14,
    "conferences:seat": 14,
    "conferences:minutes": 14,
    "reports:open_case": 14,
    "law:compare": 16,
    "assignments:show": 14,
    "organisations:list": 15,
    "reports:show": 17,
    "staff:coverage": 13,
    "staff:person": 17,
}
"""Pages that gather from many rooms. None may ask more than twenty times (DESIGN)."""

WHO = ("王彩霞", "樊建国", "宁小雨", "关爱莲")
"""The clerk and the director of an office, a centre's case worker, a department's liaison."""

RECORDS: Mapping[str, Any] = {
    "case_id": Case,
    "report_id": Report,
    "child_id": Child,
    "assignment_id": Assignment,
    "request_id": ConferenceRequest,
    "conference_id": Conference,
    "item_id": AgendaItem,
    "seat_id": Seat,
    "decision_id": Decision,
    "minutes_id": Minutes,
    "document_id": OfficialDocument,
    "file_id": StoredFile,
    "message_id": Message,
    "organisation_id": Organisation,
    "post_id": Post,
    "supporter_id": Supporter,
    "pair_id": Pair,
    "batch_id": Batch,
    "visit_id": Visit,
    "sweep_id": Sweep,
    "stretch_id": Stretch,
    "missed_id": Missed,
    "patrol_id": Patrol,
}
MARKS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
"""They begin and end a transaction, and ask nothing."""
LIFE_SIGNS = ('UPDATE "usersessions_usersession"', 'UPDATE "django_session"')
"""Once a minute, whatever the page: that somebody is still there."""


def test_no_page_asks_more_often_than_its_budget(db: None) -> None:
    access.begin_as(actor=SystemActor("测试"), wanted=Birth.DEMO)
    world = World("nobody-signs-in-with-it", "!")
    build_yuncheng(world)
    current_work.begin(world)
    team.register(world)
    sweep(world)
    table.hand_in(world)
    dearest: dict[str, int] = {}
    for name in WHO:
        client = Client()
        client.force_login(Account.objects.get(username=world.people[name].username))
        for route in routes():
            for path in _paths(route):
                dearest[route.name] = max(dearest.get(route.name, 0), _asked(client, path))
    over = {name: asked for name, asked in dearest.items() if asked > DEARER.get(name, USUAL)}
    assert not over
    assert {name for name, asked in dearest.items() if asked > USUAL} == set(DEARER)


def _paths(route: Route) -> Iterator[str]:
    """The route with every record of its kind that the world holds in another state."""
    if set(route.arguments) - set(RECORDS):
        return
    for keys in product(*(_keys(RECORDS[name]) for name in route.arguments)):
        yield reverse(route.name, kwargs=dict(zip(route.arguments, keys, strict=True)))


def _keys(model: Any) -> list[Any]:
    rows = model._base_manager.order_by("pk")
    return list({_state_of(row): row.pk for row in rows}.values())


def _state_of(row: Any) -> object:
    """In which state it is, or else whose."""
    return getattr(row, "status", None) or getattr(row, "organisation_id", None)


def _asked(client: Client, path: str) -> int:
    """Queries of a page in daily use: asked for the second time. A refusal costs nothing here."""
    if client.get(path).status_code != 200:
        return 0
    with CaptureQueriesContext(connection) as spent:
        client.get(path)
    free = (*MARKS, *LIFE_SIGNS)
    return sum(not query["sql"].startswith(free) for query in spent.captured_queries)
