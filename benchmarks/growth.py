"""What lists, searches, desks and files cost as the registry grows, and in how many queries."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huishang.access.models import Account
from huishang.assignments.models import Assignment
from huishang.cases.models import Case, CaseChild
from huishang.documents.models import OfficialDocument
from huishang.organisations.models import Post

from .registry import NEARBY, Registry

WHO = {
    "未保办": ("盐湖未保办", "office_clerk"),
    "外县未保办": ("临猗未保办", "office_clerk"),
    "未保中心": ("盐湖未保中心", "case_worker"),
    "承办单位": ("运城市盐湖区民政局", "liaison"),
    "配合单位": ("运城市盐湖区教育局", "liaison"),
}
"""Who asks: the body's short name, the post. The second has a twenty-fourth of all cases."""

_MARKS = re.compile(r"BEGIN|COMMIT|SAVEPOINT|RELEASE")


@dataclass(frozen=True, slots=True)
class Page:
    who: str
    name: str
    address: str

    @classmethod
    def of(cls, who: str, name: str, view: str, **asked: str) -> Page:
        return cls(who, name, reverse(view) + (f"?{urlencode(asked)}" if asked else ""))


@dataclass(frozen=True, slots=True)
class PageFigures:
    """One page at one size.

    :param milliseconds: the least of all rounds, since neighbours only make it longer: processor
        time where the database is part of the process, else time on the clock.
    :param sql_milliseconds: of its SQL, in the database or on the way there.
    """

    page: Page
    cases: int
    milliseconds: float
    sql_milliseconds: float
    queries: int
    kilobytes: float


def pages(registry: Registry) -> Iterator[Page]:
    """What people ask for every day; what is sought lies among the newest or nowhere."""
    common, village = "欺凌", NEARBY[1]
    name, _ = registry.name(0)
    for who in WHO:
        yield Page.of(who, "工作台", "workbench:home")
    for who in ("未保办", "外县未保办", "未保中心"):
        yield Page.of(who, "个案列表", "cases:list")
        yield Page.of(who, "报告列表", "reports:list")
    yield Page.of("未保办", "个案：办理中", "cases:list", status="open")
    yield Page.of("未保办", f"个案：{common}", "cases:list", q=common)
    yield Page.of("未保办", f"个案：{village}", "cases:list", q=village)
    yield Page.of("未保办", "个案：案号", "cases:list", q="〔2026〕1000号")
    yield Page.of("未保办", "个案：儿童姓名", "cases:list", q=name)
    yield Page.of("未保办", "个案：姓名首字母", "cases:list", q="wzx")
    yield Page.of("未保办", "个案：查无结果", "cases:list", q="没有这样的案由")
    yield Page.of("外县未保办", f"个案：{common}", "cases:list", q=common)
    yield Page.of("未保办", "报告：儿童姓名", "reports:list", q=name)
    yield Page.of("未保办", "报告：待处置", "reports:list", status="received")
    yield Page.of("未保办", "儿童列表", "children:list")
    yield Page.of("未保办", "儿童：姓名", "children:list", q=name)
    yield Page.of("未保办", "儿童：一个字", "children:list", q="子")
    for who in ("未保办", "承办单位", "配合单位"):
        yield Page.of(who, "交办台账", "assignments:ledger")
    yield Page.of("未保办", f"交办：{village}", "assignments:ledger", text=village)
    yield Page.of("承办单位", "交办：心理", "assignments:ledger", text="心理")
    yield Page.of("配合单位", "交办：心理", "assignments:ledger", text="心理")
    yield Page.of("未保办", "会商列表", "conferences:list")
    yield Page.of("配合单位", "会商列表", "conferences:list")
    yield Page.of("未保办", "会商申请", "conferences:requests")
    yield Page.of("承办单位", "通知", "inbox:list")
    home = {"office__short_name": WHO["未保办"][0]}
    case = Case.objects.unscoped(reason="测速").filter(status="implementing", **home).latest("pk")
    duty = (
        Assignment.objects.unscoped(reason="测速").filter(status="under_way", **home).latest("pk")
    )
    yield Page("未保办", "一件个案", reverse("cases:show", args=[case.pk]))
    yield Page("承办单位", "一项交办", reverse("assignments:show", args=[duty.pk]))


def asked(registry: Registry) -> Iterator[tuple[str, str, str, Client]]:
    """The same pages for `shares`, a child's file, and a paper taken out."""
    home = {"office__short_name": WHO["未保办"][0]}
    case = Case.objects.unscoped(reason="测速").filter(status="implementing", **home).latest("pk")
    child = CaseChild.objects.filter(case=case).latest("pk")
    papers = OfficialDocument.objects.unscoped(reason="测速").filter(case_id=case.pk)
    file = reverse("children:show", args=[child.child_id]) + "?purpose=case"
    paper = reverse("documents:docx", args=[papers.latest("pk").pk])
    more = [Page("未保办", "一名儿童", file), Page("未保办", "下载一份公文", paper)]
    for page in (*pages(registry), *more):
        yield page.who, page.name, page.address, _client(page.who)


def _client(who: str) -> Client:
    body, kind = WHO[who]
    post = Post.objects.get(organisation__short_name=body, kind=kind)
    client = Client(headers={"host": "localhost"})
    client.force_login(Account.objects.get(person_id=post.person_id))
    return client


def _ask(client: Client, page: Page, cases: int, rounds: int) -> PageFigures:
    client.get(page.address)
    now = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    seconds, sql, queries, body = [], [], 0, b""
    for _ in range(rounds):
        began = now()
        response = client.get(page.address)
        seconds.append(now() - began)
        body = response.content
        assert response.status_code == 200, (page, response.status_code)
    for _ in range(min(rounds, 5)):
        with CaptureQueriesContext(connection) as captured:
            client.get(page.address)
        asked = [row for row in captured.captured_queries if not _MARKS.match(row["sql"])]
        sql.append(sum(float(row["time"]) for row in asked))
        queries = len(asked)
    return PageFigures(page, cases, min(seconds) * 1000, min(sql) * 1000, queries, len(body) / 1024)


def measure(registry: Registry, small: int, large: int, rounds: int) -> list[PageFigures]:
    """Every page at both sizes; the same pages, asked by the same people."""
    figures, grown, asked = [], 0, list[Page]()
    for size in (small, large):
        registry.grow(grown, size)
        grown = size
        asked = asked or list(pages(registry))
        figures += [_ask(_client(page.who), page, size, rounds) for page in asked]
    return figures
