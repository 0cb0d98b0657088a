"""Children's files as they are looked for and opened; each look is written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from huishang.cases import queries as cases
from huishang.discovery import queries as discovery
from huishang.kernel import clock
from huishang.kernel.errors import InvalidData, NotVisible
from huishang.kernel.paging import Cursor
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.people import actions, queries
from huishang.people.queries import (
    CategoryLine,
    ChildFile,
    FactLine,
    Part,
    ParticularLine,
    Purpose,
)
from huishang.visits import queries as visits
from huishang.workflow.acts import Act

from ...components import Button, Empty, Link, Pager
from ...forms import begin_one, redirect
from ...nearby import Nearby
from ...page import render
from ...request import HouseRequest
from ...templatetags.house import day
from ..assessments.contexts import Line as Rated
from ..assessments.tabs import tabs
from .contexts import (
    CategoryRow,
    ChildPage,
    FactRow,
    Line,
    ListPage,
    Masked,
    PairLink,
    ParticularRow,
    PurposePage,
    RevealedPart,
    Told,
    ToldGuardian,
)
from .forms import ChildFilter
from .visit import Visit, purpose_of

_MASKED = {
    Part.NAME: lambda file: file.child.name,
    Part.RESIDENT_ID: lambda file: file.resident_id,
    Part.ADDRESS: lambda file: file.address,
    Part.SCHOOL: lambda file: file.school,
}
"""What of an opened file stands masked, and the masked value."""

_VIEWS = {
    "verify_identity": "children:verify",
    "add_guardian": "children:guardian",
    "add_fact": "children:facts",
    "correct_file": "children:correct",
    "move_child": "children:move",
    "suspect": "children:suspect",
}
_KEEPING = ("correct_file", "move_child", "suspect")
"""Acts that stand with the lines they change, not above the page."""


def to_list() -> Link:
    return Link("儿童档案", reverse("children:list"))


@require_GET
def children(request: HouseRequest) -> HttpResponse:
    """The files one keeps by place; those seen only for a case stand apart."""
    register = queries.register_act(request.actor)
    filters = ChildFilter(request, keeps=bool(register.decision))
    asked, after = filters.asked, request.GET.get("after", "")
    found = queries.children(
        request.actor,
        text=asked.get("q", ""),
        place=asked.get("place", ""),
        category=asked.get("category", ""),
        elsewhere=filters.elsewhere,
        after=Cursor.parse(after) if after else None,
    )
    nearby = Nearby(request.actor)
    recognised = queries.recognised(request.actor, [child.id for child in found.rows])
    new = Link(register.label, reverse("children:new"), icon="add") if register.decision else None
    page = ListPage(
        title="儿童档案",
        main=new,
        tables=tuple(_tables(request, keeps=bool(register.decision) and not filters.elsewhere)),
        parts_row=tabs("children:list"),
        filters=filters,
        lines=tuple(Line(child, nearby(child.place), recognised[child.id]) for child in found.rows),
        pager=Pager.of(found, filters, after),
        empty=_empty(bool(asked or after), filters.elsewhere, new),
    )
    return render(request, page)


def _tables(request: HouseRequest, *, keeps: bool) -> Iterator[Link]:
    if not keeps:
        return
    yield Link("导入", reverse("imports:list"))
    if queries.export_act(request.actor).decision:
        yield Link("导出表格", f"{reverse('children:export')}?{request.GET.urlencode()}")


def _empty(narrowed: bool, elsewhere: bool, new: Link | None) -> Empty:
    if narrowed:
        return Empty(
            "没有找到符合条件的儿童",
            "姓名可以只写一部分，也可以写拼音或者首字母；身份号码须写完整的18位。",
        )
    if elsewhere:
        return Empty("没有因个案查看的儿童", "参与办理个案后，涉及的儿童会列在这里。")
    return Empty("本辖区还没有儿童档案", "走访中了解到的儿童，先建立档案，再按需要报告。", new)


@require_GET
def child(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """One child's file, once it is said what for; that it was joined into, where it was."""
    try:
        visit = Visit.read(request.actor, child_id, request.GET)
        if visit.purpose is None:
            return _ask(request, child_id, visit)
        return _open(request, child_id, visit, visit.purpose, {})
    except NotVisible:
        if kept := queries.joined_into(request.actor, child_id):
            return redirect(request, Visit().to("children:show", kept))
        raise


def _ask(request: HouseRequest, child_id: UUID, visit: Visit) -> HttpResponse:
    page = PurposePage(
        title="打开儿童档案",
        trail=(to_list(),),
        child=queries.child(request.actor, child_id),
        choices=tuple(
            Link(purpose.label, Visit(purpose, visit.case_id).to("children:show", child_id))
            for purpose in Purpose
        ),
    )
    return render(request, page)


@require_POST
def reveal(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """One masked value, whole."""
    begin_one(request, queries.acts(queries.child_sight(request.actor, child_id)), "reveal")
    visit = Visit.read(request.actor, child_id, request.POST)
    purpose, part = purpose_of(visit.said.get("purpose", "")), _part(request)
    value = actions.reveal(
        actor=request.actor, child_id=child_id, part=part, purpose=purpose, case_id=visit.case_id
    )
    if request.htmx:
        return render(request, RevealedPart(title="", masked=_whole(part, value)))
    return _open(request, child_id, visit, purpose, {part: value})


def _part(request: HouseRequest) -> Part:
    for part in Part:
        if part.value == request.POST.get("part"):
            return part
    raise InvalidData({"part": "没有这一项内容，请返回刷新后再查看。"})


def _open(
    request: HouseRequest,
    child_id: UUID,
    visit: Visit,
    purpose: Purpose,
    shown: Mapping[Part, str],
) -> HttpResponse:
    file = actions.open_file(
        actor=request.actor, child_id=child_id, purpose=purpose, case_id=visit.case_id
    )
    acts = {act.name: act for act in queries.acts(file.sight)}
    law = Rules.at(request.actor.division, clock.today())
    held = _held(file.particulars)
    risk = visits.standing_of(request.actor, child_id) if file.shows_family else None
    page = ChildPage(
        title=f"儿童档案：{file.child.name}",
        trail=(to_list(),),
        file=file,
        lines=tuple(_told(file, shown)),
        guardians=tuple(
            ToldGuardian(guardian, file.sources.rows.get(str(guardian.id)))
            for guardian in file.guardians
        ),
        risk=risk,
        risk_now=Rated.of(risk.now) if risk and risk.now else None,
        risk_lines=tuple(map(Rated.of, risk.history)) if risk else (),
        assess=Button(
            visits.assess_act(file.sight), reverse("assessments:new", args=[child_id]), opens=True
        ),
        visited=visits.standing_of_visits(request.actor, child_id) if file.shows_family else None,
        visit=Button(
            visits.visit_act(file.sight), reverse("visits:new", args=[child_id]), opens=True
        ),
        facts=tuple(_row(fact, visit) for fact in file.facts if not fact.believed_until),
        believed=tuple(_row(fact, visit) for fact in file.facts if fact.believed_until),
        particulars=tuple(_sheet(line, visit) for line in file.particulars if line.id in held),
        earlier=tuple(_sheet(line, visit) for line in file.particulars if line.id not in held),
        categories=tuple(_category(line, child_id, visit) for line in file.categories.lines),
        guardians_shown=shown.get(Part.GUARDIANS, ""),
        reveal=Button(acts["reveal"], reverse("children:reveal", args=[child_id])),
        said=tuple(visit.said.items()),
        buttons=tuple(
            _button(act, child_id, visit)
            for name, act in acts.items()
            if name in _VIEWS and name not in _KEEPING
        ),
        keeping=tuple(_button(acts[name], child_id, visit) for name in _KEEPING),
        pairs=tuple(
            PairLink(reverse("children:pair", args=[pair.pk]), pair.kept_id is not None)
            for pair in queries.pairs_of(request.actor, child_id)
        ),
        homes=file.homes,
        report=_to_report(request, child_id),
        cases=cases.cases_of_child(request.actor, child_id),
        purpose=purpose.label,
        opened_at=clock.now(),
        opened_by=request.actor.label,
        confidential=law.basis(provisions.CONFIDENTIALITY),
    )
    return render(request, page)


def _told(file: ChildFile, shown: Mapping[Part, str]) -> Iterator[Told]:
    """The lines of the file, in the order a paper file has them."""
    begun, fields = file.sources.registered, file.sources.fields
    seen = file.sources.verified or begun
    yield Told("姓名", fields.get("name", begun), masked=_line(file, Part.NAME, shown))
    yield Told("性别", fields.get("sex", seen), file.child.sex)
    yield Told("出生日期", fields.get("birth_date", seen), _born(file))
    yield Told("居民身份号码", seen, masked=_line(file, Part.RESIDENT_ID, shown))
    yield Told("户籍地", fields.get("registered_division", begun), file.registered_place)
    yield Told("居住地", fields.get("residence_division", begun), file.child.place)
    yield Told("住址", fields.get("address", begun), masked=_line(file, Part.ADDRESS, shown))
    yield Told("就读学校", fields.get("school", begun), masked=_line(file, Part.SCHOOL, shown))


def _born(file: ChildFile) -> str:
    year = f"{file.birth_date.year}年"
    if file.birth_date_estimated:
        return f"约{year}（按估计年龄推算）"
    return year if file.sight.masked else day(file.birth_date)


def _row(fact: FactLine, visit: Visit) -> FactRow:
    return FactRow(fact, _links(fact.acts, fact.id, visit))


def _held(sheets: Iterable[ParticularLine]) -> set[UUID]:
    """What is so today, and of each topic that is checked day by day the latest check."""
    believed = [sheet for sheet in sheets if not sheet.believed_until]
    checks = {sheet.topic: sheet.id for sheet in reversed(believed) if sheet.day}
    return {sheet.id for sheet in believed if sheet.holds and not sheet.day} | {*checks.values()}


def _sheet(line: ParticularLine, visit: Visit) -> ParticularRow:
    return ParticularRow(line, _links(line.acts, line.id, visit))


def _links(acts: Iterable[Act], key: UUID, visit: Visit) -> tuple[Link, ...]:
    return tuple(
        Link(act.label, visit.to(f"children:{act.name}", key)) for act in acts if act.decision
    )


def _category(line: CategoryLine, child_id: UUID, visit: Visit) -> CategoryRow:
    return CategoryRow(
        line,
        tuple(map(queries.wanted, line.holding.missing)) if line.holding else (),
        _on_category(line, child_id, visit) if line.act.may else None,
    )


def _on_category(line: CategoryLine, child_id: UUID, visit: Visit) -> Button:
    if line.recognition:
        url = visit.to("children:end_recognition", line.recognition.pk)
        return Button(line.act, url, opens=True)
    path = reverse("children:recognise", args=[child_id, *line.codes])
    return Button(
        line.act,
        f"{path}?{urlencode(visit.said)}",
        consequence=f"认定这名儿童属于“{line.label}”。认定人和日期会留下记录。",
    )


def _line(file: ChildFile, part: Part, shown: Mapping[Part, str]) -> Masked:
    if part in shown:
        return _whole(part, shown[part])
    return Masked(part.value, part.label, _MASKED[part](file))


def _whole(part: Part, value: str) -> Masked:
    return Masked(part.value, part.label, value, shown=True)


def _button(act: Act, child_id: UUID, visit: Visit) -> Button:
    return Button(act, visit.to(_VIEWS[act.name], child_id), opens=True)


def _to_report(request: HouseRequest, child_id: UUID) -> Link | None:
    offer = discovery.receive_act(request.actor)
    url = f"{reverse('reports:new')}?child={child_id}"
    return Link(offer.label, url, icon="reports") if offer.decision else None
