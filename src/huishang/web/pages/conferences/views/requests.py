"""A request as its offices handle it, and the list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from huishang.conferences import actions, queries
from huishang.conferences.queries import (
    ConferenceRequest,
    RequestState,
    RequestStep,
    TickedTrigger,
)
from huishang.kernel.paging import Cursor
from huishang.kernel.terms import Level
from huishang.law import book
from huishang.law.values import FactKind, FactSpec, Trigger
from huishang.organisations import queries as organisations
from huishang.workflow.acts import Act

from ....components import Button, Empty, Fact, Link, Pager
from ....page import render
from ....request import HouseRequest
from ....templatetags.house import edition
from .. import trails, ways
from ..contexts.asking import (
    Proposed,
    Reason,
    RequestPage,
    RequestRow,
    RequestsPage,
    Said,
    StepLine,
    TriggerLine,
)
from ..forms.lists import RequestFilter
from .convening import tabs

TONES = {
    RequestState.DRAFT.value: "plain",
    RequestState.SUBMITTED.value: "blue",
    RequestState.RETURNED.value: "amber",
    RequestState.ACCEPTED.value: "blue",
    RequestState.CONVENED.value: "green",
    RequestState.WITHDRAWN.value: "plain",
}

_SAID = {
    "problems": "基本情况和存在问题",
    "measures_tried": "已采取的主要措施",
    "decisions_asked": "提请议定的事项",
    "best_interests": "最有利于未成年人的考虑",
    "child_views": "未成年人本人的意见",
}


@require_GET
def requests(request: HouseRequest) -> HttpResponse:
    """Those one's organisation made, reviews or has passed on."""
    filters = RequestFilter(request)
    after = request.GET.get("after", "")
    found = queries.requests(
        request.actor,
        status=filters.asked.get("status", ""),
        after=Cursor.parse(after) if after else None,
    )
    page = RequestsPage(
        title="会商申请",
        trail=(trails.conferences(),),
        tabs=tabs(request, "conferences:requests"),
        filters=filters,
        rows=tuple(RequestRow(row, TONES[row.status]) for row in found.rows),
        pager=Pager.of(found, filters, after),
        empty=Empty(
            "没有会商申请",
            "一个部门办不了的个案，在个案页面按“提请会商”；提请后由未保办审核、召集。",
        ),
    )
    return render(request, page)


@require_GET
def request(request: HouseRequest, request_id: UUID) -> HttpResponse:
    """What was asked, and every office's step with it. The look is written down."""
    asked = actions.open_request(actor=request.actor, request_id=request_id)
    acts = queries.request_acts(request.actor, asked)
    page = RequestPage(
        title=f"{asked.case.number} 会商申请",
        trail=(trails.conferences(), trails.requests()),
        asked=asked,
        tone=TONES[asked.status],
        facts=tuple(_facts(asked)),
        triggers=tuple(_trigger_line(*pair) for pair in queries.triggers_of(asked)),
        said=tuple(
            Said(heading, text)
            for name, heading in _SAID.items()
            if (text := str(getattr(asked, name)))
        ),
        proposal=_proposal(asked),
        steps=tuple(map(_step_line, queries.steps(asked))),
        buttons=(
            *_to_edit(acts, asked),
            *ways.buttons(acts, ways.REQUEST, asked.pk, asked.version),
        ),
        case=trails.case(asked.case_id, asked.case.number),
        held=_held(request, asked),
    )
    return render(request, page)


def _to_edit(acts: Iterable[Act], asked: ConferenceRequest) -> Iterator[Button]:
    """What may be handed in may be changed first."""
    for act in acts:
        if act.name == "submit" and act.decision:
            url = reverse("conferences:request_edit", args=[asked.pk])
            yield Button(replace(act, name="revise", label="修改申请"), url, opens=True)


def _facts(asked: ConferenceRequest) -> Iterator[Fact]:
    yield Fact("个案", asked.case.title)
    yield Fact("提请单位", asked.applicant.name)
    yield Fact("起草人", asked.applied_by)
    yield Fact("承办未保办", asked.office.name)
    yield Fact("希望层级", f"{Level(asked.level).label}会商")
    yield Fact("适用制度", f"{_regime(asked)}（{edition(asked.regime_version)}）", wide=True)


def _regime(asked: ConferenceRequest) -> str:
    known = book.current().regimes.get(asked.regime)
    return known.title if known else asked.regime


def _trigger_line(trigger: Trigger | None, tick: TickedTrigger) -> TriggerLine:
    if trigger is None:
        return TriggerLine(tick.code, (), ())
    facts = tuple(
        Fact(spec.label, _words(spec, tick.facts[spec.key]))
        for spec in trigger.facts
        if spec.key in tick.facts
    )
    return TriggerLine(trigger.label, (trigger.basis,), facts)


def _words(spec: FactSpec, answer: Any) -> str:
    match spec.kind:
        case FactKind.CHOICE:
            return next((c.label for c in spec.choices if c.code == answer), str(answer))
        case FactKind.DIVISIONS:
            names = organisations.division_names(answer)
            return "、".join(names[code] for code in answer)
        case FactKind.FLAG:
            return "是" if answer else "否"
        case _:
            return str(answer)


def _proposal(asked: ConferenceRequest) -> Proposed | None:
    """What the system proposed when the request was written, as it was kept."""
    if not asked.proposal:
        return None
    return Proposed(
        level=Level(asked.proposal["level"]).label,
        differs=asked.proposal["level"] != asked.level,
        reasons=tuple(Reason(row["because"], (row["basis"],)) for row in asked.proposal["reasons"]),
    )


def _step_line(step: RequestStep) -> StepLine:
    label = next(row.label for row in ConferenceRequest.lifecycle.rows if row.name == step.act)
    return StepLine(step, label, step.to_office.name if step.to_office else "")


def _held(request: HouseRequest, asked: ConferenceRequest) -> Link | None:
    """The conference that heard it, if the reader may see it."""
    for item in queries.items_of_case(request.actor, asked.case_id):
        if item.request_id == asked.pk:
            return trails.conference(item.conference)
    return None
