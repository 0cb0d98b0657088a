"""What a list and a workbench cost as the registry grows a hundredfold, and in how many queries.

Rows are put in directly: it is the reading that is measured. Half of all cases lie with the very
office whose pages are asked for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huishang.access.models import Account, Extent, Involvement, Matter
from huishang.cases.models import Case, CaseChild
from huishang.kernel import clock
from huishang.organisations.models import Organisation
from huishang.people.models import Child

OFFICE = "140802000000"
CLERK = "wangcaixia"
PAGES = {"工作台": "/", "个案列表": "/cases/", "个案搜索（案号）": "/cases/?text=1999"}
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class PageFigures:
    """One page at one size: median milliseconds of a request, and its queries."""

    page: str
    cases: int
    milliseconds: float
    sql_milliseconds: float
    queries: int
    kilobytes: float


def _rows(start: int, end: int) -> Iterator[tuple[Child, Case, CaseChild, Involvement]]:
    offices = list(Organisation.objects.filter(kind="office", division__level="county"))
    own = next(body for body in offices if body.division_id == OFFICE)
    others = [body for body in offices if body != own]
    now = clock.now()
    for number in range(start, end):
        office = own if number % 2 else others[number % len(others)]
        place = office.division_id
        child = Child(
            name=f"测试{number}",
            sex="1",
            birth_date=date(2015, 1, 1) + timedelta(days=number % 3000),
            residence_division=place,
        )
        case = Case(
            number=f"测试个案〔2026〕{number}号",
            title="测试个案",
            office=office,
            owner=office,
            division=place,
            incident_division=place,
            residence_division=place,
            regime="yuncheng-2022",
            regime_version="",
            opened_at=now - timedelta(minutes=number),
        )
        yield (
            child,
            case,
            CaseChild(case=case, child=child),
            Involvement(
                organisation=office,
                matter=Matter.CASE,
                matter_id=case.pk,
                extent=Extent.FILE,
                role="主办单位",
            ),
        )


def fill(start: int, end: int) -> None:
    """Cases number ``start`` to ``end``, each with its child and its office's involvement."""
    rows = _rows(start, end)
    while batch := list(islice(rows, _BATCH)):
        for model, column in zip(
            (Child, Case, CaseChild, Involvement), zip(*batch, strict=True), strict=True
        ):
            model._base_manager.bulk_create(column)  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _ask(client: Client, page: str, address: str, cases: int, rounds: int) -> PageFigures:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        body = client.get(address).content
    asked = list(captured.captured_queries)  # the next request empties the log
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        response = client.get(address)
        seconds.append(time.perf_counter() - began)
        assert response.status_code == 200, (address, response.status_code)
    return PageFigures(
        page,
        cases,
        median(seconds) * 1000,
        sum(float(query["time"]) for query in asked) * 1000,
        len(asked),
        len(body) / 1024,
    )


def measure(small: int, large: int, rounds: int) -> list[PageFigures]:
    """Every page at both sizes, as the clerk of the office that has half the cases."""
    client = Client(headers={"host": "localhost"})
    client.force_login(Account.objects.get(username=CLERK))
    figures, filled = [], 0
    for size in (small, large):
        fill(filled, size)
        filled = size
        for page, address in PAGES.items():
            figures.append(_ask(client, page, address, size, rounds))
    return figures
