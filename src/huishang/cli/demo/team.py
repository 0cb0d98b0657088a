"""What is written of the demo's child directors and supervisors, and who may be asked to help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from huishang.kernel import clock
from huishang.kernel.resident_id import synthetic
from huishang.staff import actions as staff

from .world import World, load


def register(world: World) -> None:
    """One village has nobody, one check is about to run out, one was never asked for."""
    data = load("staff")
    for name, row in data["people"].items():
        _person(world, name, row, data["topics"])
    for row in data["supporters"]:
        _supporter(world, row)


def _person(world: World, name: str, row: Mapping[str, Any], topics: Mapping[str, str]) -> None:
    about: dict[str, Any] = {
        "actor": world.actor(row["by"]),
        "post_id": world.people[name].post_id,
    }
    staff.enter(
        **about,
        resident_id=synthetic(world.people[name].division[:6], row["born"]).number,
        **{field: row[field] for field in ("sex", "employment", "background")},
    )
    today = clock.today()
    for kind, topic in topics.items():
        if kind in row:
            staff.record_training(
                **about,
                kind=kind,
                topic=topic,
                hours=16,
                completed_on=today - timedelta(days=row[kind]),
            )
    if "checked" in row:
        on = today - timedelta(days=row["checked"])
        staff.ask_check(**about, kind="on_entry", asked_on=on)
        staff.answer_check(**about, answered_on=on, result="none")
    if "grade" in row:
        staff.appraise(**about, year=today.year - 1, grade=row["grade"])


def _supporter(world: World, row: Mapping[str, Any]) -> None:
    actor, today = world.actor(row["by"]), clock.today()
    told = {name: value for name, value in row.items() if name not in ("by", "since", "checked")}
    since = today - timedelta(days=row["since"])
    made = staff.register_supporter(actor=actor, entry=staff.SupporterEntry(**told, since=since))
    if "checked" in row:
        on = today - timedelta(days=row["checked"])
        staff.ask_supporter_check(actor=actor, supporter_id=made.pk, kind="on_entry", asked_on=on)
        staff.answer_supporter_check(
            actor=actor, supporter_id=made.pk, answered_on=on, result="none"
        )
