"""The city's office that files, the police that bear a duty, the others who may look on.

Posts are filled the first time a test asks for them; states are reached through actions only.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from huishang.assignments import actions
from huishang.assignments.models import (
    Assignment,
    Extension,
    ImplementationReport,
    SupervisionOrder,
)
from huishang.audit.actions import Subject
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from tests.places import jurisdiction, somebody

START = date(2026, 1, 30)
DUE = date(2026, 3, 19)
"""30 working days from `START`: 春节 and the days worked in exchange are counted."""


def on(month: int, day: int, year: int = 2026) -> datetime:
    """Nine in the morning of a day, for `clock.at`."""
    return clock.beijing(year, month, day)


class Desk:
    def __init__(self) -> None:
        self.city = jurisdiction("140800", "运城市")
        self.police = self.city.department("police")
        self.health = self.city.department("health")

    @cached_property
    def clerk(self) -> Actor:
        return somebody(self.city.office, PostKind.OFFICE_CLERK)

    @cached_property
    def director(self) -> Actor:
        return somebody(self.city.office, PostKind.OFFICE_DIRECTOR)

    @cached_property
    def chair(self) -> Actor:
        return somebody(self.city.committee, PostKind.COMMITTEE_CHAIR)

    @cached_property
    def inspector(self) -> Actor:
        return somebody(self.city.committee, PostKind.INSPECTOR)

    @cached_property
    def liaison(self) -> Actor:
        """Of the responsible organisation."""
        return somebody(self.police, PostKind.LIAISON)

    @cached_property
    def officer(self) -> Actor:
        """The person the responsible organisation names."""
        return somebody(self.police, PostKind.CASE_WORKER)

    @cached_property
    def colleague(self) -> Actor:
        """Works there too, and was not named."""
        return somebody(self.police, PostKind.CASE_WORKER)

    @cached_property
    def helper(self) -> Actor:
        """Liaison of the supporting organisation."""
        return somebody(self.health, PostKind.LIAISON)

    @cached_property
    def stranger(self) -> Actor:
        return somebody(self.city.department("education"), PostKind.LIAISON)

    def assigned(self, **changes: Any) -> Assignment:
        return actions.assign(
            **{
                "actor": self.clerk,
                "case_id": new_id(),
                "case_number": "运未保案〔2026〕1号",
                "origin": Subject("decision", new_id()),
                "matter": "查明监护人下落，依法训诫。",
                "organisation_id": self.police.pk,
                "supporting_ids": [self.health.pk],
                "office_id": self.city.office.pk,
                "division": self.city.place.code,
                "starts_on": START,
                **changes,
            }
        )

    def accepted(self, **changes: Any) -> Assignment:
        made = self.assigned(**changes)
        return actions.accept(
            actor=self.liaison, assignment_id=made.pk, person_id=self.officer.person_id
        )

    def report(self, assignment: Assignment, **changes: Any) -> ImplementationReport:
        return actions.report(
            **{
                "actor": self.officer,
                "assignment_id": assignment.pk,
                "text": "已查明下落并训诫。",
                **changes,
            }
        )

    def reported(self) -> Assignment:
        return self.report(self.accepted()).assignment

    def filed(self) -> Assignment:
        return actions.file(actor=self.clerk, assignment_id=self.reported().pk)

    def ask(
        self, assignment: Assignment, until: date = date(2026, 4, 17), **changes: Any
    ) -> Extension:
        return actions.request_extension(
            **{
                "actor": self.officer,
                "assignment_id": assignment.pk,
                "reason_code": "policy_needed",
                "explanation": "跨县接续没有现行办法。",
                "policy_item": "《跨县保障衔接办法》",
                "until": until,
                **changes,
            }
        )

    def extending(self) -> Extension:
        return self.ask(self.accepted())

    def chased(self, assignment: Assignment) -> Assignment:
        """Reminded as often as it takes."""
        for _ in range(2):
            actions.remind(actor=self.clerk, assignment_id=assignment.pk)
        return assignment

    def supervise(self, assignment: Assignment, **changes: Any) -> SupervisionOrder:
        return actions.supervise(
            **{
                "actor": self.director,
                "assignment_id": assignment.pk,
                "requirements": "限期查明。\n逐日报告进展。",
                "due_on": date(2026, 4, 1),
                **changes,
            }
        )

    def supervised(self) -> SupervisionOrder:
        return self.supervise(self.chased(self.accepted()))

    def answered(self) -> SupervisionOrder:
        return actions.answer_supervision(
            actor=self.officer, order_id=self.supervised().pk, answer="已查明。"
        )

    def fresh(self, key: UUID) -> Assignment:
        """As it stands in the database."""
        return Assignment.objects.unscoped(reason="test").get(pk=key)
