"""The rows the benchmarks multiply are those the acts write: a copy is found and opens alike."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.registry import Registry
from benchmarks.road import built_world, script
from huishang.access.finding import parts_of
from huishang.access.models import Account, Part
from huishang.assignments.models import Assignment
from huishang.cases.models import Case, CaseChild
from huishang.cli.demo.moulds import pour
from huishang.discovery.models import Report
from huishang.people.queries import name_parts

COPIES = 60
"""A turn of the cycle at home, another one in some other county."""


@pytest.fixture
def registry(db: None) -> Registry:
    made = Registry(built_world(), script(0))
    rows: Any = defaultdict(list)
    for number in range(COPIES):
        for mould, serial in made._of(number):
            made._copy(mould, number, serial, rows)
    pour(rows)
    return made


def kept(kind: str, record: object) -> set[bytes]:
    parts = Part.objects.filter(kind=kind, record=record).values_list("part", flat=True)
    return {bytes(part) for part in parts}


def test_a_copy_is_found_and_opens_like_its_model(registry: Registry) -> None:
    connection.check_constraints()
    cases = Case.objects.unscoped(reason="测试")
    assert cases.count() > COPIES
    for case in cases:  # the models the acts wrote are among them
        assert kept("case", case.pk) == parts_of(case.number) | parts_of(case.title)
        children = CaseChild.objects.filter(case=case).values_list("child_id", flat=True)
        assert kept("case.child", case.pk) == name_parts(children)
        assert case.summary == registry.script.narrative
    for report in Report.objects.unscoped(reason="测试"):
        assert kept("report", report.pk) == parts_of(report.number)
        assert kept("report.child", report.pk) == name_parts([report.child_id])
    for duty in Assignment.objects.unscoped(reason="测试"):
        assert kept("duty", duty.pk) == parts_of(duty.matter) | parts_of(duty.case_number)
    clerk = registry.world.actor(registry.script.clerk)
    own = {row.pk for row in cases if row.office_id == clerk.organisation_id}
    assert 0 < len(own) < cases.count()
    assert set(Case.objects.visible_to(clerk).values_list("pk", flat=True)) == own
    client = Client()
    client.force_login(Account.objects.get(pk=clerk.account_id))
    assert client.get(reverse("cases:show", args=[max(own)])).status_code == 200
