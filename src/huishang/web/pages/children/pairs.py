"""疑似重复档案: the queue, two files side by side, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huishang.kernel.errors import NotVisible
from huishang.kernel.paging import Cursor
from huishang.people import actions, queries
from huishang.people.queries import MaskedChild, Pair, PairRow, PairSheet, PairState

from ...components import Button, Empty, Link, Pager, Tab, Weight
from ...forms import ChoiceField, FilterForm, HouseForm, TextField, begin_one, submit
from ...forms.judged import Chosen, Stated
from ...page import Page, render
from ...request import HouseRequest
from ..assessments.tabs import tabs
from .contexts import FormPage
from .handing import hand_in, to_file
from .views import to_list

_FEW = 20
_TONES = {PairState.SUSPECTED: "amber", PairState.APART: "plain", PairState.JOINED: "green"}
_ACTS = {"join": "children:join", "tell_apart": "children:tell_apart", "part": "children:part"}


class PairFilter(FilterForm):
    state = ChoiceField(label="状态", required=False, choices=[("", "全部"), *PairState.choices()])


class OtherFilter(FilterForm):
    """Finds the other file."""

    q = TextField(
        label="查找另一份档案",
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "姓名、首字母或者完整身份号码"}
        ),
    )


class SuspectForm(HouseForm):
    """提请核对."""

    child_ids = Chosen(label="另一份档案", widget=forms.RadioSelect)
    why = Stated(label="为什么可能是同一人", rows=3, help_text="如“同一户口簿，曾用名小明”。")


class JoinForm(HouseForm):
    """合并."""

    kept_id = Chosen(label="保留哪一份", widget=forms.RadioSelect)
    reason = Stated(label="怎样核实的", rows=3, help_text="如“与派出所核对户籍，确为同一人”。")


class ReasonForm(HouseForm):
    """不是同一人、撤销合并."""

    reason = Stated(label="怎样核实的", rows=3, help_text="如“已入户核实，是同名的两个孩子”。")


@dataclass(frozen=True, slots=True)
class Line:
    row: PairRow
    tone: str

    @classmethod
    def of(cls, row: PairRow) -> Line:
        return cls(row, _TONES[row.state])


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    template = "web/children/pairs.html"

    parts_row: tuple[Tab, ...]
    filters: PairFilter
    lines: tuple[Line, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class PairPage(Page):
    """:param gone: while joined, which of the two columns is the file that went."""

    template = "web/children/pair.html"

    sheet: PairSheet
    line: Line
    buttons: tuple[Button, ...]
    files: tuple[Link, ...]
    kept_first: bool


@dataclass(frozen=True, kw_only=True)
class SuspectPage(Page):
    template = "web/children/suspect.html"

    child: MaskedChild
    filters: OtherFilter
    form: SuspectForm | None
    back: Link


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
    page = ListPage(
        title="疑似重复档案",
        parts_row=tabs("children:pairs"),
        filters=filters,
        lines=tuple(map(Line.of, found.rows)),
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
        line=Line.of(sheet.row),
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
    form.choose("child_ids", map(_choice, others))

    def act(typed: dict[str, Any]) -> str:
        other = [UUID(typed["child_ids"])] if typed["child_ids"] else []
        made = actions.suspect(actor=request.actor, child_ids=[child_id, *other], why=typed["why"])
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
    return hand_in(request, form, act, page=page, said="已合并。")


@require_http_methods(["GET", "POST"])
def tell_apart(request: HouseRequest, pair_id: UUID) -> HttpResponse:
    """不是同一人; it is not asked again."""
    found = _begin(request, pair_id, "tell_apart")
    form = ReasonForm(request, version=found.version)

    def act(typed: dict[str, Any]) -> None:
        actions.tell_apart(actor=request.actor, pair_id=pair_id, version=form.seen, **typed)

    page = _page(found, form, title="不是同一人", verb="确定", note="以后不再提示这两份档案。")
    return hand_in(request, form, act, page=page, said="已记为不是同一人。")


@require_http_methods(["GET", "POST"])
def part(request: HouseRequest, pair_id: UUID) -> HttpResponse:
    """撤销合并."""
    found = _begin(request, pair_id, "part")
    form = ReasonForm(request, version=found.version)

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
    return hand_in(request, form, act, page=page, said="合并已撤销，两份档案各自恢复。")


def _posted(request: HouseRequest) -> tuple[MaskedChild, ...]:
    """The file that was chosen, whatever is sought by now."""
    try:
        return (queries.child(request.actor, UUID(request.POST.get("child_ids", ""))),)
    except (ValueError, NotVisible):
        return ()


def _choice(child: MaskedChild) -> tuple[str, str]:
    return str(child.id), f"{child.name} {child.words}，{child.place}"


def _begin(request: HouseRequest, pair_id: UUID, name: str) -> Pair:
    found = queries.pair(request.actor, pair_id)
    begin_one(request, queries.pair_acts(request.actor, found), name)
    return found


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
