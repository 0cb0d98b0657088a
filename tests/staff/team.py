"""The valley's directors and supervisor, and what is written of them in one line."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from huishang.kernel.actor import Actor
from huishang.organisations import queries as organisations
from huishang.staff import actions, queries
from huishang.staff.queries import RecordCheck, Standing, Supporter
from tests.staff import entries
from tests.staff.entries import NUMBER
from tests.valley import SPRING, Valley

TODAY = date(2026, 3, 2)


class Team(Valley):
    """A village director, the town's supervisor and the county's office."""

    def __init__(self) -> None:
        super().__init__()
        self.appoint("director", "supervisor", "clerk")

    @cached_property
    def director(self) -> Actor:
        return self.director_of(SPRING)

    def enter(self, of: Actor, by: Actor | None = None, **fields: Any) -> Any:
        return actions.enter(
            actor=by or self.clerk,
            post_id=of.post_id,
            **{
                "resident_id": NUMBER,
                "sex": "2",
                "employment": "part_time",
                "background": "village_cadre",
                **fields,
            },
        )

    def train(self, of: Actor, by: Actor | None = None, **fields: Any) -> Any:
        return actions.record_training(
            actor=by or self.clerk,
            post_id=of.post_id,
            **{
                "kind": "before_duty",
                "topic": "强制报告和走访",
                "hours": 16,
                "completed_on": TODAY,
                **fields,
            },
        )

    def check(self, of: Actor, by: Actor | None = None, **fields: Any) -> RecordCheck:
        """Asked for and answered on one day."""
        on = fields.pop("on", TODAY)
        actions.ask_check(
            actor=by or self.clerk,
            post_id=of.post_id,
            kind=fields.pop("kind", "on_entry"),
            asked_on=on,
        )
        return actions.answer_check(
            actor=by or self.clerk,
            post_id=of.post_id,
            **{"answered_on": on, "result": "none", **fields},
        )

    def complete(self, of: Actor, number: str = NUMBER) -> None:
        """Nothing is wanting of them today."""
        self.enter(of, resident_id=number)
        self.train(of)
        self.check(of)

    def supporter(self, **fields: Any) -> Supporter:
        return actions.register_supporter(actor=self.clerk, entry=entries.supporter(**fields))

    def stands(self, actor: Actor, of: Actor) -> dict[str, Standing]:
        found = queries.sheet(actor, of.post_id).member.standings
        return {each.need.value: each for each in found}

    def states(self, actor: Actor, of: Actor) -> dict[str, str]:
        return {need: each.state.value for need, each in self.stands(actor, of).items()}

    @staticmethod
    def inbox(of: Actor) -> list[str]:
        from huishang.notifications import queries as notifications

        return [message.title for message in notifications.inbox(of)]

    @staticmethod
    def names(code: str) -> str:
        return organisations.division_name(code)
