"""办案人员: who reads the case by name, why and until when; who may be put on it or taken off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from huishang.cases import queries
from huishang.cases.queries import Case, TeamLine
from huishang.kernel.actor import Actor
from huishang.workflow.acts import Act

from ...components import Button
from ...templatetags.house import day, moment
from .contexts import OnTeam, TeamPanel

_TONES = {"办理": "blue", "紧急查阅": "red"}


def panel(actor: Actor, case: Case, acts: Mapping[str, Act]) -> TeamPanel:
    """For those who work on the case."""
    return TeamPanel(
        lines=tuple(_line(case.pk, line) for line in queries.team(actor, case)),
        by_post="、".join(queries.team_by_post(case)),
        buttons=(
            Button(acts["name_worker"], reverse("cases:name", args=[case.pk]), opens=True),
            Button(acts["invite"], reverse("cases:invite", args=[case.pk]), opens=True),
        ),
    )


def _line(case_id: UUID, line: TeamLine) -> OnTeam:
    return OnTeam(
        name=line.name,
        organisation=line.organisation,
        why=line.why,
        tone=_TONES.get(line.why, "plain"),
        what="；".join(filter(None, (line.purpose, "、".join(line.sections)))),
        until=_until(line),
        note=line.note,
        leave=_leave(case_id, line),
    )


def _until(line: TeamLine) -> str:
    if line.until is None:
        return "退出办理为止"
    return f"{moment(line.until) if isinstance(line.until, datetime) else day(line.until)}止"


def _leave(case_id: UUID, line: TeamLine) -> Button:
    if line.organisation_id is not None:
        return Button(
            Act("release_worker", "退出", line.leave),
            reverse("cases:release", args=[case_id, line.organisation_id, line.person_id]),
            consequence="退出后不能再查阅本案案卷，已办理的记录保留。",
        )
    return Button(
        Act("revoke_access", "撤销", line.leave),
        reverse("cases:revoke", args=[case_id, line.person_id]),
        consequence="撤销后立即不能再查阅本案，已查阅的记录保留。",
    )
