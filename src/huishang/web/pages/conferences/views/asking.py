"""提请会商: the form, while it is filled in, and what was asked, changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import retarget

from huishang.cases import queries as cases
from huishang.conferences import actions, queries
from huishang.conferences.queries import Addressee, Asking, ConferenceRequest
from huishang.kernel.errors import NotVisible
from huishang.kernel.terms import Level

from ....components import Link
from ....forms import begin, begin_one, submit
from ....page import render
from ....request import HouseRequest
from .. import trails
from ..contexts.asking import Proposed, RequestFormPage, level_rows
from ..forms.asking import RequestForm, initial_of

_TEXTS = (
    "problems",
    "measures_tried",
    "decisions_asked",
    "best_interests",
    "child_views",
    "level",
    "level_reason",
)


@require_http_methods(["GET", "POST"])
def new(request: HouseRequest) -> HttpResponse:
    """A first request for the case named in the address."""
    case = cases.case(request.actor, _case_id(request))
    begin(request, queries.ask_act(request.actor, case))
    desk = _Desk(request, case)
    form = desk.form(draft=f"conferences.request.{case.pk}")

    def act(typed: dict[str, Any]) -> str:
        asked = actions.draft(actor=request.actor, case_id=case.pk, content=form.content())
        return _hand_in(request, asked)

    back = Link("返回", reverse("conferences:requests"))
    return submit(request, form, act) or desk.show(form, "提请会商", back)


@require_http_methods(["GET", "POST"])
def edit(request: HouseRequest, request_id: UUID) -> HttpResponse:
    """A draft, or what was returned to be completed."""
    asked = queries.request(request.actor, request_id)
    begin_one(request, queries.request_acts(request.actor, asked), "submit")
    desk = _Desk(request, cases.case(request.actor, asked.case_id), asked.level)
    form = desk.form(
        draft=f"conferences.request.{asked.pk}", version=asked.version, initial=_kept(asked)
    )

    def act(typed: dict[str, Any]) -> str:
        changed = actions.revise(
            actor=request.actor,
            request_id=asked.pk,
            content=form.content(),
            version=form.seen,
        )
        return _hand_in(request, changed)

    def latest() -> Mapping[str, Any]:
        now = queries.request(request.actor, request_id)
        return {"version": now.version, **_kept(now)}

    return submit(request, form, act, latest=latest) or desk.show(
        form, "修改会商申请", trails.request(asked)
    )


@require_POST
def level(request: HouseRequest) -> HttpResponse:
    """The proposal for what is ticked by now; all that is asked, where another office asks it.

    A POST, because what is typed beside the ticks does not belong into an address.
    """
    case = cases.case(request.actor, _case_id(request))
    begin(request, queries.ask_act(request.actor, case))
    desk = _Desk(request, case)
    form = desk.form()
    same_rules = request.POST.get("rules", "") == desk.asking.rules
    part = "level" if same_rules else "asked"
    response = desk.show(form, "", trails.requests(), part=part, status=200)
    return response if same_rules else retarget(response, "#asked")


class _Desk:
    """A case on the table of one who asks: which offices, by which rules, at which level."""

    def __init__(self, request: HouseRequest, case: cases.Case, level: str = "") -> None:
        self._request = request
        self._case = case
        self._levels = queries.levels_to_ask(request.actor, case.pk)
        self._level = Level(self._wished(request.POST.get("level", "") or level))
        self.asking: Asking = queries.asking(request.actor, case.pk, self._level)

    def _wished(self, level: str) -> str:
        known: dict[str, Addressee] = {row.level.value: row for row in self._levels}
        if level in known:
            return level
        nearest = next((row for row in self._levels if row.decision), self._levels[0])
        return nearest.level.value

    def form(self, **options: Any) -> RequestForm:
        initial = {
            "level": self._level.value,
            "rules": self.asking.rules,
            **options.pop("initial", {}),
        }
        return RequestForm(self._request, self.asking, self._levels, initial=initial, **options)

    def show(
        self,
        form: RequestForm,
        title: str,
        back: Link,
        *,
        part: str | None = None,
        status: int | None = None,
    ) -> HttpResponse:
        proposal = queries.propose_level(self.asking, self._case.pk, form.as_ticked_so_far())
        page = RequestFormPage(
            title=title,
            trail=(trails.conferences(), trails.requests()),
            form=form,
            case=f"{self._case.number} {self._case.title}",
            to_level=f"{reverse('conferences:request_level')}?case={self._case.pk}",
            levels=level_rows(self._levels, str(form["level"].value()), proposal),
            proposal=Proposed.of(proposal),
            back=back,
        )
        return render(self._request, page, part, status=status or form.status)


def _case_id(request: HouseRequest) -> UUID:
    try:
        return UUID(request.GET.get("case", ""))
    except ValueError:
        raise NotVisible("个案") from None


def _kept(asked: ConferenceRequest) -> dict[str, Any]:
    ticks = [tick for _, tick in queries.triggers_of(asked)]
    return initial_of(ticks, {name: getattr(asked, name) for name in _TEXTS})


def _hand_in(request: HouseRequest, asked: ConferenceRequest) -> str:
    """Saved; and handed to the office, if that button was pressed."""
    if "hand_in" in request.POST:
        actions.submit(actor=request.actor, request_id=asked.pk)
        messages.success(request, f"已提请{asked.office.name}会商，审核结果会通知本单位。")
    else:
        messages.success(request, "已保存，尚未提请。核对后请按“提请会商”。")
    return reverse("conferences:request", args=[asked.pk])
