"""What the page on a phone asks and hands in. Its answers are JSON; a refusal has its words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from huishang.access import actions as access
from huishang.access.adapters import address_of
from huishang.access.labels import Asked
from huishang.account_rules import rules
from huishang.discovery import actions as discovery
from huishang.field import actions, queries
from huishang.field.queries import Entry
from huishang.kernel import clock
from huishang.kernel.errors import Conflict, HuishangError, InvalidData, NotVisible
from huishang.people import queries as people
from huishang.visits import queries as visits

from ...forms import HouseForm, begin
from ...gate import for_the_nameless
from ...nearby import Nearby
from ...refusals import note
from ...request import HouseRequest
from ..visits.forms import VisitForm
from .forms import FieldReportForm, steps

_Told = dict[str, Any]
_LONGEST_HAVE = 300 * 120
"""Characters: 300 children and their stamps."""


def in_json(view: Callable[..., _Told]) -> Callable[..., HttpResponse]:
    """What the view returns, or the words of its refusal."""

    @wraps(view)
    def answered(request: HouseRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return JsonResponse(view(request, *args, **kwargs))
        except HuishangError as error:
            note(request, error)
            told: _Told = {"title": error.title, "message": error.message, "instead": error.instead}
            if isinstance(error, InvalidData):
                told["fields"] = error.fields
            if isinstance(error, Changed):
                told["now"] = error.now
            return JsonResponse(told, status=error.http_status)

    return answered


class Changed(Conflict):
    """The file changed while somebody was out. :param now: as it stands."""

    def __init__(self, error: Conflict, now: _Told) -> None:
        super().__init__(error.message, instead=error.instead)
        self.now = now


@for_the_nameless
@require_GET
@in_json
def stands(request: HouseRequest, device_id: UUID) -> _Told:
    """Whether a phone may keep what it carries; asked with nobody signed in."""
    access.keep_pace((Asked.PAGE,), who=None, address=address_of(request))
    return {"stands": actions.stands(device_id), "now": _ms(clock.now())}


@require_GET
@in_json
def hello(request: HouseRequest) -> _Told:
    """Who is signed in, what time it is, and the token by which this page hands in."""
    begin(request, queries.carry_act(request.actor))
    return {
        "account": str(request.actor.account_id),
        "person": request.actor.person_name,
        "token": get_token(request),
        "now": _ms(clock.now()),
        "locks_after": rules().idle_minutes,
    }


@require_POST
@in_json
def carry(request: HouseRequest) -> _Told:
    """The key of this phone, new or the one it had."""
    begin(request, queries.carry_act(request.actor))
    found = actions.carry(
        actor=request.actor,
        name=request.POST.get("name", ""),
        device_id=_key(request, "device") if request.POST.get("device") else None,
    )
    return {"device": str(found.pk), "secret": found.secret}


@require_POST
@in_json
def take(request: HouseRequest) -> _Told:
    """Whom to visit, and the forms for it."""
    begin(request, queries.carry_act(request.actor))
    pack = actions.take(actor=request.actor, device_id=_key(request, "device"), have=_have(request))
    nearby = Nearby(request.actor)
    drawn: dict[str, tuple[str, str]] = {}
    return {
        "taken_at": _ms(pack.taken_at),
        "until": _ms(pack.until),
        "total": pack.total,
        "person": request.actor.person_name,
        "body": request.actor.organisation_name,
        "children": [
            _child(one, nearby, _drawn(request, one.division, drawn), fresh=one.id in pack.fresh)
            for one in pack.entries
        ],
        "forms": dict(drawn.values()),
        "report": _html(FieldReportForm(request, blank=True)),
        "report_kept": _html(FieldReportForm(request, kept=True, blank=True)),
    }


@require_POST
@in_json
def hand_in_visit(request: HouseRequest, child_id: UUID) -> _Told:
    """走访, written where there was no signal."""
    begin(request, queries.carry_act(request.actor))
    child = people.child_record(request.actor, child_id)
    form = VisitForm(request, visits.visiting_at(child.residence_division).value)
    typed = _typed(form)
    try:
        handed = actions.hand_in_visit(
            actor=request.actor,
            device_id=_key(request, "device"),
            child_id=child_id,
            key=typed["key"],
            stamp=request.POST.get("stamp", ""),
            entry=form.entry(typed),
        )
    except Conflict as error:
        entry = queries.entries(request.actor, [child_id])[child_id]
        raise Changed(error, {"lines": entry.lines, "stamp": entry.stamp}) from None
    return {"at": reverse("visits:show", args=[handed.visit.pk]), "stamp": handed.stamp}


@require_POST
@in_json
def hand_in_report(request: HouseRequest) -> _Told:
    """立即报告, written where there was no signal; received when it was written."""
    begin(request, queries.carry_act(request.actor))
    child_id = _key(request, "child") if request.POST.get("child") else None
    form = FieldReportForm(request, kept=child_id is not None)
    typed = _typed(form)
    report = discovery.receive_report(
        actor=request.actor,
        child_id=child_id,
        received_at=_written_at(request),
        **form.action_fields(typed),
    )
    at = reverse("reports:show", args=[report.pk])
    return {"at": at, "number": report.number, "office": report.office.name}


def _typed(form: HouseForm) -> dict[str, Any]:
    """:raises InvalidData: what cannot be read, by field."""
    if not form.is_valid():
        raise InvalidData({name: "".join(map(str, form.errors[name])) for name in form.errors})
    return form.typed()


def _key(request: HouseRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise NotVisible("手机" if name == "device" else "儿童档案") from None


def _have(request: HouseRequest) -> Mapping[str, str]:
    """Child → stamp, as the phone says; what is no such thing counts for nothing."""
    said = request.POST.get("have", "")
    try:
        have = json.loads(said) if len(said) <= _LONGEST_HAVE else {}
    except ValueError:
        return {}
    return have if isinstance(have, dict) else {}


def _written_at(request: HouseRequest) -> datetime:
    """When it was written: the phone's clock may be wrong, but it says how long ago that was."""
    now, longest = clock.now(), timedelta(days=rules().field_days)
    try:
        ago = timedelta(milliseconds=int(request.POST["sent"]) - int(request.POST["written"]))
    except (KeyError, ValueError, OverflowError):
        return now
    return now - ago if timedelta(0) <= ago <= longest else now


def _ms(moment: datetime) -> int:
    """Milliseconds, as a phone's clock counts."""
    return int(moment.timestamp() * 1000)


def _child(one: Entry, nearby: Nearby, form: str, *, fresh: bool) -> _Told:
    told: _Told = {
        "id": str(one.id),
        "stamp": one.stamp,
        "due_on": one.due_on.isoformat() if one.due_on else "",
        "every": one.every,
        "form": form,
    }
    if fresh:
        told |= {"name": one.name, "words": one.words, "place": nearby(one.place)}
        told["lines"] = one.lines
    return told


def _drawn(request: HouseRequest, division: str, drawn: dict[str, tuple[str, str]]) -> str:
    """The name of the form that asks what is asked at a place; drawn once for equal ones."""
    if division not in drawn:
        asked = visits.visiting_at(division).value
        html = _html(VisitForm(request, asked, blank=True))
        drawn[division] = (hashlib.sha256(html.encode()).hexdigest()[:16], html)
    return drawn[division][0]


def _html(form: HouseForm) -> str:
    return render_to_string("web/field/form.html", {"steps": tuple(steps(form))})
