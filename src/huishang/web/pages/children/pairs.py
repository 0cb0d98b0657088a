"""疑似重复档案: the queue, two files side by side, and what is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.kernel.errors import NotVisible
from huishang.kernel.paging import Cursor
from huishang.people import actions, queries
from huishang.people.queries import MaskedChild, Pair

from ...components import Button, Empty, Link, Pager, Weight
from ...forms import HouseForm, begin_one, submit
from ...page import render
from ...request import HouseRequest
from ..assessments.tabs import tabs
from .contexts import FormPage, PairLine, PairPage, PairsPage, SuspectPage
from .forms import JoinForm, OtherFilter, PairFilter, SuspectForm, VerdictForm
from .handing import hand_in, to_file
from .views import to_list

_FEW = 20
_ACTS = {"join": "children:join", "tell_apart": "children:tell_apart", "part": "children:part"}


def _to_queue() -> Link:
    return Link("疑似重复", reverse("children:pairs"))


@require_GET
def pairs(request: HouseRequest) -> HttpResponse:
    filters, after = PairFilter(request), request.GET.get("after", "")
    found = queries.pairs(
        request.actor,
        state=filters.asked.get("state", ""),
        after=Cursor.parse(after) if after else None,
    )
    page = PairsPage(
        title="疑似重复档案",
        parts_row=tabs("children:pairs"),
        filters=filters,
        lines=tuple(map(PairLine.of, found.rows)),
        pager=Pager.of(found, filters, after),
        empty=Empty(
            "没有符合条件的疑似重复档案" if filters.asked else "没有疑似重复的档案",
            "建档和更正时，系统会提示姓名、出生日期和住址相近的档案；"
            "也可以打开一份档案，选“疑似重复”提请核对。",
        ),
    )
    return render(request, page)


@require_GET
def pair(request: HouseRequest, pair_id: UUID) -> HttpResponse:
    sheet = actions.open_pair(actor=request.actor, pair_id=pair_id)
    found = sheet.pair
    page = PairPage(
        title="疑似重复档案",
        trail=(to_list(), _to_queue()),
        sheet=sheet,
        line=PairLine.of(sheet.row),
        buttons=tuple(
            Button(
                act,
                reverse(_ACTS[act.name], args=[pair_id]),
                opens=True,
                weight=Weight.MAIN if act.name == "join" else Weight.PLAIN,
            )
            for act in sheet.acts
            if act.here
        ),
        files=tuple(
            to_file(request, child.pk)
            for child in ((found.kept,) if found.kept else (found.first, found.second))
        ),
        kept_first=found.kept_id == found.first_id,
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def suspect(request: HouseRequest, child_id: UUID) -> HttpResponse:
    """提请核对: find the other file, say why."""
    child = queries.child(request.actor, child_id)
    begin_one(request, queries.acts(queries.child_sight(request.actor, child_id)), "suspect")
    filters = OtherFilter(request)
    asked = filters.asked.get("q", "")
    found = queries.children(request.actor, text=asked).rows[:_FEW] if asked else ()
    others = [one for one in (*found, *_posted(request)) if one.id != child_id]
    form = SuspectForm(request, draft=f"children.suspect.{child_id}")
    form.choose("other_id", map(_choice, others))

    def act(typed: dict[str, Any]) -> str:
        other = UUID(typed["other_id"]) if typed["other_id"] else None
        made = actions.suspect(
            actor=request.actor, child_id=child_id, other_id=other, why=typed["why"]
        )
        messages.success(request, "已提请核对，县级未保办会收到通知。")
        return reverse("children:pair", args=[made.pk])

    page = SuspectPage(
        title="疑似重复",
        trail=(to_list(), to_file(request, child_id)),
        child=child,
        filters=filters,
        form=form if others or form.is_bound else None,
        back=to_file(request, child_id),
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def join(request: HouseRequest, pair_id: UUID) -> HttpResponse:
    """合并: which file stays."""
    found = _begin(request, pair_id, "join")
    usual = queries.usual_kept(found.first, found.second)
    form = JoinForm(request, version=found.version, initial={"kept_id": str(usual.pk)})
    form.choose("kept_id", map(_choice, queries.masked_all((found.first, found.second))))

    def act(typed: dict[str, Any]) -> None:
        actions.join(
            actor=request.actor,
            pair_id=pair_id,
            kept_id=UUID(typed["kept_id"]) if typed["kept_id"] else None,
            reason=typed["reason"],
            version=form.seen,
        )

    page = _page(
        found,
        form,
        title="合并两份档案",
        verb="合并",
        note="另一份档案的监护人、情形、生活情况、认定、评估、走访、报告、个案、查看范围和回避，一并转到"
        "保留的档案；两份原来的内容都留着，可以撤销合并。能看另一份档案的人，今后看保留的这一份。",
    )
    return hand_in(
        request,
        form,
        act,
        page=page,
        said="已合并。",
        latest=_latest(request, pair_id),
    )


@require_http_methods(["GET", "POST"])
def tell_apart(request: HouseRequest, pair_id: UUID) -> HttpResponse:
    """不是同一人; it is not asked again."""
    found = _begin(request, pair_id, "tell_apart")
    form = VerdictForm(request, version=found.version)

    def act(typed: dict[str, Any]) -> None:
        actions.tell_apart(actor=request.actor, pair_id=pair_id, version=form.seen, **typed)

    page = _page(found, form, title="不是同一人", verb="确定", note="以后不再提示这两份档案。")
    return hand_in(
        request,
        form,
        act,
        page=page,
        said="已记为不是同一人。",
        latest=_latest(request, pair_id),
    )


@require_http_methods(["GET", "POST"])
def part(request: HouseRequest, pair_id: UUID) -> HttpResponse:
    """撤销合并."""
    found = _begin(request, pair_id, "part")
    form = VerdictForm(request, version=found.version)

    def act(typed: dict[str, Any]) -> None:
        actions.part(actor=request.actor, pair_id=pair_id, version=form.seen, **typed)

    page = _page(
        found,
        form,
        title="撤销合并",
        verb="撤销合并",
        note="合并时转来的内容退回另一份档案。合并以后新登记的内容留在保留的档案；"
        "合并以后新给的查看范围也留在保留的档案，请逐一核对。",
    )
    return hand_in(
        request,
        form,
        act,
        page=page,
        said="合并已撤销，两份档案各自恢复。",
        latest=_latest(request, pair_id),
    )


def _posted(request: HouseRequest) -> tuple[MaskedChild, ...]:
    """The file that was chosen, whatever is sought by now."""
    try:
        return (queries.child(request.actor, UUID(request.POST.get("other_id", ""))),)
    except (ValueError, NotVisible):
        return ()


def _choice(child: MaskedChild) -> tuple[str, str]:
    return str(child.id), f"{child.name} {child.words}，{child.place}"


def _begin(request: HouseRequest, pair_id: UUID, name: str) -> Pair:
    found = queries.pair(request.actor, pair_id)
    begin_one(request, queries.pair_acts(request.actor, found), name)
    return found


def _latest(request: HouseRequest, pair_id: UUID) -> Callable[[], dict[str, Any]]:
    return lambda: {"version": queries.pair(request.actor, pair_id).version}


def _page(found: Pair, form: HouseForm, *, title: str, verb: str, note: str) -> FormPage:
    back = Link("并排核对", reverse("children:pair", args=[found.pk]))
    return FormPage(
        title=title,
        trail=(to_list(), _to_queue(), back),
        form=form,
        child=queries.masked(found.kept or found.first),
        note=note,
        verb=verb,
        back=back,
    )
