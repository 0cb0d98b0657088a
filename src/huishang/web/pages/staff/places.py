"""配备情况: which places have nobody, and how those stand who are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from huishang.kernel.terms import PostKind
from huishang.staff import queries
from huishang.staff.queries import Coverage, CoverageLine, Covering

from ...components import Empty, Link
from ...nearby import Nearby
from ...page import render
from ...request import HouseRequest
from .contexts import CoveragePage, PlaceRow
from .parts import parts, to

_COLUMNS: Mapping[PostKind, tuple[tuple[str, str, bool], ...]] = {
    PostKind.CHILD_DIRECTOR: (
        ("主任应配", "places", False),
        ("主任空缺", "empty", True),
        ("主任在任", "people", False),
        ("未实名", "unnamed", True),
        ("培训缺项", "untrained", True),
        ("查询缺项", "unchecked", True),
        ("不得从事", "barred", True),
        ("即将到期", "due_soon", False),
    ),
    PostKind.CHILD_SUPERVISOR: (
        ("督导员空缺", "empty", True),
        ("督导员在任", "people", False),
        ("督导员缺项", "lacking", True),
    ),
}
"""Post → its columns: the word, the count, and whether anything but nought is red."""


@require_GET
def coverage(request: HouseRequest) -> HttpResponse:
    """A county town by town, a town village by village. The workbench asks for its part alone."""
    found = queries.covering(request.actor, request.GET.get("place", ""))
    near = Nearby(request.actor)
    top = found.place == request.actor.division
    page = CoveragePage(
        title="队伍配备情况" if top else f"队伍配备情况：{found.name}",
        trail=() if top else (to("coverage"),),
        parts_row=parts(request.actor, "coverage"),
        columns=tuple(column for post in found.posts for column, _, _ in _COLUMNS[post]),
        rows=tuple(_row(found, line) for line in found.lines),
        total=PlaceRow("合计", "", _cells(found.posts, found.total)),
        lacking=sum(counted.lacking for counted in found.total),
        lacking_url=f"{reverse('staff:register')}?state=lacking",
        gaps=tuple(replace(gap, place=near(gap.place)) for gap in found.gaps),
        empty=Empty(
            "这里不汇总队伍配备",
            "队伍由乡镇（街道）和县级未保办登记；配备情况在县级和乡镇查看。",
            Link("查看制度依据", reverse("law:index")),
        ),
    )
    return render(request, page)


def _row(found: Covering, line: CoverageLine) -> PlaceRow:
    url = f"{reverse('staff:coverage')}?place={line.place}" if found.opens else ""
    return PlaceRow(line.name, url, _cells(found.posts, line.by_post))


def _cells(
    posts: tuple[PostKind, ...], counted: tuple[Coverage, ...]
) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (label, str(int(number)), red and number > 0)
        for post, here in zip(posts, counted, strict=True)
        for label, name, red in _COLUMNS[post]
        for number in (getattr(here, name),)
    )
