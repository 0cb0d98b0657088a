"""What is written of one person and of one who helps, so that every table of the room has a row."""

from __future__ import annotations

from datetime import date
from typing import Any

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.resident_id import synthetic
from huishang.staff import actions
from huishang.staff.actions import SupporterEntry
from huishang.staff.queries import Supporter

CODE = "91350100M000100Y43"
"""The worked example of GB 32100-2015."""
NUMBER = synthetic("140802", date(1985, 6, 1)).number


def supporter(**changes: Any) -> SupporterEntry:
    return SupporterEntry(
        **{
            "kind": "organisation",
            "name": "春苗社会工作服务中心",
            "credit_code": CODE,
            "contact": "某理事",
            "phone": "13700000000",
            "services": ["counsel"],
            "since": clock.today(),
            **changes,
        }
    )


def write_of(
    of: Actor, *, by: Actor, certificate: str = "", answer: str = "", remarks: str = ""
) -> None:
    """An entry, a training, an answered check, an appraisal."""
    about: dict[str, Any] = {"actor": by, "post_id": of.post_id}
    today = clock.today()
    actions.enter(
        **about,
        resident_id=NUMBER,
        sex="2",
        employment="part_time",
        background="village_cadre",
    )
    actions.record_training(
        **about,
        kind="before_duty",
        topic="强制报告和走访",
        hours=16,
        completed_on=today,
        certificate=certificate,
    )
    actions.ask_check(**about, kind="on_entry", asked_on=today)
    actions.answer_check(**about, answered_on=today, result="none", answer_number=answer)
    actions.appraise(**about, year=today.year - 1, grade="passed", remarks=remarks)


def register(*, by: Actor, **changes: Any) -> Supporter:
    """One who helps, whose check is not yet answered."""
    made = actions.register_supporter(actor=by, entry=supporter(**changes))
    actions.ask_supporter_check(
        actor=by, supporter_id=made.pk, kind="on_entry", asked_on=clock.today()
    )
    return made
