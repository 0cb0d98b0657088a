"""A hotline that hands reports in by program, the office that works on them, and who keeps its
address; everything through actions."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from huishang.access import actions as access
from huishang.access.queries import actor_for
from huishang.cli.work import answer_for
from huishang.exchange import actions, queries
from huishang.exchange.actions import Run
from huishang.exchange.queries import DeliveryRow, EndpointView
from huishang.kernel.actor import Actor
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.organisations import actions as organisations
from tests.discovery.road import told
from tests.places import HOUSE, somebody
from tests.valley import CITY, Valley


class Line:
    """
    >>> line = Line()
    >>> line.register(receiver.url)     # answered there from now on
    >>> report = line.report()          # handed in by the program
    """

    def __init__(self) -> None:
        self.valley = Valley()
        body = self.valley.body(OrganisationKind.PLATFORM, CITY)
        self.keeper = somebody(body, PostKind.SYSTEM_ADMINISTRATOR)
        self.account = access.create_program(
            actor=self.keeper, username="rexian", name="热线平台接口"
        )
        post = organisations.appoint(
            actor=HOUSE,
            person_id=self.account.person_id,
            organisation_id=body.pk,
            kind=PostKind.HOTLINE_OPERATOR,
        )
        self.program: Actor = actor_for(self.account, post.pk)
        self.valley.appoint("clerk", "office_director", "police", "city_clerk")
        self.secret = ""
        self._reports = 0

    @cached_property
    def clerk(self) -> Actor:
        return self.valley.clerk

    def register(self, url: str) -> None:
        _, secret = actions.register_endpoint(
            actor=self.keeper, account_id=self.account.pk, url=url
        )
        self.secret = secret or self.secret

    @property
    def endpoint(self) -> EndpointView:
        found = queries.endpoint_of(self.keeper, self.account.pk)
        assert found is not None
        return found

    def report(self, by: Actor | None = None, **fields: Any) -> Any:
        self._reports += 1
        given = {"channel": "12345", "external_number": f"GD2026-{self._reports:03}"}
        return told(by or self.program, **{**given, **fields})

    @property
    def rows(self) -> tuple[DeliveryRow, ...]:
        """The answers, the first put out first."""
        return queries.deliveries(self.keeper).rows[::-1]

    def run(self) -> Run:
        return answer_for(60)
