"""A sweep is ordered, told to every village, reminded of, and closed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from huishang.audit.actions import record
from huishang.audit.records import advance
from huishang.kernel import clock
from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.terms import Level
from huishang.kernel.texts import tidy
from huishang.law import fieldwork_provisions as provisions
from huishang.law.rules import Rules
from huishang.organisations import queries as organisations
from huishang.organisations.queries import Division

from .. import events, permissions
from ..lifecycle import StretchState, SweepState
from ..models import Stretch, Sweep
from ..policies import SweepEntry, close_faults, sweep_faults
from .telling import tell_directors

NIGHTLY = SystemActor("排查逾期提醒")


@transaction.atomic
def begin_sweep(*, actor: Actor, entry: SweepEntry) -> Sweep:
    """Order a sweep of a town or a county; every village there has its part (部署排查).

    Basis: provision ``sweep_every``; R030.

    :raises NotPermitted / InvalidData
    """
    place = _place(entry.place)
    permissions.may_begin(actor, DivisionCode(place.code) if place else actor.division).require(
        NotPermitted
    )
    faults = sweep_faults(entry, today=clock.today())
    villages = _villages(place)
    if not villages:
        faults["place"] = "请选择一个登记有村（居）的乡镇（街道）或者县。"
    if faults or place is None or entry.starts_on is None or entry.ends_on is None:
        raise InvalidData(faults)
    sweep = Sweep.objects.create(
        title=tidy(entry.title),
        asks=tidy(entry.asks),
        division=place.code,
        organisation_id=actor.organisation_id,
        begun_by=actor.label,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
    )
    Stretch.objects.bulk_create(Stretch(sweep=sweep, division=one.code) for one in villages)
    finding = Rules.at(place.code, clock.today()).find(provisions.SWEEP_EVERY)
    record(
        actor=actor,
        event=events.BEGUN,
        subject=sweep.subject,
        basis=finding.cited,
        details={
            "place": DivisionCode(place.code),
            "villages": len(villages),
            "until": sweep.ends_on,
        },
    )
    tell_directors(
        actor,
        _parts(sweep),
        title=f"排查：{sweep.title}",
        body=f"请在{sweep.ends_on:%Y年%-m月%-d日}（含当日）以前逐户走访，报送本村排查。",
    )
    return sweep


def _place(code: str) -> Division | None:
    try:
        return organisations.division(code)
    except NotVisible:
        return None


def _villages(place: Division | None) -> list[Division]:
    if place is None:
        return []
    return organisations.places_within(DivisionCode(place.code).prefix, Level.VILLAGE)


def _parts(sweep: Sweep) -> list[Stretch]:
    return list(Stretch.objects.unscoped(reason="一次排查的全部村（居）").filter(sweep=sweep))


@transaction.atomic
def close_sweep(
    *, actor: Actor, sweep_id: UUID, reason: str = "", version: int | None = None
) -> Sweep:
    """The sweep is over; whoever has not handed in is not waited for any longer (结束排查).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    sweep = Sweep.objects.visible_to(actor).for_change(sweep_id, version)
    permissions.may_close(actor, sweep).require(NotPermitted)
    sweep.lifecycle.allows("close_sweep", sweep.status).require(NotInThisState)
    left = sum(one.status == StretchState.OPEN.value for one in _parts(sweep))
    if faults := close_faults(left=left, reason=reason):
        raise InvalidData(faults)
    advance(sweep, "close_sweep", actor=actor, details={"left": left}, closed_because=tidy(reason))
    return sweep


def tell_late(*, actor: SystemActor = NIGHTLY) -> int:
    """Remind the villages that did not hand in by the last day, once for that day.

    :returns: of how many sweeps.
    """
    every = Sweep.objects.unscoped(reason="排查逾期提醒")
    late = every.filter(status=SweepState.RUNNING.value, ends_on__lt=clock.today())
    untold = late.exclude(told_for=F("ends_on")).order_by("ends_on", "id")
    return sum(_remind(actor, key) for key in untold.values_list("pk", flat=True))


@transaction.atomic
def _remind(actor: SystemActor, sweep_id: UUID) -> bool:
    sweep = Sweep.objects.unscoped(reason="排查逾期提醒").for_change(sweep_id)
    open_ = [one for one in _parts(sweep) if one.status == StretchState.OPEN.value]
    sweep.change(told_for=sweep.ends_on)
    if not open_:
        return False
    here = SystemActor(actor.reason, DivisionCode(sweep.division).county)
    tell_directors(
        here,
        open_,
        title=f"排查逾期：{sweep.title}",
        body=f"本村排查应当在{sweep.ends_on:%Y年%-m月%-d日}以前报送，请立即办理。",
    )
    record(actor=here, event=events.LATE, subject=sweep.subject, details={"left": len(open_)})
    return True
