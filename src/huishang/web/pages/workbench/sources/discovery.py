"""Reports to be decided on."""

from __future__ import annotations

from django.urls import reverse

from huishang.discovery import queries as discovery
from huishang.discovery.queries import ReportWaiting
from huishang.discovery.visibility import HANDLES
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.law import provisions
from huishang.law.rules import Rules

from ....components import Link
from ..rows import Duty, Share, Waiting


def reports(actor: Actor) -> Share:
    """Reports not yet settled: to be settled by those who handle them, awaited by who sent them."""
    found = discovery.reports_waiting(actor)
    if actor.is_any(*HANDLES):
        law = Rules.at(actor.division, clock.today())
        return Share(duties=[_to_settle(row, law) for row in found])
    return Share(
        waiting=[
            Waiting(f"报告 {row.number}（{row.channel}）", row.office, _report_url(row))
            for row in found
        ]
    )


def _to_settle(row: ReportWaiting, law: Rules) -> Duty:
    return Duty(
        matter=f"处置报告 {row.number}：{row.place}，{row.channel}",
        origin=row.organisation,
        step=Link("处置", _report_url(row)),
        marks=("需要会商",) if row.needs_conference else (),
        basis=law.basis(provisions.COMPETENT_PLACES),
    )


def _report_url(row: ReportWaiting) -> str:
    return reverse("reports:show", args=[row.id])
